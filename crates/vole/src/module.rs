//! Modules: the main module or workspace around the current directory, and which directory an import path means in it.
//!
//! As the `go` command does it, with what is there: packages of the main modules, of replacing directories, of a `vendor` folder
//! and of the module cache. Nothing is fetched; checksums are not looked at.

use crate::buildlist::BuildList;
use crate::fs::{FileSystem, absolute, relative};
use crate::gomod::{self, Kind, ModFile, Requirement};
use crate::vendor::Vendor;
use crate::version;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The build environment: variables such as `GOFLAGS`, `GOMODCACHE`, `GOWORK`.
pub(crate) type Env = HashMap<String, String>;

/// A module that packages come from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ModInfo {
    pub path: String,
    /// The N of the language version 1.N it asks for.
    pub go: u16,
}

/// A module that is worked on.
#[derive(Debug)]
pub(crate) struct MainModule {
    pub dir: PathBuf,
    pub file: ModFile,
    pub info: Arc<ModInfo>,
}

/// Where a package lies.
#[derive(Debug)]
pub(crate) struct Place {
    pub dir: PathBuf,
    pub module: Arc<ModInfo>,
}

/// What `-mod` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Readonly,
    Mod,
    Vendor,
}

/// The modules of a build.
pub(crate) struct Modules {
    pub mains: Vec<MainModule>,
    /// The directory of the `go.work`, in workspace mode.
    pub workspace: Option<PathBuf>,
    mode: Mode,
    /// Why vendoring is on, for messages.
    vendor_by_default: bool,
    vendor: Option<Vendor>,
    list: BuildList,
}

/// Go before 1.21 has no `go` line to obey; 1.16 is what a file without one means.
const UNSAID: u16 = 16;

/// The value of `-mod` in `GOFLAGS`, or of another flag of that form.
pub(crate) fn flag<'a>(env: &'a Env, name: &str) -> Option<&'a str> {
    let flags = env.get("GOFLAGS")?;
    flags.split_whitespace().rev().find_map(|f| f.trim_start_matches('-').strip_prefix(name)?.strip_prefix('='))
}

fn language(file: &ModFile) -> u16 {
    file.go.as_deref().and_then(version::go_minor).unwrap_or(UNSAID)
}

impl Modules {
    /// The modules around `start`; `None` outside of any, the lines of the `go` command's complaint when they are broken.
    pub fn find(fs: &dyn FileSystem, cwd: &Path, start: &Path, env: &Env) -> Result<Option<Modules>, String> {
        let work = match env.get("GOWORK").map(String::as_str) {
            Some("off") => None,
            Some(path) if !path.is_empty() => Some(absolute(cwd, Path::new(path))),
            _ => start.ancestors().map(|d| d.join("go.work")).find(|f| fs.read(f).is_ok()),
        };
        let mode = match flag(env, "mod") {
            None | Some("") => None,
            Some("mod") => Some(Mode::Mod),
            Some("readonly") => Some(Mode::Readonly),
            Some("vendor") => Some(Mode::Vendor),
            Some(other) => {
                return Err(format!(
                    "go: parsing $GOFLAGS: invalid value \"{other}\" for flag -mod: must be mod, readonly or vendor"
                ));
            }
        };
        if let Some(work) = work {
            return workspace(fs, cwd, &work, mode, env).map(Some);
        }
        let Some(file) = start.ancestors().map(|d| d.join("go.mod")).find(|f| fs.read(f).is_ok()) else {
            return Ok(None);
        };
        let main = read_main(fs, cwd, &file)?;
        let old = main.file.go.as_deref().is_none_or(|v| version::compare_go(v, "1.14").is_lt());
        let folder = main.dir.join("vendor");
        let vendor_by_default = mode.is_none() && !old && fs.read_dir(&folder).is_ok();
        let mode = if vendor_by_default { Mode::Vendor } else { mode.unwrap_or(Mode::Readonly) };
        let vendor = (mode == Mode::Vendor).then(|| Vendor::read(fs, &folder));
        if let Some(vendor) = &vendor
            && !old
            && let Some(complaint) = vendor.inconsistencies(&main.file, &main.dir)
        {
            return Err(complaint);
        }
        let list = BuildList::new(&main.file.clone(), std::slice::from_ref(&main), &main.dir, cwd, env, false)?;
        if main.info.go < 17 && vendor.is_none() {
            // without pruning the whole graph decides, whatever is imported
            list.selected(fs, "", true).map_err(|e| format!("go: {}", e.trim_start_matches("go: ")))?;
        }
        Ok(Some(Modules { mains: vec![main], workspace: None, mode, vendor_by_default, vendor, list }))
    }

