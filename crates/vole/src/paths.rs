//! Rules of import paths, in the words of the `go` command.

use crate::module::below;

/// Whether a path is none by its characters.
pub(crate) fn is_invalid(path: &str) -> bool {
    path.is_empty()
        || path.contains(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || c == '\u{fffd}'
                || c.is_ascii() && (!c.is_ascii_graphic() || "!\"#$%&'()*,:;<=>?[\\]^`{|}".contains(c))
        })
}

/// What `go` says about an import path that can name no package: about the package, and about the one that imports it.
pub(crate) fn bad(path: &str) -> Option<(String, Option<String>)> {
    let malformed = |what: &str| Some((format!("malformed import path \"{path}\": {what}"), None));
    let relative = |second: String| {
        let first = format!("\"{path}\" is relative, but relative import paths are not supported in module mode");
        Some((first, Some(second)))
    };
    if path == "C" {
        return Some(("import \"C\": Vole runs no C code (cgo)".into(), None));
    }
    if path == "plugin" {
        return Some(("import \"plugin\": Vole opens no plugins".into(), None));
    }
    if path == "." {
        return relative(".: cannot import current directory".into());
    }
    if path.starts_with("./") || path.starts_with("../") || path == ".." {
        return relative(format!("local import \"{path}\" in non-local package"));
    }
    if path.starts_with('/') {
        return Some((format!("\"{path}\" is not a package path; see 'go help packages'"), None));
    }
    if path.ends_with('/') {
        return malformed("trailing slash");
    }
    if path.contains("//") {
        return malformed("double slash");
    }
    if path.starts_with('-') {
        return malformed("leading dash");
    }
    for element in path.split('/') {
        if element.bytes().all(|b| b == b'.') {
            return malformed(&format!("invalid path element \"{element}\""));
        }
        if element.ends_with('.') {
            return malformed("trailing dot in path element");
        }
    }
    None
}

/// For a path with an element `internal`: what stands before the last one (without slash).
fn internal_parent(path: &str) -> Option<&str> {
    if path == "internal" || path.starts_with("internal/") && !path.contains("/internal") {
        return Some("");
    }
    if let Some(parent) = path.strip_suffix("/internal") {
        return Some(parent);
    }
    path.rfind("/internal/").map(|at| &path[..at])
}

/// Whether `importer` may import an internal package; `std` packages may import all of the library's.
pub(crate) fn may_import(path: &str, importer: &str, importer_std: bool, path_std: bool) -> bool {
    match internal_parent(path) {
        None => true,
        Some("") => importer_std,
        Some(parent) if path_std => importer_std || below(importer, parent).is_some(),
        Some(parent) => importer == "command-line-arguments" || below(importer, parent).is_some(),
    }
}

/// Whether a path looks like one of the standard library: its first element has no dot.
pub(crate) fn looks_std(path: &str) -> bool {
    !path.split('/').next().unwrap_or(path).contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_paths() {
        assert_eq!(internal_parent("internal/abi"), Some(""));
        assert_eq!(internal_parent("a/internal"), Some("a"));
        assert_eq!(internal_parent("a/internal/b"), Some("a"));
        assert_eq!(internal_parent("a/internals/b"), None);
        assert!(may_import("a/internal/b", "a/c", false, false) && !may_import("a/internal/b", "ab", false, false));
        assert!(may_import("internal/abi", "go/ast", true, true) && !may_import("internal/abi", "m", false, true));
    }
}
