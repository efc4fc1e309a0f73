//! Chooses the dispatch: tail calls where LLVM is known to make them jumps (a known architecture, optimised), else a loop.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(vole_tail)");
    println!("cargo::rerun-if-changed=build.rs");
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    let arch = var("CARGO_CFG_TARGET_ARCH");
    let optimised = var("OPT_LEVEL") != "0";
    let portable = std::env::var_os("CARGO_FEATURE_PORTABLE").is_some();
    if matches!(arch.as_str(), "x86_64" | "aarch64") && optimised && !portable {
        println!("cargo::rustc-cfg=vole_tail");
    }
}