    /// The directory that an import path means; the message of the `go` command when there is none.
    pub fn lookup(&self, fs: &dyn FileSystem, import: &str) -> Result<Place, String> {
        if let Some(vendor) = &self.vendor {
            return self.lookup_vendored(fs, vendor, import);
        }
        let mut found = match self.candidates(fs, import, true) {
            Ok(found) if self.mode == Mode::Mod => found,
            _ => self.candidates(fs, import, false)?,
        };
        if found.is_empty() {
            found = self.candidates(fs, import, true)?;
        }
        if found.len() < 2 {
            return found.into_iter().next().map(|(_, place)| place).ok_or_else(|| self.missing(fs, import));
        }
        let mut message = format!("ambiguous import: found package {import} in multiple modules:");
        for (module, place) in found {
            let version = if module.version.is_empty() { String::new() } else { format!(" {}", module.version) };
            message.push_str(&format!("\n\t{}{version} ({})", module.path, place.dir.display()));
        }
        Err(message)
    }

    /// The modules that hold a package of this path; `graph` looks at indirect requirements too.
    fn candidates(&self, fs: &dyn FileSystem, import: &str, graph: bool) -> Result<Vec<(Requirement, Place)>, String> {
        let mut found = Vec::new();
        let mut prefix = import;
        loop {
            let rest = import[prefix.len()..].trim_start_matches('/');
            if let Some(main) = self.mains.iter().find(|m| m.info.path == prefix) {
                if let Some(dir) = package_dir(fs, &main.dir, rest, true) {
                    let module = Requirement { path: prefix.to_string(), version: String::new() };
                    found.push((module, Place { dir, module: main.info.clone() }));
                }
            } else if let Some(module) = self.list.selected(fs, prefix, graph)? {
                let (root, local) = self.list.fetch(fs, &module)?;
                if let Some(dir) = package_dir(fs, &root, rest, local) {
                    let go = self.list.language(fs, &module)?.unwrap_or(UNSAID);
                    let info = Arc::new(ModInfo { path: prefix.to_string(), go });
                    found.push((module, Place { dir, module: info }));
                }
            }
            match prefix.rfind('/') {
                Some(at) => prefix = &prefix[..at],
                None => return Ok(found),
            }
        }
    }

    /// The module, not one that is worked on, and its version, that a package comes from.
    pub fn provider(&self, fs: &dyn FileSystem, import: &str) -> Option<(String, String)> {
        if self.vendor.is_some() {
            return None;
        }
        let (module, _) = self.candidates(fs, import, true).ok()?.into_iter().next()?;
        (!module.version.is_empty()).then_some((module.path, module.version))
    }

    /// What a version of a module is replaced by: a path and a version, or a directory.
    pub fn replacement(&self, path: &str, version: &str) -> Option<(&str, &str)> {
        self.list.replacement(&Requirement { path: path.to_string(), version: version.to_string() })
    }

    fn lookup_vendored(&self, fs: &dyn FileSystem, vendor: &Vendor, import: &str) -> Result<Place, String> {
        for main in &self.mains {
            if let Some(rest) = below(import, &main.info.path)
                && let Some(dir) = package_dir(fs, &main.dir, rest, true)
            {
                return Ok(Place { dir, module: main.info.clone() });
            }
        }
        match package_dir(fs, &vendor.dir, import, false) {
            Some(dir) => Ok(Place { dir, module: vendor.module_of(import) }),
            None => {
                let mut message =
                    format!("cannot find module providing package {import}: import lookup disabled by -mod=vendor");
                if self.vendor_by_default {
                    message.push_str("\n\t(Go version in go.mod is at least 1.14 and vendor directory exists.)");
                }
                Err(message)
            }
        }
    }

