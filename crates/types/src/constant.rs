//! Exact constant values (spec: Constants): integers of any size, rationals and big floats, complex numbers, strings, booleans.

use num_bigint::BigInt;
use num_rational::BigRational;
use std::sync::Arc;

/// A constant value. Integers that fit are small; everything is exact (floats are rationals).
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// Not known, because of an error.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// A string: any bytes.
    Str(Arc<[u8]>),
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    Big(Arc<BigInt>),
    /// A rational, for float constants.
    Rat(Arc<BigRational>),
    /// Real and imaginary part, each `Int`, `Big` or `Rat`.
    Complex(Arc<(Const, Const)>),
}
