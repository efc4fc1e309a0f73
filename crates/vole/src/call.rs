//! Values across the border for calls from Rust: [`GoArgs`] in, [`GoResults`] out.

use crate::program::Export;
use crate::vm::Outcome;

/// Why a call gave no results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// Package main has no such function, or it is generic.
    NoFunction(String),
    /// The function has other parameters or results.
    Signature {
        /// The function.
        name: String,
        /// Its type.
        have: String,
        /// The type that the call asks for.
        want: String,
    },
    /// The program ended before the function returned, or had ended before.
    Ended(Outcome),
}

impl std::fmt::Display for CallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CallError::NoFunction(name) => write!(f, "no function {name}"),
            CallError::Signature { name, have, want } => write!(f, "{name} is a {have}, called as a {want}"),
            CallError::Ended(
                Outcome::Panicked { report } | Outcome::Deadlock { report } | Outcome::Fatal { report },
            ) => f.write_str(report.lines().next().unwrap_or_default()),
            CallError::Ended(outcome) => write!(f, "the program ended: {outcome:?}"),
        }
    }
}

impl std::error::Error for CallError {}

/// The Go types that a Rust type stands for; the first is the one messages name.
pub type GoTypes = &'static [&'static str];

/// Compares a function's type with what a call hands over and expects.
pub(crate) fn check<R: GoResults>(name: &str, export: &Export, args: &[GoTypes]) -> Result<(), CallError> {
    let results = R::types();
    let fits = |have: &[String], want: &[GoTypes]| {
        have.len() == want.len() && have.iter().zip(want).all(|(h, w)| w.contains(&h.as_str()))
    };
    if fits(&export.params, args) && fits(&export.results, &results) {
        return Ok(());
    }
    let names = |types: &[GoTypes]| types.iter().map(|t| t[0].to_string()).collect::<Vec<_>>();
    Err(CallError::Signature {
        name: name.to_string(),
        have: signature(&export.params, &export.results),
        want: signature(&names(args), &names(&results)),
    })
}

fn signature(params: &[String], results: &[String]) -> String {
    let results = match results {
        [] => String::new(),
        [one] => format!(" {one}"),
        many => format!(" ({})", many.join(", ")),
    };
    format!("func({}){results}", params.join(", "))
}

/// A Rust value that can be an argument of a Go function.
pub trait GoArg {
    /// The Go types it may be.
    const TYPES: GoTypes;
    /// Appends its words; `None` when the heap's limit is reached.
    #[doc(hidden)]
    fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()>;
}

/// A Rust value that can be a result of a Go function.
pub trait GoResult: Sized {
    /// The Go types it may be.
    const TYPES: GoTypes;
    /// Words it takes.
    #[doc(hidden)]
    const WORDS: usize;
    /// Reads it.
    #[doc(hidden)]
    fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome>;
}

