//! Memory faults: what a program does through package unsafe with a bad address becomes Go's report, not a crash of the VM.
//!
//! Only where the process's signals belong to the VM (see `signals::connect_process`). The dispatch is entered through a small
//! assembly function that notes the stack pointer; the handler of SIGSEGV and SIGBUS goes back there, whatever Rust frames lie
//! between (they are abandoned, not unwound, which leaks what they own). **Handlers hold pc and fp in the registers of their
//! first two arguments**; code that handlers call may keep them anywhere, so the handler looks for words that can be them.

use crate::dispatch::{Exit, Handlers, In};
use crate::vm::Vm;
use std::cell::Cell;
use std::ptr;
use vole_bytecode::{Insn, Op};

/// What the handler knows of the dispatch that runs on its thread.
#[repr(C)]
pub(crate) struct Guard {
    /// Stack pointer to go back to.
    rsp: u64,
    vm: *mut Vm,
}

/// A fault that has happened.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub addr: u64,
    pub signal: i32,
    pub code: i32,
}

thread_local! {
    static CURRENT: Cell<*mut Guard> = const { Cell::new(ptr::null_mut()) };
}

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
std::arch::global_asm!(
    ".globl vole_vm_guard_enter",
    ".globl vole_vm_guard_leave",
    "vole_vm_guard_enter:",
    "push rbp",
    "push rbx",
    "push r12",
    "push r13",
    "push r14",
    "push r15",
    "sub rsp, 8",
    "mov [rdi], rsp",
    "mov rdi, rsi",
    "mov rsi, rdx",
    "call rcx",
    "vole_vm_guard_leave:",
    "add rsp, 8",
    "pop r15",
    "pop r14",
    "pop r13",
    "pop r12",
    "pop rbx",
    "pop rbp",
    "ret",
);

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
#[allow(improper_ctypes, reason = "the pointers are passed on, not looked into")]
unsafe extern "sysv64" {
    fn vole_vm_guard_enter(
        guard: *mut Guard,
        vm: *mut Vm,
        table: *const Handlers,
        f: unsafe extern "sysv64" fn(*mut Vm, *const Handlers) -> u64,
    ) -> u64;
    fn vole_vm_guard_leave();
}

/// What `enter` answers when a fault ended it; no `Exit` has this number.
const FAULTED: u64 = 0xff00;

unsafe extern "sysv64" fn enter_plain(vm: *mut Vm, table: *const Handlers) -> u64 {
    // SAFETY: as for `enter_guarded`. An Exit is a number below FAULTED.
    unsafe { u64::from(crate::dispatch::enter(vm, table) as u8) }
}

/// Runs from the state saved in the machine until a handler leaves; `None` after a fault, which is in `vm.fault`.
///
/// # Safety
/// As for `dispatch::enter`.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(crate) unsafe fn enter_guarded(vm: *mut Vm, table: *const Handlers) -> Option<Exit> {
    let mut guard = Guard { rsp: 0, vm };
    let outer = CURRENT.replace(&raw mut guard);
    // SAFETY: the caller's promise; the guard lives until the dispatch has come back.
    let code = unsafe { vole_vm_guard_enter(&raw mut guard, vm, table, enter_plain) };
    CURRENT.set(outer);
    if code == FAULTED {
        return None;
    }
    // SAFETY: `enter_plain` made the number from an Exit.
    Some(unsafe { std::mem::transmute::<u8, Exit>(code as u8) })
}

/// Elsewhere faults end the process.
///
/// # Safety
/// As for `dispatch::enter`.
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
pub(crate) unsafe fn enter_guarded(vm: *mut Vm, table: *const Handlers) -> Option<Exit> {
    // SAFETY: the caller's promise.
    Some(unsafe { crate::dispatch::enter(vm, table) })
}

/// Has faults of this process reported by the VM that runs on the thread.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(crate) fn install() {
    // SAFETY: zeroed records are valid; the handlers that were there are kept for faults that are not ours.
    unsafe {
        for (signal, old) in [(libc::SIGSEGV, &raw mut OLD_SEGV), (libc::SIGBUS, &raw mut OLD_BUS)] {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = on_fault as *const () as libc::sighandler_t;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
            libc::sigaction(signal, &raw const action, old);
        }
    }
}

