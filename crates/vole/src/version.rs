//! Versions of modules and of Go, and the rules of module paths.

use std::cmp::Ordering;

/// The release of Go that Vole stands for.
pub(crate) const GO_RELEASE: &str = "1.27.3";

/// A module at a version.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ModVersion {
    pub path: String,
    /// Empty for a main module.
    pub version: String,
}

impl std::fmt::Display for ModVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.version.is_empty() { f.write_str(&self.path) } else { write!(f, "{}@{}", self.path, self.version) }
    }
}

fn number(text: &str) -> Option<u64> {
    let fits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    fits.then(|| text.parse().ok())?
}

/// A semantic version in its parts: three numbers, the pre-release's identifiers, the rest.
fn parts(version: &str) -> Option<([u64; 3], &str, &str)> {
    let rest = version.strip_prefix('v')?;
    let (rest, build) = rest.split_at(rest.find('+').unwrap_or(rest.len()));
    let (core, pre) = rest.split_at(rest.find('-').unwrap_or(rest.len()));
    let mut numbers = core.split('.').map(number);
    let core = [numbers.next()??, numbers.next()??, numbers.next()??];
    let pre = pre.strip_prefix('-').unwrap_or(pre);
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let sound = pre.is_empty() && !rest.ends_with('-') || !pre.is_empty() && pre.split('.').all(word);
    (numbers.next().is_none() && sound).then_some((core, pre, build))
}

/// Whether this is a full version, as `go.mod` files hold them.
pub(crate) fn is_canonical(version: &str) -> bool {
    parts(version).is_some_and(|(_, _, build)| build.is_empty() || build == "+incompatible")
}

/// The first number.
pub(crate) fn major(version: &str) -> u64 {
    parts(version).map_or(0, |p| p.0[0])
}

/// Which of two full versions is newer; what is no version is older than all.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = match (parts(a), parts(b)) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return a.is_some().cmp(&b.is_some()),
    };
    a.0.cmp(&b.0).then_with(|| compare_pre(a.1, b.1))
}

/// A release is newer than its pre-releases; their identifiers are compared one by one.
fn compare_pre(a: &str, b: &str) -> Ordering {
    if a.is_empty() || b.is_empty() {
        return a.is_empty().cmp(&b.is_empty());
    }
    let (mut a, mut b) = (a.split('.'), b.split('.'));
    loop {
        let order = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (a, b) if a.is_none() || b.is_none() => return a.is_some().cmp(&b.is_some()),
            (Some(x), Some(y)) => match (number(x), number(y)) {
                (Some(x), Some(y)) => x.cmp(&y),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => x.cmp(y),
            },
            _ => Ordering::Equal,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The major version that a module path ends in (`/v2`, `.v3` of gopkg.in).
pub(crate) fn path_major(path: &str) -> Option<u64> {
    let last = path.rsplit('/').next().unwrap_or(path);
    if path.starts_with("gopkg.in/") {
        return last.rsplit_once(".v").and_then(|(_, n)| number(n.trim_end_matches("-unstable")));
    }
    let n = last.strip_prefix('v').and_then(number).filter(|&n| n > 1);
    n.filter(|_| path.contains('/'))
}

/// Whether a module path can be that of a dependency.
pub(crate) fn check_path(path: &str) -> Result<(), String> {
    check_elements(path)?;
    let first = path.split('/').next().unwrap_or(path);
    if !first.contains('.') {
        return Err(format!("malformed module path \"{path}\": missing dot in first path element"));
    }
    Ok(())
}

/// Whether a path can be that of a main module: its elements are sound.
pub(crate) fn check_elements(path: &str) -> Result<(), String> {
    let wrong = |what: String| Err(format!("malformed module path \"{path}\": {what}"));
    if path.ends_with('/') {
        return wrong("trailing slash".into());
    }
    if path.starts_with('-') {
        return wrong("leading dash".into());
    }
    for element in path.split('/') {
        if element.is_empty() {
            return wrong("empty path element".into());
        }
        if element.bytes().all(|b| b == b'.') {
            return wrong(format!("invalid path element \"{element}\""));
        }
        if element.ends_with('.') {
            return wrong("trailing dot in path element".into());
        }
        if let Some(c) = element.chars().find(|c| !(c.is_ascii_alphanumeric() || "-._~".contains(*c))) {
            return wrong(format!("invalid char '{c}'"));
        }
        let stem = element.split('.').next().unwrap_or(element).to_ascii_lowercase();
        let device = |name: &str| {
            stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| (b'1'..=b'9').contains(&b)))
        };
        if matches!(&*stem, "con" | "prn" | "aux" | "nul") || device("com") || device("lpt") {
            let shown = element.split('.').next().unwrap_or(element);
            return wrong(format!("\"{shown}\" disallowed as path element component on Windows"));
        }
    }
    Ok(())
}

