//! How frames of the library look in traces: the names, files and lines that programs compiled with Go 1.27.3 print where
//! Vole's library is built otherwise (it has fewer frames, and a native has none). Only what programs commonly die or wait in.

/// A line of a trace: the call as printed, its place below GOROOT/src, whether the call was inlined.
pub(crate) struct LibFrame {
    pub call: &'static str,
    pub place: &'static str,
    pub inlined: bool,
}

pub(crate) const fn at(call: &'static str, place: &'static str) -> LibFrame {
    LibFrame { call, place, inlined: false }
}

pub(crate) const fn inlined(call: &'static str, place: &'static str) -> LibFrame {
    LibFrame { call, place, inlined: true }
}

/// Where fmt calls a method of an operand.
const fn methods(place: &'static str) -> LibFrame {
    at("fmt.(*pp).handleMethods(0xc000012345, {0x560af0, 0xc000012345}, {0x0?, 0x0?, 0x0?}, 0x0?)", place)
}

const PRINT_ARG: LibFrame = at("fmt.(*pp).printArg(0xc000012345, {0x560af0, 0xc000012345}, 0x76)", "fmt/print.go:746");
const FPRINTF: LibFrame =
    at("fmt.Fprintf({0x56afc0, 0xc000012345}, {0x49c011, 0x2}, {0xc000012345, 0x1, 0x1})", "fmt/print.go:216");
const FPRINT: LibFrame = at("fmt.Fprint({0x56afc0, 0xc000012345}, {0xc000012345, 0x1, 0x1})", "fmt/print.go:254");
const FPRINTLN: LibFrame = at("fmt.Fprintln({0x56afc0, 0xc000012345}, {0xc000012345, 0x1, 0x1})", "fmt/print.go:297");

/// How many bytes a frame of the library has.
pub(crate) fn gc_bytes(call: &str) -> u32 {
    const SIZES: [(&str, u32); 12] = [
        ("fmt.(*pp).handleMethods(", 488),
        ("fmt.(*pp).printArg(", 168),
        ("fmt.(*pp).doPrintf(", 240),
        ("fmt.(*pp).doPrint(", 136),
        ("fmt.(*pp).doPrintln(", 112),
        ("fmt.Fprintf(", 96),
        ("fmt.Fprint(", 80),
        ("fmt.Fprintln(", 80),
        ("fmt.Sprintf(", 88),
        ("fmt.Sprint(", 72),
        ("fmt.Sprintln(", 72),
        ("fmt.errorf(", 200),
    ];
    SIZES.iter().find(|(name, _)| call.starts_with(name)).map_or(80, |s| s.1)
}

