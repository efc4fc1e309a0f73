//! The bytecode: instruction table, encoding, program image, disassembler. The contract between compiler and VM.
#![forbid(unsafe_code)]

pub mod disasm;
mod insn;
pub mod isa;
pub mod program;

pub use insn::Insn;
pub use isa::{Op, OpInfo, Role};
pub use program::*;
