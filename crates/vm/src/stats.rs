//! `--stats`: a second handler table over the same bytecode, whose handlers count and then jump to the plain ones.

use crate::dispatch::{Exit, Handler, Handlers, In};
use crate::ops::TABLE;
use crate::vm::Vm;
use std::fmt::Write;
use vole_bytecode::Insn;
use vole_bytecode::isa::OPS;

const N: usize = OPS.len();

/// Executed instructions and pairs of them.
pub struct OpStats {
    ops: Vec<u64>,
    pairs: Vec<u64>,
    last: usize,
}

impl Default for OpStats {
    fn default() -> Self {
        OpStats { ops: vec![0; N], pairs: vec![0; N * N], last: 0 }
    }
}

/// All entries count.
pub(crate) static COUNTING: Handlers = Handlers([count as Handler; N]);

/// Counts the instruction, then executes it with the counting table, so that the next one is counted too.
unsafe fn count(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
    // SAFETY: called in place of a handler.
    unsafe {
        let op = In(pc).op();
        if let Some(stats) = &mut (*vm).stats {
            *stats.ops.get_unchecked_mut(op) += 1;
            *stats.pairs.get_unchecked_mut(stats.last * N + op) += 1;
            stats.last = op;
        }
        TABLE.0.get_unchecked(op)(pc, fp, vm, bd, tb)
    }
}

impl Vm {
    /// What `--stats` counted: the most executed instructions and pairs, most frequent first.
    pub fn stats_report(&self) -> Option<String> {
        let stats = self.stats.as_ref()?;
        let total: u64 = stats.ops.iter().sum();
        let share = |n: u64| 100.0 * n as f64 / total.max(1) as f64;
        let mut out = format!("{total} instructions\n");
        let mut ops: Vec<(u64, usize)> = stats.ops.iter().copied().zip(0..).filter(|o| o.0 != 0).collect();
        ops.sort_unstable_by(|a, b| b.cmp(a));
        for &(n, op) in ops.iter().take(40) {
            let _ = writeln!(out, "{:5.1}%  {n:>14}  {}", share(n), OPS[op].info().name);
        }
        let mut pairs: Vec<(u64, usize)> = stats.pairs.iter().copied().zip(0..).filter(|o| o.0 != 0).collect();
        pairs.sort_unstable_by(|a, b| b.cmp(a));
        out.push_str("pairs\n");
        for &(n, pair) in pairs.iter().take(40) {
            let (first, second) = (OPS[pair / N].info().name, OPS[pair % N].info().name);
            let _ = writeln!(out, "{:5.1}%  {n:>14}  {first} {second}", share(n));
        }
        Some(out)
    }
}
