//! Callers and traces for package runtime. A pc that programs see is `offset << 8 | depth of inlining << 1 | 1`: a
//! return address, so that what they look up may be the pc or, as for call sites, the pc less one. Entries have a depth of their own.

use crate::goroutine::{Goroutine, PanicRec};
use crate::libframes;
use crate::native::{NativeCtx, NativeExit, NativeRegistry, NativeResult};
use crate::profile::Kind;
use crate::sysframes::Raised;
use crate::vm::Vm;
use crate::walk::At;
use std::ptr;
use std::sync::Arc;
use vole_bytecode::CodeOffset;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("runtime.Caller", caller);
    registry.add("runtime.callers", callers);
    registry.add("runtime.pcInfo", pc_info);
    registry.add("runtime.funcPC", func_pc);
    registry.add("runtime.entryPC", entry_pc);
    registry.add("runtime.GOROOT", |cx| {
        let root = cx.vm.goroot();
        cx.set_str(0, root.as_bytes())
    });
    registry.add("runtime.Stack", stack);
    registry.add("runtime/pprof.goroutineFrames", goroutine_frames);
    registry.add("runtime/pprof.findLeaks", find_leaks);
    registry.add("runtime/pprof.setLabels", set_labels);
    registry.add("runtime/pprof.samples", samples);
    registry.add("runtime.profileSamples", profile_samples);
    registry.add("runtime.setProfileRate", set_profile_rate);
    registry.add("runtime/pprof.setProfileRate", set_profile_rate);
    registry.add("runtime/pprof.allStacks", all_stacks);
    registry.add("runtime.goroutineStacks", goroutine_stacks);
}

/// A frame as the program sees it.
struct Place<'a> {
    name: &'a str,
    file: &'a str,
    line: u32,
}

/// Pcs of frames that only Go's run-time system has, their names and places.
const RUNTIME: [(&str, &str, u32); 13] = [
    ("runtime.Callers", "extern.go", 341),
    ("runtime.main", "proc.go", 302),
    ("runtime.goexit", "asm_amd64.s", 1264),
    ("runtime.Goexit", "panic.go", 694),
    ("runtime.gopanic", "panic.go", 859),
    ("runtime.panicBounds64", "panic.go", 236),
    ("runtime.panicBounds", "asm_amd64.s", 1622),
    ("runtime.panicdottypeE", "iface.go", 293),
    ("runtime.panicmem", "panic.go", 336),
    ("runtime.sigpanic", "signal_unix.go", 931),
    ("runtime.panicdivide", "panic.go", 315),
    ("reflect.makeFuncStub", "asm_amd64.s", 28),
    ("reflect.methodValueCall", "asm_amd64.s", 57),
];
/// What functions made by `reflect.MakeFunc` and methods bound by reflection show as their code.
pub(crate) const MADE: u64 = runtime_pc(11);
pub(crate) const BOUND: u64 = runtime_pc(12);
const FIRST_RUNTIME: u64 = 1 << 45;
/// In place of a depth of inlining: the pc is that of the function's entry.
const ENTRY: usize = 0x7f;

/// The pc of a function's entry.
pub(crate) fn entry_of(code: CodeOffset) -> u64 {
    u64::from(code.0) << 8 | (ENTRY as u64) << 1 | 1
}

const fn runtime_pc(i: u64) -> u64 {
    FIRST_RUNTIME + (i << 1 | 1)
}

/// Whether a pc is that of a frame which only Go's run-time system has.
pub(crate) fn is_runtime(pc: u64) -> bool {
    pc >= FIRST_RUNTIME
}

/// What stands at a program's pc.
fn place(vm: &Vm, pc: u64) -> Option<Place<'_>> {
    if let Some(&(name, file, line)) = pc.checked_sub(FIRST_RUNTIME).and_then(|i| RUNTIME.get(i as usize / 2)) {
        return Some(Place { name, file, line });
    }
    if pc == 0 {
        return None;
    }
    let (at, depth) = (CodeOffset(u32::try_from(pc >> 8).ok()?), (pc as usize & 0xff) / 2);
    let func = &vm.program.funcs[vm.places().func(at.0)?.0 as usize];
    if at.0 >= func.code.0 + func.code_len {
        return None;
    }
    let (mut file, mut line) = vm.line_of(func, at);
    if depth == ENTRY {
        let line = if func.decl == 0 { line } else { func.decl };
        return Some(Place { name: &func.name, file, line });
    }
    // Innermost last in the table; depth 0 is the innermost.
    for (i, r) in func.inlined.iter().rev().filter(|r| r.start <= at && at < r.end).enumerate() {
        if i == depth {
            return Some(Place { name: &r.name, file, line });
        }
        file = vm.program.files.get(r.file as usize).map_or("?", |f| f);
        line = r.line;
    }
    Some(Place { name: &func.name, file, line })
}

