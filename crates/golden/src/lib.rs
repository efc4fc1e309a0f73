//! The golden suite: programs under `testdata/` beside what real Go printed for them.
//!
//! A program's first line says what to do with it: `// run` runs it and compares standard output (exactly), standard
//! error (normalised, see [`normalise`]) and the exit code; `// check` and `// syntax` compile it and compare the error
//! messages. Expectations lie beside the program (`name.out`, `name.err`, `name.exit`) and are recorded from real Go by
//! the `golden-bless` binary, never written by hand; `name.in` is standard input and `name.args` holds one argument per
//! line. A test is named by its path below `testdata/` without `.go`. Tests of several files and commands are scripts (see
//! [`script`]).
#![forbid(unsafe_code)]

pub mod case;
pub mod conformance;
pub mod exec;
pub mod normalise;
pub mod script;
pub mod suite;
