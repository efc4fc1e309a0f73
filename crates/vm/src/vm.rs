//! The machine: one program's state. What handlers touch comes first.

use crate::config::{Outcome, StopHandle, VmConfig};
use crate::dispatch::Handlers;
use crate::goroutine::Goroutine;
use crate::native::{FloatFn, NativeFn};
use crate::rng::Rng;
use crate::rtype::{RType, RTypes};
use crate::sched::Sched;
use crate::trap::Trap;
use std::io::Write;
use std::sync::Arc;
use vole_bytecode::{FLOAT_FUNCTIONS, FuncId, Insn, Op, Program, RtTypeId};
use vole_heap::{Heap, LayoutId};

/// What a call needs to know of a function.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct FuncEntry {
    pub code: *const Insn,
    pub frame_bytes: u32,
    pub param_slots: u16,
    pub result_slots: u16,
}

const _: () = assert!(size_of::<FuncEntry>() == 16);

impl FuncEntry {
    pub fn frame_slots(&self) -> usize {
        self.frame_bytes as usize / 8
    }
}

/// The cache of one interface call site: the last type word and its function.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct CallSite {
    pub ty: u64,
    pub func: *const FuncEntry,
}

/// A virtual machine with one loaded program. It may move between threads; one thread at a time runs it.
#[repr(C)]
pub struct Vm {
    pub(crate) funcs: *const FuncEntry,
    /// End of the current chunk.
    pub(crate) stack_end: *mut u64,
    pub(crate) globals: *mut u8,
    pub(crate) rtypes: *const RType,
    /// Static closures: the word `d` holds function d.
    pub(crate) closures: *const u64,
    pub(crate) sites: *mut CallSite,
    pub(crate) rodata: *const u8,
    /// The goroutine that runs.
    pub(crate) cur: *mut Goroutine,
    /// State at the last exit of the dispatch.
    pub(crate) pc: *const Insn,
    pub(crate) fp: *mut u64,
    pub(crate) budget: i64,
    pub(crate) natives: *const NativeFn,
    /// What `CallF` calls.
    pub(crate) floats: [FloatFn; FLOAT_FUNCTIONS.len()],
    /// See [`crate::native::NativeCtx::charge`].
    pub(crate) work: std::cell::Cell<u64>,
    /// The heap.
    pub heap: Heap,
    /// For `Exit::Grow`: the callee's frame in the chunk that is too small, and the callee.
    pub(crate) grow_base: *mut u64,
    pub(crate) grow_func: *const FuncEntry,
    pub(crate) trap: Trap,
    /// The latest memory fault.
    pub(crate) fault: crate::fault::Fault,
    /// How much of the goroutines a report shows.
    pub(crate) traceback: crate::traceback::Level,
    /// Samples for profiles.
    pub(crate) profiles: crate::profile::Profiles,
    /// The collections so far.
    pub(crate) gc_log: crate::gclog::GcLog,
    /// A second place for the reports of crashes (`debug.SetCrashOutput`).
    pub(crate) crash_output: Option<std::fs::File>,
    /// The execution trace being taken.
    pub(crate) tracer: Option<Box<crate::tracing::Tracer>>,
    /// Where Go's own sources are, once it has been asked for.
    pub(crate) root: std::cell::OnceCell<String>,
    /// Why the program is being ended, for complete reports.
    pub(crate) cause: crate::sysframes::Cause,
    /// Goroutines whose time was over while they were writing a map, and the map.
    pub(crate) writers: Vec<(*mut Goroutine, u64)>,
    /// The next collection is to find leaked goroutines.
    pub(crate) leaks_wanted: bool,
    /// Of the goroutine whose stack has grown last: what gc's would look like below each chunk.
    pub(crate) gc_stacks: Vec<crate::gcstack::Known>,
    /// Frames that were running deferred calls when a panic took over: goroutine, frame, RunDefers instruction.
    pub(crate) passed: Vec<(u64, *mut u64, *const Insn)>,
    pub(crate) panic_value: [u64; 2],
    /// A native panicked with `trap` rather than `panic_value`.
    pub(crate) native_trap: bool,
    pub(crate) ended: Option<Outcome>,
    pub(crate) sched: Sched,
    pub(crate) objects: crate::objects::Objects,
    /// What pools hold (`sync.Pool`).
    pub(crate) pools: Vec<vole_heap::WeakId>,
    pub(crate) finalizers: crate::natives::finalize::Finalizers,
    pub(crate) rng: Rng,
    /// Every goroutine alive, in order of creation as far as slots are not reused.
    pub(crate) all: Vec<*mut Goroutine>,
    pub(crate) dead: Vec<*mut Goroutine>,
    pub(crate) next_id: u64,
    /// Selector lookups already made: see `ops::call`.
    pub(crate) method_cache: Box<[MethodEntry]>,
    pub(crate) stop: StopHandle,
    pub(crate) config: VmConfig,
    pub(crate) program: Arc<Program>,
    pub(crate) layouts: Vec<LayoutId>,
    /// Functions by code offset, for pc lookup.
    pub(crate) by_code: Vec<(u32, FuncId)>,
    /// Our copy of the code; the stubs stand at its end.
    pub(crate) code: Box<[Insn]>,
    pub(crate) stubs: Stubs,
    pub(crate) table: *const Handlers,
    pub(crate) steps: u64,
    /// Steps at which to look at the stop handle again.
    pub(crate) check_at: u64,
    /// Budget given to the current goroutine.
    pub(crate) slice: i64,
    pub(crate) deadline: Option<std::time::Instant>,
    pub(crate) stats: Option<Box<crate::stats::OpStats>>,
    /// Results asked for by `call`, once they are there.
    pub(crate) host_results: Option<Vec<u64>>,
    pub(crate) host_slots: u16,
    /// Natives that own state, by native id.
    pub(crate) hosts: Box<[Option<crate::host::HostFn>]>,
    pub(crate) impl_cache: Box<[(u64, u64, bool)]>,
    /// What natives keep for this VM, by its type.
    pub(crate) rooms: std::collections::HashMap<std::any::TypeId, Box<dyn std::any::Any + Send>>,
    pub(crate) started: bool,
    // Owners of what the pointers above lead to.
    pub(crate) globals_mem: Box<[u64]>,
    pub(crate) func_table: Vec<FuncEntry>,
    pub(crate) records: RTypes,
    pub(crate) _rodata: Option<crate::load::Rodata>,
    pub(crate) _closures: Box<[u64]>,
    pub(crate) _sites: Box<[CallSite]>,
    pub(crate) _natives: Box<[NativeFn]>,
}