/// A frame of the library, by the name of the function and whether it is the innermost of a goroutine that waits. `None`: shown
/// as it is.
pub(crate) fn frames(name: &str, waits: bool) -> Option<&'static [LibFrame]> {
    Some(match (name, waits) {
        ("sync.(*Mutex).lockSlow", true) => {
            const {
                &[
                    at("internal/sync.runtime_SemacquireMutex(0x0?, 0x0?, 0x0?)", "runtime/sema.go:95"),
                    at("internal/sync.(*Mutex).lockSlow(0xc000012345)", "internal/sync/mutex.go:149"),
                    inlined("internal/sync.(*Mutex).Lock(...)", "internal/sync/mutex.go:70"),
                ]
            }
        }
        (n, _) if n.starts_with("runtime.AddCleanup[") => {
            const { &[at("runtime.runCleanups()", "runtime/mcleanup.go:745")] }
        }
        ("sync.(*Mutex).Lock", _) => const { &[inlined("sync.(*Mutex).Lock(...)", "sync/mutex.go:46")] },
        ("sync.(*Mutex).unlockSlow", _) => {
            const {
                &[
                    at("internal/sync.fatal({0x0?, 0x0?})", "runtime/panic.go:1205"),
                    at("internal/sync.(*Mutex).unlockSlow(0xc000012345, 0xffffffff)", "internal/sync/mutex.go:204"),
                    inlined("internal/sync.(*Mutex).Unlock(...)", "internal/sync/mutex.go:198"),
                ]
            }
        }
        ("sync.(*Mutex).Unlock", _) => const { &[inlined("sync.(*Mutex).Unlock(...)", "sync/mutex.go:65")] },
        ("sync.(*RWMutex).RLock", true) => {
            const {
                &[
                    at("sync.runtime_SemacquireRWMutexR(0x0?, 0x0?, 0x0?)", "runtime/sema.go:100"),
                    inlined("sync.(*RWMutex).RLock(...)", "sync/rwmutex.go:74"),
                ]
            }
        }
        ("sync.(*RWMutex).Lock", true) => {
            const {
                &[
                    at("sync.runtime_SemacquireRWMutex(0x0?, 0x0?, 0x0?)", "runtime/sema.go:105"),
                    at("sync.(*RWMutex).Lock(0x0?)", "sync/rwmutex.go:155"),
                ]
            }
        }
        ("sync.(*RWMutex).Lock", false) => const { &[at("sync.(*RWMutex).Lock(0x0?)", "sync/rwmutex.go:150")] },
        ("sync.(*RWMutex).Unlock", _) => {
            const {
                &[
                    at("sync.fatal({0x0?, 0x0?})", "runtime/panic.go:1175"),
                    at("sync.(*RWMutex).Unlock(0xc000012345)", "sync/rwmutex.go:212"),
                ]
            }
        }
        ("sync.(*RWMutex).RUnlock", _) => {
            const {
                &[
                    at("sync.fatal({0x0?, 0x0?})", "runtime/panic.go:1175"),
                    at("sync.(*RWMutex).rUnlockSlow(0xc000012345, 0xffffffff?)", "sync/rwmutex.go:132"),
                    inlined("sync.(*RWMutex).RUnlock(...)", "sync/rwmutex.go:122"),
                ]
            }
        }
        ("fmt.text" | "fmt.write" | "fmt.appendTo" | "fmt.runCalls" | "fmt.(*call).run", _) => &[],
        ("fmt.errorText", _) => const { &[methods("fmt/print.go:660"), PRINT_ARG] },
        ("fmt.stringText", _) => const { &[methods("fmt/print.go:666"), PRINT_ARG] },
        ("fmt.goStringText", _) => const { &[methods("fmt/print.go:643"), PRINT_ARG] },
        ("fmt.formatText", _) => const { &[methods("fmt/print.go:629"), PRINT_ARG] },
        ("fmt.printfCalls", _) => {
            const {
                &[at(
                    "fmt.(*pp).doPrintf(0xc000012345, {0x49c011, 0x2}, {0xc000012345, 0x1, 0x1})",
                    "fmt/print.go:1062",
                )]
            }
        }
        ("fmt.printCalls", _) => {
            const { &[at("fmt.(*pp).doPrint(0xc000012345, {0xc000012345?, 0x1, 0xc000012345?})", "fmt/print.go:1193")] }
        }
        ("fmt.printlnCalls", _) => {
            const { &[at("fmt.(*pp).doPrintln(0xc000012345, {0xc000012345?, 0x1, 0xc000012345?})", "fmt/print.go:1205")] }
        }
        ("fmt.Fprintf", _) => const { &[FPRINTF] },
        ("fmt.Printf", _) => const { &[FPRINTF, inlined("fmt.Printf(...)", "fmt/print.go:225")] },
        ("fmt.Fprint", _) => const { &[FPRINT] },
        ("fmt.Print", _) => const { &[FPRINT, inlined("fmt.Print(...)", "fmt/print.go:264")] },
        ("fmt.Fprintln", _) => const { &[FPRINTLN] },
        ("fmt.Println", _) => const { &[FPRINTLN, inlined("fmt.Println(...)", "fmt/print.go:307")] },
        ("fmt.Sprintf", _) => {
            const { &[at("fmt.Sprintf({0x49c011, 0x2}, {0xc000012345, 0x1, 0x1})", "fmt/print.go:231")] }
        }
        ("fmt.Sprint", _) => const { &[at("fmt.Sprint({0xc000012345, 0x1, 0x1})", "fmt/print.go:271")] },
        ("fmt.Sprintln", _) => const { &[at("fmt.Sprintln({0xc000012345, 0x1, 0x1})", "fmt/print.go:314")] },
        ("fmt.Errorf", _) => {
            const {
                &[
                    at("fmt.errorf({0x49b011, 0x2}, {0xc000012345, 0x1, 0x1})", "fmt/errors.go:41"),
                    inlined("fmt.Errorf(...)", "fmt/errors.go:26"),
                ]
            }
        }
        ("log.Panic", _) => const { &[at("log.Panic({0xc000012345?, 0x0?, 0x0?})", "log/log.go:451")] },
        ("log.Panicf", _) => {
            const { &[at("log.Panicf({0x4b1000?, 0x0?}, {0x0?, 0xc000012345?, 0x0?})", "log/log.go:460")] }
        }
        ("log.Panicln", _) => const { &[at("log.Panicln({0xc000012345?, 0x0?, 0x0?})", "log/log.go:469")] },
        ("log.(*Logger).Panic", _) => {
            const { &[at("log.(*Logger).Panic(0xc000012345, {0xc000012345?, 0x0?, 0x0?})", "log/log.go:310")] }
        }
        ("log.(*Logger).Panicf", _) => {
            const {
                &[at(
                    "log.(*Logger).Panicf(0xc000012345, {0x4b1000?, 0x0?}, {0x0?, 0xc000012345?, 0x0?})",
                    "log/log.go:319",
                )]
            }
        }
        ("log.(*Logger).Panicln", _) => {
            const { &[at("log.(*Logger).Panicln(0xc000012345, {0xc000012345?, 0x0?, 0x0?})", "log/log.go:328")] }
        }
        ("os.(*File).Read", true) => {
            const {
                &[
                    at(
                        "internal/poll.(*FD).Read(0xc000012345, {0xc000012345, 0x1, 0x1})",
                        "internal/poll/fd_unix.go:170",
                    ),
                    inlined("os.(*File).read(...)", "os/file_posix.go:30"),
                    at("os.(*File).Read(0xc000012345, {0xc000012345?, 0x0?, 0x0?})", "os/file.go:144"),
                ]
            }
        }
        ("io.(*pipe).read", true) => {
            const { &[at("io.(*pipe).read(0xc000012345, {0xc000012345, 0x5, 0x1?})", "io/pipe.go:57")] }
        }
        ("io.(*PipeReader).Read", _) => const { &[inlined("io.(*PipeReader).Read(...)", "io/pipe.go:134")] },
        ("io.(*pipe).write", true) => {
            const { &[at("io.(*pipe).write(0xc000012345, {0xc000012345, 0x1, 0x1})", "io/pipe.go:86")] }
        }
        ("io.(*PipeWriter).Write", _) => const { &[inlined("io.(*PipeWriter).Write(...)", "io/pipe.go:161")] },
        ("sync.(*WaitGroup).Go.func1.1", _) => {
            const { &[at("sync.(*WaitGroup).Go.func1.1()", "sync/waitgroup.go:251")] }
        }
        ("sync.(*WaitGroup).Go.func1", _) => const { &[at("sync.(*WaitGroup).Go.func1()", "sync/waitgroup.go:258")] },
        ("sort.(*funcs).insertion", _) => {
            const { &[at("sort.insertionSort_func({0x0?, 0x0?}, 0x0, 0x2)", "sort/zsortfunc.go:12")] }
        }
        ("sort.(*funcs).pdq", _) => {
            const { &[at("sort.pdqsort_func({0x0?, 0x0?}, 0x0?, 0x0?, 0x0?)", "sort/zsortfunc.go:73")] }
        }
        ("sort.Slice", _) => const { &[at("sort.Slice({0x0?, 0x0?}, 0x0)", "sort/slice.go:29")] },
        ("sync.(*WaitGroup).Wait", true) => {
            const {
                &[
                    at("sync.runtime_SemacquireWaitGroup(0x0?, 0x0?)", "runtime/sema.go:114"),
                    at("sync.(*WaitGroup).Wait(0xc000012345)", "sync/waitgroup.go:206"),
                ]
            }
        }
        ("sync.(*Cond).Wait", true) => {
            const {
                &[
                    at("sync.runtime_notifyListWait(0xc000012345, 0x0)", "runtime/sema.go:617"),
                    at("sync.(*Cond).Wait(0x0?)", "sync/cond.go:71"),
                ]
            }
        }
        ("sync.(*WaitGroup).Add", _) => {
            const { &[at("sync.(*WaitGroup).Add(0xc000012345, 0xffffffffffffffff)", "sync/waitgroup.go:118")] }
        }
        ("sync.(*WaitGroup).Done", _) => const { &[inlined("sync.(*WaitGroup).Done(...)", "sync/waitgroup.go:156")] },
        ("sync.(*Once).doSlow", true) => {
            const { &[at("sync.(*Once).doSlow(0xc000012345?, 0xc000012345)", "sync/once.go:74")] }
        }
        ("sync.(*Once).doSlow", false) => {
            const { &[at("sync.(*Once).doSlow(0xc000012345?, 0xc000012345?)", "sync/once.go:78")] }
        }
        ("runtime/pprof.(*Profile).WriteTo", _) => {
            const { &[at("runtime/pprof.(*Profile).WriteTo(0x0?, {0x0?, 0x0?}, 0x0?)", "runtime/pprof/pprof.go:405")] }
        }
        ("runtime/pprof.writeGoroutine", _) => {
            const { &[at("runtime/pprof.writeGoroutine({0x0?, 0x0?}, 0x0?)", "runtime/pprof/pprof.go:781")] }
        }
        ("runtime/pprof.writeGoroutineText", _) => {
            const { &[at("runtime/pprof.writeGoroutine({0x0?, 0x0?}, 0x0?)", "runtime/pprof/pprof.go:779")] }
        }
        ("runtime/pprof.writeGoroutineLeak", _) => {
            const { &[at("runtime/pprof.writeGoroutineLeak({0x0, 0x0}, 0x2)", "runtime/pprof/pprof.go:803")] }
        }
        ("runtime/pprof.writeGoroutineStacks", _) => {
            const { &[at("runtime/pprof.writeGoroutineStacks({0x0, 0x0})", "runtime/pprof/pprof.go:816")] }
        }
        ("runtime/pprof.writeRuntimeProfile", _) => {
            const {
                &[at(
                    "runtime/pprof.writeRuntimeProfile({0x0, 0x0}, 0x0, {0x0, 0x0}, 0x0)",
                    "runtime/pprof/pprof.go:848",
                )]
            }
        }
        ("runtime/pprof.Do", _) => {
            const { &[at("runtime/pprof.Do({0x0?, 0x0?}, {{0x0?, 0x0?, 0x0?}}, 0x0)", "runtime/pprof/runtime.go:57")] }
        }
        ("runtime/debug.Stack", _) => const { &[at("runtime/debug.Stack()", "runtime/debug/stack.go:26")] },
        ("runtime/debug.PrintStack", _) => const { &[at("runtime/debug.PrintStack()", "runtime/debug/stack.go:18")] },
        ("os/signal.loop", _) => const { &[at("os/signal.loop()", "os/signal/signal_unix.go:23")] },
        ("testing.runTest", _) => const { &[at("testing.tRunner(0xc000012345, 0x5a3f20)", "testing/testing.go:2195")] },
        ("testing.runTest.func1", _) => const { &[at("testing.tRunner.func1()", "testing/testing.go:2128")] },
        ("testing.(*T).die", _) => {
            const { &[at("testing.tRunner.func1.2({0x5a3f20, 0xc000012345})", "testing/testing.go:2125")] }
        }
        ("testing.(*T).Run", _) => {
            const { &[at("testing.(*T).Run(0xc000012345, {0x5a3f20?, 0xc000012345?}, 0x5a3f20)", "testing/testing.go:2268")] }
        }
        ("testing.runTests.func1", _) => {
            const { &[at("testing.runTests.func1(0xc000012345)", "testing/testing.go:2744")] }
        }
        ("testing.runTests", _) => {
            const {
                &[
                    at("testing.tRunner(0xc000012345, 0xc000012345)", "testing/testing.go:2195"),
                    at(
                        "testing.runTests({0x5a3f20, 0x2}, {0x5a3f20, 0x2}, 0xc000012345, {0x5a3f20, 0x1, 0x1}, {0xc000012345, 0x5a3f20, ...})",
                        "testing/testing.go:2742",
                    ),
                ]
            }
        }
        ("testing.(*M).Run", _) => const { &[at("testing.(*M).Run(0xc000012345)", "testing/testing.go:2602")] },
        ("testing.(*M).startAlarm.func2", _) => {
            const { &[at("testing.(*M).startAlarm.func1()", "testing/testing.go:2961")] }
        }
        ("testing.(*T).runParallel", _) => &[],
        ("testing.(*B).once.func1", _) => {
            const {
                &[
                    at("testing.(*B).runN(0xc000012345, 0x1)", "testing/benchmark.go:219"),
                    at("testing.(*B).run1.func1()", "testing/benchmark.go:245"),
                ]
            }
        }
        ("testing.VoleBubble", _) => {
            const { &[at("testing/synctest.testingSynctestTest(0xc000012345, 0x5a3f20)", "testing/testing.go:2310")] }
        }
        ("testing/synctest.Test", _) => {
            const { &[at("testing/synctest.Test(0xc000012345, 0x5a3f20)", "testing/synctest/synctest.go:291")] }
        }
        ("testing/synctest.Test.func1", _) => {
            const { &[at("testing/synctest.Test.func1()", "testing/synctest/synctest.go:292")] }
        }
        ("internal/synctest.Run", true) => {
            const { &[at("internal/synctest.Run(0xc000012345)", "runtime/synctest.go:214")] }
        }
        ("internal/synctest.Run", false) => {
            const { &[at("internal/synctest.Run(0xc000012345)", "runtime/synctest.go:247")] }
        }
        ("sync.(*WaitGroup).join", _) => const { &[at("sync.fatal({0x5a3f20?, 0x0?})", "runtime/panic.go:1175")] },
        ("sync.(*Once).Do", _) => const { &[inlined("sync.(*Once).Do(...)", "sync/once.go:69")] },
        _ => return None,
    })
}

