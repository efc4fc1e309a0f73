//! Programs of several packages: a directory of files becomes a module called `test`, in which `./a` is `test/a`.

use super::Program;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A laid-out module.
pub(super) struct Layout {
    /// Directories of its packages, relative to the module, in the order in which Go's driver compiles them.
    pub packages: Vec<String>,
    /// The texts, for telling whether anything changed.
    pub contents: Vec<String>,
}

/// Files of one package.
struct Group {
    package: String,
    files: Vec<(String, String)>,
}

/// Lays the program's directory out in `module`. Files with the same package clause are one package, in the directory named
/// after the first of them; package main is at the top.
pub(super) fn lay_out(program: &Program, module: &Path) -> io::Result<Layout> {
    let from = program.file.with_extension("dir");
    let mut paths: Vec<PathBuf> = fs::read_dir(&from)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "go"));
    paths.sort();
    let mut groups: Vec<Group> = Vec::new();
    for path in paths {
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let package = package_of(&text);
        let file = (name, rewrite(&text));
        match groups.iter_mut().find(|g| g.package == package && !program.single_files) {
            Some(group) => group.files.push(file),
            None => groups.push(Group { package, files: vec![file] }),
        }
    }
    let mains = groups.iter().filter(|g| g.package == "main").count();
    let mut layout = Layout { packages: Vec::new(), contents: Vec::new() };
    fs::write(module.join("go.mod"), "module test\n\ngo 1.27\n")?;
    for group in groups {
        let dir = match group.package.as_str() {
            "main" if mains == 1 => ".".to_string(),
            _ => group.files[0].0.trim_end_matches(".go").to_string(),
        };
        fs::create_dir_all(module.join(&dir))?;
        for (name, text) in group.files {
            fs::write(module.join(&dir).join(&name), &text)?;
            layout.contents.push(format!("{dir}/{name}"));
            layout.contents.push(text);
        }
        layout.packages.push(if dir == "." { dir } else { format!("./{dir}") });
    }
    Ok(layout)
}

fn package_of(text: &str) -> String {
    let line = text.lines().find_map(|l| l.strip_prefix("package "));
    line.unwrap_or("").split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("").to_string()
}

/// Relative imports, which only gc itself knows, become imports of the module.
fn rewrite(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let quoted = trimmed.split('"').next().unwrap_or("");
        let head: Vec<&str> = quoted.split_whitespace().collect();
        let is_import = match head.as_slice() {
            ["import", ..] => true,
            [] => true,
            [name] => *name == "." || name.chars().all(|c| c.is_alphanumeric() || c == '_'),
            _ => quoted.trim_end().ends_with("import"),
        };
        if is_import && line.contains("\"./") {
            out.push_str(&line.replacen("\"./", "\"test/", 1));
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_imports_become_the_modules() {
        assert_eq!(rewrite("import \"./a\"\nimport . \"./b\"\n"), "import \"test/a\"\nimport . \"test/b\"\n");
        assert_eq!(rewrite("\t\"./a\"\n\tx \"./b\"\n"), "\t\"test/a\"\n\tx \"test/b\"\n");
        assert_eq!(rewrite("f(x, \"./a\")\n"), "f(x, \"./a\")\n");
        assert_eq!(package_of("// x\n\npackage a // y\n"), "a");
    }
}
