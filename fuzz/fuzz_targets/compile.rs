//! The way from text to program, library included: what checks also compiles, and never "internal" errors. Run it is not.
#![no_main]

use libfuzzer_sys::Corpus;
use std::sync::OnceLock;
use vole::{Engine, MemoryFileSystem};

vole_fuzz::go_mutator!();

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new().file_system(MemoryFileSystem::new()))
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else { return Corpus::Reject };
    match engine().compile_source("main.go", text) {
        Ok(program) => {
            assert!(!program.disassemble(false).is_empty());
        }
        Err(e) => {
            assert!(!e.rendered.is_empty() && !e.diagnostics.is_empty(), "refused without a word");
            for d in &e.diagnostics {
                let m = &d.message;
                assert!(!m.starts_with("internal: "), "{m}");
            }
        }
    }
    Corpus::Keep
});
