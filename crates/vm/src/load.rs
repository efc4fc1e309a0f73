//! Makes a machine from a program: private code with the stubs at its end, tables of functions, types and natives, globals.

use crate::config::{LoadError, VmConfig};
use crate::native::{NativeFn, NativeRegistry};
use crate::objects::Objects;
use crate::ops::TABLE;
use crate::rng::Rng;
use crate::rtype::RTypes;
use crate::sched::Sched;
use crate::trap::Trap;
use crate::vm::{CallSite, FuncEntry, MethodEntry, Stubs, Vm};
use std::sync::Arc;
use vole_bytecode::{FuncId, Insn, Op, Program};
use vole_heap::{Heap, LayoutId};

/// Shapes of functions that a program may make while it runs.
const MADE_FUNCS: usize = 4096;

impl Vm {
    /// Loads a program.
    ///
    /// # Errors
    /// See [`LoadError`].
    pub fn new(program: Arc<Program>, config: VmConfig, natives: &NativeRegistry) -> Result<Vm, LoadError> {
        let floats = natives.floats();
        let hosts = program.natives.iter().map(|name| natives.host(name)).collect();
        let natives = program
            .natives
            .iter()
            .map(|name| natives.get(name).ok_or_else(|| LoadError::MissingNative(name.to_string())))
            .collect::<Result<Box<[NativeFn]>, _>>()?;
        let mut heap = Heap::new(heap_config(&config)).map_err(|e| LoadError::NoMemory(e.to_string()))?;
        let layouts: Vec<LayoutId> =
            program.layouts.iter().map(|l| heap.add_layout(l.size as usize, &l.bits)).collect();
        if layouts.is_empty() || program.types.is_empty() {
            return Err(LoadError::Malformed("layout 0 and type 0 are reserved and must be there".into()));
        }
        check(&program)?;
        let code = private_code(&program);
        let rtypes = RTypes::build(&program, &layouts);
        let stub = |n: usize| &raw const code[program.code.len() + n];
        let stubs =
            Stubs { go_exit: stub(0), chunk_ret: stub(1), panic_ret: stub(2), defer_ret: stub(3), host_ret: stub(4) };
        // Never grows beyond its capacity: the machine holds its address.
        let spare = if program.reflects { MADE_FUNCS } else { 0 };
        let mut funcs: Vec<FuncEntry> = Vec::with_capacity(program.funcs.len() + spare);
        funcs.extend(program.funcs.iter().map(|f| FuncEntry {
            code: &raw const code[f.code.0 as usize],
            frame_bytes: 8 * u32::from(f.frame_slots.max(f.param_slots).max(f.result_slots)),
            param_slots: f.param_slots,
            result_slots: f.result_slots,
        }));
        let mut by_code: Vec<(u32, FuncId)> =
            program.funcs.iter().enumerate().map(|(i, f)| (f.code.0, FuncId(i as u32))).collect();
        by_code.sort_unstable();
        let closures: Box<[u64]> = (0..program.funcs.len() as u64).collect();
        let mut sites =
            vec![CallSite { ty: 1, func: std::ptr::null() }; program.call_sites as usize].into_boxed_slice();
        let mut globals_mem = vec![0u64; (program.globals_size as usize).div_ceil(8)].into_boxed_slice();
        let objects = Objects::new(&program, rtypes.base(), &mut heap, config.seed);
        let stats = config.stats.then(Default::default);
        let rodata = if config.process_streams { Rodata::new(&program.rodata) } else { None };
        Ok(Vm {
            funcs: funcs.as_ptr(),
            stack_end: std::ptr::null_mut(),
            globals: globals_mem.as_mut_ptr().cast(),
            rtypes: rtypes.base(),
            closures: closures.as_ptr(),
            sites: sites.as_mut_ptr(),
            rodata: rodata.as_ref().map_or(program.rodata.as_ptr(), |r| r.start),
            cur: std::ptr::null_mut(),
            pc: std::ptr::null(),
            fp: std::ptr::null_mut(),
            budget: 0,
            natives: natives.as_ptr(),
            floats,
            work: Default::default(),
            heap,
            grow_base: std::ptr::null_mut(),
            grow_func: std::ptr::null(),
            trap: Trap::None,
            fault: Default::default(),
            traceback: crate::traceback::Level::from_env(&config.env),
            profiles: crate::profile::Profiles::default(),
            gc_log: crate::gclog::GcLog::default(),
            crash_output: None,
            tracer: None,
            root: std::cell::OnceCell::new(),
            cause: crate::sysframes::Cause::None,
            gc_stacks: vec![],
            passed: vec![],
            leaks_wanted: false,
            writers: vec![],
            panic_value: [0; 2],
            native_trap: false,
            ended: None,
            sched: Sched::new(&config),
            objects,
            pools: Vec::new(),
            finalizers: crate::natives::finalize::Finalizers::new(),
            rng: Rng::new(config.seed),
            all: vec![],
            dead: vec![],
            next_id: 1,
            method_cache: vec![MethodEntry::default(); crate::ops::call::METHOD_CACHE].into_boxed_slice(),
            impl_cache: vec![(0, 0, false); crate::ops::iface::IMPL_CACHE].into_boxed_slice(),
            stop: Default::default(),
            layouts,
            by_code,
            code,
            stubs,
            table: if config.stats { &crate::stats::COUNTING } else { &TABLE },
            steps: 0,
            check_at: 0,
            slice: 0,
            deadline: None,
            stats,
            host_results: None,
            host_slots: 0,
            hosts,
            rooms: Default::default(),
            started: false,
            config,
            program,
            globals_mem,
            func_table: funcs,
            records: rtypes,
            _rodata: rodata,
            _closures: closures,
            _sites: sites,
            _natives: natives,
        })
    }
}

