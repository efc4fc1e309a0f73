//! The disassembler and the generated instruction reference.

use crate::Insn;
use crate::isa::{Field, OPS, Op, Role, Wide};
use crate::program::{CodeOffset, Func, Program};
use std::fmt::Write;

/// One instruction as text and the number of words it takes.
pub fn disassemble(program: &Program, at: CodeOffset) -> (String, usize) {
    let word = program.code[at.0 as usize];
    let Some(op) = Op::from_u16(word.op()) else { return (format!("?{:#x}", word.0), 1) };
    let info = op.info();
    let mut words = info.words();
    if op == Op::JTab {
        words += (word.d() as usize).div_ceil(2);
    }
    let mut text = format!("{:<12}", info.name);
    let next = i64::from(at.0) + words as i64;
    for (i, operand) in info.operands.iter().enumerate() {
        let raw = field(word, operand.field);
        let sep = if i == 0 { " " } else { ", " };
        let _ = write!(text, "{sep}{}", operand_text(program, operand.role, raw, next));
    }
    if let Some(wide) = info.wide {
        let w = program.code[at.0 as usize + 1];
        let _ = match wide {
            Wide::k64 => write!(text, "; {:#x}", w.0),
            Wide::bytes => write!(text, "; {}", w.0),
            Wide::tyw => write!(text, "; {}", type_name(program, w.lo())),
            Wide::pair => write!(text, "; {}, {}", w.lo(), w.hi()),
            Wide::closure => write!(text, "; {}, layout {}", func_name(program, w.lo()), w.hi()),
        };
    }
    (text, words)
}

/// A field's bits, sign-extended for d.
pub fn field(word: Insn, field: Field) -> i64 {
    match field {
        Field::a => i64::from(word.a()),
        Field::b => i64::from(word.b()),
        Field::c => i64::from(word.c()),
        Field::d => i64::from(word.d()),
    }
}

fn type_name(program: &Program, id: u32) -> String {
    program.types.get(id as usize).map_or_else(|| format!("type {id}"), |t| t.name.to_string())
}

fn func_name(program: &Program, id: u32) -> String {
    program.funcs.get(id as usize).map_or_else(|| format!("func {id}"), |f| f.name.to_string())
}

fn operand_text(program: &Program, role: Role, raw: i64, next: i64) -> String {
    match role {
        Role::imm => (raw as i16).to_string(),
        Role::uimm | Role::count | Role::imm32 | Role::table => raw.to_string(),
        Role::jmp => format!("->{}", next + i64::from(raw as i16)),
        Role::jmp32 => format!("->{}", next + raw),
        Role::func => func_name(program, raw as u32),
        Role::native => program.natives.get(raw as usize).map_or_else(|| format!("native {raw}"), |n| n.to_string()),
        Role::ty => type_name(program, raw as u32),
        Role::global => format!("g{raw}"),
        _ => format!("r{raw}"),
    }
}

/// A whole function: header, then a line per instruction with its offset and source line.
pub fn disassemble_func(program: &Program, func: &Func) -> String {
    let mut out = format!(
        "func {} frame {} params {} results {}\n",
        func.name, func.frame_slots, func.param_slots, func.result_slots
    );
    let mut at = func.code.0;
    let end = at + func.code_len;
    let mut last = 0;
    while at < end {
        let line = func.lines.partition_point(|l| l.at.0 <= at).checked_sub(1).map_or(0, |i| func.lines[i].line);
        let shown = if line == last { String::new() } else { line.to_string() };
        last = line;
        let (text, words) = disassemble(program, CodeOffset(at));
        let _ = writeln!(out, "{shown:>6} {at:>7}  {text}");
        at += words as u32;
    }
    out
}

/// The instruction reference, as `docs/isa.md` holds it.
pub fn reference() -> String {
    let mut out = String::from(
        "# Instructions\n\nGenerated from the table in `crates/bytecode/src/isa.rs`; a test compares this page with it.\n\n\
         | instruction | operands | effect | flags |\n|---|---|---|---|\n",
    );
    for &op in OPS {
        let info = op.info();
        let mut operands: Vec<String> = info.operands.iter().map(|o| format!("{:?}: {:?}", o.field, o.role)).collect();
        if let Some(w) = info.wide {
            operands.push(format!("w: {w:?}"));
        }
        let mut flags = vec![];
        for (set, name) in [
            (info.is_safe(), "safe"),
            (info.is_call(), "call"),
            (info.may_block(), "blocks"),
            (info.is_branch(), "branch"),
            (info.is_terminator(), "ends"),
        ] {
            if set {
                flags.push(name);
            }
        }
        let doc = info.doc.trim().replace('|', "\\|");
        let _ = writeln!(out, "| {} | {} | {} | {} |", info.name, operands.join(", "), doc, flags.join(" "));
    }
    out
}
