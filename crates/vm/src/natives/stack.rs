//! Callers and traces for package runtime. A pc that programs see is `offset << 8 | depth of inlining`, plus 1.

use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use crate::vm::Vm;
use vole_bytecode::CodeOffset;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("runtime.Caller", caller);
    registry.add("runtime.callers", callers);
    registry.add("runtime.pcInfo", pc_info);
    registry.add("runtime.funcPC", func_pc);
    registry.add("runtime.Stack", stack);
}

/// A frame as the program sees it.
struct Place<'a> {
    name: &'a str,
    file: &'a str,
    line: u32,
}

/// What stands at a program's pc.
fn place(vm: &Vm, pc: u64) -> Option<Place<'_>> {
    let (at, depth) = (CodeOffset(u32::try_from(pc.checked_sub(1)? >> 8).ok()?), (pc - 1) as usize & 0xff);
    let func = &vm.program.funcs[vm.places().func(at.0)?.0 as usize];
    if at.0 >= func.code.0 + func.code_len {
        return None;
    }
    let (mut file, mut line) = vm.line_of(func, at);
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

/// The pcs of the current goroutine's frames, innermost first.
fn pcs(cx: &mut NativeCtx<'_>) -> Vec<u64> {
    cx.vm.save();
    let mut out = vec![];
    let program = &cx.vm.program;
    // SAFETY: natives run in the current goroutine.
    let g = unsafe { &*cx.vm.cur };
    cx.vm.places().walk(g, &mut |frame| {
        let func = &program.funcs[frame.func.0 as usize];
        let inlined = func.inlined.iter().filter(|r| r.start <= frame.at && frame.at < r.end).count();
        let shown = inlined as u64 + u64::from(!func.wrapper && !func.name.is_empty());
        out.extend((0..shown).map(|d| (u64::from(frame.at.0) << 8 | d) + 1));
        true
    });
    out
}

/// `func Caller(skip int) (pc uintptr, file string, line int, ok bool)`
fn caller(cx: &mut NativeCtx<'_>) -> NativeResult {
    let skip = cx.i64(0);
    let pc = usize::try_from(skip).ok().and_then(|skip| pcs(cx).get(skip).copied());
    let found = pc.and_then(|pc| place(cx.vm, pc).map(|p| (p.file.to_string(), p.line)));
    let (file, line) = found.clone().unwrap_or_default();
    cx.set_str(1, file.as_bytes())?;
    cx.set(0, pc.unwrap_or(0));
    cx.set(3, u64::from(line));
    cx.set_bool(4, found.is_some());
    Ok(())
}

/// `func callers(skip int, pc []uintptr) int`; skip 0 is the caller of the function that calls it.
fn callers(cx: &mut NativeCtx<'_>) -> NativeResult {
    let skip = usize::try_from(cx.i64(0) + 1).unwrap_or(0);
    let all = pcs(cx);
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
    let found = place(cx.vm, cx.u64(0)).map(|p| (p.name.to_string(), p.file.to_string(), p.line));
    let (name, file, line) = found.unwrap_or_default();
    cx.set_str(0, name.as_bytes())?;
    cx.set_str(2, file.as_bytes())?;
    cx.set(4, u64::from(line));
    Ok(())
}

/// `func funcPC(closure unsafe.Pointer) uintptr`: the pc of a func value's entry.
pub(super) fn func_pc(cx: &mut NativeCtx<'_>) -> NativeResult {
    let closure = cx.u64(0);
    let pc = if closure == 0 {
        0
    } else {
        // SAFETY: a closure object begins with the number of its function.
        let func = unsafe { *(closure as *const u64) } as usize;
        cx.vm.program.funcs.get(func).map_or(0, |f| (u64::from(f.code.0) << 8) + 1)
    };
    cx.set(0, pc);
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