macro_rules! number {
    ($($rust:ty: $types:expr, $to:expr, $from:expr;)*) => {$(
        impl GoArg for $rust {
            const TYPES: GoTypes = &$types;
            fn push(&self, _: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()> {
                let to: fn($rust) -> u64 = $to;
                words.push(to(*self));
                Some(())
            }
        }
        impl GoResult for $rust {
            const TYPES: GoTypes = &$types;
            const WORDS: usize = 1;
            fn read(_: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome> {
                let from: fn(u64) -> $rust = $from;
                Ok(from(words[0]))
            }
        }
    )*};
}

// A register holds an integer extended to 64 bits by its own sign.
number! {
    i64: ["int64", "int"], |v| v as u64, |w| w as i64;
    isize: ["int", "int64"], |v| v as u64, |w| w as isize;
    i32: ["int32"], |v| v as i64 as u64, |w| w as i32;
    i16: ["int16"], |v| v as i64 as u64, |w| w as i16;
    i8: ["int8"], |v| v as i64 as u64, |w| w as i8;
    u64: ["uint64", "uint", "uintptr"], |v| v, |w| w;
    usize: ["uint", "uint64", "uintptr"], |v| v as u64, |w| w as usize;
    u32: ["uint32"], u64::from, |w| w as u32;
    u16: ["uint16"], u64::from, |w| w as u16;
    u8: ["uint8"], u64::from, |w| w as u8;
    bool: ["bool"], u64::from, |w| w != 0;
    f64: ["float64"], f64::to_bits, f64::from_bits;
    f32: ["float32"], |v| u64::from(v.to_bits()), |w| f32::from_bits(w as u32);
}

const STRING: GoTypes = &["string"];
const BYTES: GoTypes = &["[]byte", "[]uint8"];

impl GoArg for &str {
    const TYPES: GoTypes = STRING;
    fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()> {
        let (ptr, len) = vm.host_bytes(self.as_bytes())?;
        words.extend([ptr, len]);
        Some(())
    }
}

impl GoArg for String {
    const TYPES: GoTypes = STRING;
    fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()> {
        self.as_str().push(vm, words)
    }
}

impl GoArg for &[u8] {
    const TYPES: GoTypes = BYTES;
    fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()> {
        let (ptr, len) = vm.host_bytes(self)?;
        words.extend([ptr, len, len]);
        Some(())
    }
}

impl GoArg for Vec<u8> {
    const TYPES: GoTypes = BYTES;
    fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()> {
        self.as_slice().push(vm, words)
    }
}

impl GoResult for String {
    const TYPES: GoTypes = STRING;
    const WORDS: usize = 2;
    /// Bytes that are not UTF-8 become U+FFFD.
    fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome> {
        let bytes = vm.read_bytes(words[0], words[1]).unwrap_or_default();
        Ok(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
    }
}

impl GoResult for Vec<u8> {
    const TYPES: GoTypes = BYTES;
    const WORDS: usize = 3;
    fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome> {
        Ok(vm.read_bytes(words[0], words[1]).unwrap_or_default())
    }
}

/// The arguments of a call: a tuple of up to eight values, or `()`.
pub trait GoArgs {
    /// The types, in order.
    #[doc(hidden)]
    fn types(&self) -> Vec<GoTypes>;
    /// Appends all words.
    #[doc(hidden)]
    fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()>;
}

/// The results of a call: `()`, one value, a tuple, or a `Result` of these whose error is Go's.
pub trait GoResults: Sized {
    /// The types, in order.
    #[doc(hidden)]
    fn types() -> Vec<GoTypes>;
    /// Words they take.
    #[doc(hidden)]
    fn words() -> usize;
    /// Reads them.
    #[doc(hidden)]
    fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome>;
}

impl<T: GoResult> GoResults for T {
    fn types() -> Vec<GoTypes> {
        vec![T::TYPES]
    }
    fn words() -> usize {
        T::WORDS
    }
    fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome> {
        <T as GoResult>::read(vm, words)
    }
}

impl<T: GoResults> GoResults for Result<T, String> {
    fn types() -> Vec<GoTypes> {
        let mut types = T::types();
        types.push(&["error"]);
        types
    }
    fn words() -> usize {
        T::words() + 2
    }
    fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome> {
        let (values, error) = words.split_at(T::words());
        // the values first: asking for the error's text runs Go code, which may collect
        let values = T::read(vm, values)?;
        Ok(match vm.error_text(error[0], error[1])? {
            Some(text) => Err(text),
            None => Ok(values),
        })
    }
}

macro_rules! tuple {
    ($($t:ident $i:tt),*) => {
        impl<$($t: GoArg),*> GoArgs for ($($t,)*) {
            fn types(&self) -> Vec<GoTypes> {
                vec![$($t::TYPES),*]
            }
            #[allow(unused_variables, reason = "the empty tuple uses neither")]
            fn push(&self, vm: &mut vole_vm::Vm, words: &mut Vec<u64>) -> Option<()> {
                $(self.$i.push(vm, words)?;)*
                Some(())
            }
        }
        impl<$($t: GoResult),*> GoResults for ($($t,)*) {
            fn types() -> Vec<GoTypes> {
                vec![$($t::TYPES),*]
            }
            fn words() -> usize {
                0 $(+ $t::WORDS)*
            }
            #[allow(unused_variables, unused_mut, unused_assignments, clippy::unused_unit, reason = "the empty tuple")]
            fn read(vm: &mut vole_vm::Vm, words: &[u64]) -> Result<Self, vole_vm::Outcome> {
                let mut at = 0;
                Ok(($({
                    let value = <$t as GoResult>::read(vm, &words[at..])?;
                    at += $t::WORDS;
                    value
                },)*))
            }
        }
    };
}

tuple!();
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
