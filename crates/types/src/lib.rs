//! The type checker of Go (go/types' job): from syntax trees to typed packages, with gc's error messages.
//!
//! Entry: [`Checker`]. It owns the [`Universe`] of types, objects, packages and what was learned about expressions ([`Info`]).
//! User packages are checked whole; bodies of library packages are checked only when the compiler asks for them
//! ([`Checker::ensure_body`]), so an import costs what is reached. Checking never fails: it collects diagnostics.
#![forbid(unsafe_code)]

pub mod assignable;
pub mod constant;
pub mod identical;
pub mod infer;
pub mod info;
pub mod initorder;
pub mod lookup;
pub mod mono;
mod namesakes;
pub mod object;
pub mod predicates;
pub mod returns;
pub mod satisfies;
pub mod sizes;
pub mod subst;
pub mod ty;
pub mod typeset;
pub mod typestring;
pub mod under;
mod unify;
pub mod universe;

mod assign;
mod binary;
mod builtins;
mod call;
mod checker;
pub mod codes;
mod conversions;
mod cycles;
mod decl;
mod deep;
mod expr;
mod generic;
mod index;
mod interfaces;
mod literals;
mod operand;
mod outlined;
mod query;
mod range;
mod receivers;
mod resolver;
mod scope;
mod selector;
mod stmt;
mod switch;
mod typexpr;
mod unsafe_calls;
mod untyped;
mod usage;
mod version;

#[cfg(test)]
mod algebra_tests;
#[cfg(test)]
mod flow_tests;

pub use checker::{Checker, PackageInput};
pub use deep::deep;
pub use version::GoVersion;
