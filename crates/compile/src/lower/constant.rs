//! Constants into registers.

use super::Lower;
use crate::ir::{Arg, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::Expr;
use vole_types::constant::Const;
use vole_types::ty::{Basic, Type, TypeId};

impl Lower<'_, '_> {
    /// Materialises a constant of a type.
    pub(crate) fn constant(&mut self, c: &Const, t: TypeId, dst: Option<Loc>) -> Loc {
        let dst = dst.unwrap_or_else(|| self.temp(t));
        let kind = match self.under(t) {
            Type::Basic(b) => b,
            Type::Interface(_) => {
                self.error("internal: constant of interface type");
                return dst;
            }
            _ => {
                // An uintptr or nil constant converted to a pointer.
                self.load_int(dst.at(0), c.to_i64().unwrap_or(0));
                return dst;
            }
        };
        match kind {
            Basic::String | Basic::UntypedString => {
                let text = c.to_bytes().unwrap_or(&[]).to_vec();
                self.string_const(&text, dst);
            }
            Basic::Complex128 | Basic::UntypedComplex => {
                self.load_int(dst.at(0), c.real().to_f64().to_bits() as i64);
                self.load_int(dst.at(1), c.imag().to_f64().to_bits() as i64);
            }
            Basic::Complex64 => {
                self.load_int(dst.at(0), c.real().to_f32().to_bits() as i64);
                self.load_int(dst.at(1), c.imag().to_f32().to_bits() as i64);
            }
            _ => {
                let bits = const_bits(c, kind);
                self.load_int(dst, bits);
            }
        }
        dst
    }

    pub(crate) fn string_const(&mut self, text: &[u8], dst: Loc) {
        if text.is_empty() {
            return self.op1(Op::Zero2, dst);
        }
        let at = self.cx.string_data(text);
        self.op2w(Op::LdStr, dst, Arg::Imm(text.len() as i64), at as u64);
    }

    /// The value of an integer constant expression as a slot holds it.
    pub(crate) fn const_int(&mut self, e: &Expr) -> Option<i64> {
        let c = self.const_of(e)?;
        let t = self.ty(e);
        match self.under(t) {
            Type::Basic(b) if is_integer(b) || matches!(b, Basic::Bool | Basic::UntypedBool) => Some(const_bits(&c, b)),
            _ => None,
        }
    }

    /// The same if it fits an instruction's immediate field.
    pub(crate) fn const_imm(&mut self, e: &Expr) -> Option<i64> {
        self.const_int(e).filter(|&i| i16::try_from(i).is_ok())
    }
}

/// The slot's bits of a constant of a one-slot basic kind.
pub(crate) fn const_bits(c: &Const, kind: Basic) -> i64 {
    match kind {
        Basic::Bool | Basic::UntypedBool => c.to_bool().unwrap_or(false) as i64,
        Basic::Float64 | Basic::UntypedFloat => c.to_f64().to_bits() as i64,
        Basic::Float32 => c.to_f32().to_bits() as i64,
        _ => match c.to_int().unwrap_or(Const::Int(0)) {
            Const::Int(i) => i,
            c => c.to_u64().unwrap_or(0) as i64,
        },
    }
}

/// Integer kinds, untyped ones included.
pub(crate) fn is_integer(b: Basic) -> bool {
    matches!(
        b,
        Basic::Int
            | Basic::Int8
            | Basic::Int16
            | Basic::Int32
            | Basic::Int64
            | Basic::Uint
            | Basic::Uint8
            | Basic::Uint16
            | Basic::Uint32
            | Basic::Uint64
            | Basic::Uintptr
            | Basic::UntypedInt
            | Basic::UntypedRune
    )
}
