//! The `go` command's build flags, and the engine they make.

use clap::Args;
use std::path::{Path, PathBuf};
use vole::{Capability, Engine};

/// Flags of `go build` and `go run` that Vole knows.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Build {
    /// Further build tags, separated by commas
    #[arg(long, value_name = "TAGS")]
    tags: Option<String>,
    /// Where imported modules come from: readonly, vendor or mod
    #[arg(long = "mod", value_name = "MODE")]
    mode: Option<String>,
    /// The language version, such as go1.21, whatever go.mod says
    #[arg(long)]
    lang: Option<String>,
    /// The race detector: refused, Vole has none
    #[arg(long)]
    race: bool,
}

impl Build {
    /// Flags by name: `tags`, `mod`.
    pub(crate) fn from_pairs(pairs: &[(String, String)]) -> Build {
        let value = |name: &str| pairs.iter().rev().find(|p| p.0 == name).map(|p| p.1.clone());
        Build { tags: value("tags"), mode: value("mod"), ..Build::default() }
    }

    /// An engine with every capability, for this process's environment.
    pub(crate) fn engine(&self, seed: u64) -> Result<Engine, String> {
        let text = |s: std::ffi::OsString| s.to_string_lossy().into_owned();
        self.engine_for(std::env::vars_os().map(|(k, v)| (text(k), text(v))).collect(), seed)
    }

    /// An engine with every capability, for an environment.
    pub(crate) fn engine_for(&self, mut env: Vec<(String, String)>, seed: u64) -> Result<Engine, String> {
        if self.race {
            return Err("vole: -race is not supported: there is no race detector\n".to_string());
        }
        let mut flags = env.iter().find(|(k, _)| k == "GOFLAGS").map_or(String::new(), |(_, v)| v.clone());
        for (name, value) in [("mod", &self.mode), ("tags", &self.tags)] {
            if let Some(value) = value {
                flags.push_str(&format!(" -{name}={value}"));
            }
        }
        env.retain(|(k, _)| k != "GOFLAGS");
        env.push(("GOFLAGS".to_string(), flags));
        let variables = env.clone();
        let root = move || installed_go(&variables);
        let engine = Engine::new().allow(Capability::ALL).seed(seed).build_env(env).go_root(root);
        Ok(engine.language(self.lang.as_deref().unwrap_or_default()))
    }
}

/// The root folder of an installed Go: `GOROOT`, or what the `go` on the `PATH` says.
fn installed_go(env: &[(String, String)]) -> Option<PathBuf> {
    let sound = |dir: &Path| dir.join("src").is_dir();
    if let Some((_, dir)) = env.iter().find(|(name, dir)| name == "GOROOT" && !dir.is_empty()) {
        return Some(PathBuf::from(dir)).filter(|d| sound(d));
    }
    let mut go = std::process::Command::new("go");
    go.args(["env", "GOROOT"]).env_clear().envs(env.iter().cloned()).stdin(std::process::Stdio::null());
    let text = String::from_utf8(go.output().ok()?.stdout).ok()?;
    Some(PathBuf::from(text.trim())).filter(|d| sound(d))
}

/// Flags that take their value from the next word.
const VALUED: [&str; 4] = ["tags", "mod", "seed", "lang"];

/// Makes `--tags` of `-tags`: flags with one dash, as the `go` command has them, up to the first word that is none.
pub(crate) fn two_dashes(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words = words.peekable();
    let mut out: Vec<String> = words.by_ref().take(2).collect();
    if !matches!(out.get(1).map(String::as_str), Some("run" | "check" | "dis")) {
        out.extend(words);
        return out;
    }
    while let Some(word) = words.next_if(|w| w.len() > 1 && w.starts_with('-')) {
        let name = word.trim_start_matches('-').to_string();
        out.push(if name.len() > 1 { format!("--{name}") } else { word });
        if VALUED.contains(&name.as_str()) {
            out.extend(words.next());
        }
    }
    out.extend(words);
    out
}

#[cfg(test)]
mod tests {
    use super::two_dashes;

    #[test]
    fn flags_may_have_one_dash() {
        let shown = |line: &str| two_dashes(line.split(' ').map(str::to_string)).join(" ");
        assert_eq!(shown("vole run -tags a,b -mod=mod . -x"), "vole run --tags a,b --mod=mod . -x");
        assert_eq!(shown("vole run --seed 1 x.go -tags"), "vole run --seed 1 x.go -tags");
        assert_eq!(shown("vole x.go -tags"), "vole x.go -tags");
    }
}
