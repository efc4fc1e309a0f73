//! Whether a program's `//go:build` line admits linux/amd64 with Go 1.27.

/// Whether the text's constraint holds; without one it does.
pub(super) fn holds(text: &str) -> bool {
    let header = text.lines().take_while(|l| !l.starts_with("package "));
    let Some(line) = header.filter_map(|l| l.strip_prefix("//go:build ")).last() else { return true };
    let mut reader = Reader { rest: line.trim() };
    reader.or()
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, token: &str) -> bool {
        let found = self.rest.trim_start().strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn or(&mut self) -> bool {
        let mut value = self.and();
        while self.take("||") {
            value |= self.and();
        }
        value
    }

    fn and(&mut self) -> bool {
        let mut value = self.not();
        while self.take("&&") {
            value &= self.not();
        }
        value
    }

    fn not(&mut self) -> bool {
        if self.take("!") {
            return !self.not();
        }
        if self.take("(") {
            let value = self.or();
            self.take(")");
            return value;
        }
        let rest = self.rest.trim_start();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "_.".contains(c))).unwrap_or(rest.len());
        let (tag, rest) = rest.split_at(end);
        self.rest = rest;
        let release = tag.strip_prefix("go1.").and_then(|n| n.parse::<u32>().ok());
        matches!(tag, "linux" | "amd64" | "unix" | "gc") || release.is_some_and(|n| n <= 27)
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn constraints_are_read() {
        assert!(holds("// run\n\npackage main\n"));
        assert!(holds("// run\n\n//go:build !windows && (linux || plan9)\n\npackage main\n"));
        assert!(!holds("//go:build cgo\n\npackage main\n"));
        assert!(!holds("//go:build !amd64\n"));
    }
}
