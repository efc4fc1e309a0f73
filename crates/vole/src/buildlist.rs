//! Which version of each module a build uses (minimal version selection), and where its files lie.
//!
//! The direct requirements are looked at first; the requirements of those only when a package is in none of them. A module at
//! Go 1.17 or later lists all it needs, so its requirements' own are left out of the graph (pruning).

use crate::fs::{FileSystem, absolute, relative};
use crate::gomod::{self, Kind, ModFile, Requirement};
use crate::module::{Env, MainModule, below};
use crate::version;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::{Path, PathBuf};

type Versions = BTreeMap<String, String>;

/// The versions of a build's modules.
pub(crate) struct BuildList {
    roots: Vec<Requirement>,
    direct: Versions,
    graph: OnceCell<Result<Versions, String>>,
    /// `replace` and `exclude` of the main module, or of the workspace and its modules.
    rules: ModFile,
    mains: Vec<String>,
    /// What relative replacements are relative to.
    base: PathBuf,
    cwd: PathBuf,
    cache: Option<PathBuf>,
    pruned: bool,
}

impl BuildList {
    /// The list of these main modules; `top` is the `go.mod` or `go.work` in `base`.
    pub fn new(
        top: &ModFile,
        mains: &[MainModule],
        base: &Path,
        cwd: &Path,
        env: &Env,
        workspace: bool,
    ) -> Result<BuildList, String> {
        let mut rules = ModFile { replace: top.replace.clone(), ..ModFile::default() };
        let mut roots: Vec<Requirement> = Vec::new();
        for main in mains {
            rules.exclude.extend(main.file.exclude.iter().cloned());
            roots.extend(main.file.require.iter().cloned());
            if workspace {
                for replace in &main.file.replace {
                    let mut replace = replace.clone();
                    if replace.to_version.is_empty() {
                        replace.to = absolute(&main.dir, Path::new(&replace.to)).display().to_string();
                    }
                    let own = |r: &&gomod::Replace| r.path == replace.path && r.version == replace.version;
                    if top.replace.iter().any(|r| own(&r)) {
                        continue;
                    }
                    rules.replace.push(replace);
                }
            }
        }
        for (i, a) in rules.replace.iter().enumerate() {
            if let Some(b) = rules.replace[..i].iter().find(|b| a.path == b.path && a.version == b.version)
                && (&a.to, &a.to_version) != (&b.to, &b.to_version)
            {
                let of = Requirement { path: a.path.clone(), version: a.version.clone() };
                return Err(format!("go: conflicting replacements for {of}:\n\t{}\n\t{}", b.to, a.to));
            }
        }
        let excluded = |r: &Requirement| rules.exclude.contains(r);
        roots.retain(|r| !excluded(r));
        let mut direct = Versions::new();
        for root in &roots {
            raise(&mut direct, root);
        }
        let pruned = !workspace && mains.iter().all(|m| m.info.go >= 17);
        Ok(BuildList {
            roots,
            direct,
            graph: OnceCell::new(),
            rules,
            mains: mains.iter().map(|m| m.info.path.clone()).collect(),
            base: base.to_path_buf(),
            cwd: cwd.to_path_buf(),
            cache: cache_dir(env),
            pruned,
        })
    }

    /// The version of a module in the build, if it takes part.
    pub fn selected(&self, fs: &dyn FileSystem, path: &str, graph: bool) -> Result<Option<Requirement>, String> {
        let versions =
            if graph { self.graph.get_or_init(|| self.load(fs)).as_ref().map_err(Clone::clone)? } else { &self.direct };
        Ok(versions.get(path).map(|v| Requirement { path: path.to_string(), version: v.clone() }))
    }

    /// The directory of a module's files, and whether it is one on this machine (not of the cache).
    pub fn fetch(&self, fs: &dyn FileSystem, module: &Requirement) -> Result<(PathBuf, bool), String> {
        let mut wanted = module.clone();
        if let Some(replace) = self.rules.replacement(module) {
            if replace.to_version.is_empty() {
                let dir = absolute(&self.base, Path::new(&replace.to));
                if fs.read_dir(&dir).is_err() {
                    return Err(format!("{module}: replacement directory {} does not exist", replace.to));
                }
                return Ok((dir, true));
            }
            wanted = Requirement { path: replace.to.clone(), version: replace.to_version.clone() };
        }
        let dir = self.cache.as_ref().map(|c| c.join(cache_name(&wanted)));
        match dir {
            Some(dir) if fs.read_dir(&dir).is_ok() => Ok((dir, false)),
            _ => Err("module lookup disabled by GOPROXY=off".to_string()),
        }
    }

