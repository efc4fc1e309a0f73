//! Runs the golden programs of `testdata/` with the `vole` binary: `cargo test -p vole-cli --test golden [FILTER]`.
//! `VOLE_BIN` names another binary to test.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let vole = std::env::var_os("VOLE_BIN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_vole")), PathBuf::from);
    vole_golden::suite::main(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata"), &vole)
}
