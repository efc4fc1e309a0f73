//! `docs/isa.md` is what the instruction table says. `BLESS=1 cargo test -p vole-bytecode` writes it.

use vole_bytecode::{Insn, Op, isa::OPS};

#[test]
fn the_reference_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/isa.md");
    let wanted = vole_bytecode::disasm::reference();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &wanted).expect("docs/isa.md can be written");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "docs/isa.md is not what the table says: run `just isa`");
}

#[test]
fn numbers_and_operations_round_trip() {
    for (n, &op) in OPS.iter().enumerate() {
        assert_eq!(Op::from_u16(n as u16), Some(op));
        let word = Insn::abc(op, 1, 2, 0xfffe);
        assert_eq!((word.op(), word.a(), word.b(), word.sc()), (n as u16, 1, 2, -2));
        let word = Insn::ad(op, 7, -9);
        assert_eq!((word.op(), word.a(), word.d()), (n as u16, 7, -9));
    }
    assert_eq!(Op::from_u16(OPS.len() as u16), None);
}

#[test]
fn every_operation_is_documented_and_fits_its_word() {
    for &op in OPS {
        let info = op.info();
        assert!(!info.doc.trim().is_empty(), "{op:?} has no doc line");
        assert!(info.operands.len() <= 3, "{op:?} has too many operands");
        for (i, a) in info.operands.iter().enumerate() {
            for b in &info.operands[i + 1..] {
                assert_ne!(a.field, b.field, "{op:?} uses a field twice");
            }
        }
    }
}