/// An entry of the method cache.
#[derive(Clone, Copy, Default)]
pub(crate) struct MethodEntry {
    pub ty: u64,
    pub selector: u32,
    pub func: u32,
}

/// Addresses of the instructions that stand for special returns.
#[derive(Clone, Copy)]
pub(crate) struct Stubs {
    pub go_exit: *const Insn,
    pub chunk_ret: *const Insn,
    pub panic_ret: *const Insn,
    pub defer_ret: *const Insn,
    pub host_ret: *const Insn,
}

impl Stubs {
    /// In the order in which they are appended to the code.
    pub const OPS: [Op; 5] = [Op::GoExit, Op::ChunkRet, Op::PanicRet, Op::DeferRet, Op::HostRet];
}

// SAFETY: every pointer leads into memory that the VM owns; one thread at a time uses it.
unsafe impl Send for Vm {}

impl Vm {
    /// The record of a type of the program.
    #[inline(always)]
    pub fn rtype(&self, id: RtTypeId) -> &RType {
        debug_assert!((id.0 as usize) < self.records.len());
        // SAFETY: ids come from the loaded program or were made by this VM.
        unsafe { &*self.rtypes.add(id.0 as usize) }
    }

    /// The loaded program.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The function `func` with just so many argument and result slots instead of its own, more numerous ones, of which it uses
    /// no others; `None` when there are too many such functions.
    pub(crate) fn resized(&mut self, func: FuncId, params: u16, results: u16) -> Option<FuncId> {
        let own = self.func_table[func.0 as usize];
        let made = self.program.funcs.len();
        let same = |f: &FuncEntry| f.code == own.code && f.param_slots == params && f.result_slots == results;
        if let Some(i) = self.func_table[made..].iter().position(same) {
            return Some(FuncId((made + i) as u32));
        }
        if self.func_table.len() == self.func_table.capacity() {
            return None;
        }
        self.func_table.push(FuncEntry { param_slots: params, result_slots: results, ..own });
        Some(FuncId(self.func_table.len() as u32 - 1))
    }

    /// A handle that stops this VM from any thread.
    pub fn stop_handle(&self) -> StopHandle {
        self.stop.clone()
    }

    /// The function whose code holds `pc`.
    pub(crate) fn func_at(&self, pc: *const Insn) -> Option<FuncId> {
        let at = self.offset(pc)?;
        let i = self.by_code.partition_point(|&(start, _)| start <= at).checked_sub(1)?;
        Some(self.by_code[i].1)
    }

    /// The code offset of `pc`; `None` for a stub.
    pub(crate) fn offset(&self, pc: *const Insn) -> Option<u32> {
        let at = (pc as usize).wrapping_sub(self.code.as_ptr() as usize) / 8;
        (at < self.code.len() - Stubs::OPS.len()).then_some(at as u32)
    }

    /// Ends the run with Go's report of a fatal error, which is written to standard error.
    pub(crate) fn fatal(&mut self, report: String) {
        let _ = self.config.stdout.flush();
        let _ = self.config.stderr.write_all(report.as_bytes());
        let _ = self.config.stderr.flush();
        if let Some(file) = &mut self.crash_output {
            let _ = file.write_all(report.as_bytes());
        }
        if self.traceback == crate::traceback::Level::Crash && self.config.process_streams {
            crate::signals::die_of(libc::SIGABRT);
        }
        self.ended = Some(Outcome::Fatal { report });
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        for &g in self.all.iter().chain(&self.dead) {
            // SAFETY: goroutines come from `Box::into_raw` and are in one of the two lists.
            drop(unsafe { Box::from_raw(g) });
        }
    }
}
