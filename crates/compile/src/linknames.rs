//! The functions of Go's library without exported names that programs may reach by `//go:linkname`: those that Go's linker lets
//! them and that much code does reach.

/// The native behind what a `//go:linkname` names.
pub fn linked(target: &str) -> Option<&'static str> {
    Some(match target {
        "runtime.nanotime" => "time.runtimeNano",
        "time.now" => "time.now",
        "runtime.cputicks" => "time.runtimeNano",
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
        "runtime.entersyscall" | "runtime.exitsyscall" | "runtime.procyield" | "sync.runtime_doSpin" => {
            "linked.nothing"
        }
        "sync.runtime_canSpin" => "linked.zero",
        _ => return None,
    })
}

/// What Go's linker says of a target that it does not let programs reach; `user`: the first function that uses it, if any does.
pub fn refusal(target: &str, path: &str, user: Option<&str>) -> Option<String> {
    let Some(name) = target.strip_prefix("runtime.").filter(|n| FUNCTIONS.binary_search(n).is_err()) else {
        return Some(format!("link: {path}: invalid reference to {target}"));
    };
    let what = if VARIABLES.contains(&name) { " for ABIInternal (but is defined for ABI0)" } else { "" };
    user.map(|user| format!("{path}.{user}: relocation target {target} not defined{what}"))
}

/// Functions of package runtime that programs are likely to ask for. All else does not exist.
#[rustfmt::skip]
const FUNCTIONS: &[&str] = &[
    "Caller", "FuncForPC", "GC", "GOMAXPROCS", "Gosched", "NumGoroutine", "SetFinalizer", "Stack", "acquirem",
    "activeModules", "allgadd", "args", "asmcgocall", "asyncPreempt2", "badsignal", "bgscavenge", "bgsweep",
    "blockevent", "bytesHash", "callers", "casgstatus", "cgocall", "chanlen", "chanrecv", "chanrecv1", "chansend",
    "chansend1", "cheaprand", "checkdead", "clearpools", "closechan", "cmpstring", "concatstring2", "concatstring3",
    "concatstrings", "convT64", "convTstring", "copystack", "cputicks", "createfing", "deductAssistCredit",
    "deferproc", "deferprocStack", "deferreturn", "dieFromSignal", "doInit", "dopanic_m", "dumpgstatus", "dumpregs",
    "efaceeq", "entersyscall", "entersyscallblock", "execute", "exit", "exitsyscall", "fastrand", "fastrand64",
    "fastrandn", "fatal", "fatalpanic", "fatalthrow", "fcntl", "findRunnable", "findfunc", "float64frombits",
    "funcname", "futexsleep", "futexwakeup", "gcAssistAlloc", "gcBgMarkWorker", "gcControllerCommit", "gcDrain",
    "gcMarkDone", "gcMarkTermination", "gcStart", "gcSweep", "gcallers", "gcenable", "gcount", "gdestroy", "getitab",
    "gfget", "gfpurge", "gfput", "goargs", "goexit", "goexit0", "goexit1", "gopanic", "gopark", "goparkunlock",
    "goready", "gorecover", "goroutineheader", "goschedImpl", "gosched_m", "greyobject", "growslice", "gwrite",
    "handoffp", "hexdumpWords", "ifaceeq", "injectglist", "int64Hash", "intstring", "lock", "lock2", "main",
    "makechan", "makemap", "makemap_small", "makeslice", "malg", "mallocgc", "mallocinit", "mapaccess1", "mapaccess2",
    "mapassign", "mapdelete", "markroot", "mcall", "memclrNoHeapPointers", "memequal", "memhash", "memmove", "mexit",
    "minit", "morestack_noctxt", "mspinning", "mstart1", "nanotime", "nanotime1", "netpoll", "newextram", "newm",
    "newobject", "newproc", "newproc1", "newstack", "nilfunc", "noescape", "notesleep", "oneNewExtraM", "osyield",
    "panicdivide", "panicmem", "panicnil", "panicshift", "panicwrap", "park_m", "parkunlock_c", "persistentalloc",
    "preemptone", "preprintpanics", "printbool", "printhex", "printint", "printlock", "printnl", "printpanics",
    "printpointer", "printstring", "printunlock", "procPin", "procUnpin", "procyield", "rand", "rawbyteslice",
    "readUnaligned64", "readgstatus", "ready", "recovery", "reentersyscall", "releasem", "resetspinning", "retake",
    "runFinalizers", "runqgrab", "runqput", "runqsteal", "schedinit", "schedule", "selectgo", "semacquire",
    "semacquire1", "semrelease", "semrelease1", "setProcessCPUProfiler", "sighandler", "signalM", "sigpanic",
    "sigsend", "slicebytetostring", "stackalloc", "stackfree", "startTheWorld", "startTheWorldWithSema",
    "startlockedm", "startm", "stopTheWorld", "stopTheWorldWithSema", "stoplockedm", "stopm", "strequal", "strhash",
    "stringHash", "stringtoslicebyte", "sweepone", "sysAlloc", "sysFree", "sysmon", "systemstack", "throw",
    "timeSleepUntil", "tracebackothers", "typedmemmove", "typedslicecopy", "typehash", "unlock", "unlock2", "usleep",
    "wakep", "write",
];

/// Its variables.
#[rustfmt::skip]
const VARIABLES: &[&str] = &[
    "allgs", "allglen", "allm", "sched", "mheap_", "memstats", "gcController", "work", "envs", "ticks", "modinfo",
    "firstmoduledata", "lastmoduledatap", "overrideWrite", "m0", "g0", "forcegc", "newprocs", "gomaxprocs", "allp",
    "panicking", "runningPanicDefers", "iscgo", "argc", "argv", "debug", "trace",
];