    fn missing(&self, fs: &dyn FileSystem, import: &str) -> String {
        if self.mode == Mode::Mod {
            return format!("cannot find module providing package {import}: module lookup disabled by GOPROXY=off");
        }
        let replaced = self.list.replacing(fs, import);
        if let Some(module) = replaced {
            return format!(
                "module {module} provides package {import} and is replaced but not required; to add it:\n\tgo get {module}"
            );
        }
        format!("no required module provides package {import}; to add it:\n\tgo get {import}")
    }

    /// The import path of a directory: in a main module, or in one of the others that lie on disk.
    pub fn import_path(&self, fs: &dyn FileSystem, dir: &Path) -> Option<(String, Arc<ModInfo>)> {
        let mut best: Option<&MainModule> = None;
        for main in self.mains.iter().filter(|m| dir.starts_with(&m.dir)) {
            if best.is_none_or(|b| main.dir.starts_with(&b.dir)) {
                best = Some(main);
            }
        }
        if let Some(main) = best {
            return Some((join(&main.info.path, dir.strip_prefix(&main.dir).ok()?), main.info.clone()));
        }
        let (module, root) = self.list.containing(fs, dir)?;
        let go = self.list.language(fs, &module).ok().flatten().unwrap_or(UNSAID);
        let path = join(&module.path, dir.strip_prefix(&root).ok()?);
        Some((path, Arc::new(ModInfo { path: module.path, go })))
    }

    /// Whether an `ignore` line leaves a directory out of patterns.
    pub fn ignores(&self, dir: &Path) -> bool {
        let ignored = |m: &MainModule| m.file.ignore.iter().any(|i| m.dir.join(i) == dir);
        self.mains.iter().any(ignored)
    }

    /// The module whose directory this is in, when a `go.mod` between them makes it another's.
    pub fn cut_off(&self, fs: &dyn FileSystem, dir: &Path) -> Option<&MainModule> {
        let main = self.mains.iter().find(|m| dir.starts_with(&m.dir))?;
        let own = dir.ancestors().find(|d| fs.read(&d.join("go.mod")).is_ok())?;
        self.mains.iter().all(|m| m.dir != own).then_some(main)
    }
}

fn join(path: &str, rest: &Path) -> String {
    let mut path = path.to_string();
    for part in rest.components() {
        path.push('/');
        path.push_str(&part.as_os_str().to_string_lossy());
    }
    path
}

/// What follows a module's path in an import path.
pub(crate) fn below<'a>(import: &'a str, module: &str) -> Option<&'a str> {
    let rest = import.strip_prefix(module)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// The directory of a package in a module's directory: one with a Go file, and (`local`) no `go.mod` in between.
fn package_dir(fs: &dyn FileSystem, root: &Path, rest: &str, local: bool) -> Option<PathBuf> {
    let dir = if rest.is_empty() { root.to_path_buf() } else { root.join(rest) };
    let entries = fs.read_dir(&dir).ok()?;
    if !entries.iter().any(|e| !e.is_dir && e.name.ends_with(".go")) {
        return None;
    }
    let nested = |d: &&Path| *d != root && fs.read(&d.join("go.mod")).is_ok();
    if local && dir.ancestors().take_while(|d| *d != root).any(|d| nested(&d)) {
        return None;
    }
    Some(dir)
}

/// Reads a main module's `go.mod`.
fn read_main(fs: &dyn FileSystem, cwd: &Path, path: &Path) -> Result<MainModule, String> {
    let shown = relative(cwd, path);
    let text = fs.read(path).map_err(|e| format!("go: reading {shown}: {e}"))?;
    let text = String::from_utf8_lossy(&text);
    let file = gomod::parse(&text, &shown, &path.display().to_string(), Kind::Main)
        .map_err(|lines| format!("go: errors parsing {shown}:\n{}", lines.join("\n")))?;
    if let Some(go) = &file.go {
        not_newer(&shown, go)?;
    }
    let Some(module) = file.module.clone() else {
        return Err(format!(
            "go: error reading {shown}: missing module declaration. To specify the module path:\n\tgo mod edit -module=example.com/mod"
        ));
    };
    version::check_elements(&module).map_err(|e| format!("go: {e}"))?;
    let info = Arc::new(ModInfo { path: module, go: language(&file) });
    Ok(MainModule { dir: path.parent().unwrap_or(Path::new("/")).to_path_buf(), file, info })
}

