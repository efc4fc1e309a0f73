//! Which files of a directory belong to the build: `//go:build` lines and `_GOOS`/`_GOARCH`/`_test` suffixes
//! (`go help buildconstraint`). Vole is linux/amd64 to Go code.
//!
//! Lists of further tags may hold `!tag` too: that tag does not hold, whatever else says so.

/// Tags that hold besides `go1.1` to `go1.27`.
const TAGS: [&str; 12] = [
    "linux",
    "amd64",
    "unix",
    "gc",
    "amd64.v1",
    "goexperiment.regabiwrappers",
    "goexperiment.regabiargs",
    "goexperiment.dwarf5",
    "goexperiment.jsonv2",
    "goexperiment.greenteagc",
    "goexperiment.randomizedheapbase64",
    "goexperiment.sizespecializedmalloc",
];

/// The newest release tag.
const RELEASE: u32 = 27;

const SYSTEMS: [&str; 19] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
    "tamago",
];

const MACHINES: [&str; 27] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "ppc64",
    "ppc64le",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
    "tilegx",
    "sh4",
    "i386",
];

/// Tags under which packages have Go code in place of assembly, each list tried after the one before: by custom; as for a
/// machine of the same word size and byte order for which hardly anyone writes assembly; as for compilers other than gc.
pub(crate) const PORTABLE: [&[&str]; 3] =
    [&["purego", "noasm"], &["purego", "noasm", "!amd64", "mips64le"], &["purego", "noasm", "appengine", "!gc"]];

/// Whether a file of a directory is part of its package, by name alone.
pub(crate) fn name_matches(name: &str, tags: &[String]) -> bool {
    let Some(stem) = name.strip_suffix(".go").or_else(|| name.strip_suffix(".s")) else { return false };
    if name.starts_with(['_', '.']) {
        return false;
    }
    let stem = stem.strip_suffix("_test").unwrap_or(stem);
    let parts: Vec<&str> = stem.split('_').skip(1).collect();
    match parts.as_slice() {
        [.., os, arch] if SYSTEMS.contains(os) && MACHINES.contains(arch) => *os == "linux" && holds(arch, tags),
        [.., last] if SYSTEMS.contains(last) => *last == "linux",
        [.., last] if MACHINES.contains(last) => holds(last, tags),
        _ => true,
    }
}

/// Whether a file's build constraint, if it has one before the package clause, holds with these further tags; the `go`
/// command's complaint about a malformed one.
pub(crate) fn text_matches(text: &str, tags: &[String]) -> Result<bool, String> {
    let head = Head::read(text)?;
    match head.build {
        Some(expression) => eval(expression, tags).map_err(|e| format!("parsing //go:build line: {e}")),
        None => Ok(head.plus.iter().all(|line| plus_line(line, tags))),
    }
}

/// The constraints in a file's comments before the package clause.
#[derive(Default)]
struct Head<'a> {
    /// The expression of the `//go:build` line.
    build: Option<&'a str>,
    /// What follows `+build` in lines of the older form.
    plus: Vec<&'a str>,
}

impl<'a> Head<'a> {
    fn read(text: &'a str) -> Result<Head<'a>, String> {
        let mut head = Head::default();
        let mut in_block = false;
        // older lines count when a blank line follows their paragraph
        let mut open = Vec::new();
        for line in text.trim_start_matches('\u{feff}').lines() {
            let mut line = line.trim();
            if in_block {
                let Some((_, rest)) = line.split_once("*/") else { continue };
                in_block = false;
                line = rest.trim();
                if line.is_empty() {
                    continue;
                }
            } else if line.is_empty() {
                head.plus.append(&mut open);
            }
            while let Some(rest) = line.strip_prefix("/*") {
                match rest.split_once("*/") {
                    Some((_, rest)) => line = rest.trim(),
                    None => {
                        in_block = true;
                        line = "";
                    }
                }
            }
            if line.is_empty() {
                continue;
            }
            let Some(comment) = line.strip_prefix("//") else { break };
            match comment.strip_prefix("go:build") {
                Some(expression) if expression.is_empty() || expression.starts_with([' ', '\t']) => {
                    if head.build.is_some() {
                        return Err("multiple //go:build comments".to_string());
                    }
                    head.build = Some(expression.trim());
                }
                _ => {
                    let words = comment.trim().strip_prefix("+build");
                    open.extend(words.filter(|w| w.is_empty() || w.starts_with([' ', '\t'])));
                }
            }
        }
        Ok(head)
    }
}

/// A line of the older form: alternatives separated by blanks, each a list of terms that must all hold.
fn plus_line(line: &str, tags: &[String]) -> bool {
    let word = |tag: &str| !tag.is_empty() && tag.chars().all(is_tag_char);
    let term = |term: &str| match term.strip_prefix('!') {
        Some(tag) => word(tag) && !holds(tag, tags),
        None => word(term) && holds(term, tags),
    };
    line.split_whitespace().any(|option| option.split(',').all(term))
}

fn is_tag_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

fn holds(tag: &str, tags: &[String]) -> bool {
    let release = tag.strip_prefix("go1.").and_then(|n| n.parse::<u32>().ok());
    if tags.iter().any(|t| t.strip_prefix('!') == Some(tag)) {
        return false;
    }
    TAGS.contains(&tag) || tags.iter().any(|t| t == tag) || release.is_some_and(|n| (1..=RELEASE).contains(&n))
}

fn eval(expression: &str, tags: &[String]) -> Result<bool, String> {
    let mut parser = Parser { rest: expression, tags, depth: 0 };
    let value = parser.or()?;
    match parser.peek()? {
        "" => Ok(value),
        token => Err(format!("unexpected token {token}")),
    }
}

struct Parser<'a> {
    rest: &'a str,
    tags: &'a [String],
    depth: u32,
}

