//! Lexing: no panic, tokens in order, inside of the file, none overlapping.
#![no_main]

vole_fuzz::go_mutator!();

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let map = vole_fuzz::file(data);
    let (tokens, errors) = vole_syntax::lex(&map.files()[0]);
    let mut end = 0;
    for span in tokens {
        vole_fuzz::check_span(&map, span, "token");
        assert!(span.lo >= end, "tokens overlap at {span:?}");
        end = span.hi;
    }
    vole_fuzz::check_diagnostics(&map, &errors);
});