/// Refuses files written for a newer Go.
fn not_newer(what: &str, go: &str) -> Result<(), String> {
    if version::compare_go(go, version::GO_RELEASE).is_gt() {
        let release = version::GO_RELEASE;
        return Err(format!("go: {what} requires go >= {go} (running go {release}; GOTOOLCHAIN=local)"));
    }
    Ok(())
}

fn workspace(fs: &dyn FileSystem, cwd: &Path, path: &Path, mode: Option<Mode>, env: &Env) -> Result<Modules, String> {
    let shown = relative(cwd, path);
    let dir = path.parent().unwrap_or(Path::new("/")).to_path_buf();
    let text = fs
        .read(path)
        .map_err(|_| format!("go: reading {shown}: open {}: no such file or directory", path.display()))?;
    let text = String::from_utf8_lossy(&text);
    let file = gomod::parse(&text, &shown, &path.display().to_string(), Kind::Work)
        .map_err(|lines| format!("go: errors parsing {shown}:\n{}", lines.join("\n")))?;
    if let Some(go) = &file.go {
        not_newer(&shown, go)?;
    }
    if mode == Some(Mode::Mod) {
        return Err(
            "go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to \"mod\"\n\
             \tRemove the -mod flag to use the default readonly value, \n\tor set GOWORK=off to disable workspace mode."
                .to_string(),
        );
    }
    let mut mains: Vec<MainModule> = Vec::new();
    for (used, line) in &file.uses {
        let module_dir = absolute(&dir, Path::new(used));
        if mains.iter().any(|m| m.dir == module_dir) {
            return Err(format!(
                "go: error loading go.work:\n{shown}:{line}: path {} appears multiple times in workspace",
                module_dir.display()
            ));
        }
        let go_mod = module_dir.join("go.mod");
        if fs.read(&go_mod).is_err() {
            let name = relative(cwd, &module_dir);
            return Err(format!(
                "go: cannot load module {name} listed in go.work file: open {name}/go.mod: no such file or directory"
            ));
        }
        let main = read_main(fs, cwd, &go_mod)?;
        let wants = main.file.go.as_deref().unwrap_or("1.16");
        let listed = file.go.as_deref().unwrap_or("1.18");
        if version::compare_go(wants, listed).is_gt() {
            let name = relative(cwd, &module_dir);
            let lists = match &file.go {
                Some(go) => format!("go.work lists go {go}"),
                None => "go.work implicitly requires go 1.18".to_string(),
            };
            return Err(format!(
                "go: module {name} listed in go.work file requires go >= {wants}, but {lists}; to download and use go {wants}:\n\tgo work use"
            ));
        }
        mains.push(main);
    }
    if mains.is_empty() {
        return Err("go: no modules were found in the current workspace; see 'go help work'".to_string());
    }
    let list = BuildList::new(&file, &mains, &dir, cwd, env, true)?;
    Ok(Modules { mains, workspace: Some(dir), mode: Mode::Readonly, vendor_by_default: false, vendor: None, list })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fs::MemoryFileSystem;

    #[test]
    fn the_nearest_go_mod_upwards() {
        let fs = MemoryFileSystem::new()
            .file("/w/go.mod", "// x\nmodule example.com/m // y\n\ngo 1.22\n")
            .file("/w/a/a.go", "package a\n")
            .file("/w/nested/go.mod", "module example.com/m/nested\n")
            .file("/w/nested/n.go", "package nested\n");
        let root = Path::new("/");
        let modules = Modules::find(&fs, root, Path::new("/w/a/b"), &Env::new()).expect("sound").expect("found");
        let place = modules.lookup(&fs, "example.com/m/a").expect("there");
        assert_eq!((place.dir, place.module.go), ("/w/a".into(), 22));
        assert!(modules.lookup(&fs, "example.com/mm").is_err());
        assert!(modules.lookup(&fs, "example.com/m/nested").is_err());
        assert!(modules.cut_off(&fs, Path::new("/w/nested")).is_some());
        let (path, _) = modules.import_path(&fs, Path::new("/w/a/b")).expect("inside");
        assert_eq!(path, "example.com/m/a/b");
        assert!(Modules::find(&fs, root, Path::new("/v"), &Env::new()).expect("sound").is_none());
    }
}
