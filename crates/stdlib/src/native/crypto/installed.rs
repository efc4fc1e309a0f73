//! What the crypto packages of an installed Go ask of the run-time system: they come with packages that the library does not have
//! itself (crypto/dsa, crypto/mlkem).

use std::cell::Cell;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

thread_local! {
    /// Whether what the current call did was approved; it is read by the function that set it, before it returns.
    static INDICATOR: Cell<u8> = const { Cell::new(0) };
}

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/internal/fips140.fatal", fatal);
    r.add("crypto/internal/sysrand.fatal", fatal);
    r.add("crypto/internal/fips140.getIndicator", get_indicator);
    r.add("crypto/internal/fips140.setIndicator", set_indicator);
    r.add("internal/syscall/unix.vgetrandom", |cx| {
        // Not supported: callers make the system call.
        cx.set_i64(0, -1);
        cx.set_bool(1, false);
        Ok(())
    });
    r.add("crypto/internal/fips140deps/time.monoTime", |cx| {
        static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        let passed = START.get_or_init(std::time::Instant::now).elapsed().as_nanos();
        cx.set_i64(0, i64::try_from(passed).unwrap_or(i64::MAX));
        Ok(())
    });
    // There is no enforcement to by-pass.
    r.add("crypto/fips140.setBypass", |_| Ok(()));
    r.add("crypto/fips140.unsetBypass", |_| Ok(()));
    r.add("crypto/fips140.isBypassed", |cx| {
        cx.set_bool(0, false);
        Ok(())
    });
}

/// `func fatal(text string)`
fn fatal(cx: &mut NativeCtx<'_>) -> NativeResult {
    let text = cx.str(0).into_owned();
    Err(cx.fatal(&text))
}

/// `func getIndicator() uint8`
fn get_indicator(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.set(0, INDICATOR.with(|i| i.get()).into());
    Ok(())
}

/// `func setIndicator(uint8)`
fn set_indicator(cx: &mut NativeCtx<'_>) -> NativeResult {
    let value = cx.u64(0) as u8;
    INDICATOR.with(|i| i.set(value));
    Ok(())
}
