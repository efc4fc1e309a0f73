//! Literals of every type, in every spelling.

use crate::types::{Ty, int_range};
use crate::writer::{E, Writer};

const STRINGS: [&str; 14] = [
    r#""""#,
    r#""a""#,
    r#""go""#,
    r#""hello, world""#,
    r#""h\u00e9llo""#,
    r#""日本語""#,
    r#""\x00\xff\xfe""#,
    r#""tab\tnl\n\"q\"""#,
    "`raw\\n\"x\"`",
    r#""\u65e5\U0001F600z""#,
    r#""\101\377""#,
    r#""abcdefghijklmnop""#,
    r#""a,b,,c""#,
    r#"" x  y ""#,
];

impl Writer {
    /// A value of an integer type.
    pub fn int_value(&mut self, kind: u8) -> i128 {
        let (lo, hi) = int_range(kind);
        let v = match self.weighted(&[10, 3, 2, 2, 2, 3]) {
            0 => self.rng.i128(0..10),
            1 => 1i128 << self.rng.u32(0..64),
            2 => hi - self.rng.i128(0..3),
            3 => lo + self.rng.i128(0..3),
            4 => -self.rng.i128(0..10),
            _ => self.rng.i128(-300..70000),
        };
        if v < lo || v > hi { v.rem_euclid(100) } else { v }
    }

    /// An integer as Go can write it.
    pub fn spell(&mut self, v: i128) -> String {
        let (sign, m) = if v < 0 { ("-", -v) } else { ("", v) };
        match self.weighted(&[14, 2, 1, 1, 1, 1]) {
            1 => format!("{sign}{m:#x}"),
            2 => format!("{sign}{m:#o}"),
            3 => format!("{sign}{m:#b}"),
            4 if m >= 1000 => format!("{sign}{}_{:03}", m / 1000, m % 1000),
            5 if (32..127).contains(&m) && m != 39 && m != 92 => {
                format!("{sign}'{}'", char::from_u32(m as u32).unwrap_or('x'))
            }
            _ => format!("{sign}{m}"),
        }
    }

    fn float(&mut self) -> String {
        let f = *self.one(&[
            &"0.0",
            &"1.5",
            &"-2.25",
            &"1e3",
            &"3.14159",
            &"0x1p-2",
            &"1e-7",
            &"123456.789",
            &"0.1",
            &"-1e10",
            &"7.0",
            &"1e21",
            &".5",
            &"2.",
            &"1_0.2_5",
            &"0x1.8p1",
        ]);
        f.into()
    }

    /// A constant of a basic type.
    pub fn literal(&mut self, t: &Ty) -> E {
        let s = match self.world.under(t) {
            Ty::Bool => (*self.one(&[&"true", &"false"])).to_string(),
            Ty::Int(k) => {
                let v = self.int_value(k);
                self.spell(v)
            }
            Ty::Float(_) => {
                if self.chance(25) {
                    self.rng.u8(0..100).to_string()
                } else {
                    self.float()
                }
            }
            Ty::Complex(_) => match self.below(3) {
                0 => format!("{}i", self.rng.u8(0..9)),
                1 => format!("({} + {}i)", self.rng.u8(0..9), self.rng.u8(0..9)),
                _ => self.float(),
            },
            Ty::Str => (*self.one(&STRINGS.each_ref())).to_string(),
            Ty::Param(..) => self.rng.u8(0..100).to_string(),
            other => unreachable!("no literal of {other:?}"),
        };
        let prec = if s.starts_with('-') { 5 } else { 7 };
        E { s, konst: true, untyped: true, prec }
    }
}
