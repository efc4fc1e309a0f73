//! Reading `go.mod` and `go.work`: their directives, and what the `go` command says about broken ones.
//!
//! A main module's file is read strictly; those of its dependencies only for what concerns others (module, requirements, language
//! version), so that files written for newer releases do not matter.

use crate::version::{self, ModVersion};

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The main module's `go.mod`.
    Main,
    /// A dependency's `go.mod`.
    Dependency,
    /// A `go.work`.
    Work,
}

/// A module at a version.
pub(crate) type Requirement = ModVersion;

/// One `replace`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replace {
    pub path: String,
    /// Empty: all versions.
    pub version: String,
    pub to: String,
    /// Empty: `to` is a directory.
    pub to_version: String,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ModFile {
    pub module: Option<String>,
    pub go: Option<String>,
    pub require: Vec<Requirement>,
    pub exclude: Vec<Requirement>,
    pub replace: Vec<Replace>,
    /// Directories of a workspace, each with its line.
    pub uses: Vec<(String, usize)>,
    /// Directories that patterns pass over.
    pub ignore: Vec<String>,
}

impl ModFile {
    /// The replacement of a module at a version.
    pub fn replacement(&self, of: &Requirement) -> Option<&Replace> {
        let mine = |r: &&Replace| r.path == of.path;
        let exact = self.replace.iter().filter(mine).rfind(|r| r.version == of.version && !r.version.is_empty());
        exact.or_else(|| self.replace.iter().filter(mine).rfind(|r| r.version.is_empty()))
    }
}

/// Reads a file whose name in messages is `shown` (and `full`, its absolute path); the complaints come as lines.
pub(crate) fn parse(text: &str, shown: &str, full: &str, kind: Kind) -> Result<ModFile, Vec<String>> {
    let mut reader =
        Reader { shown, kind, file: ModFile::default(), faults: Vec::new(), seen: Vec::new(), block: None, start: 0 };
    for (i, line) in text.lines().enumerate() {
        let tokens = match tokens(line) {
            Ok(tokens) => tokens,
            Err((column, message)) => {
                let at = if column == 0 { format!("{}", i + 1) } else { format!("{}:{column}", i + 1) };
                return Err(vec![format!("{shown}:{at}: {message}")]);
            }
        };
        reader.line(i + 1, &tokens);
    }
    if reader.block.is_some() {
        let line = text.lines().count() + 1;
        let begin = format!("{}:{}:1", if kind == Kind::Work { shown } else { full }, reader.start);
        return Err(vec![format!("{shown}:{line}: syntax error (unterminated block started at {begin})")]);
    }
    if reader.faults.is_empty() { Ok(reader.file) } else { Err(reader.faults) }
}

/// The words of a line: bare ones, quoted ones (kept with their quotes), brackets and commas.
fn tokens(line: &str) -> Result<Vec<&str>, (usize, &'static str)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if rest.starts_with("//") {
            break;
        }
        if rest.starts_with("/*") {
            return Err((0, "mod files must use // comments (not /* */ comments)"));
        }
        let len = if c == '"' || c == '`' {
            quoted_len(rest, c).ok_or((line.chars().count() + 1, "unexpected newline in string"))?
        } else if "()[],".contains(c) {
            1
        } else if rest.starts_with("=>") {
            2
        } else {
            let end = |(i, c): (usize, char)| {
                c.is_whitespace() || "()[],".contains(c) || rest[i..].starts_with("//") || rest[i..].starts_with("=>")
            };
            rest.char_indices().find(|&p| end(p)).map_or(rest.len(), |(i, _)| i)
        };
        out.push(&rest[..len]);
        at += len;
    }
    Ok(out)
}

