//! The stack-leak guard: every instruction many times between two exits of the dispatch, on a small native stack. A
//! handler that lost its tail call overflows it at once.

use std::collections::BTreeSet;
use std::sync::Arc;
use vole_bytecode::isa::{Field, OPS, Role, Wide};
use vole_bytecode::*;
use vole_vm::{NativeRegistry, Outcome, Vm, VmConfig};

/// Copies of an instruction in a loop's body.
const COPIES: usize = 16;
/// Times the body runs: more than a time slice.
const ROUNDS: i32 = 60_000;

// The test frame.
const ONE: u16 = 4; // the integer 1
const SLICE: u16 = 8; // a []uint64 of 8 elements, its capacity 8
const PTR: u16 = 12; // an object of 64 bytes
const IFACE: u16 = 14; // an interface holding an int
const STR: u16 = 16; // a string
const MAP: u16 = 18; // map[int]int
const CHAN: u16 = 19; // a buffered channel
const FN: u16 = 20; // a closure
const ZERO: u16 = 22; // three zeroes
const BIG: u16 = 26; // a []uint64 that has room: length 0, capacity 8
const KEYS: u16 = 30; // map[string]int
const DST: u16 = 40;
const COUNTER: u16 = 60;
const ARRAY: u16 = 70; // a frame array of 16 slots
const BASE: u16 = 100;
const SLOTS: u16 = 140;