/// The function, file and line of a program's pc; empty if there is none.
pub(crate) fn source_of(vm: &Vm, pc: u64) -> (String, String, u32) {
    place(vm, pc).map(|p| (p.name.to_string(), full(vm, p.name, p.file), p.line)).unwrap_or_default()
}

/// A file with its folder: the library's are below GOROOT.
fn full(vm: &Vm, name: &str, file: &str) -> String {
    if RUNTIME.iter().any(|r| r.0 == name) {
        let package = name.split('.').next().unwrap_or(name);
        return format!("{}/src/{package}/{file}", vm.goroot());
    }
    if file.starts_with(['/', '.', '<', '?']) {
        return file.to_string();
    }
    format!("{}/src/{file}", vm.goroot())
}

/// The pcs of the current goroutine's frames, innermost first.
fn pcs(cx: &mut NativeCtx<'_>) -> Vec<u64> {
    cx.vm.save();
    // SAFETY: natives run in the current goroutine.
    pcs_of(cx.vm, unsafe { &*cx.vm.cur })
}

/// The pcs of a goroutine whose pc and fp are saved.
pub(crate) fn pcs_of(vm: &Vm, g: &Goroutine) -> Vec<u64> {
    let mut out = vec![];
    let program = &vm.program;
    vm.places().walk(g, &mut |frame| {
        if let Some(p) = frame.panic.filter(|_| frame.kind == At::Panic).and_then(|k| g.panics.get(k)) {
            out.extend(panic_frames(vm, p).iter().map(|&i| runtime_pc(i)));
        }
        let func = &program.funcs[frame.func.0 as usize];
        let inlined = func.inlined.iter().filter(|r| r.start <= frame.at && frame.at < r.end).count();
        let shown = inlined as u64 + u64::from(!func.wrapper && !func.name.is_empty());
        out.extend((0..shown).map(|d| u64::from(frame.at.0) << 8 | d << 1 | 1));
        true
    });
    if g.id == 1 {
        out.push(runtime_pc(1));
    }
    out.push(runtime_pc(2));
    out
}

/// The frames of Go's run-time system between a deferred function and what panicked, innermost first, as indices in [`RUNTIME`].
fn panic_frames(vm: &Vm, p: &PanicRec) -> &'static [u64] {
    if p.goexit {
        return &[3];
    }
    let known = vm.program.known;
    match vm.type_of_panic(p.value) {
        _ if p.fault.is_some() => &[4, 8, 9],
        Some(t) if t == known.bounds_error => &[4, 5, 6],
        Some(t) if t == known.type_assertion_error => &[4, 7],
        Some(t) if t == known.error_string && vm.plain_text(p.value).is_some_and(|t| t.ends_with("divide by zero")) => {
            &[4, 10]
        }
        _ => &[4],
    }
}

/// What raised a panic, and its text if that tells more.
pub(crate) fn raised(vm: &Vm, p: &PanicRec) -> (Raised, String) {
    let known = vm.program.known;
    let text = || {
        let text = vm.plain_text(p.value).unwrap_or_default();
        text.strip_prefix("runtime error: ").unwrap_or(&text).to_string()
    };
    match vm.type_of_panic(p.value) {
        _ if p.fault.is_some() => (Raised::Fault, String::new()),
        Some(t) if t == known.bounds_error => (Raised::Bounds, String::new()),
        Some(t) if t == known.type_assertion_error => (Raised::Assertion, text()),
        Some(t) if t == known.error_string || t == known.plain_error => (Raised::Text, text()),
        _ => (Raised::Other, String::new()),
    }
}

/// `func Caller(skip int) (pc uintptr, file string, line int, ok bool)`
fn caller(cx: &mut NativeCtx<'_>) -> NativeResult {
    let skip = cx.i64(0);
    let pc = usize::try_from(skip).ok().and_then(|skip| pcs(cx).get(skip).copied());
    let found = pc.and_then(|pc| place(cx.vm, pc).map(|p| (full(cx.vm, p.name, p.file), p.line)));
    let (file, line) = found.clone().unwrap_or_default();
    cx.set_str(1, file.as_bytes())?;
    cx.set(0, pc.unwrap_or(0));
    cx.set(3, u64::from(line));
    cx.set_bool(4, found.is_some());
    Ok(())
}

