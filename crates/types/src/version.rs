//! Language versions: what a `go.mod`'s `go` line or a file's `//go:build` line says, and which of them a place is written in.
//!
//! A package has the version of its module. A file whose build constraint implies a release has that one instead, but not one
//! before 1.21, the first release that looked at such lines.

use crate::checker::Checker;
use crate::codes;
use vole_source::Span;
use vole_syntax::ast;
use vole_syntax::outline::LazyFile;

/// A version of the language, Go 1.N.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GoVersion(u16);

impl GoVersion {
    /// The version that Vole implements.
    pub const LATEST: GoVersion = GoVersion(27);

    /// Go 1.`minor`.
    pub const fn new(minor: u16) -> GoVersion {
        GoVersion(minor)
    }

    /// The N of Go 1.N.
    pub const fn minor(self) -> u16 {
        self.0
    }

    /// Reads `1.21`, `1.21.3`, `1.21rc2` or the same behind `go`.
    pub fn parse(text: &str) -> Option<GoVersion> {
        let rest = text.strip_prefix("go").unwrap_or(text).strip_prefix('1')?;
        if rest.is_empty() {
            return Some(GoVersion(0));
        }
        let rest = rest.strip_prefix('.')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let patch = &rest[digits..];
        let known = patch.is_empty() || patch.starts_with(['.', 'r', 'b', 'a']);
        if known { rest[..digits].parse().ok().map(GoVersion) } else { None }
    }
}

impl Default for GoVersion {
    fn default() -> Self {
        GoVersion::LATEST
    }
}

impl std::fmt::Display for GoVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "go1.{}", self.0)
    }
}

/// The first version in which a file's own version counts.
const FILES_CHOOSE: GoVersion = GoVersion(21);

/// The version of a file, and what asked for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileVersion {
    /// Where the file's first directive or its package clause stands.
    start: u32,
    version: GoVersion,
    /// The package's version, unless the file itself names exactly its own.
    package: Option<GoVersion>,
}

impl FileVersion {
    /// The version that a file of a package of this version is written in.
    fn new(file: &ast::File, package: GoVersion) -> FileVersion {
        let clause = file.package.span.lo;
        let before = |d: &&ast::Directive| d.span.lo < clause;
        let start = file.directives.first().map_or(clause, |d| d.span.lo.min(clause));
        let line = file.directives.iter().filter(before).filter_map(|d| d.text.strip_prefix("go:build")).next_back();
        match line.and_then(implied) {
            Some(minor) if minor > 0 => {
                let named = GoVersion(minor as u16);
                let version = named.max(FILES_CHOOSE);
                FileVersion { start, version, package: (named != version).then_some(package) }
            }
            _ => FileVersion { start, version: package, package: Some(package) },
        }
    }
}

/// The least Go 1.N under which a build expression can hold; `None` when it can hold without any release tag or is malformed.
fn implied(expression: &str) -> Option<i32> {
    let mut parser = Constraint { rest: expression, depth: 0 };
    let least = parser.or()?;
    (parser.rest.trim().is_empty() && least >= 0).then_some(least)
}

/// A reader of build expressions; each level gives the least release, -1 for none needed. A negated release is no bound.
struct Constraint<'a> {
    rest: &'a str,
    depth: u32,
}

impl Constraint<'_> {
    fn take(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        let found = self.rest.strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn or(&mut self) -> Option<i32> {
        let mut least = self.and()?;
        while self.take("||") {
            least = least.min(self.and()?);
        }
        Some(least)
    }

    fn and(&mut self) -> Option<i32> {
        let mut least = self.not()?;
        while self.take("&&") {
            least = least.max(self.not()?);
        }
        Some(least)
    }

    fn not(&mut self) -> Option<i32> {
        self.depth += 1;
        if self.depth > 200 {
            return None;
        }
        if self.take("!") {
            return self.not().map(|_| -1);
        }
        if self.take("(") {
            let inner = self.or()?;
            return self.take(")").then_some(inner);
        }
        self.rest = self.rest.trim_start();
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let end = self.rest.find(|c| !word(c)).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest;
        match tag {
            "" => None,
            "go1" => Some(0),
            _ => Some(tag.strip_prefix("go1.").and_then(|n| n.parse().ok()).unwrap_or(-1)),
        }
    }
}

impl Checker {
    /// The version of the language that the file around a global offset is written in.
    pub fn version_at(&self, offset: u32) -> GoVersion {
        self.file_version(offset).map_or(GoVersion::LATEST, |f| f.version)
    }

    fn file_version(&self, offset: u32) -> Option<&FileVersion> {
        let behind = self.file_versions.partition_point(|f| f.start <= offset);
        self.file_versions.get(behind.checked_sub(1)?)
    }

    /// Whether what came with Go 1.`minor` may stand at a place.
    pub(crate) fn allows(&self, at: Span, minor: u16) -> bool {
        self.version_at(at.lo) >= GoVersion(minor)
    }

    /// Reports that something came with a later version than its place is written in; true if it did not.
    pub(crate) fn require(&mut self, at: Span, minor: u16, what: impl FnOnce(&mut Checker) -> String) -> bool {
        if self.allows(at, minor) {
            return true;
        }
        let what = what(self);
        self.unsupported(at, format!("{what} requires go1.{minor} or later"));
        false
    }

    /// Reports what a later version would allow, and who asked for this version.
    pub(crate) fn unsupported(&mut self, at: Span, message: String) {
        let why = match self.file_version(at.lo) {
            Some(FileVersion { package: Some(package), .. }) => format!("-lang was set to {package}; check go.mod"),
            Some(file) => format!("file declares //go:build {}", file.version),
            None => return,
        };
        self.error(codes::UNSUPPORTED_FEATURE, at, format!("{message} ({why})"));
    }

    /// Notes the version of a file.
    pub(crate) fn note_version(&mut self, file: &ast::File, package: GoVersion) {
        self.note(FileVersion::new(file, package));
    }

    /// Notes the version of a file of the library.
    pub(crate) fn note_outlined(&mut self, file: &LazyFile) {
        let version = GoVersion::LATEST;
        self.note(FileVersion { start: file.source().base, version, package: Some(version) });
    }

    fn note(&mut self, noted: FileVersion) {
        let at = self.file_versions.partition_point(|f| f.start < noted.start);
        self.file_versions.insert(at, noted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(GoVersion::parse("1.21"), Some(GoVersion(21)));
        assert_eq!(GoVersion::parse("go1.21rc2"), Some(GoVersion(21)));
        assert_eq!(GoVersion::parse("1.9.3"), Some(GoVersion(9)));
        assert_eq!(GoVersion::parse("go1"), Some(GoVersion(0)));
        assert_eq!(GoVersion::parse("2.1"), None);
        assert_eq!(GoVersion::parse("1.x"), None);
    }

    #[test]
    fn constraints_imply_versions() {
        assert_eq!(implied("go1.21"), Some(21));
        assert_eq!(implied("linux && go1.22"), Some(22));
        assert_eq!(implied("linux || go1.22"), None);
        assert_eq!(implied("go1.23 || (go1.22 && !x)"), Some(22));
        assert_eq!(implied("!go1.22"), None);
        assert_eq!(implied("go1.22 &&"), None);
    }
}
