//! Generates the parser from the grammar, which lives at the root of the repository.
use std::path::Path;

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let grammar = Path::new(&root).join("../../grammar");
    lalrpop::Configuration::new()
        .set_in_dir(grammar)
        .emit_rerun_directives(true)
        .process()
        .expect("grammar/go.lalrpop is a valid grammar");
}
