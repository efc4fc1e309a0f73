//! The IR as text, for `vole dis --ir` and for debugging.

use super::{Arg, Function, InstKind, Loc, Term};
use std::fmt::Write;

fn loc(l: &Loc) -> String {
    match (l.sub, l.n) {
        (0, 1) => format!("v{}", l.reg.0),
        (s, n) => format!("v{}[{}..{}]", l.reg.0, s, s + n),
    }
}

fn arg(a: &Arg) -> String {
    match a {
        Arg::Loc(l) => loc(l),
        Arg::Imm(i) => i.to_string(),
    }
}

fn locs(ls: &[Loc]) -> String {
    ls.iter().map(loc).collect::<Vec<_>>().join(", ")
}

/// The function as text.
pub fn print(f: &Function) -> String {
    let mut out = format!("func {} params {:?}\n", f.name, f.params.iter().map(|r| r.0).collect::<Vec<_>>());
    for id in &f.order {
        let b = &f.blocks[id.0 as usize];
        let _ = writeln!(out, "b{}:", id.0);
        for i in &b.insts {
            let _ = match &i.kind {
                InstKind::Op { op, args, w } => {
                    let n = op.info().operands.len();
                    let text = args[..n].iter().map(arg).collect::<Vec<_>>().join(", ");
                    writeln!(out, "    {op:?} {text} ; {w:#x}")
                }
                InstKind::Move { dst, src } => writeln!(out, "    {} = {}", loc(dst), loc(src)),
                InstKind::Call { target, args, rets } => {
                    writeln!(out, "    {} = call {target:?}({})", locs(rets), locs(args))
                }
            };
        }
        let _ = match &b.term {
            Term::Jump(t) => writeln!(out, "    jump b{}", t.0),
            Term::Branch { op, args, yes, no } => {
                writeln!(out, "    {op:?} {}, {} b{} else b{}", arg(&args[0]), arg(&args[1]), yes.0, no.0)
            }
            Term::Ret(v) => writeln!(out, "    ret {}", locs(v)),
            other => writeln!(out, "    {other:?}"),
        };
    }
    out
}