/// Nothing to do where faults are not caught.
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
pub(crate) fn install() {}

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
static mut OLD_SEGV: libc::sigaction = ZERO;
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
static mut OLD_BUS: libc::sigaction = ZERO;
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
// SAFETY: all zero is a valid sigaction.
const ZERO: libc::sigaction = unsafe { std::mem::zeroed() };

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
unsafe extern "C" fn on_fault(signal: libc::c_int, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    // SAFETY: the system's arguments; the guard, if any, belongs to a dispatch further down this thread's stack.
    unsafe {
        let guard = CURRENT.get();
        let code = (*info).si_code;
        // Sent by kill: a signal like others.
        if code <= 0 {
            return crate::signals::on_signal(signal);
        }
        if guard.is_null() || !is_plausible((*guard).vm) {
            let old = if signal == libc::SIGSEGV { OLD_SEGV } else { OLD_BUS };
            libc::sigaction(signal, &raw const old, ptr::null_mut());
            return;
        }
        let vm = &mut *(*guard).vm;
        let addr = (*info).si_addr() as u64;
        let regs = &mut (*context.cast::<libc::ucontext_t>()).uc_mcontext.gregs;
        let reg = |n: i32| regs[n as usize] as u64;
        let rsp = reg(libc::REG_RSP);
        let mut words = vec_of(&[
            reg(libc::REG_RDI),
            reg(libc::REG_RSI),
            reg(libc::REG_RBX),
            reg(libc::REG_RBP),
            reg(libc::REG_R12),
            reg(libc::REG_R13),
            reg(libc::REG_R14),
            reg(libc::REG_R15),
        ]);
        let mut at = rsp;
        while at + 8 <= (*guard).rsp && words.len < words.items.len() {
            words.push(*(at as *const u64));
            at += 8;
        }
        vm.locate_fault(&words.items[..words.len], addr);
        vm.fault = Fault { addr, signal, code };
        regs[libc::REG_RSP as usize] = (*guard).rsp as i64;
        regs[libc::REG_RIP as usize] = vole_vm_guard_leave as *const () as i64;
        regs[libc::REG_RAX as usize] = FAULTED as i64;
    }
}

/// A list without allocation.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
struct Words {
    items: [u64; 64],
    len: usize,
}

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
impl Words {
    fn push(&mut self, word: u64) {
        self.items[self.len] = word;
        self.len += 1;
    }
}

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
fn vec_of(words: &[u64]) -> Words {
    let mut list = Words { items: [0; 64], len: 0 };
    words.iter().for_each(|&w| list.push(w));
    list
}

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
fn is_plausible(vm: *mut Vm) -> bool {
    // SAFETY: the machine of a guard is alive.
    unsafe { !vm.is_null() && !(*vm).cur.is_null() }
}

impl Vm {
    /// Finds the instruction and the frame of a fault among words of registers and stack. Allocates nothing.
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    fn locate_fault(&mut self, words: &[u64], addr: u64) {
        let start = self.code.as_ptr() as u64;
        let end = start + 8 * self.code.len() as u64;
        // SAFETY: the current goroutine is alive.
        let chunks = unsafe { &(*self.cur).chunks };
        let mut frames = words.iter().copied().filter(|&w| w % 8 == 0 && chunks.iter().any(|c| c.holds(w as *mut u64)));
        let Some(fp) = frames.next() else { return };
        let codes = words.iter().copied().filter(|&w| w % 8 == 0 && w > start && w < end);
        let mut first = None;
        for word in codes {
            first = first.or(Some(word as *const Insn));
            // The register may already hold the address of the next instruction, or the one after a second word. What only moves
            // the address is no access.
            let accesses = |back: &u64| {
                let op = Op::from_u16(self.code[((word - back).max(start) - start) as usize / 8].op());
                op.is_some_and(|op| {
                    let name = op.info().name;
                    let moves = ["Mov", "Add", "LdI", "LdK", "LdStr", "LdType", "LdFunc", "LdG", "StG"];
                    !moves.iter().any(|m| name.starts_with(m))
                })
            };
            for back in [8, 16, 0].into_iter().filter(accesses) {
                let pc = (word - back).max(start) as *const Insn;
                // SAFETY: inside the code; operands of an instruction name slots of the frame, and reading any slot of the
                // chunk is harmless.
                let near = unsafe {
                    let i = In(pc);
                    [i.a(), i.b()].into_iter().any(|slot| {
                        let at = (fp as *const u64).add(slot & 0xfff);
                        chunks.iter().any(|c| c.holds(at.cast_mut())) && addr.wrapping_sub(*at) < 1 << 20
                    })
                };
                if near {
                    (self.pc, self.fp) = (pc, fp as *mut u64);
                    return;
                }
            }
        }
        if let Some(pc) = first {
            (self.pc, self.fp) = (pc, fp as *mut u64);
        }
    }

    /// A fault has ended the dispatch: a panic, or the end of the program.
    pub(crate) fn memory_fault(&mut self) {
        let fault = self.fault;
        // SAFETY: the current goroutine is alive.
        let g = unsafe { &mut *self.cur };
        // An address that cannot be one has another code, and none is told.
        let nil = fault.addr < 4096 && fault.code <= 2;
        if g.panic_on_fault || nil {
            self.trap = crate::trap::Trap::Fault { addr: fault.addr, told: g.panic_on_fault && !nil };
            return self.raise_trap();
        }
        self.save();
        let mut report = format!("unexpected fault address {:#x}\nfatal error: fault\n{}\n", fault.addr, fault.line());
        self.throw(crate::sysframes::Cause::Fault);
        self.throw_traces(&mut report);
        self.fatal(report);
    }
}

impl Fault {
    /// The line about the signal in Go's reports.
    pub fn line(self) -> String {
        let (name, what) =
            if self.signal == libc::SIGBUS { ("SIGBUS", "bus error") } else { ("SIGSEGV", "segmentation violation") };
        format!("[signal {name}: {what} code={:#x} addr={:#x} pc=0x401000]\n", self.code.max(1), self.addr)
    }
}