/// The heap as the program's environment wants it: GOGC and GOMEMLIMIT.
fn heap_config(config: &VmConfig) -> vole_heap::HeapConfig {
    let mut heap = config.heap.clone();
    let env = |name: &str| config.env.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str());
    match env("GOGC") {
        Some("off") => heap.gc_percent = -1,
        Some(text) => heap.gc_percent = text.parse().unwrap_or(heap.gc_percent),
        None => {}
    }
    if let Some(bytes) = env("GOMEMLIMIT").and_then(memory_size) {
        heap.soft_limit = Some(bytes);
    }
    heap
}

/// `64MiB` and the like; `None` for `off` and what Go does not understand.
fn memory_size(text: &str) -> Option<usize> {
    let units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("B", 0)];
    let (digits, shift) =
        units.into_iter().find_map(|(unit, shift)| Some((text.strip_suffix(unit)?, shift))).unwrap_or((text, 0));
    digits.parse::<usize>().ok()?.checked_mul(1 << shift)
}

/// Constants in memory that cannot be written: a program that tries gets Go's fault.
pub(crate) struct Rodata {
    pub start: *const u8,
    len: usize,
}

impl Rodata {
    fn new(bytes: &[u8]) -> Option<Rodata> {
        if bytes.is_empty() {
            return None;
        }
        let len = bytes.len().next_multiple_of(4096);
        // SAFETY: fresh pages, filled before they are made read-only.
        unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
            let at = libc::mmap(std::ptr::null_mut(), len, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0);
            if at == libc::MAP_FAILED {
                return None;
            }
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), at.cast(), bytes.len());
            libc::mprotect(at, len, libc::PROT_READ);
            Some(Rodata { start: at.cast_const().cast(), len })
        }
    }
}

impl Drop for Rodata {
    fn drop(&mut self) {
        // SAFETY: mapped by `new`, and the VM that used it is gone.
        unsafe { libc::munmap(self.start.cast_mut().cast(), self.len) };
    }
}

/// What the VM relies on without looking again.
fn check(program: &Program) -> Result<(), LoadError> {
    let bad = |what: String| Err(LoadError::Malformed(what));
    for f in &program.funcs {
        if f.code.0 as usize + f.code_len as usize > program.code.len() {
            return bad(format!("code of {} ends outside", f.name));
        }
    }
    if program.entry.0 as usize >= program.funcs.len() {
        return bad("no entry".into());
    }
    for t in &program.types {
        let ids = t.fields.iter().map(|f| f.ty).chain([t.elem, t.key, t.pointer_to]);
        if ids.into_iter().any(|id| id.0 as usize >= program.types.len())
            || t.layout.0 as usize >= program.layouts.len()
        {
            return bad(format!("type {} refers to nothing", t.name));
        }
    }
    for w in &program.global_pointers {
        if *w + 8 > program.globals_size.next_multiple_of(8) {
            return bad("global pointer outside".into());
        }
    }
    Ok(())
}

/// The program's code with the frame size in every RunDefers, and the stubs at the end.
fn private_code(program: &Program) -> Box<[Insn]> {
    let mut code = Vec::with_capacity(program.code.len() + Stubs::OPS.len());
    code.extend_from_slice(&program.code);
    for f in &program.funcs {
        if f.recover.is_none() && f.panic_map.is_empty() && !runs_defers(program, f) {
            continue;
        }
        let (mut at, end) = (f.code.0 as usize, (f.code.0 + f.code_len) as usize);
        while at < end {
            let word = code[at];
            let Some(op) = Op::from_u16(word.op()) else { break };
            if op == Op::RunDefers {
                code[at] = Insn::ad(op, word.a(), i32::from(f.frame_slots));
            }
            at += op.info().words();
            if op == Op::JTab {
                at += (word.d() as usize).div_ceil(2);
            }
        }
    }
    code.extend(Stubs::OPS.map(|op| Insn::ad(op, 0, 0)));
    code.into_boxed_slice()
}

/// A function without a recovery point may run deferred calls too (none of them recovers).
fn runs_defers(program: &Program, f: &vole_bytecode::Func) -> bool {
    program.code[f.code.0 as usize..(f.code.0 + f.code_len) as usize].iter().any(|w| w.op() == Op::RunDefers as u16)
}
