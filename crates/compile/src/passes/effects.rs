//! What operations do besides writing their results, and what they compute of constants.

use crate::ir::InstKind;
use vole_bytecode::Op;

/// Operations that read memory and change nothing.
pub(super) fn is_load(kind: &InstKind) -> bool {
    use Op::*;
    matches!(
        kind,
        InstKind::Op {
            op: Ld8U
                | Ld8S
                | Ld16U
                | Ld16S
                | Ld32U
                | Ld32S
                | Ld64
                | Ld2
                | Ld3
                | FldIdx64
                | FldIdx8U
                | Idx8U
                | Idx8S
                | Idx16U
                | Idx16S
                | Idx32U
                | Idx32S
                | Idx64
                | Idx2
                | IdxHead
                | Arr8U
                | Arr32U
                | Arr32S
                | Arr64
                | FArr8U
                | FArr32U
                | FArr32S
                | FArr64
                | LdG64
                | LdG2
                | LdG3
                | LdG8U
                | LdG32U
                | LdG32S,
            ..
        }
    )
}

/// Operations without effects that cannot fail.
pub(super) fn is_pure(kind: &InstKind) -> bool {
    use Op::*;
    match kind {
        InstKind::Move { .. } => true,
        InstKind::Call { .. } => false,
        InstKind::Op { op, .. } => matches!(
            op,
            LdI | LdK
                | LdStr
                | LdType
                | LdFunc
                | Zero2
                | Zero3
                | ZeroN
                | Add
                | Sub
                | Mul
                | MulWide
                | And
                | Or
                | Xor
                | AndNot
                | AddI
                | MulI
                | AndI
                | OrI
                | XorI
                | RSubI
                | DivSI
                | RemSI
                | DivUI
                | RemUI
                | Shl
                | ShrS
                | ShrU
                | ShlI
                | ShrSI
                | ShrUI
                | Neg
                | Not
                | PreStr
                | SufStr
                | ByteAt
                | Rotl64
                | Rotl32
                | Rotl64I
                | Rotl32I
                | AddW
                | SubW
                | MulW
                | AddWI
                | ShlW
                | ShlWI
                | AddWU
                | SubWU
                | MulWU
                | AddWUI
                | ShlWU
                | ShlWUI
                | Sx8
                | Sx16
                | Sx32
                | Zx8
                | Zx16
                | Zx32
                | AddF
                | SubF
                | MulF
                | DivF
                | NegF
                | SqrtF
                | AbsF
                | CallF
                | I2F
                | U2F
                | F2I
                | F2U
                | F2F32
                | F32toF
                | Eq
                | Ne
                | LtS
                | LeS
                | LtU
                | LeU
                | EqI
                | NeI
                | LtSI
                | LeSI
                | GtSI
                | GeSI
                | EqF
                | NeF
                | LtF
                | LeF
                | GlobalAddr
                | LdG64
                | LdG2
                | LdG3
                | LdG8U
                | LdG32U
                | LdG32S
                | FrameAddr
        ),
    }
}

/// An operation on two constants.
pub(super) fn evaluate(op: Op, a: i64, b: i64) -> Option<i64> {
    Some(match op {
        Op::Add => a.wrapping_add(b),
        Op::Sub => a.wrapping_sub(b),
        Op::Mul => a.wrapping_mul(b),
        Op::And => a & b,
        Op::Or => a | b,
        Op::Xor => a ^ b,
        _ => return None,
    })
}

/// An operation on a constant and its immediate.
pub(super) fn evaluate_imm(op: Op, a: i64, i: i64) -> Option<i64> {
    Some(match op {
        Op::AddI => a.wrapping_add(i),
        Op::RSubI => i.wrapping_sub(a),
        Op::MulI => a.wrapping_mul(i),
        Op::AndI => a & i,
        Op::ShlI => a.wrapping_shl(i as u32),
        Op::Zx8 => a as u8 as i64,
        Op::Zx16 => a as u16 as i64,
        Op::Zx32 => a as u32 as i64,
        Op::Sx8 => a as i8 as i64,
        Op::Sx16 => a as i16 as i64,
        Op::Sx32 => a as i32 as i64,
        _ => return None,
    })
}
