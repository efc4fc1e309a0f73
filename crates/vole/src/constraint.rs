//! Which files of a directory belong to the build: `//go:build` lines and `_GOOS`/`_GOARCH`/`_test` suffixes
//! (`go help buildconstraint`). Vole is linux/amd64 to Go code.

/// Tags that hold besides `go1.1` to `go1.27`.
const TAGS: [&str; 4] = ["linux", "amd64", "unix", "gc"];

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

/// Whether a file of a directory is part of its package, by name alone.
pub(crate) fn name_matches(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".go") else { return false };
    if name.starts_with(['_', '.']) || stem.ends_with("_test") {
        return false;
    }
    let parts: Vec<&str> = stem.split('_').skip(1).collect();
    match parts.as_slice() {
        [.., os, arch] if SYSTEMS.contains(os) && MACHINES.contains(arch) => *os == "linux" && *arch == "amd64",
        [.., last] if SYSTEMS.contains(last) => *last == "linux",
        [.., last] if MACHINES.contains(last) => *last == "amd64",
        _ => true,
    }
}

/// Whether a file's `//go:build` line, if it has one before the package clause, holds with these further tags.
pub(crate) fn text_matches(text: &str, tags: &[String]) -> bool {
    build_line(text).is_none_or(|line| eval(line, tags))
}

/// The expression of the `//go:build` line.
fn build_line(text: &str) -> Option<&str> {
    let mut in_block = false;
    for line in text.lines() {
        let mut line = line.trim();
        if in_block {
            let (_, rest) = line.split_once("*/").unwrap_or(("", ""));
            in_block = !line.contains("*/");
            line = rest.trim();
        }
        if let Some(expression) = line.strip_prefix("//go:build") {
            if expression.starts_with([' ', '\t']) {
                return Some(expression.trim());
            }
        } else if line.starts_with("/*") {
            in_block = !line.contains("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            return None;
        }
    }
    None
}

fn eval(expression: &str, tags: &[String]) -> bool {
    let mut parser = Parser { rest: expression, tags, depth: 0 };
    let value = parser.or();
    // a malformed line excludes the file, as `go build` would refuse it
    value.unwrap_or(false) && parser.rest.trim().is_empty()
}

struct Parser<'a> {
    rest: &'a str,
    tags: &'a [String],
    depth: u32,
}

impl Parser<'_> {
    fn take(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn or(&mut self) -> Option<bool> {
        let mut value = self.and()?;
        while self.take("||") {
            value |= self.and()?;
        }
        Some(value)
    }

    fn and(&mut self) -> Option<bool> {
        let mut value = self.not()?;
        while self.take("&&") {
            value &= self.not()?;
        }
        Some(value)
    }

    fn not(&mut self) -> Option<bool> {
        self.depth += 1;
        if self.depth > 1000 {
            return None;
        }
        if self.take("!") {
            return self.not().map(|v| !v);
        }
        if self.take("(") {
            let value = self.or()?;
            return self.take(")").then_some(value);
        }
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!tag.is_empty()).then(|| self.holds(tag))
    }

    fn holds(&self, tag: &str) -> bool {
        let release = tag.strip_prefix("go1.").and_then(|n| n.parse::<u32>().ok());
        TAGS.contains(&tag) || self.tags.iter().any(|t| t == tag) || release.is_some_and(|n| (1..=RELEASE).contains(&n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names() {
        for name in ["a.go", "a_linux.go", "a_linux_amd64.go", "linux.go", "a_unix.go", "windows.go", "a_foo.go"] {
            assert!(name_matches(name), "{name}");
        }
        for name in [
            "a_test.go",
            "a_windows.go",
            "a_arm64.go",
            "a_windows_amd64.go",
            "_a.go",
            ".a.go",
            "a.txt",
            "a_linux_arm.go",
        ] {
            assert!(!name_matches(name), "{name}");
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
        ] {
            assert!(holds(line), "{line}");
        }
        for line in
            ["//go:build ignore", "//go:build windows", "//go:build go1.99", "//go:build linux &&", "//go:build (x"]
        {
            assert!(!holds(line), "{line}");
        }
        assert!(text_matches("package p\n//go:build ignore\n", &[]));
        assert!(!text_matches("/* a\nb */\n//go:build ignore\npackage p\n", &[]));
    }
}
