//! Channels, select, timers and the scheduler, run by hand-assembled programs.

use std::sync::{Arc, Mutex};
use vole_bytecode::{
    CodeOffset, Func, FuncId, Insn, Kind, Layout, LayoutId, Leaf, LeafForm, Op, Program, RtType, RtTypeId,
};
use vole_vm::{ClockMode, NativeCtx, NativeRegistry, NativeResult, Outcome, Vm, VmConfig, register_natives};

const CHAN: Insn = Insn(2);

fn abc(op: Op, a: u16, b: u16, c: u16) -> Insn {
    Insn::abc(op, a, b, c)
}

fn ad(op: Op, a: u16, d: i32) -> Insn {
    Insn::ad(op, a, d)
}

fn back(words: i16) -> u16 {
    -words as u16
}

/// `emit(v)` writes a number to standard output.
fn emit(cx: &mut NativeCtx<'_>) -> NativeResult {
    let line = format!("{}\n", cx.i64(0));
    let _ = cx.stdout().write_all(line.as_bytes());
    Ok(())
}

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Sink {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("one user").extend_from_slice(buf);
        Ok(buf.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Runs functions (the first is main; each of the others takes two argument slots): how it ended and what it emitted.
fn run(funcs: &[Vec<Insn>]) -> (Outcome, Vec<i64>) {
    let int = RtType {
        kind: Kind::Int,
        size: 8,
        align: 8,
        comparable: true,
        plain_memory: true,
        direct: true,
        name: "int".into(),
        leaves: vec![Leaf { offset: 0, form: LeafForm::W64 }],
        ..RtType::default()
    };
    let chan = RtType {
        kind: Kind::Chan,
        size: 8,
        align: 8,
        layout: LayoutId(1),
        elem: RtTypeId(1),
        chan_dir: 3,
        name: "chan int".into(),
        ..RtType::default()
    };
    let mut program = Program {
        types: vec![RtType::default(), int, chan],
        layouts: vec![Layout::default(), Layout { size: 8, bits: vec![1] }],
        natives: vec!["emit".into(), "time.Sleep".into(), "runtime.Gosched".into()],
        ..Program::default()
    };
    for (i, code) in funcs.iter().enumerate() {
        program.funcs.push(Func {
            name: format!("main.f{i}").into(),
            code: CodeOffset(program.code.len() as u32),
            code_len: code.len() as u32,
            frame_slots: 40,
            param_slots: if i == 0 { 0 } else { 2 },
            ..Func::default()
        });
        program.code.extend_from_slice(code);
    }
    program.entry = FuncId(0);
    let mut natives = NativeRegistry::new();
    register_natives(&mut natives);
    natives.add("emit", emit);
    let sink = Sink::default();
    let config =
        VmConfig { stdout: Box::new(sink.clone()), clock: ClockMode::Virtual(1_000_000_000), ..VmConfig::default() };
    let outcome = Vm::new(Arc::new(program), config, &natives).expect("a sound program").run();
    let text = String::from_utf8(sink.0.lock().expect("one user").clone()).expect("digits");
    (outcome, text.lines().map(|l| l.parse().expect("a number")).collect())
}

/// `R[0] = make(chan int, cap)`
fn make_chan(slot: u16, cap: i32) -> [Insn; 3] {
    [ad(Op::LdI, 30, cap), abc(Op::MakeChan, slot, 30, 0), CHAN]
}

/// `go f(R[0], R[1])`
fn go(func: i32) -> [Insn; 4] {
    [abc(Op::Mov, 20, 0, 0), abc(Op::Mov, 21, 1, 0), ad(Op::Go, 20, func), Insn(2)]
}

/// Emits `R[slot]`.
fn emit_slot(slot: u16) -> [Insn; 2] {
    [abc(Op::Mov, 25, slot, 0), ad(Op::CallN, 25, 0)]
}

fn code(parts: &[&[Insn]]) -> Vec<Insn> {
    parts.concat()
}

#[test]
fn ping_pong() {
    let main = code(&[
        &make_chan(0, 0),
        &make_chan(1, 0),
        &go(1),
        &[ad(Op::LdI, 3, 100_000), ad(Op::LdI, 4, 0)],
        &[abc(Op::Send, 0, 4, 0), abc(Op::Recv, 4, 1, 0), abc(Op::LoopLtS, 4, 3, back(3))],
        &emit_slot(4),
        &[abc(Op::Ret, 0, 0, 0)],
    ]);
    let pong = vec![abc(Op::Recv, 2, 0, 0), abc(Op::AddI, 2, 2, 1), abc(Op::Send, 1, 2, 0), ad(Op::Loop, 0, -4)];
    assert_eq!(run(&[main, pong]), (Outcome::Exited(0), vec![100_000]));
}

#[test]
fn closing_wakes_everyone_and_buffers_keep_their_order() {
    let n = 1000;
    let main = code(&[
        &make_chan(0, 0),
        &make_chan(1, 3),
        &[ad(Op::LdI, 3, n), ad(Op::LdI, 4, 0)],
        &go(1),
        &[abc(Op::AddI, 4, 4, 1), abc(Op::LoopLtS, 4, 3, back(6))],
        &[ad(Op::CallN, 25, 2), abc(Op::Close, 0, 0, 0), ad(Op::LdI, 4, 0), ad(Op::LdI, 6, 0)],
        &[abc(Op::Recv2, 5, 1, 7), abc(Op::Add, 6, 6, 5), abc(Op::Add, 6, 6, 7)],
        &[abc(Op::AddI, 4, 4, 1), abc(Op::LoopLtS, 4, 3, back(5))],
        &emit_slot(6),
        &[abc(Op::Ret, 0, 0, 0)],
    ]);
    // Waits for the close, then sends 10 + ok (0).
    let f = vec![abc(Op::Recv2, 2, 0, 3), abc(Op::AddI, 3, 3, 10), abc(Op::Send, 1, 3, 0), abc(Op::Ret, 0, 0, 0)];
    assert_eq!(run(&[main, f]), (Outcome::Exited(0), vec![i64::from(n) * 11]));
    let main = code(&[
        &make_chan(0, 3),
        &[ad(Op::LdI, 4, 7), abc(Op::Send, 0, 4, 0), ad(Op::LdI, 4, 8), abc(Op::Send, 0, 4, 0)],
        &[abc(Op::ChanLen, 5, 0, 0), abc(Op::ChanCap, 6, 0, 0), abc(Op::Close, 0, 0, 0)],
        &emit_slot(5),
        &emit_slot(6),
        &[abc(Op::Recv2, 5, 0, 6)],
        &emit_slot(5),
        &[abc(Op::Recv2, 5, 0, 6)],
        &emit_slot(5),
        &emit_slot(6),
        &[abc(Op::Recv2, 5, 0, 6)],
        &emit_slot(5),
        &emit_slot(6),
        &[abc(Op::Ret, 0, 0, 0)],
    ]);
    assert_eq!(run(&[main]), (Outcome::Exited(0), vec![2, 3, 7, 8, 1, 0, 0]));
}

/// `select { case R[5] = <-R[0]: case R[1] <- R[6]: [default:] }`, index to R[14], received to R[15].
fn select(default: u64) -> Vec<Insn> {
    vec![
        abc(Op::Mov, 8, 0, 0),
        abc(Op::FrameAddr, 9, 5, 0),
        ad(Op::LdI, 10, 0),
        abc(Op::Mov, 11, 1, 0),
        abc(Op::FrameAddr, 12, 6, 0),
        ad(Op::LdI, 13, 1),
        abc(Op::Select, 14, 8, 2),
        Insn(default),
    ]
}

#[test]
fn select_takes_what_is_ready_waits_or_defaults() {
    let main = code(&[
        &make_chan(0, 0),
        &make_chan(1, 1),
        &[ad(Op::LdI, 6, 66), ad(Op::LdI, 5, 0)],
        // Room in the buffer: the send.
        &select(1),
        &emit_slot(14),
        // Nothing ready.
        &select(1),
        &emit_slot(14),
        // Waits until f sends.
        &go(1),
        &select(0),
        &emit_slot(14),
        &emit_slot(15),
        &emit_slot(5),
        // f has made room in the buffer.
        &select(0),
        &emit_slot(14),
        &emit_slot(15),
        &[abc(Op::Recv, 5, 1, 0)],
        &emit_slot(5),
        // Closed: received is false, the value 0.
        &[abc(Op::Send, 1, 6, 0), abc(Op::Close, 0, 0, 0)],
        &select(0),
        &emit_slot(14),
        &emit_slot(15),
        &emit_slot(5),
        &[abc(Op::Ret, 0, 0, 0)],
    ]);
    let f = vec![
        ad(Op::LdI, 2, 42),
        abc(Op::Send, 0, 2, 0),
        abc(Op::Recv, 3, 1, 0),
        abc(Op::Mov, 25, 3, 0),
        ad(Op::CallN, 25, 0),
        abc(Op::Ret, 0, 0, 0),
    ];
    let (outcome, seen) = run(&[main, f]);
    assert_eq!(outcome, Outcome::Exited(0));
    // f goes on after its send and receives before main has its turn.
    assert_eq!(seen, [1, -1, 66, 0, 1, 42, 1, 0, 66, 0, 0, 0]);
}

#[test]
fn sleepers_wake_in_the_order_of_their_times() {
    // f sleeps R[0] milliseconds and sends that to R[1].
    let mut main = code(&[&make_chan(1, 0)]);
    for ms in [30, 10, 20] {
        main.extend(code(&[&[ad(Op::LdI, 0, ms)], &go(1)]));
    }
    for _ in 0..3 {
        main.extend(code(&[&[abc(Op::Recv, 5, 1, 0)], &emit_slot(5)]));
    }
    main.push(abc(Op::Ret, 0, 0, 0));
    let f = vec![
        ad(Op::LdI, 3, 1_000_000),
        abc(Op::Mul, 25, 0, 3),
        ad(Op::CallN, 25, 1),
        abc(Op::Send, 1, 0, 0),
        abc(Op::Ret, 0, 0, 0),
    ];
    assert_eq!(run(&[main, f]), (Outcome::Exited(0), vec![10, 20, 30]));
}

#[test]
fn a_deadlock_names_what_each_goroutine_waits_for() {
    let main = code(&[&make_chan(0, 0), &go(1), &[abc(Op::Send, 0, 30, 0), abc(Op::Ret, 0, 0, 0)]]);
    let f = vec![ad(Op::LdI, 2, 0), abc(Op::Recv, 3, 2, 0), abc(Op::Ret, 0, 0, 0)];
    let (Outcome::Fatal { report }, _) = run(&[main, f]) else { panic!("a deadlock") };
    assert!(report.starts_with("fatal error: all goroutines are asleep - deadlock!\n"), "{report}");
    assert!(report.contains("goroutine 1 [chan send") && report.contains("[chan receive (nil chan)]"), "{report}");
}