/// `func callers(skip int, pc []uintptr) int`; skip 0 is the caller of the function that calls it.
fn callers(cx: &mut NativeCtx<'_>) -> NativeResult {
    let skip = cx.i64(0) + 1;
    let mut all = pcs(cx);
    // The caller of runtime.Callers comes second: it shows itself too, but not this native's Go side.
    if skip >= 0 {
        all[0] = runtime_pc(0);
    }
    let skip = usize::try_from(skip).unwrap_or(0);
    let mut n = 0;
    for (to, from) in cx.words_mut(1).iter_mut().zip(all.iter().skip(skip)) {
        *to = *from;
        n += 1;
    }
    cx.set(0, n);
    Ok(())
}

/// `func pcInfo(pc uintptr) (name, file string, line int)`
fn pc_info(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (name, file, line) = source_of(cx.vm, cx.u64(0));
    cx.set_str(0, name.as_bytes())?;
    cx.set_str(2, file.as_bytes())?;
    cx.set(4, u64::from(line));
    Ok(())
}

/// `func boundPC() uintptr`: the pc that methods bound by reflection show.
pub(super) fn bound_pc(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.set(0, BOUND);
    Ok(())
}

/// `func isMade(closure unsafe.Pointer) bool`: whether reflect.MakeFunc has made the function.
pub(super) fn is_made(cx: &mut NativeCtx<'_>) -> NativeResult {
    let made = cx.func_pc(cx.u64(0)) == MADE;
    cx.set_bool(0, made);
    Ok(())
}

/// `func entryPC(pc uintptr) uintptr`: where the function that a pc stands in begins.
fn entry_pc(cx: &mut NativeCtx<'_>) -> NativeResult {
    let pc = cx.u64(0);
    let vm: &Vm = cx.vm;
    let funcs = &vm.program.funcs;
    let entry = place(vm, pc).filter(|_| !is_runtime(pc)).and_then(|p| {
        let holder = u32::try_from(pc >> 8).ok().and_then(|at| vm.places().func(at)).map(|f| &funcs[f.0 as usize]);
        // The function itself, or one that has been inlined into another.
        holder.filter(|f| !f.wrapper && *f.name == *p.name).or_else(|| funcs.iter().find(|f| *f.name == *p.name))
    });
    let entry = entry.map_or(pc, |f| entry_of(f.code));
    cx.set(0, entry);
    Ok(())
}

/// `func funcPC(closure unsafe.Pointer) uintptr`: the pc of a func value's entry.
pub(super) fn func_pc(cx: &mut NativeCtx<'_>) -> NativeResult {
    let pc = cx.func_pc(cx.u64(0));
    cx.set(0, pc);
    Ok(())
}

/// The goroutines that profiles show, or the leaked ones, in order of their numbers.
fn goroutines(vm: &Vm, leaked: bool) -> Vec<&Goroutine> {
    // SAFETY: goroutines live as long as the VM.
    let all = vm.all.iter().map(|&g| unsafe { &*g });
    let mut shown: Vec<&Goroutine> = all.filter(|g| !g.system && (!leaked || g.leaked)).collect();
    shown.sort_by_key(|g| g.id);
    shown
}

/// Answers with a slice of words.
fn set_words(cx: &mut NativeCtx<'_>, words: &[u64]) -> NativeResult {
    let int = cx.vm.program.known.int;
    let s = cx.new_slice(int, words.len())?;
    // SAFETY: a fresh slice of that many words.
    unsafe { ptr::copy_nonoverlapping(words.as_ptr(), s.ptr as *mut u64, words.len()) };
    cx.set_slice(0, s);
    Ok(())
}

/// `func goroutineStacks(leaked bool) []uintptr`: for each goroutine (or each leaked one) the number of its pcs and the
/// pcs, innermost first.
fn goroutine_stacks(cx: &mut NativeCtx<'_>) -> NativeResult {
    let leaked = cx.bool(0);
    cx.vm.save();
    let vm: &Vm = cx.vm;
    let mut out = vec![];
    for g in goroutines(vm, leaked) {
        let pcs = pcs_of(vm, g);
        out.push(pcs.len() as u64);
        out.extend(pcs);
    }
    set_words(cx, &out)
}

/// `func goroutineFrames(leaked bool) []string`: for each goroutine (or each leaked one) a line with the number of frames that only
/// the run-time system has, and a line `name file:line` for each call, innermost first.
fn goroutine_frames(cx: &mut NativeCtx<'_>) -> NativeResult {
    let leaked = cx.bool(0);
    cx.vm.save();
    let vm: &Vm = cx.vm;
    let out: Vec<String> = goroutines(vm, leaked).into_iter().map(|g| vm.profile_frames(g)).collect();
    let s = cx.new_strings(out.iter())?;
    cx.set_slice(0, s);
    Ok(())
}

