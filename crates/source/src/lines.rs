//! Line directives (`//line f:10`, `/*line f:10:5*/`): what a generated file wants its places to be called.
//!
//! A directive holds from behind its comment (`//line`: from the next line) to the next one. One without a column makes the columns
//! unknown up to the next; messages leave unknown columns out.

use crate::SourceFile;
use std::fmt;

/// gc keeps a column in eight bits: from here on it knows that it is far to the right, and shows none.
pub(crate) const UNKNOWN_COLUMN: u32 = 255;

/// Lines and columns beyond this are errors.
const MAX_NUMBER: u32 = 1 << 30;

/// From where a directive holds, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineBase {
    /// Offset in the file.
    at: u32,
    /// The file as messages name it; empty when the directive names none.
    name: String,
    /// The file as traces name it.
    path: String,
    line: u32,
    /// 0 when unknown.
    column: u32,
}

/// A position as messages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file as messages name it.
    pub name: &'a str,
    /// The file as traces name it.
    pub path: &'a str,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1; 0 when a directive leaves it open.
    pub column: u32,
    /// Whether a directive moved it.
    pub moved: bool,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name, self.line)?;
        if self.column > 0 && self.column < UNKNOWN_COLUMN { write!(f, ":{}", self.column) } else { Ok(()) }
    }
}

/// The number behind the last colon, and where it begins; `Err` when it is none.
fn number(text: &str) -> Option<(usize, Result<u32, ()>)> {
    let at = text.rfind(':')? + 1;
    let digits = &text[at..];
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let value = if plain { digits.parse().map_err(|_| ()) } else { Err(()) };
    Some((at, value))
}

impl SourceFile {
    /// Reads the comments `start..end` of the file that may be line directives; complaints come as (offset in the file, message).
    pub fn read_line_directives(&self, comments: &[(usize, usize)]) -> Vec<(u32, String)> {
        let mut bases: Vec<LineBase> = Vec::new();
        let mut complaints = Vec::new();
        for &(start, end) in comments {
            let comment = &self.text[start..end];
            let block = comment.starts_with("/*");
            let inner = comment[2..].strip_prefix("line ").map(|t| if block { &t[..t.len() - 2] } else { t });
            let Some(inner) = inner.map(|t| if block { t } else { t.trim_end_matches('\r') }) else { continue };
            if !block && start > 0 && self.text.as_bytes()[start - 1] != b'\n' {
                continue;
            }
            let Some((at, value)) = number(inner) else { continue };
            let offset = |at: usize| (start + "//line ".len() + at) as u32;
            let invalid = |what: &str, at: usize, text: &str| (offset(at), format!("invalid {what} number: {text}"));
            let Ok(mut line) = value else {
                complaints.push(invalid("line", at, &inner[at..]));
                continue;
            };
            let (mut column, mut name_end, mut line_at) = (0, at - 1, at);
            if let Some((before, Ok(first))) = number(&inner[..at - 1]) {
                (column, line, line_at, name_end) = (line, first, before, before - 1);
                if column == 0 || column > MAX_NUMBER {
                    complaints.push(invalid("column", at, &inner[at..]));
                    continue;
                }
            }
            if line == 0 || line > MAX_NUMBER {
                complaints.push(invalid("line", line_at, &inner[line_at..]));
                continue;
            }
            let from = if block { end } else { self.text[end..].find('\n').map_or(self.text.len(), |n| end + n + 1) };
            let (name, path) = match (&inner[..name_end], bases.last()) {
                ("", Some(last)) if column > 0 => (last.name.clone(), last.path.clone()),
                ("", None) if column > 0 => (self.name.clone(), self.path.clone()),
                ("", _) => (String::new(), "??".to_string()),
                (name, _) if name.starts_with('/') => (name.to_string(), name.to_string()),
                (name, _) => (beside(&self.name, name), beside(&self.path, name)),
            };
            bases.push(LineBase { at: from as u32, name, path, line, column });
        }
        // a file that is parsed twice has the same directives
        let _ = self.lines.set(bases);
        complaints
    }

    /// Whether line directives give other names and lines to places of this file.
    pub fn has_directives(&self) -> bool {
        self.lines.get().is_some_and(|bases| !bases.is_empty())
    }

