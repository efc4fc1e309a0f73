//! Programs assembled by hand.

use crate::{NativeRegistry, Outcome, Vm, VmConfig};
use std::io::Write;
use std::sync::{Arc, Mutex};
use vole_bytecode::*;

/// A sink that the test reads afterwards.
#[derive(Clone, Default)]
pub(crate) struct Sink(pub Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic while locked").extend_from_slice(data);
        Ok(data.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Sink {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no panic while locked")).into_owned()
    }
}

/// Collects functions into a program.
pub(crate) struct Asm {
    pub program: Program,
}

pub(crate) fn abc(op: Op, a: u16, b: u16, c: u16) -> Insn {
    Insn::abc(op, a, b, c)
}
pub(crate) fn ad(op: Op, a: u16, d: i32) -> Insn {
    Insn::ad(op, a, d)
}
pub(crate) fn w(word: u64) -> Insn {
    Insn(word)
}
pub(crate) fn j(n: i16) -> u16 {
    n as u16
}

impl Asm {
    pub fn new() -> Asm {
        let int = RtType {
            kind: Kind::Int,
            size: 8,
            align: 8,
            direct: true,
            comparable: true,
            plain_memory: true,
            name: "int".into(),
            leaves: vec![Leaf { offset: 0, form: LeafForm::W64 }],
            ..RtType::default()
        };
        let string = RtType {
            kind: Kind::String,
            size: 16,
            align: 8,
            layout: LayoutId(1),
            comparable: true,
            name: "string".into(),
            leaves: vec![Leaf { offset: 0, form: LeafForm::Ptr }, Leaf { offset: 8, form: LeafForm::W64 }],
            ..RtType::default()
        };
        let mut program = Program {
            types: vec![RtType::default(), int, string],
            layouts: vec![Layout::default(), Layout { size: 16, bits: vec![1] }],
            files: vec!["/t/main.go".into()],
            ..Program::default()
        };
        program.known.string = RtTypeId(2);
        program.known.int = RtTypeId(1);
        Asm { program }
    }

    /// Adds a function; its lines count instructions from 1.
    pub fn func(&mut self, name: &str, slots: u16, params: u16, results: u16, code: &[Insn]) -> &mut Func {
        let at = self.program.code.len() as u32;
        self.program.code.extend_from_slice(code);
        self.program.funcs.push(Func {
            name: name.into(),
            code: CodeOffset(at),
            code_len: code.len() as u32,
            frame_slots: slots,
            param_slots: params,
            result_slots: results,
            lines: (0..code.len() as u32).map(|i| LineEntry { at: CodeOffset(at + i), file: 0, line: i + 1 }).collect(),
            ..Func::default()
        });
        self.program.funcs.last_mut().expect("just pushed")
    }

    pub fn vm(self) -> (Vm, Sink, Sink) {
        self.vm_with(VmConfig::default(), NativeRegistry::new())
    }

    pub fn vm_with(self, mut config: VmConfig, natives: NativeRegistry) -> (Vm, Sink, Sink) {
        let (out, err) = (Sink::default(), Sink::default());
        config.stdout = std::boxed::Box::new(out.clone());
        config.stderr = std::boxed::Box::new(err.clone());
        (Vm::new(Arc::new(self.program), config, &natives).expect("loads"), out, err)
    }
}

use Op::*;

/// main is function 0 and returns at once; function 1 is fib.
pub(crate) fn fib() -> Asm {
    let mut a = Asm::new();
    a.func("main.main", 4, 0, 0, &[abc(Ret, 0, 0, 0)]);
    a.func(
        "main.fib",
        10,
        1,
        1,
        &[
            abc(JLtSI, 0, 2, 7),
            abc(AddI, 4, 0, j(-1)),
            ad(Call, 4, 1),
            abc(AddI, 8, 0, j(-2)),
            abc(Mov, 1, 4, 0),
            ad(Call, 8, 1),
            abc(Add, 0, 1, 8),
            abc(Ret, 0, 0, 0),
            abc(Ret, 0, 0, 0),
        ],
    );
    a
}

#[test]
fn main_returns() {
    let mut a = Asm::new();
    a.func("main.main", 4, 0, 0, &[abc(Ret, 0, 0, 0)]);
    assert_eq!(a.vm().0.run(), Outcome::Exited(0));
}

#[test]
fn recursion_through_chunks() {
    let (mut vm, _, _) = fib().vm();
    assert_eq!(vm.run(), Outcome::Exited(0));
    assert_eq!(vm.call(FuncId(1), &[20]), Ok(vec![6765]));
}

#[test]
fn deep_recursion_is_a_stack_overflow() {
    let mut a = Asm::new();
    a.func("main.main", 8, 0, 0, &[ad(Call, 5, 1), abc(Ret, 0, 0, 0)]);
    a.func("main.f", 8, 0, 0, &[ad(Call, 5, 1), abc(Ret, 0, 0, 0)]);
    let config = VmConfig { max_stack: 1 << 20, ..VmConfig::default() };
    let (mut vm, _, err) = a.vm_with(config, NativeRegistry::new());
    let Outcome::Fatal { report } = vm.run() else { panic!("overflows") };
    assert!(report.starts_with("runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x"), "{report}");
    assert!(report.contains("]\nfatal error: stack overflow\n"), "{report}");
    assert!(report.contains("frames elided..."), "{report}");
    assert!(report.contains("main.main()\n\t/t/main.go:1 +0x1d fp="), "{report}");
    assert_eq!(err.text(), report);
}

#[test]
fn index_out_of_range_panics_with_a_trace() {
    let mut a = Asm::new();
    a.func("main.main", 8, 0, 0, &[abc(Zero3, 0, 0, 0), ad(LdI, 3, 5), abc(Idx64, 4, 0, 3), abc(Ret, 0, 0, 0)]);
    let (mut vm, _, _) = a.vm();
    let Outcome::Panicked { report } = vm.run() else { panic!("panics") };
    assert_eq!(
        report,
        "panic: runtime error: index out of range [5] with length 0\n\ngoroutine 1 [running]:\nmain.main()\n\t/t/main.go:3 +0x1d\n"
    );
}

/// Appends 0..n to a []int in a loop while another allocation makes garbage, then sums it.
#[test]
fn slices_survive_collections() {
    let mut a = Asm::new();
    a.func("main.main", 4, 0, 0, &[abc(Ret, 0, 0, 0)]);
    let code = [
        abc(Zero3, 1, 0, 0),
        ad(LdI, 4, 0),
        // 2: loop
        abc(Append64, 1, 1, 4),
        w(1),
        ad(New, 6, 2),
        abc(IncLoopLtS, 4, 0, j(-4)),
        ad(LdI, 4, 0),
        ad(LdI, 5, 0),
        // 8:
        abc(Idx64, 6, 1, 4),
        abc(Add, 5, 5, 6),
        abc(IncLoopLtS, 4, 0, j(-3)),
        abc(Ret1, 5, 0, 0),
    ];
    let f = a.func("main.sum", 8, 1, 1, &code);
    let base = f.code.0;
    for at in [2, 4, 5, 10] {
        f.maps.push(SlotMap { at: CodeOffset(base + at), bits: vec![0b10].into() });
    }
    let (mut vm, _, _) = a.vm();
    let n = 300_000;
    assert_eq!(vm.call(FuncId(1), &[n]), Ok(vec![n * (n - 1) / 2]));
    assert!(vm.heap.stats().num_gc > 0);
}

#[test]
fn strings_concatenate_and_natives_write() {
    let mut a = Asm::new();
    a.program.rodata = b"hello, world\n".to_vec();
    a.program.natives = vec!["print".into()];
    a.func(
        "main.main",
        12,
        0,
        0,
        &[ad(LdStr, 0, 7), w(0), ad(LdStr, 2, 6), w(7), abc(Cat, 4, 0, 2), ad(CallN, 4, 0), abc(Ret, 0, 0, 0)],
    );
    let mut natives = NativeRegistry::new();
    natives.add("print", |cx| {
        let text = cx.bytes(0);
        cx.stdout().write_all(text).expect("a sink");
        Ok(())
    });
    let (mut vm, out, _) = a.vm_with(VmConfig::default(), natives);
    assert_eq!(vm.run(), Outcome::Exited(0));
    assert_eq!(out.text(), "hello, world\n");
}

/// main defers function 2 (recovers into global 0) and panics with int 42.
#[test]
fn deferred_call_recovers() {
    let mut a = Asm::new();
    a.program.globals_size = 16;
    let f = a.func(
        "main.main",
        12,
        0,
        0,
        &[ad(Call, 6, 1), ad(LdG64, 1, 8), abc(JEqI, 1, 42, 1), abc(Unreachable, 0, 0, 0), abc(Ret, 0, 0, 0)],
    );
    f.maps = vec![];
    let f = a.func(
        "main.f",
        8,
        0,
        0,
        &[
            ad(LdFunc, 0, 2),
            abc(Defer, 0, 0, 0),
            ad(LdType, 2, 1),
            ad(LdI, 3, 42),
            abc(Panic, 2, 0, 0),
            abc(RunDefers, 0, 0, 0),
            abc(Ret, 0, 0, 0),
        ],
    );
    f.recover = Some(CodeOffset(f.code.0 + 5));
    a.func("main.f.func1", 8, 0, 0, &[abc(Recover, 0, 0, 0), ad(StG2, 0, 0), abc(Ret, 0, 0, 0)]);
    let (mut vm, _, err) = a.vm();
    assert_eq!(vm.run(), Outcome::Exited(0), "{}", err.text());
}

#[test]
fn nested_panics_are_reported() {
    let mut a = Asm::new();
    a.func(
        "main.main",
        8,
        0,
        0,
        &[ad(LdFunc, 0, 1), abc(Defer, 0, 0, 0), ad(LdType, 2, 1), ad(LdI, 3, 1), abc(Panic, 2, 0, 0)],
    );
    a.func("main.main.func1", 8, 0, 0, &[ad(LdType, 2, 1), ad(LdI, 3, 2), abc(Panic, 2, 0, 0)]);
    let (mut vm, _, _) = a.vm();
    let Outcome::Panicked { report } = vm.run() else { panic!("panics") };
    assert!(report.starts_with("panic: 1\n\tpanic: 2\n\ngoroutine 1 [running]:\nmain.main.func1()\n"), "{report}");
    assert!(report.ends_with("main.main()\n\t/t/main.go:5 +0x1d\n"), "{report}");
}

#[test]
fn an_endless_loop_can_be_bounded_and_stopped() {
    let mut a = Asm::new();
    a.func("main.main", 4, 0, 0, &[ad(Loop, 0, -1)]);
    let (mut vm, _, _) = a.vm();
    assert_eq!(vm.run_for(100_000), crate::Step::Again);
    let stop = vm.stop_handle();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(20));
        stop.stop();
    });
    assert_eq!(vm.run(), Outcome::Stopped);
    thread.join().expect("the stopper");
}
