//! Package math: results are Go's on amd64 to the last bit.

#![allow(clippy::excessive_precision)] // coefficients stand as they were published

mod bessel;
mod erf;
mod explog;
mod parts;
mod special;
mod trig;

pub use parts::ldexp;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    // Called as an instruction where they are called by name, as a native where they are values.
    macro_rules! float {
        ($name:expr, $f:expr) => {
            r.add($name, |c| one(c, $f));
            r.add_float($name, $f);
        };
    }
    r.add("math.Sqrt", |c| one(c, f64::sqrt));
    r.add("math.Abs", |c| one(c, f64::abs));
    r.add("math.Floor", |c| one(c, f64::floor));
    r.add("math.Ceil", |c| one(c, f64::ceil));
    r.add("math.Trunc", |c| one(c, f64::trunc));
    float!("math.Round", f64::round);
    float!("math.RoundToEven", f64::round_ties_even);
    r.add("math.Logb", |c| one(c, parts::logb));
    float!("math.Sin", trig::sin);
    float!("math.Cos", trig::cos);
    float!("math.Tan", trig::tan);
    float!("math.Asin", trig::asin);
    float!("math.Acos", trig::acos);
    float!("math.Atan", trig::atan);
    r.add("math.reduceLarge", |c| {
        let (j, z) = trig::payne_hanek(c.f64(0));
        c.set_i64(0, j as i64);
        c.set_f64(1, z);
        Ok(())
    });
    float!("math.Exp", explog::exp);
    float!("math.Exp2", explog::exp2);
    float!("math.Expm1", libm::expm1);
    float!("math.Log", explog::log);
    float!("math.Log2", explog::log2);
    float!("math.Log10", explog::log10);
    float!("math.Log1p", explog::log1p);
    float!("math.Cbrt", explog::cbrt);
    float!("math.Sinh", explog::sinh);
    float!("math.Cosh", explog::cosh);
    float!("math.Tanh", explog::tanh);
    r.add("math.Asinh", |c| one(c, explog::asinh));
    r.add("math.Acosh", |c| one(c, explog::acosh));
    r.add("math.Atanh", |c| one(c, explog::atanh));
    float!("math.Gamma", special::gamma);
    float!("math.Erf", erf::erf);
    r.add("math.Erfc", |c| one(c, erf::erfc));
    r.add("math.Erfinv", |c| one(c, special::erfinv));
    r.add("math.J0", |c| one(c, bessel::j0));
    r.add("math.J1", |c| one(c, bessel::j1));
    r.add("math.Y0", |c| one(c, bessel::y0));
    r.add("math.Y1", |c| one(c, bessel::y1));
    r.add("math.Pow", |c| two(c, explog::pow));
    r.add("math.Hypot", |c| two(c, explog::hypot));
    r.add("math.Atan2", |c| two(c, trig::atan2));
    r.add("math.Mod", |c| two(c, parts::modulo));
    r.add("math.Remainder", |c| two(c, parts::remainder));
    r.add("math.Max", |c| two(c, parts::max));
    r.add("math.Min", |c| two(c, parts::min));
    r.add("math.Dim", |c| two(c, parts::dim));
    r.add("math.Nextafter", |c| two(c, parts::nextafter));
    r.add("math.Copysign", |c| two(c, f64::copysign));
    r.add("math.Nextafter32", |c| {
        let v = parts::nextafter32(c.f32(0), c.f32(1));
        c.set_f32(0, v);
        Ok(())
    });
    r.add("math.FMA", |c| {
        let v = c.f64(0).mul_add(c.f64(1), c.f64(2));
        c.set_f64(0, v);
        Ok(())
    });
    r.add("math.Ldexp", |c| {
        let v = parts::ldexp(c.f64(0), c.i64(1));
        c.set_f64(0, v);
        Ok(())
    });
    r.add("math.Frexp", |c| number_and_int(c, parts::frexp));
    r.add("math.Lgamma", |c| number_and_int(c, erf::lgamma));
    r.add("math.Ilogb", |c| {
        let v = parts::ilogb(c.f64(0));
        c.set_i64(0, v);
        Ok(())
    });
    r.add("math.Modf", |c| {
        let (whole, part) = parts::modf(c.f64(0));
        c.set_f64(0, whole);
        c.set_f64(1, part);
        Ok(())
    });
    // A float's slot holds its bits.
    for name in ["Float64bits", "Float64frombits", "Float32bits", "Float32frombits"] {
        r.add(&format!("math.{name}"), |_| Ok(()));
    }
    r.add("math.Pow10", |c| {
        let v = explog::pow10(c.i64(0));
        c.set_f64(0, v);
        Ok(())
    });
}

fn one(c: &mut NativeCtx<'_>, f: fn(f64) -> f64) -> NativeResult {
    let v = f(c.f64(0));
    c.set_f64(0, v);
    Ok(())
}

fn two(c: &mut NativeCtx<'_>, f: fn(f64, f64) -> f64) -> NativeResult {
    let v = f(c.f64(0), c.f64(1));
    c.set_f64(0, v);
    Ok(())
}

fn number_and_int(c: &mut NativeCtx<'_>, f: fn(f64) -> (f64, i64)) -> NativeResult {
    let (v, n) = f(c.f64(0));
    c.set_f64(0, v);
    c.set_i64(1, n);
    Ok(())
}

#[cfg(test)]
mod tests {
    use vole_vm::NativeRegistry;

    /// What `CallF` calls is there, as an instruction and as a native.
    #[test]
    fn every_float_function_has_a_body() {
        let mut registry = NativeRegistry::new();
        super::register(&mut registry);
        for name in vole_bytecode::FLOAT_FUNCTIONS {
            assert!(registry.has_float(name) && registry.get(name).is_some(), "{name}");
        }
    }
}
