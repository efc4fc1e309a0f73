//! What complete reports show besides the program's own frames: GOTRACEBACK=system, signals that ask for a dump, and errors of
//! the run-time system itself. The goroutines and frames of gc's run-time system as programs built with Go 1.27.3 print them.

use crate::calls::Call;
use crate::libframes::{LibFrame, at, inlined};
use std::fmt::Write;

/// Why a report is written: what stands above the program's frames of the goroutine that runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Cause {
    /// Nothing.
    #[default]
    None,
    /// A panic that nobody recovered.
    Panic,
    /// A memory access that is no nil dereference.
    Fault,
    /// More memory than there is.
    TooLarge,
    /// The same for a variable.
    TooLargeVariable,
    /// A block that the limit does not allow.
    Limit,
    /// Concurrent use of a map.
    Map,
    /// A method that makes the text of a panic's value panicked, with a string.
    PrintingText,
    /// The same with another value.
    PrintingValue,
}

const GOPARK: LibFrame = at("runtime.gopark(0x0?, 0x0?, 0x0?, 0x0?, 0x0?)", "runtime/proc.go:474");
const UNLOCK: LibFrame = inlined("runtime.goparkunlock(...)", "runtime/proc.go:480");
const SEMACQUIRE: LibFrame = at("runtime.semacquire1(0xc000012345, 0x0, 0x3, 0x2, 0x16)", "runtime/sema.go:192");
const SEND1: LibFrame = at("runtime.chansend1(0x0?, 0x0?)", "runtime/chan.go:161");
const RECV1: LibFrame = at("runtime.chanrecv1(0x0?, 0x0?)", "runtime/chan.go:509");
const RECV2: LibFrame = at("runtime.chanrecv2(0x0?, 0x0?)", "runtime/chan.go:514");
const SENDING: LibFrame = at("runtime.chansend(0xc000012345, 0x4a0000, 0x1, 0x0?)", "runtime/chan.go:283");
const RECEIVING: LibFrame = at("runtime.chanrecv(0xc000012345, 0x0, 0x1)", "runtime/chan.go:667");
const SENDING_NIL: LibFrame = at("runtime.chansend(0x0?, 0x0?, 0x0?, 0x0?)", "runtime/chan.go:181");
const RECEIVING_NIL: LibFrame = at("runtime.chanrecv(0x0?, 0x0?, 0x0?)", "runtime/chan.go:536");
/// What calls finalizers.
pub(crate) const RUN_FINALIZERS: LibFrame = at("runtime.runFinalizers()", "runtime/mfinal.go:272");
const PANICKING: LibFrame = at("panic({0x4a0000?, 0x4a0000?})", "runtime/panic.go:859");
const THROW: LibFrame = at("runtime.throw({0x4a0000?, 0x0?})", "runtime/panic.go:1243");

/// The run-time system's frames above those of a goroutine that waits; `two`: for a value and whether there was one.
pub(crate) fn parked(reason: &str, two: bool) -> &'static [LibFrame] {
    match reason {
        "chan send" => const { &[GOPARK, SENDING, SEND1] },
        "chan receive" if two => const { &[GOPARK, RECEIVING, RECV2] },
        "chan receive" => const { &[GOPARK, RECEIVING, RECV1] },
        "chan send (nil chan)" => const { &[GOPARK, SENDING_NIL, SEND1] },
        "chan receive (nil chan)" if two => const { &[GOPARK, RECEIVING_NIL, RECV2] },
        "chan receive (nil chan)" => const { &[GOPARK, RECEIVING_NIL, RECV1] },
        "select" => {
            const {
                &[
                    GOPARK,
                    at("runtime.selectgo(0xc000012345, 0xc000012345, 0x0?, 0x0, 0x0?, 0x1)", "runtime/select.go:351"),
                ]
            }
        }
        "select (no cases)" => const { &[GOPARK, at("runtime.block()", "runtime/select.go:104")] },
        "sleep" => const { &[GOPARK] },
        "sync.Cond.Wait" => const { &[GOPARK, UNLOCK] },
        "IO wait" => const { &[GOPARK, at("runtime.netpollblock(0x0?, 0x0?, 0x0?)", "runtime/netpoll.go:575")] },
        "syscall" => const { &[at("runtime.notetsleepg(0x4a0000, 0xffffffffffffffff)", "runtime/lock_futex.go:123")] },
        r if r.starts_with("sync.") => const { &[GOPARK, UNLOCK, SEMACQUIRE] },
        _ => const { &[GOPARK] },
    }
}