fn quoted_len(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if c == quote => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// A word without its quotes.
fn bare(token: &str) -> Option<String> {
    match token.chars().next() {
        Some(quote @ ('"' | '`')) => {
            let inner = token.strip_prefix(quote)?.strip_suffix(quote)?;
            (!inner.contains('\\')).then(|| inner.to_string())
        }
        _ => Some(token.to_string()),
    }
}

struct Reader<'a> {
    shown: &'a str,
    kind: Kind,
    file: ModFile,
    faults: Vec<String>,
    /// Statements that may stand once.
    seen: Vec<&'static str>,
    block: Option<String>,
    start: usize,
}

const ONE_REPLACE: &str = "usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => ../local/directory";

impl Reader<'_> {
    fn line(&mut self, number: usize, tokens: &[&str]) {
        let Some(&first) = tokens.first() else { return };
        if let Some(verb) = self.block.clone() {
            if tokens == [")"] {
                self.block = None;
            } else if self.knows(&verb) {
                self.directive(number, &verb, tokens);
            }
            return;
        }
        if tokens.len() == 2 && tokens[1] == "(" {
            if !self.knows(first) && self.kind != Kind::Dependency {
                self.fault(number, format!("unknown block type: {first}"));
            }
            self.block = Some(first.to_string());
            self.start = number;
            return;
        }
        if self.knows(first) {
            self.directive(number, first, &tokens[1..]);
        } else if self.kind != Kind::Dependency {
            self.fault(number, format!("unknown directive: {first}"));
        }
    }

    fn knows(&self, verb: &str) -> bool {
        match self.kind {
            Kind::Main => matches!(
                verb,
                "module"
                    | "go"
                    | "toolchain"
                    | "godebug"
                    | "require"
                    | "exclude"
                    | "replace"
                    | "retract"
                    | "tool"
                    | "ignore"
            ),
            Kind::Dependency => matches!(verb, "module" | "go" | "require"),
            Kind::Work => matches!(verb, "go" | "toolchain" | "godebug" | "use" | "replace"),
        }
    }

    fn fault(&mut self, line: usize, message: impl std::fmt::Display) {
        if self.kind != Kind::Dependency {
            self.faults.push(format!("{}:{line}: {message}", self.shown));
        }
    }

    /// Notes a statement that may stand once; whether it is the first.
    fn once(&mut self, line: usize, verb: &'static str) -> bool {
        if self.seen.contains(&verb) {
            self.fault(line, format!("repeated {verb} statement"));
            return false;
        }
        self.seen.push(verb);
        true
    }

    fn directive(&mut self, line: usize, verb: &str, args: &[&str]) {
        let words: Vec<String> = args.iter().filter_map(|t| bare(t)).collect();
        if words.len() != args.len() {
            return self.fault(line, "invalid quoted string: invalid syntax");
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match verb {
            "module" => {
                if self.once(line, "module") {
                    match words[..] {
                        [path] => self.file.module = Some(path.to_string()),
                        _ => self.fault(line, "usage: module module/path"),
                    }
                }
            }
            "go" => self.go(line, &words),
            "toolchain" => {
                if self.once(line, "toolchain") {
                    match words[..] {
                        [name] if name == "default" || name.strip_prefix("go1").is_some() => {}
                        [name] => self.fault(
                            line,
                            format!("invalid toolchain version '{name}': must match format go1.23.0 or default"),
                        ),
                        _ => self.fault(line, "toolchain directive expects exactly one argument"),
                    }
                }
            }
            "godebug" => {
                if words.len() != 1 || !words[0].contains('=') {
                    self.fault(line, "usage: godebug key=value");
                }
            }
            "require" | "exclude" => self.requirement(line, verb, &words),
            "replace" => self.replace(line, &words),
            "retract" => self.retract(line, &words),
            "use" => match words[..] {
                [dir] => self.file.uses.push((dir.to_string(), line)),
                _ => self.fault(line, "usage: use local/dir"),
            },
            "ignore" => match words[..] {
                [dir] => self.file.ignore.push(dir.trim_start_matches("./").trim_end_matches('/').to_string()),
                _ => self.fault(line, "ignore directive expects exactly one argument"),
            },
            _ => {
                if words.len() != 1 {
                    self.fault(line, format!("{verb} directive expects exactly one argument"));
                }
            }
        }
    }

    fn go(&mut self, line: usize, words: &[&str]) {
        if !self.once(line, "go") {
            return;
        }
        match words {
            [v] if version::is_go_version(v) => self.file.go = Some(v.to_string()),
            [v] if self.kind == Kind::Dependency => {
                // a form that only newer releases know: what can be read of it
                let known = v.trim_start_matches('v').find(|c: char| !(c.is_ascii_digit() || c == '.'));
                let v = &v.trim_start_matches('v')[..known.unwrap_or(v.len().saturating_sub(0)).min(v.len())];
                self.file.go = version::is_go_version(v).then(|| v.to_string());
            }
            [v] => self.fault(line, format!("invalid go version '{v}': must match format 1.23.0")),
            _ => self.fault(line, "go directive expects exactly one argument"),
        }
    }

    fn requirement(&mut self, line: usize, verb: &str, words: &[&str]) {
        let [path, version] = words else {
            return self.fault(line, format!("usage: {verb} module/path v1.2.3"));
        };
        if let Err(message) = check_version(verb, path, version) {
            return self.fault(line, message);
        }
        let found = Requirement { path: path.to_string(), version: version.to_string() };
        let list = if verb == "require" { &mut self.file.require } else { &mut self.file.exclude };
        list.push(found);
    }

    fn replace(&mut self, line: usize, words: &[&str]) {
        let Some(arrow) = words.iter().position(|&w| w == "=>") else {
            return self.fault(line, ONE_REPLACE);
        };
        let (old, new) = (&words[..arrow], &words[arrow + 1..]);
        if !(1..=2).contains(&old.len()) || !(1..=2).contains(&new.len()) {
            return self.fault(line, ONE_REPLACE);
        }
        let version = old.get(1).copied().unwrap_or("");
        if !version.is_empty()
            && let Err(message) = check_version("replace", old[0], version)
        {
            return self.fault(line, message);
        }
        let to = new[0];
        let is_dir = to.starts_with("./")
            || to.starts_with("../")
            || to.starts_with('/')
            || matches!(to, "." | "..")
            || to.contains('\\');
        let to_version = match new.get(1) {
            None if !is_dir => {
                let message =
                    "replacement module without version must be directory path (rooted or starting with . or ..)";
                return self.fault(line, message);
            }
            None if to.contains('\\') => {
                return self.fault(line, "replacement directory appears to be Windows path (on a non-windows system)");
            }
            None => "",
            Some(_) if is_dir => {
                return self.fault(line, format!("replacement module directory path \"{to}\" cannot have version"));
            }
            Some(v) => {
                if let Err(message) = check_version("replace", to, v) {
                    return self.fault(line, message);
                }
                v
            }
        };
        self.file.replace.push(Replace {
            path: old[0].to_string(),
            version: version.to_string(),
            to: to.to_string(),
            to_version: to_version.to_string(),
        });
    }

    fn retract(&mut self, line: usize, words: &[&str]) {
        let module = self.file.module.clone().unwrap_or_default();
        let (versions, message): (Vec<&str>, &str) = match words {
            [] => (vec![], "expected '[' or version"),
            ["[", low, ",", high, "]"] => (vec![low, high], ""),
            ["[", _, ",", _, ..] => (vec![], "expected ']' after version"),
            ["[", _, ..] => (vec![], "expected ',' after version"),
            [version] => (vec![version], ""),
            _ => (vec![], "unexpected token after version"),
        };
        if !message.is_empty() {
            return self.fault(line, message);
        }
        for v in versions {
            if let Err(message) = check_version("retract", &module, v) {
                return self.fault(line, message);
            }
        }
    }
}