/// Where a goroutine that the library starts was created, by the function that did; see `frames`.
pub(crate) fn creator(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "testing.(*T).Run" => ("testing.(*T).Run", "testing/testing.go:2260"),
        "testing.(*B).once" => ("testing.(*B).run1", "testing/benchmark.go:238"),
        "testing.VoleBubble" => ("testing/synctest.testingSynctestTest", "testing/testing.go:2309"),
        "sync.(*WaitGroup).Go" => ("sync.(*WaitGroup).Go", "sync/waitgroup.go:238"),
        "internal/synctest.Run" => ("testing/synctest.Test", "testing/synctest/synctest.go:291"),
        _ => return None,
    })
}

/// The goroutine of a timer's function.
pub(crate) const TIMER: (&str, &str) = ("time.goFunc", "time/sleep.go:182");

/// The frames of a native in which a goroutine waits.
pub(crate) fn native(name: &str) -> &'static [LibFrame] {
    match name {
        "time.Sleep" => const { &[at("time.Sleep(0x3b9aca00)", "runtime/time.go:368")] },
        "os/signal.signal_recv" => const { &[at("os/signal.signal_recv()", "runtime/sigqueue.go:152")] },
        "os.sysRead" | "os.sysWrite" => {
            const {
                &[
                    at("internal/poll.runtime_pollWait(0xc000012345, 0x72)", "runtime/netpoll.go:351"),
                    at(
                        "internal/poll.(*pollDesc).wait(0xc000012345?, 0xc000012345?, 0x0)",
                        "internal/poll/fd_poll_runtime.go:84",
                    ),
                    inlined("internal/poll.(*pollDesc).waitRead(...)", "internal/poll/fd_poll_runtime.go:89"),
                ]
            }
        }
        _ => &[],
    }
}