/// The run-time system's frames above those of the goroutine that ends the program.
pub(crate) fn dying(cause: Cause) -> &'static [LibFrame] {
    match cause {
        Cause::None => &[],
        Cause::Map => const { &[at("internal/runtime/maps.fatal({0x4a0000?, 0x0?})", "runtime/panic.go:1195")] },
        Cause::Panic => const { &[at("panic({0x4a0000?, 0x4a0000?})", "runtime/panic.go:878")] },
        Cause::Fault => const { &[THROW, at("runtime.sigpanic()", "runtime/signal_unix.go:945")] },
        Cause::TooLarge => {
            const {
                &[
                    at("runtime.systemstack_switch()", "runtime/asm_amd64.s:481"),
                    at("runtime.(*mheap).alloc(0x4a0000?, 0x0?, 0x0?)", "runtime/mheap.go:1002"),
                    at("runtime.(*mcache).allocLarge(0x4a0000?, 0x4a0000, 0x1)", "runtime/mcache.go:257"),
                    at("runtime.mallocgcLarge(0x4a0000?, 0x4a0000, 0x1)", "runtime/malloc.go:1709"),
                    at("runtime.mallocgc(0x4a0000, 0x4a0000, 0x1)", "runtime/malloc.go:1137"),
                    at("runtime.makeslice(0x0?, 0x0?, 0x0?)", "runtime/slice.go:117"),
                ]
            }
        }
        Cause::TooLargeVariable => {
            const {
                &[
                    at("runtime.systemstack_switch()", "runtime/asm_amd64.s:481"),
                    at("runtime.(*mheap).alloc(0x4a0000?, 0x0?, 0x0?)", "runtime/mheap.go:1002"),
                    at("runtime.(*mcache).allocLarge(0x4a0000?, 0x4a0000, 0x1)", "runtime/mcache.go:257"),
                    at("runtime.mallocgcLarge(0x4a0000?, 0x4a0000, 0x1)", "runtime/malloc.go:1709"),
                    at("runtime.mallocgc(0x4a0000, 0x4a0000, 0x1)", "runtime/malloc.go:1137"),
                    at("runtime.newobject(0xc000012345?)", "runtime/malloc.go:2141"),
                ]
            }
        }
        Cause::Limit => {
            const {
                &[
                    THROW,
                    at("runtime.(*mcache).allocLarge(0x4a0000?, 0x4a0000, 0x1)", "runtime/mcache.go:259"),
                    at("runtime.mallocgcLarge(0x4a0000?, 0x4a0000, 0x1)", "runtime/malloc.go:1709"),
                    at("runtime.mallocgc(0x4a0000, 0x4a0000, 0x1)", "runtime/malloc.go:1137"),
                    at("runtime.makeslice(0x0?, 0x0?, 0x0?)", "runtime/slice.go:117"),
                ]
            }
        }
        Cause::PrintingText => {
            const { &[THROW, at("runtime.preprintpanics.func1()", "runtime/panic.go:709"), PANICKING] }
        }
        Cause::PrintingValue => {
            const { &[THROW, at("runtime.preprintpanics.func1()", "runtime/panic.go:711"), PANICKING] }
        }
    }
}

/// The frames between the method that makes a panic's text and the one that panicked.
pub(crate) fn printing(error: bool) -> &'static [LibFrame] {
    const DYING: LibFrame = at("panic({0x4a0000?, 0x4a0000?})", "runtime/panic.go:876");
    match error {
        true => const { &[at("runtime.preprintpanics(0xc000012345?)", "runtime/panic.go:724"), DYING] },
        false => const { &[at("runtime.preprintpanics(0xc000012345?)", "runtime/panic.go:726"), DYING] },
    }
}

