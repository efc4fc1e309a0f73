//! The functions of Go's library without exported names that programs may reach by `//go:linkname`: those that Go's linker lets
//! them and that much code does reach.

/// The native behind what a `//go:linkname` names.
pub fn linked(target: &str) -> Option<&'static str> {
    Some(match target {
        "runtime.nanotime" => "time.runtimeNano",
        "runtime.walltime" => "linked.walltime",
        "runtime.stringHash" => "linked.stringHash",
        "runtime.strhash" => "linked.strhash",
        "runtime.memhash" => "linked.memhash",
        "runtime.fastrand" | "runtime.cheaprand" => "linked.rand32",
        "runtime.fastrand64" | "runtime.rand" => "linked.rand64",
        "runtime.fastrandn" | "runtime.cheaprandn" => "linked.randn",
        // Goroutines share one thread: there is no processor to be pinned to.
        "runtime.procPin" | "sync.runtime_procPin" => "linked.zero",
        "runtime.procUnpin" | "sync.runtime_procUnpin" => "linked.nothing",
        "sync_test.runtime_blockUntilEmptyCleanupQueue" => "runtime.blockUntilEmptyCleanupQueue",
        "runtime.fcntl" => "linked.fcntl",
        "runtime.entersyscall" | "runtime.exitsyscall" => "linked.nothing",
        _ => return None,
    })
}
