//! Telling programs that use one map from several goroutines without synchronisation, as Go does when it notices.
//!
//! Nothing is noted when a map is used. When a goroutine's time is over in a loop whose body writes a map and does nothing that
//! could synchronise (no call, no channel, no lock), and another one's time ends in a loop that uses the same map before the
//! first has run again, then nothing can have ordered the two: a true race, whatever the rest of the program does.

use crate::dispatch::In;
use crate::goroutine::{GState, Goroutine};
use crate::trap::Trap;
use crate::vm::Vm;
use vole_bytecode::{Insn, Op};

/// How a loop uses a map.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Write,
    Read,
}

impl Vm {
    /// The current goroutine's time is over at `self.pc`; pc and fp are saved.
    pub(crate) fn note_map_writer(&mut self) {
        let Some((map, how, at)) = self.map_in_loop() else { return };
        let me = self.cur;
        // SAFETY: goroutines live as long as the VM.
        if self.writers.iter().any(|&(g, m)| m == map && g != me && unsafe { (*g).state == GState::Ready }) {
            let text = match how {
                Use::Write => "concurrent map writes",
                Use::Read => "concurrent map read and map write",
            };
            self.pc = &raw const self.code[at as usize];
            self.trap = Trap::Fatal(text.into());
            return self.raise_trap();
        }
        if how == Use::Write {
            self.writers.push((me, map));
        }
    }

    /// A goroutine goes on.
    pub(crate) fn clear_map_writer(&mut self, g: *mut Goroutine) {
        self.writers.retain(|w| w.0 != g);
    }

    /// The map that the loop whose back edge stands at pc uses in every turn, and where, if it can synchronise with nobody.
    fn map_in_loop(&self) -> Option<(u64, Use, u32)> {
        let end = self.offset(self.pc)?;
        let at = In(self.pc);
        // SAFETY: pc is an instruction.
        let (op, far, near) = unsafe { (Op::from_u16(at.op() as u16)?, at.d(), at.sc()) };
        let back = match op {
            Op::Loop | Op::LoopT | Op::LoopF => far,
            _ if op.info().name.contains("Loop") => near,
            _ => return None,
        };
        let start = u32::try_from(i64::from(end) + 1 + back).ok().filter(|&s| s < end)?;
        let func = &self.program.funcs[self.func_at(self.pc)?.0 as usize];
        if func.inlined.iter().any(|r| r.start.0 < end && start < r.end.0 && r.name.starts_with("sync")) {
            return None;
        }
        let mut found = None;
        let mut straight = true;
        let mut pos = start;
        while pos < end {
            let word: Insn = self.code[pos as usize];
            let op = Op::from_u16(word.op())?;
            let name = op.info().name;
            let synchronises = op.info().is_call()
                || ["Call", "Go", "Send", "Recv", "Select", "Chan", "Close", "Defer"]
                    .iter()
                    .any(|p| name.starts_with(p));
            if synchronises {
                return None;
            }
            let slot = |n: u16| self.slot_value(n);
            if straight {
                let this = match op {
                    Op::MapSetI | Op::MapSetS | Op::MapSet => Some((slot(word.b()), Use::Write)),
                    Op::MapDelete => Some((slot(word.a()), Use::Write)),
                    Op::MapGet | Op::MapGet2 | Op::MapGetI | Op::MapGet2I | Op::MapGetS | Op::MapGet2S => {
                        Some((slot(word.b()), Use::Read))
                    }
                    _ => None,
                };
                if let Some((addr, how)) = this
                    && found.is_none_or(|(_, before, _)| before == Use::Read)
                {
                    found = Some((addr, how, pos));
                }
            }
            straight &= !name.starts_with('J') && !name.contains("Loop");
            pos += op.info().words() as u32;
        }
        let (addr, how, at) = found?;
        let object = self.heap.find_object(addr)?;
        (object.base as u64 == addr).then_some((addr, how, at))
    }

    fn slot_value(&self, slot: u16) -> u64 {
        // SAFETY: instructions name slots of their frame.
        unsafe { *self.fp.add(slot as usize) }
    }
}
