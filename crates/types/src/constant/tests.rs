//! Facts taken from gc: what it prints for these expressions.
use super::*;
use vole_syntax::ast::LitKind;

fn lit(s: &str) -> Const {
    let kind = if s.ends_with('i') {
        LitKind::Imaginary
    } else if s.starts_with('\'') {
        LitKind::Rune
    } else if s.starts_with(['"', '`']) {
        LitKind::String
    } else if s.contains(['.', 'p']) || (s.contains('e') && !s.starts_with("0x")) {
        LitKind::Float
    } else {
        LitKind::Int
    };
    Const::from_literal(kind, s)
}

fn op(a: &str, o: BinOp, b: &str) -> Const {
    Const::binary_op(o, &lit(a), &lit(b), false)
}

fn shown(c: &Const) -> String {
    c.to_string_as(Basic::UntypedFloat)
}

#[test]
fn literals() {
    assert_eq!(lit("0x_2A"), Const::Int(42));
    assert_eq!(lit("0755"), Const::Int(493));
    assert_eq!(lit("0b101"), Const::Int(5));
    assert_eq!(lit("1_000"), Const::Int(1000));
    assert_eq!(lit("0123i").imag(), Const::Int(123));
    assert_eq!(lit("0x1p-2").to_f64(), 0.25);
    assert_eq!(lit("0x1.8p1"), Const::Int(3));
    assert_eq!(lit("'\\u65e5'"), Const::Int(0x65e5));
    assert_eq!(lit("'\\xff'"), Const::Int(255));
    assert_eq!(lit("\"a\\n\\377\\u00e9\"").to_bytes(), Some(&b"a\n\xff\xc3\xa9"[..]));
    assert_eq!(lit("`a\r\\n`").to_bytes(), Some(&b"a\\n"[..]));
    assert_eq!(lit("\"\\q\""), Const::Unknown);
    assert_eq!(lit("1e1000000000"), Const::Unknown);
    assert_eq!(lit("1e-1000000000"), Const::Int(0));
    assert_eq!(lit("0x1p3000000000"), Const::Unknown);
}

#[test]
fn formats_as_gc() {
    for (text, want) in [
        ("1e1000", "1e+1000"),
        ("1e39", "1e+39"),
        ("1.25e30", "1.25e+30"),
        ("100000000.0", "1e+08"),
        ("12345678.0", "1.23457e+07"),
        ("123456.5", "123456.5"),
        ("1000000.5", "1.0000005e+06"),
        ("21.0", "21"),
        ("0x1p5000", "1.41247e+1505"),
        ("0x1p-5000", "0.707981e-1505"),
        ("0x1p-100000", "1.001e-30103"),
        ("1e100000000", "1e+100000000"),
        ("0.0001234", "0.0001234"),
        ("0.00001234", "1.234e-05"),
        ("123456789e-20", "1.23457e-12"),
    ] {
        assert_eq!(shown(&lit(text)), want, "{text}");
    }
    assert_eq!(shown(&op("1.0", BinOp::Div, "3.0")), "0.333333");
    assert_eq!(op("1.5", BinOp::Sub, "2i").to_string(), "(1.5 + -2i)");
    assert_eq!(lit("1").to_string_as(Basic::Complex64), "(1 + 0i)");
    assert_eq!(
        lit("\"a\\u00a0\\u200b\\x7f\\a日本\\U0001F600\\xff\"").to_string(),
        "\"a\\u00a0\\u200b\\x7f\\a日本😀\\xff\""
    );
    let long = "abcdefghijklmnopqrstuvwxyz".repeat(4);
    let cut = format!("\"{}...", &long[..68]);
    assert_eq!(Const::string(long.into_bytes()).to_string(), cut);
}

#[test]
fn huge_values_stay_bounded() {
    assert_eq!(op("1e100000", BinOp::Div, "1e99999"), Const::Int(10));
    assert_eq!(shown(&op("1e15000", BinOp::Mul, "1e-15000")), "1");
    assert_eq!(op("1e5000", BinOp::Sub, "1e5000"), Const::Int(0));
    assert!(!Const::compare(BinOp::Eq, &lit("1e-5000"), &Const::Int(0)));
    assert!(Const::compare(BinOp::Lt, &lit("1e5000"), &lit("1e5001")));
    let mut x = lit("1e4000");
    for _ in 0..60 {
        x = Const::binary_op(BinOp::Mul, &x, &x, false);
    }
    assert_eq!(x, Const::Unknown);
    assert_eq!(Const::shift(BinOp::Shl, &Const::Int(1), 1 << 40), Const::Unknown);
    assert_eq!(Const::shift(BinOp::Shr, &Const::Int(-1), u64::MAX), Const::Int(-1));
}

