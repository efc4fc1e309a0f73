//! Rust functions as Go packages: [`HostPackage`].
//!
//! A registered function becomes a Go declaration without body in a generated source file and a native of that name, so to Go
//! code it is like any function of the library: it is type-checked, may be a value, may be deferred. For a function that
//! returns a `Result` a small Go function stands in front, which makes the `error`.

use crate::loader::HostSources;
use std::fmt::{Display, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use vole_vm::{NativeCtx, NativeExit, NativeRegistry, NativeResult};

/// A Go package being made of Rust functions; from [`Engine::package`](crate::Engine::package).
///
/// ```
/// use std::sync::{Arc, Mutex};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let log = Arc::new(Mutex::new(Vec::new()));
/// let mut engine = vole::Engine::new();
/// let seen = log.clone();
/// engine
///     .package("host")
///     .func("Half", |n: i64| if n % 2 == 0 { Ok(n / 2) } else { Err(format!("{n} is odd")) })
///     .func("Log", move |line: String| seen.lock().unwrap().push(line));
/// let source = r#"
/// package main
/// import "host"
/// func main() {
///     if _, err := host.Half(7); err != nil { host.Log(err.Error()) }
/// }"#;
/// let outcome = engine.compile_source("main.go", source)?.vm().build()?.run();
/// assert_eq!(outcome, vole::Outcome::Exited(0));
/// assert_eq!(*log.lock().unwrap(), ["7 is odd"]);
/// # Ok(())
/// # }
/// ```
pub struct HostPackage<'e> {
    path: String,
    sources: &'e mut HostSources,
    natives: &'e mut NativeRegistry,
}

impl<'e> HostPackage<'e> {
    pub(crate) fn new(path: &str, sources: &'e mut HostSources, natives: &'e mut NativeRegistry) -> HostPackage<'e> {
        let name = path.rsplit('/').next().unwrap_or(path);
        assert!(is_identifier(name), "the last element of the package path {path:?} must be a Go identifier");
        sources.entry(path.to_string()).or_insert_with(|| {
            format!(
                "package {name}\n\ntype hostError struct{{ text string }}\n\nfunc (e *hostError) Error() string {{ return e.text }}\n"
            )
        });
        HostPackage { path: path.to_string(), sources, natives }
    }

    /// Adds a function. Its parameters and results are integers, floats, `bool`, `String`, `Vec<u8>`; several results are a
    /// tuple, and a `Result` becomes a last result of type `error`. `i64` is Go's `int64`, `isize` is `int`.
    ///
    /// A Rust panic in it becomes a Go panic. While it runs, no other goroutine of its Vm does.
    ///
    /// # Panics
    /// When `name` is no exported Go identifier.
    pub fn func<Args, F: HostFunction<Args>>(self, name: &str, f: F) -> HostPackage<'e> {
        let exported = name.chars().next().is_some_and(char::is_uppercase);
        assert!(is_identifier(name) && exported, "{name:?} must be an exported Go identifier");
        let params: Vec<String> = F::params().iter().enumerate().map(|(i, t)| format!("p{i} {t}")).collect();
        let params = params.join(", ");
        let (results, fails) = F::results();
        let text = self.sources.entry(self.path.clone()).or_default();
        let native = if fails {
            let args: Vec<String> = (0..F::params().len()).map(|i| format!("p{i}")).collect();
            let values: Vec<String> = (0..results.len()).map(|i| format!("r{i}")).collect();
            let mut declared: Vec<&str> = results.clone();
            declared.extend(["string", "bool"]);
            let mut left = values.clone();
            left.extend(["text".to_string(), "failed".to_string()]);
            let with = |last: &str| values.iter().map(String::as_str).chain([last]).collect::<Vec<_>>().join(", ");
            let _ = write!(
                text,
                "\nfunc host{name}({params}) ({})\n\nfunc {name}({params}) ({}) {{\n\t{} := host{name}({})\n\tif failed {{\n\t\treturn {}\n\t}}\n\treturn {}\n}}\n",
                declared.join(", "),
                results.iter().copied().chain(["error"]).collect::<Vec<_>>().join(", "),
                left.join(", "),
                args.join(", "),
                with("&hostError{text}"),
                with("nil"),
            );
            format!("{}.host{name}", self.path)
        } else {
            let _ = write!(text, "\nfunc {name}({params}) ({})\n", results.join(", "));
            format!("{}.{name}", self.path)
        };
        let pending = Pending::default();
        self.natives.add_host(&native, Arc::new(move |cx| run(&f, &pending, cx)));
        self
    }
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_') && chars.all(|c| c.is_alphanumeric() || c == '_')
}

