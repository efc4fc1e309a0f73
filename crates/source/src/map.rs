//! Files and positions: the mapping from global offsets to `file:line:column`.

use crate::lines::{LineBase, Place};
use std::sync::{Arc, OnceLock};

/// Index of a file within its [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open range `lo..hi` of global byte offsets; both ends lie in the same file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub lo: u32,
    /// One past the last byte.
    pub hi: u32,
}

impl Span {
    /// The span of things that stand in no file (predeclared objects, generated code).
    pub const NONE: Span = Span { lo: 0, hi: 0 };

    /// The span from `lo` up to `hi`.
    pub const fn new(lo: u32, hi: u32) -> Span {
        Span { lo, hi }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The empty span at this span's start.
    pub fn start(self) -> Span {
        Span { lo: self.lo, hi: self.lo }
    }

    /// Whether this is [`Span::NONE`].
    pub fn is_none(self) -> bool {
        self.lo == 0
    }
}

/// The text of a file: its own, or one that is part of the program.
#[derive(Clone, Debug)]
pub enum Text {
    /// Read at run time.
    Owned(Arc<str>),
    /// Embedded.
    Static(&'static str),
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Owned(text) => text,
            Text::Static(text) => text,
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        Text::Owned(text.into())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::Owned(text.into())
    }
}

/// One file: its display name and its text.
#[derive(Debug)]
pub struct SourceFile {
    /// Its index in the map.
    pub id: FileId,
    /// The name used in messages, as given on the command line or as gc would print it (`./main.go`).
    pub name: String,
    /// The absolute path as goroutine traces print it.
    pub path: String,
    /// The whole text; it need not be valid Go.
    pub text: Text,
    /// Global offset of its first byte.
    pub base: u32,
    /// Found when first asked for.
    line_starts: OnceLock<Vec<u32>>,
    /// What line directives say; set when the file is lexed.
    pub(crate) lines: OnceLock<Vec<LineBase>>,
}

/// A resolved position. Lines and columns count from 1; columns are in bytes, as gc counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl Eq for SourceFile {}

impl SourceFile {
    /// The span of the whole file.
    pub fn span(&self) -> Span {
        Span::new(self.base, self.base + self.text.len() as u32)
    }

    /// The offset of each line's first byte.
    pub(crate) fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
            std::iter::once(0).chain(ends.map(|(i, _)| i as u32 + 1)).collect()
        })
    }

    /// Line (from 1) and byte column (from 1) of a global offset inside this file.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let at = offset.saturating_sub(self.base);
        let starts = self.line_starts();
        let line = starts.partition_point(|&s| s <= at);
        (line as u32, at - starts[line - 1] + 1)
    }

    /// The text of a line (from 1) without its line end.
    pub fn line_text(&self, line: u32) -> &str {
        let starts = self.line_starts();
        let index = (line as usize).saturating_sub(1).min(starts.len() - 1);
        let start = starts[index] as usize;
        let end = starts.get(index + 1).map_or(self.text.len(), |&e| e as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// All files of one compilation.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a file. `name` is used in compile errors, `path` in goroutine traces.
    pub fn add(&mut self, name: impl Into<String>, path: impl Into<String>, text: impl Into<Text>) -> Arc<SourceFile> {
        let text = text.into();
        let base = self.files.last().map_or(1, |f| f.base + f.text.len() as u32 + 1);
        let file = Arc::new(SourceFile {
            id: FileId(self.files.len() as u32),
            name: name.into(),
            path: path.into(),
            text,
            base,
            line_starts: OnceLock::new(),
            lines: OnceLock::new(),
        });
        self.files.push(file.clone());
        file
    }

    /// The file with this index.
    pub fn file(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[id.0 as usize]
    }

    /// All files in the order they were added.
    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The file that a global offset lies in.
    pub fn file_at(&self, offset: u32) -> Option<&Arc<SourceFile>> {
        let index = self.files.partition_point(|f| f.base <= offset).checked_sub(1)?;
        let file = &self.files[index];
        (offset <= file.base + file.text.len() as u32).then_some(file)
    }

    /// Resolves a global offset.
    pub fn position(&self, offset: u32) -> Option<Position<'_>> {
        let file = self.file_at(offset)?;
        let (line, column) = file.line_column(offset);
        Some(Position { file, line, column })
    }

    /// What messages call a global offset.
    pub fn place(&self, offset: u32) -> Option<Place<'_>> {
        Some(self.file_at(offset)?.place(offset))
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        self.file_at(span.lo).map_or("", |f| &f.text[(span.lo - f.base) as usize..(span.hi - f.base) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_resolve_across_files() {
        let mut map = SourceMap::new();
        let a = map.add("a.go", "/a.go", "ab\ncd");
        let b = map.add("b.go", "/b.go", "x\n\ny");
        assert_eq!(a.line_column(a.base + 3), (2, 1));
        let p = map.position(b.base + 3).expect("in b");
        assert_eq!((p.file.id, p.line, p.column), (FileId(1), 3, 1));
        assert_eq!(map.position(b.base + 4).map(|p| p.line), Some(3));
        assert_eq!(a.line_text(1), "ab");
        assert!(map.position(0).is_none());
    }
}