/// The run-time system's frames between a panic and the function that it is raised in: by the kind of its value and its text.
pub(crate) fn raising(kind: Raised, text: &str) -> &'static [LibFrame] {
    match kind {
        Raised::Fault => {
            const {
                &[
                    inlined("runtime.panicmem(...)", "runtime/panic.go:336"),
                    at("runtime.sigpanic()", "runtime/signal_unix.go:931"),
                ]
            }
        }
        Raised::Bounds => {
            const {
                &[
                    at("runtime.panicBounds64(0x4a0000, 0xc000012345)", "runtime/panic.go:236"),
                    at("runtime.panicBounds()", "runtime/asm_amd64.s:1622"),
                ]
            }
        }
        Raised::Assertion if text.contains("missing method") => {
            const {
                &[
                    at("runtime.getitab(0x4a0000, 0x4a0000, 0x0)", "runtime/iface.go:102"),
                    at("runtime.typeAssert(0x4a0000, 0x4a0000)", "runtime/iface.go:492"),
                ]
            }
        }
        Raised::Assertion => {
            const { &[at("runtime.panicdottypeE(0x4a0000, 0x4a0000, 0x4a0000)", "runtime/iface.go:293")] }
        }
        Raised::Other => const { &[] },
        Raised::Text => match text {
            "integer divide by zero" => const { &[at("runtime.panicdivide()", "runtime/panic.go:315")] },
            "negative shift amount" => const { &[at("runtime.panicshift()", "runtime/panic.go:307")] },
            "assignment to entry in nil map" => {
                const {
                    &[at(
                        "runtime.mapassign_faststr(0x0?, 0x0?, {0x4a0000?, 0x0?})",
                        "internal/runtime/maps/runtime_faststr.go:263",
                    )]
                }
            }
            "close of closed channel" => const { &[at("runtime.closechan(0xc000012345)", "runtime/chan.go:425")] },
            "close of nil channel" => const { &[at("runtime.closechan(0x0?)", "runtime/chan.go:416")] },
            "send on closed channel" => {
                const { &[at("runtime.chansend(0xc000012345, 0x4a0000, 0x1, 0x0?)", "runtime/chan.go:226"), SEND1] }
            }
            "makeslice: len out of range" => {
                const {
                    &[
                        inlined("runtime.panicmakeslicelen(...)", "runtime/slice.go:30"),
                        at("runtime.makeslice(0x0?, 0xc000012345?, 0x0?)", "runtime/slice.go:112"),
                    ]
                }
            }
            "makechan: size out of range" => {
                const { &[at("runtime.makechan(0xc000012345?, 0x0?)", "runtime/chan.go:88")] }
            }
            _ if text.starts_with("hash of unhashable type ") => {
                const {
                    &[
                        at("runtime.nilinterhash(0x2?, 0x4a0000?)", "runtime/alg.go:191"),
                        at(
                            "runtime.mapassign(0x4a0000, 0xc000012345, 0xc000012345)",
                            "internal/runtime/maps/runtime.go:163",
                        ),
                    ]
                }
            }
            _ if text.starts_with("comparing uncomparable type ") => {
                const { &[at("runtime.efaceeq(0x0?, 0x0?, 0x0?)", "runtime/alg.go:324")] }
            }
            _ => const { &[] },
        },
    }
}

/// What raised a panic.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Raised {
    /// A memory access.
    Fault,
    /// An index or the bounds of a slice.
    Bounds,
    /// A type assertion.
    Assertion,
    /// An error of the run-time system of which only the text is known.
    Text,
    /// The program.
    Other,
}