    /// What a module is replaced by: a path and a version, or a directory.
    pub fn replacement(&self, module: &Requirement) -> Option<(&str, &str)> {
        self.rules.replacement(module).map(|r| (&*r.to, &*r.to_version))
    }

    /// The language version 1.N that a module asks for; an error when it asks for a release that Vole is not.
    pub fn language(&self, fs: &dyn FileSystem, module: &Requirement) -> Result<Option<u16>, String> {
        match self.file_of(fs, module) {
            Ok(file) => Ok(file.go.as_deref().and_then(version::go_minor)),
            Err(message) if message.starts_with("go: ") => Err(message),
            Err(_) => Ok(None),
        }
    }

    /// A module's `go.mod`.
    fn file_of(&self, fs: &dyn FileSystem, module: &Requirement) -> Result<ModFile, String> {
        let mut wanted = module.clone();
        let mut shown = module.to_string();
        if let Some(replace) = self.rules.replacement(module) {
            if replace.to_version.is_empty() {
                let path = absolute(&self.base, Path::new(&replace.to)).join("go.mod");
                let name = relative(&self.cwd, &path);
                let text = fs.read(&path).map_err(|_| {
                    format!(
                        "{module} (replaced by {}): reading {name}: open {}: no such file or directory",
                        replace.to,
                        path.display()
                    )
                })?;
                return self.read(module, &name, &text);
            }
            wanted = Requirement { path: replace.to.clone(), version: replace.to_version.clone() };
            shown = format!("{module} (replaced by {wanted})");
        }
        let Some(cache) = &self.cache else {
            return Err(format!("{shown}: module lookup disabled by GOPROXY=off"));
        };
        let download = cache
            .join("cache/download")
            .join(version::escape(&wanted.path))
            .join("@v")
            .join(format!("{}.mod", version::escape(&wanted.version)));
        let dir = cache.join(cache_name(&wanted));
        let text = fs.read(&download).or_else(|_| fs.read(&dir.join("go.mod")));
        match text {
            Ok(text) => self.read(module, "go.mod", &text),
            // a module from before there were modules
            Err(_) if fs.read_dir(&dir).is_ok() => Ok(ModFile::default()),
            Err(_) => Err(format!("{shown}: module lookup disabled by GOPROXY=off")),
        }
    }

    fn read(&self, module: &Requirement, shown: &str, text: &[u8]) -> Result<ModFile, String> {
        let text = String::from_utf8_lossy(text);
        let mut file = gomod::parse(&text, shown, shown, Kind::Dependency)
            .map_err(|lines| format!("{module}: parsing {shown}:\n{}", lines.join("\n")))?;
        if let Some(go) = &file.go
            && version::compare_go(go, version::GO_RELEASE).is_gt()
        {
            let release = version::GO_RELEASE;
            let name = match self.rules.replacement(module) {
                Some(replace) if replace.to_version.is_empty() => replace.to.clone(),
                _ => module.to_string(),
            };
            return Err(format!("go: module {name} requires go >= {go} (running go {release}; GOTOOLCHAIN=local)"));
        }
        file.require.retain(|r| !self.rules.exclude.contains(r));
        Ok(file)
    }

    /// Selects the highest version of each module that the graph of requirements asks for.
    fn load(&self, fs: &dyn FileSystem) -> Result<Versions, String> {
        let mut roots = self.roots.clone();
        loop {
            let versions = self.load_from(fs, &roots)?;
            // a root of which something needs a newer version brings that version's requirements
            let raised = |r: &Requirement| Requirement { version: versions[&r.path].clone(), ..r.clone() };
            let next: Vec<Requirement> =
                roots.iter().map(|r| if versions.contains_key(&r.path) { raised(r) } else { r.clone() }).collect();
            if next == roots {
                return Ok(versions);
            }
            roots = next;
        }
    }