/// How the module cache names a path or version: `!x` for `X`.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// Major, minor, patch (none in `1.27`), kind and number of the pre-release.
type GoParts<'a> = (u64, u64, Option<u64>, &'a str, u64);

/// The parts of a Go version such as `1.27`, `1.27.3` or `1.27rc1`.
fn go_parts(version: &str) -> Option<GoParts<'_>> {
    let kind_at = version.find(|c: char| c.is_ascii_lowercase()).unwrap_or(version.len());
    let (numbers, pre) = version.split_at(kind_at);
    let mut numbers = numbers.split('.');
    let major = number(numbers.next()?).filter(|&n| n > 0)?;
    let minor = number(numbers.next()?)?;
    let patch = match numbers.next() {
        Some(text) => Some(number(text)?),
        None => None,
    };
    if numbers.next().is_some() {
        return None;
    }
    let digits = pre.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(pre.len());
    let (kind, n) = pre.split_at(digits);
    let n = if kind.is_empty() { 0 } else { n.parse().ok()? };
    Some((major, minor, patch, kind, n))
}

/// Whether a `go` line may say this.
pub(crate) fn is_go_version(version: &str) -> bool {
    go_parts(version).is_some()
}

/// Which of two Go versions is newer: `1.27` comes before its release candidates, those before `1.27.0`. Before 1.21 the
/// plain form is the release itself.
pub(crate) fn compare_go(a: &str, b: &str) -> Ordering {
    let key = |v: &str| {
        go_parts(v).map(|(major, minor, patch, kind, n)| {
            let stage = match (kind, patch) {
                ("", None) if minor >= 21 => 0,
                ("", _) => 2,
                _ => 1,
            };
            (major, minor, patch.unwrap_or(0), stage, kind.to_string(), n)
        })
    };
    key(a).cmp(&key(b))
}

/// The N of a Go version 1.N.
pub(crate) fn go_minor(version: &str) -> Option<u16> {
    go_parts(version).and_then(|p| u16::try_from(p.1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered() {
        let ordered = [
            "",
            "v0.0.0-20200101000000-abcdefabcdef",
            "v1.0.0-alpha",
            "v1.0.0-alpha.1",
            "v1.0.0-rc.2",
            "v1.0.0-rc.10",
            "v1.0.0",
            "v1.2.0",
            "v1.10.0",
            "v2.0.0+incompatible",
        ];
        for pair in ordered.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        let ordered = ["1.9", "1.20rc1", "1.20", "1.21", "1.21rc1", "1.21.0", "1.21.1", "1.27.3", "1.27.4", "1.28"];
        for pair in ordered.windows(2) {
            assert_eq!(compare_go(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert!(
            is_canonical("v1.0.0-20200101")
                && !is_canonical("v1.0")
                && !is_canonical("v01.0.0")
                && !is_canonical("v1.0.0+x")
        );
    }

    #[test]
    fn paths() {
        assert_eq!(path_major("example.com/x/v2"), Some(2));
        assert_eq!(path_major("gopkg.in/yaml.v3"), Some(3));
        assert_eq!(path_major("example.com/x"), None);
        assert_eq!(escape("github.com/BurntSushi/toml"), "github.com/!burnt!sushi/toml");
        assert!(check_elements("CON").is_err() && check_elements(".a").is_ok() && check_elements("a//b").is_err());
    }
}
