//! Diagnostics as data, and gc's way of printing them.

use crate::lines::UNKNOWN_COLUMN;
use crate::{SourceMap, Span};

/// A stable name for a kind of error, such as `UnusedVar`; each stage lists its own.
pub type Code = &'static str;

/// How bad it is. Go's compiler knows errors only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The program is refused.
    Error,
}

/// A second place that explains the first (`other declaration of x`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// One thing wrong with the program, in gc's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Severity.
    pub severity: Severity,
    /// Kind of error.
    pub code: Code,
    /// Where gc would report it; `span.lo` is the printed position.
    pub span: Span,
    /// gc's message, without position. Further lines (explanations) start with a tab, as gc prints them.
    pub message: String,
    /// Further places, in the order in which gc mentions them.
    pub labels: Vec<Label>,
}

/// Diagnostics in the order found.
pub type Diagnostics = Vec<Diagnostic>;

impl Diagnostic {
    /// An error without labels.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, code, span, message: message.into(), labels: Vec::new() }
    }

    /// Adds a second place.
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into() });
        self
    }
}

/// gc stops at this many errors.
pub const MAX_ERRORS: usize = 10;

/// Renders diagnostics, given in the order found, as `go build` prints them: a message repeated on its line only once, the first
/// ten sorted by position, then `too many errors` at the place of the last. With `carets`, each is followed by its source line and a
/// caret (for terminals).
pub fn render_gc(map: &SourceMap, diagnostics: &[Diagnostic], carets: bool) -> String {
    render_first(map, diagnostics, MAX_ERRORS, carets)
}

/// The same with another limit.
pub fn render_first(map: &SourceMap, diagnostics: &[Diagnostic], limit: usize, carets: bool) -> String {
    let line = |d: &Diagnostic| map.position(d.span.lo).map(|p| (p.file.id, p.line));
    let mut found: Vec<&Diagnostic> = Vec::new();
    for d in diagnostics {
        if found.last().is_some_and(|last| last.message == d.message && line(last) == line(d)) {
            continue;
        }
        found.push(d);
        if found.len() == limit {
            break;
        }
    }
    let last = found.get(limit - 1).copied();
    // Behind the last column that gc can tell, what was found first comes first.
    found.sort_by_key(|d| match map.position(d.span.lo) {
        Some(p) => d.span.lo - (p.column - p.column.min(UNKNOWN_COLUMN)),
        None => d.span.lo,
    });
    found.dedup_by(|a, b| a.span.lo == b.span.lo && a.message == b.message);
    let mut out = String::new();
    for d in found {
        match map.position(d.span.lo) {
            Some(p) => {
                out.push_str(&format!("{}: {}\n", p.file.place(d.span.lo), d.message));
                if carets {
                    let text = p.file.line_text(p.line);
                    let before = text.get(..p.column as usize - 1).unwrap_or(text);
                    let pad: String = before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
                    out.push_str(&format!("{text}\n{pad}^\n"));
                }
            }
            None => out.push_str(&format!("{}\n", d.message)),
        }
        for l in &d.labels {
            if let Some(p) = map.position(l.span.lo) {
                let place = p.file.place(l.span.lo);
                let real =
                    if place.moved { format!("[{}:{}:{}]", p.file.path, p.line, p.column) } else { String::new() };
                out.push_str(&format!("\t{place}{real}: {}\n", l.message));
            }
        }
    }
    if let Some(place) = last.and_then(|d| map.place(d.span.lo)) {
        out.push_str(&format!("{place}: too many errors\n"));
    }
    out
}