/// The frames of the system's own stack when a goroutine's stack is exhausted, or the system's memory.
pub(crate) fn system_stack(cause: Cause) -> &'static [LibFrame] {
    match cause {
        Cause::TooLarge | Cause::TooLargeVariable => {
            const {
                &[
                    THROW,
                    at("runtime.sysMapOS(0xc000012345, 0x400000000000, {0x4a0000, 0x4})", "runtime/mem_linux.go:175"),
                    at(
                        "runtime.sysMap(0xc000012345, 0x400000000000, 0x4a0000?, {0x4a0000, 0x4})",
                        "runtime/mem.go:275",
                    ),
                    at("runtime.(*mheap).grow(0x4a0000?, 0x200000000?)", "runtime/mheap.go:1625"),
                    at("runtime.(*mheap).allocSpan(0x4a0000, 0x200000000, 0x0, 0x1)", "runtime/mheap.go:1290"),
                    at("runtime.(*mheap).alloc.func1()", "runtime/mheap.go:1008"),
                    at("runtime.systemstack(0x4a0000)", "runtime/asm_amd64.s:531"),
                ]
            }
        }
        _ => {
            const {
                &[
                    THROW,
                    at("runtime.newstack()", "runtime/stack.go:1207"),
                    at("runtime.morestack()", "runtime/asm_amd64.s:650"),
                ]
            }
        }
    }
}

/// A goroutine of gc's run-time system.
struct SystemGoroutine {
    id: u64,
    state: &'static str,
    frames: &'static [LibFrame],
    creator: &'static str,
    created: &'static str,
    /// Where it stands before it has begun, if that can be seen.
    fresh: Option<(&'static str, &'static str)>,
}

const SYSTEM: [SystemGoroutine; 4] = [
    SystemGoroutine {
        id: 2,
        state: "force gc (idle)",
        frames: &[GOPARK, UNLOCK, at("runtime.forcegchelper()", "runtime/proc.go:387")],
        creator: "runtime.init.7",
        created: "runtime/proc.go:375",
        fresh: None,
    },
    SystemGoroutine {
        id: 3,
        state: "GC sweep wait",
        frames: &[
            GOPARK,
            UNLOCK,
            at("runtime.bgsweep(0xc000012345)", "runtime/mgcsweep.go:279"),
            at("runtime.gcenable.gowrap1()", "runtime/mgc.go:214"),
        ],
        creator: "runtime.gcenable",
        created: "runtime/mgc.go:214",
        fresh: None,
    },
    SystemGoroutine {
        id: 4,
        state: "GC scavenge wait",
        frames: &[
            at("runtime.gopark(0xc000012345?, 0x4a0000?, 0x1?, 0x0?, 0xc000012345?)", "runtime/proc.go:474"),
            UNLOCK,
            at("runtime.(*scavengerState).park(0x4a0000)", "runtime/mgcscavenge.go:425"),
            at("runtime.bgscavenge(0xc000012345)", "runtime/mgcscavenge.go:653"),
            at("runtime.gcenable.gowrap2()", "runtime/mgc.go:215"),
        ],
        creator: "runtime.gcenable",
        created: "runtime/mgc.go:215",
        fresh: None,
    },
    SystemGoroutine {
        id: 5,
        state: "GOMAXPROCS updater (idle)",
        frames: &[GOPARK, UNLOCK, at("runtime.updateMaxProcsGoroutine()", "runtime/proc.go:7146")],
        creator: "runtime.defaultGOMAXPROCSUpdateEnable",
        created: "runtime/proc.go:7134",
        fresh: Some(("runtime.updateMaxProcsGoroutine()", "runtime/proc.go:7137")),
    },
];

const FINALIZERS: SystemGoroutine = SystemGoroutine {
    id: 6,
    state: "finalizer wait",
    frames: &[GOPARK, at("runtime.runFinalizers()", "runtime/mfinal.go:210")],
    creator: "runtime.createfing",
    created: "runtime/mfinal.go:172",
    fresh: Some(("runtime.runFinalizers()", "runtime/mfinal.go:193")),
};

/// One for each processor, from the first collection on.
const WORKER: SystemGoroutine = SystemGoroutine {
    id: 7,
    state: "GC worker (idle)",
    frames: &[
        GOPARK,
        at("runtime.gcBgMarkWorker(0xc000012345)", "runtime/mgc.go:1807"),
        at("runtime.gcBgMarkStartWorkers.gowrap1()", "runtime/mgc.go:1711"),
    ],
    creator: "runtime.gcBgMarkStartWorkers",
    created: "runtime/mgc.go:1711",
    fresh: None,
};

/// What of the run-time system's goroutines can be seen.
pub(crate) struct System {
    /// The one that runs finalizers exists.
    pub finalizers: bool,
    /// The program has not waited for anything: those that it began with last have not run.
    pub fresh: bool,
    /// How many processors collect; 0 before the first collection.
    pub workers: usize,
}

