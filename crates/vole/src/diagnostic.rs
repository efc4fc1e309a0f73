//! Why a program was refused: [`CompileError`] with its [`Diagnostic`]s, resolved to files, lines and columns.

use std::fmt::Write;
use vole_source::{SourceMap, Span};

/// A place in a file that explains a diagnostic further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The file as messages name it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// What is there.
    pub message: String,
}

/// One thing wrong with a program, in the words of Go's tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name for the kind of error, such as `UnusedVar`; `Load` for what stands before parsing and checking.
    pub code: &'static str,
    /// The file as messages name it (`./main.go`); empty when it concerns no file.
    pub file: String,
    /// Line, from 1; 0 when it concerns no place.
    pub line: u32,
    /// Column in bytes, from 1; 0 when it concerns no place.
    pub column: u32,
    /// The message, without position. It may have further lines.
    pub message: String,
    /// Further places.
    pub notes: Vec<Note>,
}

/// A program was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompileError {
    /// What is wrong, package by package in order of places: all of it, where the texts below stop after ten errors a
    /// package as gc does.
    pub diagnostics: Vec<Diagnostic>,
    /// The errors as `go build` prints them, a line each.
    pub rendered: String,
    /// The same, each followed by its source line and a caret.
    pub rendered_with_source: String,
    /// The errors with the names of the packages above them, to the letter what `go run` writes.
    pub rendered_with_packages: String,
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rendered.trim_end())
    }
}

impl std::error::Error for CompileError {}

/// An error of the loading stage, before anything is parsed or checked.
#[derive(Clone, Debug)]
pub(crate) struct LoadMessage {
    /// Where, if it stands anywhere.
    pub span: Span,
    /// The message.
    pub message: String,
    /// Lines that go before the position (`package x` of import errors).
    pub before: String,
}

/// What is wrong with a package.
#[derive(Debug, Default)]
pub(crate) struct Failure {
    /// What `go` calls the package; empty: nothing names it.
    pub title: String,
    pub diagnostics: Vec<vole_source::Diagnostic>,
}

impl CompileError {
    /// Errors of the loading stage: positions are named without `./`, nothing is sorted or left out.
    pub(crate) fn from_load(map: &SourceMap, messages: &[LoadMessage]) -> CompileError {
        let mut error = CompileError::default();
        for m in messages {
            let mut d = Diagnostic {
                code: "Load",
                file: String::new(),
                line: 0,
                column: 0,
                message: m.message.clone(),
                notes: vec![],
            };
            error.rendered.push_str(&m.before);
            if let Some(mut p) = map.place(m.span.lo) {
                p.name = p.name.strip_prefix("./").unwrap_or(p.name);
                d = Diagnostic { file: p.name.to_string(), line: p.line, column: p.column, ..d };
                let _ = write!(error.rendered, "{p}: ");
            }
            error.rendered.push_str(&m.message);
            error.rendered.push('\n');
            error.diagnostics.push(d);
        }
        error.rendered_with_source = error.rendered.clone();
        error.rendered_with_packages = error.rendered.clone();
        error
    }

    /// Errors of parsing and checking, package by package with its name; `all` of them, or as many as gc prints.
    pub(crate) fn from_packages(map: &SourceMap, packages: &[Failure], all: bool) -> CompileError {
        let limit = if all { usize::MAX } else { vole_source::MAX_ERRORS };
        let mut error = CompileError::default();
        for Failure { title, diagnostics } in packages {
            let plain = vole_source::render_first(map, diagnostics, limit, false);
            if !title.is_empty() && !plain.starts_with("# ") {
                let _ = writeln!(error.rendered_with_packages, "# {title}");
            }
            error.rendered_with_packages.push_str(&plain);
            error.rendered.push_str(&plain);
            error.rendered_with_source.push_str(&vole_source::render_first(map, diagnostics, limit, true));
            let mut sorted: Vec<&vole_source::Diagnostic> = diagnostics.iter().collect();
            sorted.sort_by_key(|d| d.span.lo);
            error.diagnostics.extend(sorted.into_iter().map(|d| resolve(map, d)));
        }
        error
    }
}

fn resolve(map: &SourceMap, d: &vole_source::Diagnostic) -> Diagnostic {
    let place = |span: Span| match map.place(span.lo) {
        Some(p) => (p.name.to_string(), p.line, p.column),
        None => (String::new(), 0, 0),
    };
    let (file, line, column) = place(d.span);
    let note = |l: &vole_source::Label| {
        let (file, line, column) = place(l.span);
        Note { file, line, column, message: l.message.clone() }
    };
    Diagnostic {
        code: d.code,
        file,
        line,
        column,
        message: d.message.clone(),
        notes: d.labels.iter().map(note).collect(),
    }
}