/// Results that found no memory, by Vm: after a collection the native is called again, and must not run twice.
struct Pending<R> {
    count: AtomicUsize,
    list: Mutex<Vec<(usize, R)>>,
}

impl<R> Default for Pending<R> {
    fn default() -> Self {
        Pending { count: AtomicUsize::new(0), list: Mutex::new(Vec::new()) }
    }
}

impl<R> Pending<R> {
    fn take(&self, vm: usize) -> Option<R> {
        if self.count.load(Ordering::Acquire) == 0 {
            return None;
        }
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let at = list.iter().position(|p| p.0 == vm)?;
        self.count.fetch_sub(1, Ordering::AcqRel);
        Some(list.swap_remove(at).1)
    }

    fn put(&self, vm: usize, results: R) {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).push((vm, results));
        self.count.fetch_add(1, Ordering::AcqRel);
    }
}

fn run<Args, F: HostFunction<Args>>(f: &F, pending: &Pending<F::Results>, cx: &mut NativeCtx<'_>) -> NativeResult {
    let vm = std::ptr::from_ref(&*cx.vm).addr();
    let results = match pending.take(vm) {
        Some(results) => results,
        None => match catch_unwind(AssertUnwindSafe(|| f.call(cx))) {
            Ok(results) => results,
            Err(panic) => {
                let text = panic.downcast_ref::<&str>().map(|s| s.to_string());
                let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
                return Err(cx.panic_str(&format!("host function panicked: {text}")));
            }
        },
    };
    let written = results.write(cx);
    if written == Err(NativeExit::Collect) {
        pending.put(vm, results);
    }
    written
}

