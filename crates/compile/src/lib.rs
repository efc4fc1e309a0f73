//! Lowering of typed packages to bytecode: typed tree → IR (a control-flow graph over virtual registers) → passes → slots → code.
//!
//! Entry: [`compile`]. Everything is demand-driven from `main.main` and the packages' initialisation; see [`cx`].
#![forbid(unsafe_code)]

mod components;
pub mod cx;
mod emit;
pub mod ir;
mod layout;
pub mod linknames;
mod lower;
mod passes;
mod program;
mod reflect;
mod rtname;
mod rtypes;

pub use passes::listed_natives;
pub use program::{compile, compile_all, compile_reporting_all, compile_with_ir};
