//! What a function does with what it is given: the summary that its callers use.

use crate::ir::Function;
use smallvec::SmallVec;
use vole_bytecode::FuncId;

/// Where a value goes, and after how many loads at least.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Flow {
    /// To the heap: anywhere, for as long as the program runs.
    pub heap: u8,
    /// To results: number (see `graph::RESULTS`) and loads.
    pub results: SmallVec<[(u8, u8); 2]>,
}

impl Flow {
    pub const NONE: u8 = u8::MAX;

    /// Whether it goes nowhere.
    fn is_none(&self) -> bool {
        self.heap == Flow::NONE && self.results.is_empty()
    }
}

/// A parameter.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Param {
    /// First slot among the arguments.
    pub first: u32,
    pub slots: u32,
    pub flow: Flow,
}

/// A function's summary. The default says that nothing goes anywhere, where fixed points begin.
#[derive(Clone, PartialEq, Default, Debug)]
pub(super) struct Summary {
    /// Parameters that may hold pointers and go somewhere.
    pub params: Vec<Param>,
    /// The closure that was called.
    pub context: Option<Flow>,
}

/// All functions' summaries.
pub struct Summaries {
    all: Vec<Summary>,
}

impl Summaries {
    /// Of so many functions; nothing is known yet.
    pub fn new(n: usize) -> Summaries {
        Summaries { all: vec![Summary::default(); n] }
    }

    pub(super) fn params(&self, id: FuncId) -> &[Param] {
        &self.all[id.0 as usize].params
    }

    pub(super) fn context(&self, id: FuncId) -> Option<&Flow> {
        self.all[id.0 as usize].context.as_ref()
    }

    /// Whether that is something new.
    pub(super) fn set(&mut self, id: u32, summary: Summary) -> bool {
        let old = &mut self.all[id as usize];
        let new = *old != summary;
        *old = summary;
        new
    }
}

impl Summary {
    /// From the flow of each register.
    pub fn new(f: &Function, context: Option<crate::ir::Reg>, flow: impl Fn(crate::ir::Reg) -> Flow) -> Summary {
        let mut out = Summary::default();
        let mut first = 0;
        for &p in &f.params {
            let slots = f.regs[p.0 as usize].slots as u32;
            let flow = flow(p);
            if !flow.is_none() {
                out.params.push(Param { first, slots, flow });
            }
            first += slots;
        }
        out.context = context.map(flow).filter(|flow| !flow.is_none());
        out
    }
}
