//! Vole runs Go programs inside a Rust program.
//!
//! An [`Engine`] compiles source to a [`Program`]; a [`Vm`] runs it, with standard streams, arguments, environment, clock and
//! limits of the embedder's choice, and ends in an [`Outcome`]. Rust functions become Go packages with [`Engine::package`];
//! Go functions are called from Rust with [`Vm::call`].
//!
//! **No Go program can end, block or corrupt the host**: `os.Exit`, a panic, a deadlock, a limit are values of [`Outcome`].
//! There is no process-global state; any number of engines, programs and Vms live side by side.
#![forbid(unsafe_code)]

mod buildinfo;
mod buildlist;
mod call;
mod constraint;
mod diagnostic;
mod directives;
mod embed;
mod engine;
mod examples;
mod folder;
mod fs;
mod gomod;
mod header;
mod host;
mod loader;
mod module;
mod paths;
mod program;
mod targets;
mod test;
mod testpkg;
mod vendor;
mod version;
mod vm;

pub use call::{CallError, GoArg, GoArgs, GoResult, GoResults};
pub use diagnostic::{CompileError, Diagnostic, Note};
pub use engine::{Capability, Engine, Limits};
pub use fs::{DirEntry, FileSystem, MemoryFileSystem, OsFileSystem};
pub use host::{HostFunction, HostPackage};
pub use program::Program;
pub use test::{Refusal, TestProgram};
pub use testpkg::{LeftOut, TestPackage};
pub use vm::{Clock, LimitReached, Outcome, SignalHub, StopHandle, Vm, VmBuilder};
pub use vole_stdlib::native::process::raise_open_files;
pub use vole_vm::LoadError;

/// The example in the README is compiled and run with the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