#[test]
fn rounding() {
    for s in [
        "0.1",
        "1e23",
        "9007199254740993.0",
        "5e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1.7976931348623157e308",
        "2.2250738585072011e-308",
        "0.3",
        "1e-320",
    ] {
        assert_eq!(lit(s).to_f64(), s.parse::<f64>().expect("float"), "{s}");
        assert_eq!(lit(s).to_f32(), s.parse::<f32>().expect("float"), "{s}");
    }
    for s in
        ["16777217.0", "3.4028235677973366e+38", "1.4e-45", "7.006492321624085e-46", "7.1e-46", "1.1754944e-38", "0.1"]
    {
        assert_eq!(lit(s).to_f32(), s.parse::<f32>().expect("float"), "{s}");
    }
    assert_eq!(lit("9007199254740993").to_f64(), 9007199254740992.0);
    assert_eq!(lit("-1".trim_start_matches('-')).to_f64(), 1.0);
    assert_eq!(lit("18446744073709551615").to_f64(), 18446744073709551616.0);
    assert!(lit("1.797693134862315808e308").representable_in(Basic::Float64).is_none());
    assert!(lit("1.7976931348623158e308").representable_in(Basic::Float64).is_some());
    assert_eq!(lit("1e-50").representable_in(Basic::Float32), Some(Const::Int(0)));
}

#[test]
fn representability() {
    let r = |s: &str, from, to| lit(s).representable(from, to);
    assert_eq!(r("300", Basic::UntypedInt, Basic::Int8), Err(ReprError::Overflows));
    assert_eq!(r("1.5", Basic::UntypedFloat, Basic::Int), Err(ReprError::Truncated));
    assert_eq!(r("1e100", Basic::UntypedFloat, Basic::Int), Err(ReprError::Truncated));
    assert_eq!(r("1e39", Basic::UntypedFloat, Basic::Float32), Err(ReprError::Overflows));
    assert_eq!(r("1e39i", Basic::UntypedComplex, Basic::Complex64), Err(ReprError::Overflows));
    assert_eq!(r("2i", Basic::UntypedComplex, Basic::Int), Err(ReprError::Truncated));
    assert_eq!(r("\"x\"", Basic::UntypedString, Basic::Int), Err(ReprError::NotNumeric));
    assert_eq!(r("4.0", Basic::UntypedFloat, Basic::Int), Ok(Const::Int(4)));
    assert!(r("18446744073709551615", Basic::UntypedInt, Basic::Uint).is_ok());
    assert!(r("9223372036854775808", Basic::UntypedInt, Basic::Int64).is_err());
    assert!(Const::Int(-128).representable_in(Basic::Int8).is_some());
    assert!(Const::Int(-129).representable_in(Basic::Int8).is_none());
    assert!(Const::Int(-1).representable_in(Basic::Uint).is_none());
}

#[test]
fn operations() {
    let i = |o, a, b| Const::binary_op(o, &Const::Int(a), &Const::Int(b), true);
    assert_eq!(i(BinOp::Div, -7, 2), Const::Int(-3));
    assert_eq!(i(BinOp::Rem, -7, 2), Const::Int(-1));
    assert_eq!(i(BinOp::AndNot, 7, 2), Const::Int(5));
    assert_eq!(i(BinOp::Div, i64::MIN, -1), Const::from_u64(1 << 63));
    assert_eq!(i(BinOp::Div, 1, 0), Const::Unknown);
    assert_eq!(Const::unary_op(UnOp::Xor, &Const::Int(1), Some(8)), Const::Int(254));
    assert_eq!(Const::unary_op(UnOp::Xor, &Const::Int(1), None), Const::Int(-2));
    assert_eq!(Const::unary_op(UnOp::Neg, &Const::Int(i64::MIN), None), Const::from_u64(1 << 63));
    let c = Const::make_complex(Const::Int(1), Const::Int(2));
    assert_eq!(Const::binary_op(BinOp::Mul, &c, &c, false), Const::make_complex(Const::Int(-3), Const::Int(4)));
    assert_eq!(Const::binary_op(BinOp::Div, &c, &c, false), Const::Int(1));
    assert_eq!(Const::Int(65).from_code_point().to_bytes(), Some(&b"A"[..]));
    assert_eq!(Const::Int(-1).from_code_point().to_bytes(), Some("\u{FFFD}".as_bytes()));
}