    fn load_from(&self, fs: &dyn FileSystem, roots: &[Requirement]) -> Result<Versions, String> {
        let mut versions = Versions::new();
        // each module with the one that requires it, and whether its requirements are followed however new it is
        let mut queue: VecDeque<(Requirement, Option<usize>, bool)> =
            roots.iter().map(|r| (r.clone(), None, !self.pruned)).collect();
        let mut seen: HashMap<Requirement, bool> = HashMap::new();
        let mut read: Vec<(Requirement, Option<usize>)> = Vec::new();
        while let Some((module, parent, deep)) = queue.pop_front() {
            if self.mains.contains(&module.path) {
                continue;
            }
            raise(&mut versions, &module);
            if seen.get(&module).is_some_and(|&before| before || !deep) {
                continue;
            }
            seen.insert(module.clone(), deep);
            let file = match self.file_of(fs, &module) {
                Ok(file) => file,
                Err(message) if message.starts_with("go: ") => return Err(message),
                Err(message) => return Err(chain(&read, parent, &message)),
            };
            let old = file.go.as_deref().and_then(version::go_minor).is_none_or(|n| n < 17);
            let follow = deep || old;
            read.push((module, parent));
            let me = read.len() - 1;
            for require in file.require {
                if follow {
                    queue.push_back((require, Some(me), true));
                } else if !self.mains.contains(&require.path) {
                    raise(&mut versions, &require);
                }
            }
        }
        Ok(versions)
    }

    /// The replaced module that would provide a package if it were required.
    pub fn replacing(&self, fs: &dyn FileSystem, import: &str) -> Option<String> {
        let mut found: Vec<&gomod::Replace> =
            self.rules.replace.iter().filter(|r| below(import, &r.path).is_some()).collect();
        found.sort_by_key(|r| std::cmp::Reverse(r.path.len()));
        found.into_iter().find_map(|r| {
            let module = Requirement { path: r.path.clone(), version: r.version.clone() };
            let (dir, _) = self.fetch(fs, &module).ok()?;
            let package = dir.join(below(import, &r.path)?);
            let is_package = fs.read_dir(&package).ok()?.iter().any(|e| e.name.ends_with(".go"));
            is_package.then(|| r.path.clone())
        })
    }

    /// The module of the build whose directory holds `dir`.
    pub fn containing(&self, fs: &dyn FileSystem, dir: &Path) -> Option<(Requirement, PathBuf)> {
        self.direct.iter().find_map(|(path, version)| {
            let module = Requirement { path: path.clone(), version: version.clone() };
            let (root, _) = self.fetch(fs, &module).ok()?;
            dir.starts_with(&root).then_some((module, root))
        })
    }
}

/// `a requires`, `b requires`, and what is wrong with the last.
fn chain(read: &[(Requirement, Option<usize>)], mut parent: Option<usize>, message: &str) -> String {
    let mut names = Vec::new();
    while let Some(at) = parent {
        names.push(format!("{} requires\n\t", read[at].0));
        parent = read[at].1;
    }
    names.reverse();
    names.concat() + message
}

fn raise(versions: &mut Versions, module: &Requirement) {
    let at = versions.entry(module.path.clone()).or_default();
    if at.is_empty() || version::compare(&module.version, at).is_gt() {
        *at = module.version.clone();
    }
}

fn cache_name(module: &Requirement) -> String {
    format!("{}@{}", version::escape(&module.path), version::escape(&module.version))
}

/// The module cache: `GOMODCACHE`, or below the first `GOPATH`, or below the home directory.
fn cache_dir(env: &Env) -> Option<PathBuf> {
    let set = |name: &str| env.get(name).filter(|v| !v.is_empty());
    if let Some(dir) = set("GOMODCACHE") {
        return Some(dir.into());
    }
    if let Some(list) = set("GOPATH") {
        return list.split(':').find(|d| !d.is_empty()).map(|d| Path::new(d).join("pkg/mod"));
    }
    set("HOME").map(|home| Path::new(home).join("go/pkg/mod"))
}
