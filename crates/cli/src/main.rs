//! The `vole` command.
fn main() {}
