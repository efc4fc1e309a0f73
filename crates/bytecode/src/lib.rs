//! The bytecode: instruction table, encoding, program image, disassembler. The contract between compiler and VM.
#![forbid(unsafe_code)]

pub mod disasm;
mod insn;
pub mod isa;
pub mod program;

pub use insn::Insn;

/// The functions that `CallF` calls by their place here: natives from a float64 to a float64, which need nothing of the machine.
pub const FLOAT_FUNCTIONS: [&str; 21] = [
    "math.Sin",
    "math.Cos",
    "math.Tan",
    "math.Asin",
    "math.Acos",
    "math.Atan",
    "math.Exp",
    "math.Exp2",
    "math.Expm1",
    "math.Log",
    "math.Log2",
    "math.Log10",
    "math.Log1p",
    "math.Cbrt",
    "math.Sinh",
    "math.Cosh",
    "math.Tanh",
    "math.Round",
    "math.RoundToEven",
    "math.Gamma",
    "math.Erf",
];
pub use isa::{Op, OpInfo, Role};
pub use program::*;
