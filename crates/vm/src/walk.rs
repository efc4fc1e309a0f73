//! Walks a goroutine's frames, top first: what the collector, tracebacks and recover need.

use crate::goroutine::Goroutine;
use crate::vm::{Stubs, Vm};
use vole_bytecode::{CodeOffset, Func, FuncId, Insn, Program};

/// How a frame stands at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum At {
    /// It is the top: about to execute the instruction.
    Top,
    /// A call is under way; the place is the call's last word.
    Call,
    /// A panic began here and runs deferred calls.
    Panic,
}

/// A frame.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub fp: *mut u64,
    /// Where it returns to.
    pub ret: *const Insn,
    pub at: CodeOffset,
    pub func: FuncId,
    pub kind: At,
    /// Index of the panic that began here.
    pub panic: Option<usize>,
}

/// What a walk needs of a machine (so that the heap can be borrowed meanwhile).
pub(crate) struct Places<'a> {
    pub code: &'a [Insn],
    pub by_code: &'a [(u32, FuncId)],
    pub stubs: Stubs,
    pub program: &'a Program,
    pub passed: &'a [(u64, *mut u64, *const Insn)],
}

impl Places<'_> {
    pub fn offset(&self, pc: *const Insn) -> Option<u32> {
        let at = (pc as usize).wrapping_sub(self.code.as_ptr() as usize) / 8;
        (at < self.code.len() - Stubs::OPS.len()).then_some(at as u32)
    }

    pub fn func(&self, at: u32) -> Option<FuncId> {
        let i = self.by_code.partition_point(|&(start, _)| start <= at).checked_sub(1)?;
        Some(self.by_code[i].1)
    }

    /// Calls `f` with every frame of a goroutine whose pc and fp are saved, top first, until `f` answers false.
    pub fn walk(&self, g: &Goroutine, f: &mut dyn FnMut(Frame) -> bool) {
        let mut fp = g.fp;
        let mut chunk = g.top as usize;
        let mut panics = g.panics.len();
        let mut defers = g.defers.len();
        let Some(mut at) = self.offset(g.pc) else { return };
        let mut kind = At::Top;
        let mut panic = None;
        loop {
            let Some(func) = self.func(at) else { return };
            // SAFETY: every frame of a goroutine stands behind its links.
            let (mut ret, caller) = unsafe { (*fp.sub(3) as *const Insn, *fp.sub(2) as *mut u64) };
            if ret == self.stubs.chunk_ret {
                ret = g.chunks[chunk].ret;
                chunk -= 1;
            }
            if !f(Frame { fp, ret, at: CodeOffset(at), func, kind, panic }) {
                return;
            }
            kind = At::Call;
            panic = None;
            if ret == self.stubs.panic_ret {
                let Some(k) = (0..panics).rev().find(|&k| g.panics[k].fp == caller) else { return };
                panics = k;
                let Some(p) = self.offset(g.panics[k].pc) else { return };
                (at, kind, panic) = (p, At::Panic, Some(k));
            } else if ret == self.stubs.defer_ret {
                let known = (0..defers).rev().find(|&k| g.defers[k].fp == caller && !g.defers[k].run_pc.is_null());
                let run_pc = match known {
                    Some(k) => {
                        defers = k;
                        g.defers[k].run_pc
                    }
                    // A panic has taken the frame's other deferred calls.
                    None => {
                        let mut passed = self.passed.iter().rev();
                        let Some(p) = passed.find(|p| p.0 == g.id && p.1 == caller) else { return };
                        p.2
                    }
                };
                let Some(p) = self.offset(run_pc) else { return };
                at = p;
            } else {
                match self.offset(ret) {
                    Some(p) => at = p - 1,
                    None => return,
                }
            }
            fp = caller;
        }
    }
}

impl Vm {
    pub(crate) fn places(&self) -> Places<'_> {
        Places {
            code: &self.code,
            by_code: &self.by_code,
            stubs: self.stubs,
            program: &self.program,
            passed: &self.passed,
        }
    }
}

/// The slot map of a function at a place.
pub(crate) fn map_at(func: &Func, at: CodeOffset) -> Option<&[u64]> {
    let i = func.maps.binary_search_by_key(&at, |m| m.at).ok()?;
    Some(&func.maps[i].bits)
}