/// What stands behind a frame's place in complete reports.
pub(crate) const MACHINE: &str = " fp=0xc000012345 sp=0xc000012345 pc=0x401000";

fn write_frames(frames: &[LibFrame], root: &str, out: &mut String) {
    for f in frames {
        let end = if f.inlined { String::new() } else { format!(" +0x1d{MACHINE}") };
        let _ = writeln!(out, "{}\n\t{root}/src/{}{end}", f.call, f.place);
    }
}

/// The run-time system's goroutines, an empty line before each.
pub(crate) fn write_system(root: &str, system: &System, out: &mut String) {
    let finalizers = system.finalizers.then_some(&FINALIZERS);
    for g in SYSTEM.iter().chain(finalizers).chain(std::iter::repeat_n(&WORKER, system.workers)) {
        let fresh = g.fresh.filter(|_| system.fresh);
        let state = if fresh.is_some() { "runnable" } else { g.state };
        let _ = writeln!(out, "\ngoroutine {} gp=0xc000012345 m=nil [{state}]:", g.id);
        match fresh {
            Some((call, place)) => {
                let _ = writeln!(out, "{call}\n\t{root}/src/{place}{MACHINE}");
            }
            None if system.workers > 0 && g.state == "GC sweep wait" => {
                let swept = g.frames.iter().map(|f| match f.place {
                    "runtime/mgcsweep.go:279" => at(f.call, "runtime/mgcsweep.go:324"),
                    place => LibFrame { call: f.call, place, inlined: f.inlined },
                });
                write_frames(&swept.collect::<Vec<_>>(), root, out);
            }
            None => write_frames(g.frames, root, out),
        }
        let _ = writeln!(out, "runtime.goexit({{}})\n\t{root}/src/runtime/asm_amd64.s:1264 +0x1{MACHINE}");
        let _ = writeln!(out, "created by {} in goroutine 1\n\t{root}/src/{} +0x1d", g.creator, g.created);
    }
}

/// `runtime stack:` and the system stack's frames.
pub(crate) fn write_system_stack(cause: Cause, root: &str, out: &mut String) {
    out.push_str("\nruntime stack:\n");
    write_frames(system_stack(cause), root, out);
}

/// The processor's own goroutine when nothing runs, as SIGQUIT finds it.
pub(crate) fn write_idle(root: &str, out: &mut String) {
    out.push_str("\ngoroutine 0 gp=0x574480 m=0 mp=0x575240 [idle]:\n");
    const IDLE: [LibFrame; 8] = [
        at("runtime.futex(0x575398, 0x80, 0x0, 0x0, 0x0, 0x0)", "runtime/sys_linux_amd64.s:575"),
        at("runtime.futexsleep(0x574480?, 0x4a0000?, 0x7ffd6bd966a8?)", "runtime/os_linux.go:73"),
        at("runtime.notesleep(0x575398)", "runtime/lock_futex.go:47"),
        inlined("runtime.mPark(...)", "runtime/proc.go:1985"),
        at("runtime.stopm()", "runtime/proc.go:3043"),
        at("runtime.findRunnable()", "runtime/proc.go:3806"),
        at("runtime.schedule()", "runtime/proc.go:4179"),
        at("runtime.mcall()", "runtime/asm_amd64.s:463"),
    ];
    write_frames(&IDLE, root, out);
}

/// The registers that a report of a signal ends with.
pub(crate) fn write_registers(out: &mut String) {
    const NAMES: [&str; 17] = [
        "rax", "rbx", "rcx", "rdx", "rdi", "rsi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
        "rip",
    ];
    out.push('\n');
    for name in NAMES {
        let _ = writeln!(out, "{name:<6} {}", if name == "rip" { "0x401000" } else { "0x0" });
    }
    out.push_str("rflags 0x246\ncs     0x33\nfs     0x0\ngs     0x0\n");
}

/// A frame of a table as a call of a trace.
pub(crate) fn call(f: &LibFrame) -> Call {
    Call::of(f.call, f.place, f.inlined)
}