fn types() -> Vec<RtType> {
    let int = RtType {
        kind: Kind::Int,
        size: 8,
        align: 8,
        direct: true,
        comparable: true,
        plain_memory: true,
        name: "int".into(),
        leaves: vec![Leaf { offset: 0, form: LeafForm::W64 }],
        methods: vec![RtMethod { selector: SelectorId(0), func: FuncId(1) }],
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
    let object = RtType { kind: Kind::Struct, size: 64, align: 8, name: "object".into(), ..RtType::default() };
    let pair = RtType { kind: Kind::Struct, size: 24, align: 8, name: "three".into(), ..RtType::default() };
    let byte = RtType { size: 1, kind: Kind::Uint8, name: "uint8".into(), ..int.clone() };
    let map = RtType {
        kind: Kind::Map,
        size: 8,
        align: 8,
        elem: RtTypeId(1),
        key: RtTypeId(1),
        name: "map[int]int".into(),
        ..RtType::default()
    };
    let strings = RtType { key: RtTypeId(2), name: "map[string]int".into(), ..map.clone() };
    let chan =
        RtType { kind: Kind::Chan, size: 8, align: 8, elem: RtTypeId(1), name: "chan int".into(), ..RtType::default() };
    let iface = RtType {
        kind: Kind::Interface,
        size: 16,
        align: 8,
        name: "main.I".into(),
        methods: vec![RtMethod { selector: SelectorId(0), func: FuncId(u32::MAX) }],
        ..RtType::default()
    };
    vec![RtType::default(), int, string, object, pair, byte, map, strings, chan, iface]
}

fn setup() -> Vec<Insn> {
    use Op::*;
    let abc = Insn::abc;
    let mut code = vec![
        Insn::ad(LdI, ONE, 1),
        abc(Zero3, ZERO, 0, 0),
        Insn::ad(LdI, DST, 8),
        Insn::ad(LdI, DST + 1, 8),
        abc(MakeSlice, SLICE, DST, 0),
        Insn(1),
        abc(MakeSlice, BIG, DST, 0),
        Insn(1),
        Insn::ad(LdI, BIG + 1, 0),
        Insn::ad(New, PTR, 3),
        Insn::ad(LdType, IFACE, 1),
        Insn::ad(LdI, IFACE + 1, 7),
        Insn::ad(LdStr, STR, 12),
        Insn(0),
        abc(MakeMap, MAP, ONE, 0),
        Insn(6),
        abc(MakeMap, KEYS, ONE, 0),
        Insn(7),
        Insn::ad(LdI, DST, 4),
        abc(MakeChan, CHAN, DST, 0),
        Insn(8),
        Insn::ad(LdFunc, FN, 1),
        abc(ZeroN, ARRAY, 0, 16),
        abc(ZeroN, DST, 0, 16),
        Insn::ad(LdI, COUNTER, 0),
    ];
    // A map with one key, so that lookups and iterations find something.
    code.extend([abc(MapSetI, DST, MAP, ONE), Insn(6), abc(MapSetS, DST, KEYS, STR), Insn(7)]);
    code
}

/// The words of one copy of the instruction (with whatever it needs around it), or `None` when it cannot stand in a loop.
fn body(op: Op) -> Option<Vec<Insn>> {
    use Op::*;
    let abc = Insn::abc;
    let name = op.info().name;
    Some(match op {
        // They end the goroutine, or are the VM's own and are reached through others.
        Unreachable | Panic | AssertFail | GoExit | ChunkRet | PanicRet | DeferRet | HostRet => return None,
        // Reached through Call.
        Ret | Ret1 | Ret2 | Ret3 => {
            let f = [Ret, Ret1, Ret2, Ret3].iter().position(|&r| r == op)? as i32;
            vec![Insn::ad(Call, BASE, 1 + f)]
        }
        GetCtx => vec![abc(CallC, BASE, FN, 0)],
        CallC => vec![abc(CallC, BASE, FN, 0)],
        CallI => vec![abc(CallI, BASE, IFACE, 0), Insn::pair(0, 0)],
        CallN => vec![Insn::ad(CallN, BASE, 0)],
        Call => vec![Insn::ad(Call, BASE, 1)],
        Defer | RunDefers => vec![abc(Defer, FN, 0, 0), abc(Defer, FN, 0, 0), abc(RunDefers, 0, 0, 0)],
        DeferMark | DeferAt => {
            vec![abc(DeferMark, DST, 0, 0), abc(DeferAt, FN, DST, 0), abc(RunDefers, 0, 0, 0)]
        }
        FldIdx64 | FldIdx8U => vec![abc(FrameAddr, DST, SLICE, 0), abc(op, DST + 1, DST, ONE), Insn(0)],
        Go => vec![Insn::ad(Go, BASE, 1), Insn(0)],
        GoC => vec![abc(GoC, BASE, FN, 0)],
        Send => vec![abc(Send, CHAN, ONE, 0), abc(Recv, DST, CHAN, 0)],
        Recv => vec![abc(Send, CHAN, ONE, 0), abc(Recv, DST, CHAN, 0)],
        Recv2 => vec![abc(Send, CHAN, ONE, 0), abc(Recv2, DST, CHAN, DST + 1)],
        MakeChan => vec![abc(MakeChan, DST, ONE, 0), Insn(8)],
        Close => vec![abc(MakeChan, DST, ONE, 0), Insn(8), abc(Close, DST, 0, 0)],
        ChanLen | ChanCap => vec![abc(op, DST, CHAN, 0)],
        Select => vec![abc(Mov, ARRAY, CHAN, 0), abc(Zero2, ARRAY + 1, 0, 0), abc(Select, DST, ARRAY, 1), Insn(1)],
        MakeMap => vec![abc(MakeMap, DST, ZERO, 0), Insn(6)],
        MapGet | MapGet2 | MapSet | MapGetI | MapGet2I | MapSetI => vec![abc(op, DST, MAP, ONE), Insn(6)],
        MapGetS | MapGet2S | MapSetS => vec![abc(op, DST, KEYS, STR), Insn(7)],
        MapDelete => vec![abc(MapDelete, MAP, 0, ONE), Insn(6)],
        MapLen => vec![abc(MapLen, DST, MAP, 0)],
        MapClear => vec![abc(MakeMap, DST, ZERO, 0), Insn(6), abc(MapClear, DST, 0, 0)],
        MapIterInit | MapIterNext => {
            vec![abc(MapIterInit, ARRAY, MAP, 0), Insn(6), abc(MapIterNext, ARRAY, 0, 0)]
        }
        JTab => vec![Insn::ad(JTab, ONE, 2), Insn::pair(0, 0)],
        SliceSl => vec![abc(SliceSl, DST, SLICE, ZERO), Insn::pair(8, 0)],
        SliceStr => vec![abc(SliceStr, DST, STR, ZERO), Insn(0)],
        MakeSlice => vec![abc(MakeSlice, DST, ZERO, 0), Insn(1)],
        AppendN => vec![abc(AppendN, DST, BIG, ARRAY), Insn(1)],
        Append64 => vec![abc(op, DST, BIG, ONE), Insn(1)],
        Append32 | Append8 | Append2 | Append3 => vec![abc(op, DST, BIG, ARRAY), Insn(1)],
        AppendSl => vec![abc(op, DST, BIG, SLICE), Insn(1)],
        AppendZ => vec![abc(op, DST, BIG, ZERO), Insn(1)],
        MoveSl => vec![abc(op, DST, BIG, 0), Insn(1)],
        CopySl => vec![abc(op, DST, BIG, SLICE), Insn(8)],
        Cat => vec![abc(op, DST, STR, STR)],
        CatN => vec![abc(Mov2, ARRAY, STR, 0), abc(Mov2, ARRAY + 2, STR, 0), abc(op, DST, ARRAY, 2)],
        StrOfBytes | BytesOfStr | RunesOfStr => vec![abc(op, DST, STR, 0)],
        StrOfRunes => vec![abc(op, DST, SLICE, 0)],
        RangeStr => vec![abc(op, DST, STR, ONE)],
        Closure => vec![abc(op, DST, ONE, 1), Insn::pair(1, 0)],
        Box => vec![abc(op, DST, ARRAY, 0), Insn(3)],
        Box2 => vec![abc(op, DST, STR, 0), Insn(2)],
        Box3 => vec![abc(op, DST, SLICE, 0), Insn(4)],
        EqIface => vec![abc(op, DST, IFACE, IFACE)],
        EqMem => vec![abc(op, DST, PTR, PTR), Insn(1)],
        Implements => vec![abc(op, DST, IFACE, 0), Insn(9)],
        New => vec![Insn::ad(op, DST, 3)],
        LdType | LdFunc => vec![Insn::ad(op, DST, 1)],
        LdStr => vec![Insn::ad(op, DST, 3), Insn(0)],
        Bounds => vec![abc(op, ZERO, ONE, 0)],
        Recover => vec![abc(op, DST, 0, 0)],
        _ if name.starts_with("Loop") || name.contains("Loop") => default_body(op, PTR),
        _ => default_body(op, PTR),
    })
}

/// Operands by role; addresses are `ptr`.
fn default_body(op: Op, ptr: u16) -> Vec<Insn> {
    let info = op.info();
    let name = info.name;
    let memory =
        ["Ld8", "Ld16", "Ld32", "Ld64", "Ld2", "Ld3", "LdN", "St8", "St16", "St32", "St64", "St2", "St3", "StN"]
            .iter()
            .any(|p| name == *p || name == format!("{p}U") || name == format!("{p}S"))
            || name.starts_with("Mem")
            || name == "NilCheck"
            || name.starts_with("Arr");
    let mut word = op as u64;
    let mut first_src = true;
    let two_pointers = name == "MemCopy";
    for operand in info.operands {
        let value: i64 = match operand.role {
            Role::dst | Role::dst2 | Role::dst3 | Role::dstn => DST.into(),
            Role::src => {
                let address = memory && (first_src || two_pointers);
                first_src = false;
                (if address { ptr } else { ONE }).into()
            }
            Role::src2 if name.contains("Str") => STR.into(),
            Role::src2 | Role::src3 => SLICE.into(),
            Role::srcn | Role::mem | Role::strs => ARRAY.into(),
            Role::upd => (DST + 8).into(),
            Role::imm | Role::uimm | Role::imm32 | Role::count => 1,
            Role::jmp | Role::jmp32 | Role::global => 0,
            _ => panic!("{name}: no default for {:?}", operand.role),
        };
        // Offsets of narrow loads are aligned enough; immediates that divide are not zero.
        let (shift, bits) = match operand.field {
            Field::a => (16, 16),
            Field::b => (32, 16),
            Field::c => (48, 16),
            Field::d => (32, 32),
        };
        word |= (value as u64 & ((1 << bits) - 1)) << shift;
    }
    let mut code = vec![Insn(word)];
    match info.wide {
        None => {}
        Some(Wide::pair) => code.push(Insn::pair(8, 4)),
        Some(_) => code.push(Insn(8)),
    }
    code
}

fn program(op: Op) -> Option<Program> {
    use Op::*;
    let copy = body(op)?;
    let mut main = setup();
    let top = main.len();
    for _ in 0..COPIES {
        main.extend(&copy);
    }
    main.push(Insn::ad(LdI, DST + 12, ROUNDS));
    let distance = top as i64 - (main.len() as i64 + 1);
    main.push(Insn::abc(IncLoopLtS, COUNTER, DST + 12, distance as i16 as u16));
    main.push(Insn::abc(Ret, 0, 0, 0));
    let mut p = Program {
        types: types(),
        layouts: vec![Layout::default(), Layout { size: 16, bits: vec![1] }],
        rodata: b"hello, world".to_vec(),
        natives: vec!["nothing".into()],
        selectors: vec![Selector { name: "M".into(), pkg: "".into(), sig: RtTypeId(0) }],
        call_sites: 1,
        globals_size: 64,
        ..Program::default()
    };
    // Everything is a root everywhere: the map of each safe place names the setup's slots.
    let live: u64 = [SLICE, PTR, STR, MAP, CHAN, FN, BIG, KEYS, DST].iter().fold(0, |m, &s| m | 1 << s);
    let maps = (0..main.len() as u32)
        .map(|at| SlotMap { at: CodeOffset(at), bits: vec![live, 0b111111 << (ARRAY - 64)].into() });
    p.funcs.push(Func {
        name: "main.main".into(),
        code: CodeOffset(0),
        code_len: main.len() as u32,
        frame_slots: SLOTS,
        maps: maps.collect(),
        ..Func::default()
    });
    p.code = main;
    for ret in [Ret, Ret1, Ret2, Ret3] {
        let code = [Insn::abc(GetCtx, 4, 0, 0), Insn::abc(ret, 1, 0, 0)];
        p.funcs.push(Func {
            name: "main.f".into(),
            code: CodeOffset(p.code.len() as u32),
            code_len: 2,
            frame_slots: 8,
            ..Func::default()
        });
        p.code.extend(code);
    }
    Some(p)
}

#[test]
fn no_instruction_leaks_native_stack() {
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(|| {
        let mut failed = BTreeSet::new();
        for &op in OPS {
            let Some(p) = program(op) else { continue };
            if std::env::var("GUARD_FROM").is_ok_and(|from| (op as u16) < from.parse().unwrap_or(0)) {
                continue;
            }
            if std::env::var_os("GUARD_TRACE").is_some() {
                // Not `eprintln`, which the test harness keeps until the end that an overflow prevents.
                let _ = std::io::Write::write_all(
                    &mut std::io::stderr(),
                    format!("{} {}\n", op as u16, op.info().name).as_bytes(),
                );
            }
            let mut natives = NativeRegistry::new();
            natives.add("nothing", |_| Ok(()));
            let mut config = VmConfig { max_goroutines: Some(1_000_000), ..VmConfig::default() };
            config.heap.reserve_bytes = 4 << 30;
            let mut vm = Vm::new(Arc::new(p), config, &natives).expect("loads");
            let outcome = vm.run();
            if outcome != Outcome::Exited(0) {
                failed.insert(format!("{}: {outcome:?}", op.info().name));
            }
        }
        failed
    });
    let failed = thread.expect("a thread").join().expect("no panic");
    assert!(failed.is_empty(), "{failed:#?}");
}