impl<'a> Parser<'a> {
    /// The next token; empty at the end.
    fn peek(&mut self) -> Result<&'a str, String> {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
        let Some(c) = self.rest.chars().next() else { return Ok("") };
        let len = match c {
            '(' | ')' | '!' => 1,
            '&' | '|' if self.rest[1..].starts_with(c) => 2,
            _ => self.rest.find(|c| !is_tag_char(c)).unwrap_or(self.rest.len()),
        };
        if len == 0 { Err(format!("invalid syntax at {c}")) } else { Ok(&self.rest[..len]) }
    }

    fn take(&mut self, token: &str) -> Result<bool, String> {
        let found = self.peek()? == token;
        if found {
            self.rest = &self.rest[token.len()..];
        }
        Ok(found)
    }

    fn or(&mut self) -> Result<bool, String> {
        let mut value = self.and()?;
        while self.take("||")? {
            value |= self.and()?;
        }
        Ok(value)
    }

    fn and(&mut self) -> Result<bool, String> {
        let mut value = self.not()?;
        while self.take("&&")? {
            value &= self.not()?;
        }
        Ok(value)
    }

    fn not(&mut self) -> Result<bool, String> {
        if self.take("!")? {
            if self.peek()? == "!" {
                return Err("double negation not allowed".to_string());
            }
            return self.not().map(|v| !v);
        }
        if self.take("(")? {
            self.depth += 1;
            if self.depth > 1000 {
                return Err("nested too deeply".to_string());
            }
            let value = self.or()?;
            self.depth -= 1;
            return if self.take(")")? { Ok(value) } else { Err("missing close paren".to_string()) };
        }
        match self.peek()? {
            "" => Err("unexpected end of expression".to_string()),
            token if token.starts_with(is_tag_char) => {
                self.rest = &self.rest[token.len()..];
                Ok(holds(token, self.tags))
            }
            token => Err(format!("unexpected token {token}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names() {
        for name in
            ["a.go", "a_linux.go", "a_linux_amd64.go", "linux.go", "a_test.go", "a_unix.go", "windows.go", "a_foo.go"]
        {
            assert!(name_matches(name, &[]), "{name}");
        }
        for name in [
            "a_windows_test.go",
            "a_windows.go",
            "a_arm64.go",
            "a_windows_amd64.go",
            "_a.go",
            ".a.go",
            "a.txt",
            "a_linux_arm.go",
        ] {
            assert!(!name_matches(name, &[]), "{name}");
        }
    }

    #[test]
    fn build_lines() {
        let holds = |line: &str| text_matches(&format!("// Licence.\n\n{line}\n\npackage p\n"), &["x".into()]);
        for line in [
            "//go:build linux",
            "//go:build !windows && (amd64 || arm64)",
            "//go:build go1.21",
            "//go:build x",
            "// no",
            "// go:build ignore",
            "//go:builds ignore",
            "//go:build linux\n// +build ignore",
            "// +build ignore linux",
            "// +buildignore",
            "/*\n//go:build ignore\n*/",
        ] {
            assert_eq!(holds(line), Ok(true), "{line}");
        }
        for line in [
            "//go:build ignore",
            "  //go:build ignore",
            "//go:build windows",
            "//go:build go1.99",
            "// +build ignore",
            "//+build linux,,amd64",
            "// +build !!linux",
            "// +build linux\n// +build ignore",
        ] {
            assert_eq!(holds(line), Ok(false), "{line}");
        }
        assert_eq!(text_matches("package p\n//go:build ignore\n", &[]), Ok(true));
        assert_eq!(text_matches("// +build ignore\npackage p\n", &[]), Ok(true));
        assert_eq!(text_matches("/* a\nb */\n//go:build ignore\npackage p\n", &[]), Ok(false));
    }

    /// Every expectation was observed with `go build`.
    #[test]
    fn malformed_build_lines() {
        for (line, expected) in [
            ("", "unexpected end of expression"),
            (")", "unexpected token )"),
            ("a & b", "invalid syntax at &"),
            ("(a))", "unexpected token )"),
            ("(linux", "missing close paren"),
            ("!", "unexpected end of expression"),
            ("!!a", "double negation not allowed"),
            ("a b", "unexpected token b"),
            ("|| a", "unexpected token ||"),
            ("linux // comment", "invalid syntax at /"),
            ("\"linux\" && $", "invalid syntax at \""),
        ] {
            let found = text_matches(&format!("//go:build {line}\n\npackage p\n"), &[]);
            assert_eq!(found, Err(format!("parsing //go:build line: {expected}")), "{line}");
        }
    }
}
