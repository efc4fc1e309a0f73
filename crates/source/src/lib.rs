//! Source files, spans, line maps and diagnostics: the ground every other crate stands on.
//!
//! A [`Span`] is a pair of offsets into one global space that all files of a [`SourceMap`] share, so a position is four
//! bytes and says which file it belongs to. Invariant: files are added in order and never removed; offset 0 belongs to no
//! file, so `Span::NONE` is never a real position.
#![forbid(unsafe_code)]

mod diagnostic;
mod lines;
mod map;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Label, MAX_ERRORS, Severity, render_first, render_gc};
pub use lines::{Place, skip_space};
pub use map::{FileId, Position, SourceFile, SourceMap, Span, Text};