    /// The line of a global offset inside this file, and the offsets of that line; for files without line directives.
    pub fn line_range(&self, offset: u32) -> (u32, std::ops::Range<u32>) {
        let at = offset.saturating_sub(self.base);
        let starts = self.line_starts();
        let line = starts.partition_point(|&s| s <= at);
        let end = starts.get(line).copied().unwrap_or(self.text.len() as u32 + 1);
        (line as u32, self.base + starts[line - 1]..self.base + end)
    }

    /// A global offset inside this file as messages mention it: behind a `//line` directive with the real place.
    pub fn position_text(&self, offset: u32) -> String {
        let place = self.place(offset);
        if place.moved {
            let (line, column) = self.line_column(offset);
            return format!("{place}[{}:{line}:{column}]", self.path);
        }
        place.to_string()
    }

    /// What messages and traces call a global offset inside this file.
    pub fn place(&self, offset: u32) -> Place<'_> {
        let (line, column) = self.line_column(offset);
        let bases = self.lines.get().map_or(&[][..], Vec::as_slice);
        let at = offset.saturating_sub(self.base);
        let Some(base) = bases.iter().rev().find(|b| b.at <= at) else {
            return Place { name: &self.name, path: &self.path, line, column, moved: false };
        };
        let (from_line, from_column) = self.line_column(self.base + base.at);
        let shown = match base.column {
            0 => 0,
            first if line == from_line => first + column - from_column,
            _ => column,
        };
        let line = base.line + (line - from_line);
        Place { name: &base.name, path: &base.path, line, column: shown, moved: true }
    }
}

/// Where in a Go text the next token stands: at `at` or behind the spaces and comments there.
pub fn skip_space(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let comment = if let Some(inside) = rest.strip_prefix("/*") {
            inside.find("*/").map_or(rest.len(), |end| end + 4)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            0
        };
        if space + comment == 0 {
            return at;
        }
        at += space.max(comment);
    }
}

/// A file in the folder of another.
fn beside(file: &str, name: &str) -> String {
    let dir = file.rfind('/').map_or("", |at| &file[..=at]);
    format!("{dir}{}", name.trim_start_matches("./"))
}

#[cfg(test)]
mod tests {
    use crate::SourceMap;

    fn shown(text: &str, comments: &[&str], at: &str) -> String {
        let mut map = SourceMap::new();
        let file = map.add("./a.go", "/w/a.go", text);
        let found: Vec<(usize, usize)> =
            comments.iter().map(|c| text.find(c).map_or((0, 0), |s| (s, s + c.len()))).collect();
        let complaints = file.read_line_directives(&found);
        let offset = file.base + text.find(at).unwrap_or(0) as u32;
        let place = file.place(offset).to_string();
        complaints.iter().map(|(at, m)| format!("{at} {m}; ")).collect::<String>() + &place
    }

    /// Every expectation was observed with `go build`.
    #[test]
    fn places_behind_directives() {
        let line = |directive: &str, at: &str| shown(&format!("package a\n{directive}\n\tx\n\ty\n"), &[directive], at);
        assert_eq!(line("//line foo.go:10", "x"), "./foo.go:10");
        assert_eq!(line("//line foo.go:10", "y"), "./foo.go:11");
        assert_eq!(line("//line foo.go:10:20", "x"), "./foo.go:10:21");
        assert_eq!(line("//line foo.go:10:20", "y"), "./foo.go:11:2");
        assert_eq!(line("//line /abs/foo.go:10", "x"), "/abs/foo.go:10");
        assert_eq!(line("//line :10", "x"), ":10");
        assert_eq!(line("//line :10:7", "x"), "./a.go:10:8");
        assert_eq!(line("//line foo.go:0", "x"), "24 invalid line number: 0; ./a.go:3:2");
        assert_eq!(line("//line foo.go:10:0", "x"), "27 invalid column number: 0; ./a.go:3:2");
        assert_eq!(line("//line foo.go", "x"), "./a.go:3:2");
        assert_eq!(shown("/*line f.go:5:9*/x\n", &["/*line f.go:5:9*/"], "x"), "./f.go:5:9");
    }
}