/// A value that crosses between Go and a Rust function.
pub trait HostValue: Sized + Send + 'static {
    /// Its Go type.
    #[doc(hidden)]
    const GO: &'static str;
    /// Slots it takes.
    #[doc(hidden)]
    const SLOTS: usize;
    /// Reads an argument.
    #[doc(hidden)]
    fn read(cx: &NativeCtx<'_>, slot: usize) -> Self;
    /// Writes a result.
    #[doc(hidden)]
    fn write(&self, cx: &mut NativeCtx<'_>, slot: usize) -> NativeResult;
}

macro_rules! number {
    ($($rust:ty: $go:literal, $to:expr, $from:expr;)*) => {$(
        impl HostValue for $rust {
            const GO: &'static str = $go;
            const SLOTS: usize = 1;
            fn read(cx: &NativeCtx<'_>, slot: usize) -> Self {
                let from: fn(u64) -> $rust = $from;
                from(cx.u64(slot))
            }
            fn write(&self, cx: &mut NativeCtx<'_>, slot: usize) -> NativeResult {
                let to: fn($rust) -> u64 = $to;
                cx.set(slot, to(*self));
                Ok(())
            }
        }
        impl HostResults for $rust {
            fn results() -> (Vec<&'static str>, bool) {
                (vec![$go], false)
            }
            fn slots() -> usize {
                1
            }
            fn write(&self, cx: &mut NativeCtx<'_>) -> NativeResult {
                HostValue::write(self, cx, 0)
            }
        }
    )*};
}

// A register holds an integer extended to 64 bits by its own sign.
number! {
    i64: "int64", |v| v as u64, |w| w as i64;
    isize: "int", |v| v as u64, |w| w as isize;
    i32: "int32", |v| v as i64 as u64, |w| w as i32;
    i16: "int16", |v| v as i64 as u64, |w| w as i16;
    i8: "int8", |v| v as i64 as u64, |w| w as i8;
    u64: "uint64", |v| v, |w| w;
    usize: "uint", |v| v as u64, |w| w as usize;
    u32: "uint32", u64::from, |w| w as u32;
    u16: "uint16", u64::from, |w| w as u16;
    u8: "uint8", u64::from, |w| w as u8;
    bool: "bool", u64::from, |w| w != 0;
    f64: "float64", f64::to_bits, f64::from_bits;
    f32: "float32", |v| u64::from(v.to_bits()), |w| f32::from_bits(w as u32);
}

impl HostValue for String {
    const GO: &'static str = "string";
    const SLOTS: usize = 2;
    /// Bytes that are not UTF-8 become U+FFFD.
    fn read(cx: &NativeCtx<'_>, slot: usize) -> Self {
        cx.str(slot).into_owned()
    }
    fn write(&self, cx: &mut NativeCtx<'_>, slot: usize) -> NativeResult {
        cx.set_str(slot, self.as_bytes())
    }
}

impl HostValue for Vec<u8> {
    const GO: &'static str = "[]byte";
    const SLOTS: usize = 3;
    fn read(cx: &NativeCtx<'_>, slot: usize) -> Self {
        cx.bytes(slot).to_vec()
    }
    fn write(&self, cx: &mut NativeCtx<'_>, slot: usize) -> NativeResult {
        let words = cx.new_bytes(self)?;
        cx.set_slice(slot, words);
        Ok(())
    }
}

/// What a host function may return.
pub trait HostResults: Send + 'static {
    /// Go types, and whether an `error` follows.
    #[doc(hidden)]
    fn results() -> (Vec<&'static str>, bool);
    /// Slots, without those of the error.
    #[doc(hidden)]
    fn slots() -> usize;
    /// Writes them from slot 0.
    #[doc(hidden)]
    fn write(&self, cx: &mut NativeCtx<'_>) -> NativeResult;
}

macro_rules! single {
    ($($rust:ty),*) => {$(
        impl HostResults for $rust {
            fn results() -> (Vec<&'static str>, bool) {
                (vec![<$rust as HostValue>::GO], false)
            }
            fn slots() -> usize {
                <$rust as HostValue>::SLOTS
            }
            fn write(&self, cx: &mut NativeCtx<'_>) -> NativeResult {
                HostValue::write(self, cx, 0)
            }
        }
    )*};
}

single!(String, Vec<u8>);

impl<T: HostResults, E: Display + Send + 'static> HostResults for Result<T, E> {
    fn results() -> (Vec<&'static str>, bool) {
        (T::results().0, true)
    }
    fn slots() -> usize {
        T::slots()
    }
    fn write(&self, cx: &mut NativeCtx<'_>) -> NativeResult {
        let error = T::slots();
        match self {
            Ok(values) => {
                values.write(cx)?;
                cx.set_str(error, b"")?;
                cx.set_bool(error + 2, false);
            }
            Err(e) => {
                cx.set_str(error, e.to_string().as_bytes())?;
                (0..error).for_each(|slot| cx.set(slot, 0));
                cx.set_bool(error + 2, true);
            }
        }
        Ok(())
    }
}

/// A Rust function that can be called from Go: a closure of up to eight parameters.
pub trait HostFunction<Args>: Send + Sync + 'static {
    /// What it returns.
    #[doc(hidden)]
    type Results: HostResults;
    /// Go types of the parameters.
    #[doc(hidden)]
    fn params() -> Vec<&'static str>;
    /// Go types of the results, and whether an `error` follows.
    #[doc(hidden)]
    fn results() -> (Vec<&'static str>, bool) {
        Self::Results::results()
    }
    /// Reads the arguments and calls it.
    #[doc(hidden)]
    fn call(&self, cx: &NativeCtx<'_>) -> Self::Results;
}

macro_rules! function {
    ($($t:ident $v:ident),*) => {
        impl<Func, R, $($t),*> HostFunction<($($t,)*)> for Func
        where
            Func: Fn($($t),*) -> R + Send + Sync + 'static,
            R: HostResults,
            $($t: HostValue),*
        {
            type Results = R;
            fn params() -> Vec<&'static str> {
                vec![$($t::GO),*]
            }
            #[allow(unused_variables, unused_mut, unused_assignments, reason = "a function without parameters")]
            fn call(&self, cx: &NativeCtx<'_>) -> R {
                let mut slot = 0;
                $(
                    let $v = $t::read(cx, slot);
                    slot += $t::SLOTS;
                )*
                self($($v),*)
            }
        }
        impl<$($t: HostValue),*> HostResults for ($($t,)*) {
            fn results() -> (Vec<&'static str>, bool) {
                (vec![$($t::GO),*], false)
            }
            fn slots() -> usize {
                0 $(+ $t::SLOTS)*
            }
            #[allow(unused_variables, unused_mut, unused_assignments, reason = "the empty tuple")]
            fn write(&self, cx: &mut NativeCtx<'_>) -> NativeResult {
                let mut slot = 0;
                let ($($v,)*) = self;
                $(
                    $v.write(cx, slot)?;
                    slot += $t::SLOTS;
                )*
                Ok(())
            }
        }
    };
}

function!();
function!(A a);
function!(A a, B b);
function!(A a, B b, C c);
function!(A a, B b, C c, D d);
function!(A a, B b, C c, D d, E e);
function!(A a, B b, C c, D d, E e, F f);
function!(A a, B b, C c, D d, E e, F f, G g);
function!(A a, B b, C c, D d, E e, F f, G g, H h);
