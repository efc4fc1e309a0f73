//! What the targets share: text made of bytes, checks of diagnostics, and a mutator that knows Go's tokens.

pub mod mutate;

use vole_source::{Diagnostic, SourceMap, Span};

/// A file made of arbitrary bytes, alone in its map.
pub fn file(data: &[u8]) -> SourceMap {
    let mut map = SourceMap::new();
    map.add("./main.go", "main.go", String::from_utf8_lossy(data).into_owned());
    map
}

/// A span must lie in the file, at character boundaries.
pub fn check_span(map: &SourceMap, span: Span, what: &str) {
    if span.is_none() {
        return;
    }
    let file = &map.files()[0];
    let all = file.span();
    assert!(span.lo <= span.hi && all.lo <= span.lo && span.hi <= all.hi, "{what}: {span:?} outside of {all:?}");
    let (lo, hi) = ((span.lo - all.lo) as usize, (span.hi - all.lo) as usize);
    assert!(file.text.is_char_boundary(lo) && file.text.is_char_boundary(hi), "{what}: {span:?} cuts a character");
}

/// Diagnostics must have a message and places in the file, and rendering them must work.
pub fn check_diagnostics(map: &SourceMap, diagnostics: &[Diagnostic]) {
    for d in diagnostics {
        assert!(!d.message.is_empty(), "an empty message");
        assert!(!d.message.contains("internal"), "{}", d.message);
        check_span(map, d.span, &d.message);
    }
    let text = vole_source::render_gc(map, diagnostics, true);
    assert_eq!(text.is_empty(), diagnostics.is_empty());
}