fn kind(n: u64) -> Kind {
    match n {
        0 => Kind::Block,
        1 => Kind::Mutex,
        3 => Kind::Cpu,
        _ => Kind::Memory,
    }
}

/// `func samples(kind int) []string`: for each stack of the profile its figures, and the calls as in `goroutineFrames`.
fn samples(cx: &mut NativeCtx<'_>) -> NativeResult {
    use std::fmt::Write;
    let records: Vec<_> = {
        let all = cx.vm.profile(kind(cx.u64(0)));
        all.iter().map(|r| (r.values, r.inner, r.labels.clone(), r.pcs.clone())).collect()
    };
    let mut out = vec![];
    let root = cx.vm.goroot();
    for ([a, b, c, d], inner, labels, pcs) in records {
        let labels = labels.as_deref().map_or("", |l| l);
        let mut text = format!("{a} {b} {c} {d}\u{1}{labels}\n");
        if let Some((name, rest)) = inner.split_once(' ') {
            let _ = writeln!(text, "{name} {root}/src/{rest}");
        }
        for pc in pcs {
            let Some(p) = place(cx.vm, pc) else { continue };
            let known = libframes::frames(p.name, false).filter(|_| !p.name.starts_with("main."));
            let address = 0x40_0000 + (pc >> 1 & 0x1f_ffff);
            match known {
                Some(frames) => {
                    for f in frames.iter().filter(|f| !f.call.starts_with("internal/sync.")) {
                        let name = f.call.rsplit_once('(').map_or(f.call, |(name, _)| name);
                        let _ = writeln!(text, "{name} {root}/src/{} {address:x}", f.place);
                    }
                }
                None if p.name.ends_with("lockSlow")
                    || p.name.ends_with("unlockSlow")
                    || p.name == "runtime.goexit" => {}
                None => {
                    let _ = writeln!(text, "{} {}:{} {address:x}", p.name, full(cx.vm, p.name, p.file), p.line);
                }
            }
        }
        out.push(text);
    }
    let s = cx.new_strings(out.iter())?;
    cx.set_slice(0, s);
    Ok(())
}

/// `func profileSamples(kind int) []uintptr`: for each stack of the profile four figures, the number of its pcs, the pcs.
fn profile_samples(cx: &mut NativeCtx<'_>) -> NativeResult {
    let mut words = vec![];
    for r in cx.vm.profile(kind(cx.u64(0))) {
        words.extend(r.values.map(|v| v as u64));
        words.push(r.pcs.len() as u64);
        words.extend(&r.pcs);
    }
    set_words(cx, &words)
}

/// `func setProfileRate(kind, rate int)`
fn set_profile_rate(cx: &mut NativeCtx<'_>) -> NativeResult {
    let rate = cx.i64(1).max(0);
    match kind(cx.u64(0)) {
        Kind::Block => cx.vm.profiles.block_rate = rate,
        Kind::Mutex => cx.vm.profiles.mutex_fraction = rate,
        Kind::Memory => {}
        Kind::Cpu => cx.vm.watch_cpu(rate > 0),
    }
    cx.vm.watch();
    Ok(())
}

/// `func setLabels(labels string)`: of the current goroutine, and of those that it starts from now on.
fn set_labels(cx: &mut NativeCtx<'_>) -> NativeResult {
    let labels = cx.str(0).into_owned();
    // SAFETY: natives run in the current goroutine.
    unsafe { (*cx.vm.cur).labels = (!labels.is_empty()).then(|| Arc::new(labels)) };
    Ok(())
}

/// `func allStacks() string`: the traces of all goroutines.
fn all_stacks(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.vm.save();
    let text = cx.vm.all_traces();
    cx.set_str(0, text.trim_start().as_bytes())
}

/// `func findLeaks()`: looks for goroutines that can never go on.
fn find_leaks(cx: &mut NativeCtx<'_>) -> NativeResult {
    if std::mem::take(&mut cx.state()[0]) == 0 {
        cx.state()[0] = 1;
        // A collection first, which brings the goroutine to a safe place; then it comes back here.
        cx.vm.leaks_wanted = true;
        return Err(NativeExit::Collect);
    }
    Ok(())
}

/// `func Stack(buf []byte, all bool) int`
fn stack(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.vm.save();
    let text = if cx.bool(3) {
        cx.vm.all_traces().trim_start().to_string()
    } else {
        let mut text = String::new();
        // SAFETY: natives run in the current goroutine.
        cx.vm.goroutine_trace(unsafe { &*cx.vm.cur }, &mut text);
        text
    };
    let buf = cx.bytes_mut(0);
    let n = text.len().min(buf.len());
    buf[..n].copy_from_slice(&text.as_bytes()[..n]);
    cx.set(0, n as u64);
    Ok(())
}