/// Whether a version can be one of the module; what is wrong otherwise. A name that is no full version would have to be looked
/// up in the network, which Vole does not do.
fn check_version(verb: &str, path: &str, version: &str) -> Result<(), String> {
    if !version::is_canonical(version) {
        version::check_path(path)?;
        return Err("module lookup disabled by GOPROXY=off".to_string());
    }
    let major = version::major(version);
    let wanted = version::path_major(path);
    let incompatible = version.ends_with("+incompatible");
    let fits = match wanted {
        Some(n) => n == major,
        None => major < 2 || incompatible,
    };
    if fits {
        return Ok(());
    }
    let should = wanted.map_or("v0 or v1".to_string(), |n| format!("v{n}"));
    Err(format!("{verb} {path}: version \"{version}\" invalid: should be {should}, not v{major}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn main_file(text: &str) -> Result<ModFile, String> {
        parse(text, "go.mod", "/w/go.mod", Kind::Main).map_err(|e| e.join("\n"))
    }

    #[test]
    fn directives() {
        let text = "module \"example.com/m\" // words\n\ngo 1.22\n\nrequire (\n\texample.com/a v1.2.3 // indirect\n\texample.com/b/v2 v2.0.0-rc.1\n)\n\
                    exclude example.com/a v1.2.2\nreplace example.com/a => ../a\nreplace example.com/b/v2 v2.0.0-rc.1=>example.com/c/v2 v2.1.0\n\
                    retract [v1.0.0, v1.1.0]\nignore ./node_modules\ntool example.com/a/cmd\n";
        let file = main_file(text).expect("well-formed");
        assert_eq!(file.module.as_deref(), Some("example.com/m"));
        assert_eq!(file.go.as_deref(), Some("1.22"));
        assert_eq!(file.require.len(), 2);
        assert_eq!(file.replacement(&file.require[0]).map(|r| &*r.to), Some("../a"));
        assert_eq!(file.replacement(&file.require[1]).map(|r| &*r.to_version), Some("v2.1.0"));
        assert_eq!(file.ignore, ["node_modules"]);
    }

    /// Every expectation was observed with `go build`.
    #[test]
    fn broken_files() {
        for (line, expected) in [
            ("require x", "go.mod:2: usage: require module/path v1.2.3"),
            ("require example.com//x v1.0.0", "go.mod:2: usage: require module/path v1.2.3"),
            (
                "require gopkg.in/yaml.v3 v2.0.0",
                "go.mod:2: require gopkg.in/yaml.v3: version \"v2.0.0\" invalid: should be v3, not v2",
            ),
            ("require \"unclosed v1.0.0", "go.mod:2:25: unexpected newline in string"),
            ("frob (\n x\n)", "go.mod:2: unknown block type: frob"),
            ("require (\n)\n)", "go.mod:4: unknown directive: )"),
            ("require ( x", "go.mod:2: malformed module path \"(\": invalid char '('"),
            ("/* block */", "go.mod:2: mod files must use // comments (not /* */ comments)"),
            ("replace a bad => ../b", "go.mod:2: malformed module path \"a\": missing dot in first path element"),
            ("replace a => ./b v1.0.0", "go.mod:2: replacement module directory path \"./b\" cannot have version"),
            ("retract [v1.0.0 v1.1.0]", "go.mod:2: expected ',' after version"),
            (
                "retract v2.0.0",
                "go.mod:2: retract example.com/a: version \"v2.0.0\" invalid: should be v0 or v1, not v2",
            ),
            ("toolchain foo", "go.mod:2: invalid toolchain version 'foo': must match format go1.23.0 or default"),
            ("go 1.05", "go.mod:2: invalid go version '1.05': must match format 1.23.0"),
            ("module x", "go.mod:2: repeated module statement"),
            ("require (\nx y", "go.mod:4: syntax error (unterminated block started at /w/go.mod:2:1)"),
        ] {
            assert_eq!(main_file(&format!("module example.com/a\n{line}\n")), Err(expected.to_string()), "{line}");
        }
    }
}
