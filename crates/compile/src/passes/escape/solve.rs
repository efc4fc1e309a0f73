//! Solving the graph of a function: which sites escape, what its summary is, and what may lead to the objects that stay.

use super::graph::{Edge, Graph, Make, Node, RESULTS};
use super::summary::{Flow, Summary};
use crate::ir::{BlockId, Function, Reg, Use};
use vole_bytecode::Program;

/// Loads beyond this many count as this many.
const DEEP: i8 = 4;
/// Not reached.
const FAR: i8 = i8::MAX;
/// Levels of pointers beyond this many count as any number.
const MAX_LEVEL: u8 = 8;

/// How a site's object stays in the frame.
#[derive(Clone, Debug)]
pub(super) struct Stays {
    /// Index of the site.
    pub site: usize,
    /// Slots and which of them may hold pointers.
    pub slots: u16,
    pub ptrs: vole_bytecode::SlotBits,
    /// Registers, and sites whose objects, may lead to it.
    pub keepers: Vec<Node>,
    /// It is needed until the function returns.
    pub throughout: bool,
    /// A copy of a loop variable that is the same as the one before.
    pub same: bool,
}

/// Edges by one of their ends.
struct Adjacent {
    start: Vec<u32>,
    list: Vec<(Node, i8)>,
}

impl Adjacent {
    fn new(g: &Graph<'_>, by: impl Fn(&super::graph::Edge) -> (Node, Node)) -> Adjacent {
        let mut start = vec![0u32; g.nodes() + 1];
        for e in &g.edges {
            start[by(e).0 as usize + 1] += 1;
        }
        for i in 1..start.len() {
            start[i] += start[i - 1];
        }
        let mut next = start.clone();
        let mut list = vec![(0, 0); g.edges.len()];
        for e in &g.edges {
            let (at, other) = by(e);
            list[next[at as usize] as usize] = (other, e.derefs);
            next[at as usize] += 1;
        }
        Adjacent { start, list }
    }

    fn of(&self, n: Node) -> &[(Node, i8)] {
        &self.list[self.start[n as usize] as usize..self.start[n as usize + 1] as usize]
    }
}

/// After how many loads, at least, the value of each node gets to some place.
struct Distance<'g> {
    into: &'g Adjacent,
    at: Vec<i8>,
    todo: Vec<Node>,
    /// Nodes reached since the last `clear`.
    reached: Vec<Node>,
}

impl Distance<'_> {
    fn lower(&mut self, n: Node, d: i8) {
        let d = d.clamp(-1, DEEP);
        let at = &mut self.at[n as usize];
        if d < *at {
            if *at == FAR {
                self.reached.push(n);
            }
            *at = d;
            self.todo.push(n);
        }
    }

    fn run(&mut self) {
        while let Some(n) = self.todo.pop() {
            // If the address of n gets there, what n holds does too.
            let d = self.at[n as usize].max(0);
            for &(from, derefs) in self.into.of(n) {
                self.lower(from, d + derefs);
            }
        }
    }

    fn clear(&mut self) {
        for n in self.reached.drain(..) {
            self.at[n as usize] = FAR;
        }
    }
}

/// The shape of a site's object: slots and pointers; `None` if it must not stand in a frame.
fn shape(program: &Program, f: &Function, g: &Graph<'_>, site: usize) -> Option<(u16, vole_bytecode::SlotBits)> {
    use crate::ir::{Arg, InstKind};
    let s = &g.sites[site];
    let (size, count, ty) = match s.make {
        Make::New(ty) | Make::Fresh(ty, _) | Make::Box(ty) => (program.types[ty.0 as usize].size as u64, 1, ty),
        Make::Slice(elem, _, n) => {
            let size = program.types[elem.0 as usize].size as u64;
            (size.checked_mul(n)?, n, elem)
        }
        Make::Closure => {
            let InstKind::Op { args: [_, Arg::Loc(window), _], w, .. } =
                f.blocks[s.block.0 as usize].insts[s.inst].kind
            else {
                return None;
            };
            let layout = &program.layouts[(w >> 32) as usize];
            let slots = window.n + 1;
            let mut ptrs = vole_bytecode::SlotBits::from_elem(0, (slots as usize).div_ceil(64));
            for (to, from) in ptrs.iter_mut().zip(&layout.bits) {
                *to = *from;
            }
            return Some((slots, ptrs));
        }
    };
    if size == 0 || size > super::MAX_BYTES {
        return None;
    }
    let slots = size.div_ceil(8) as u16;
    if let Make::Box(_) = s.make
        && !matches!(f.blocks[s.block.0 as usize].insts[s.inst].kind,
            InstKind::Op { args: [_, Arg::Loc(image), _], .. } if image.n == slots)
    {
        return None;
    }
    let mut ptrs = vole_bytecode::SlotBits::from_elem(0, (slots as usize).div_ceil(64));
    let t = &program.types[ty.0 as usize];
    let layout = &program.layouts[t.layout.0 as usize];
    if t.layout.0 != 0 {
        let words = t.size as usize / 8;
        for k in 0..count as usize {
            for w in (0..words).filter(|w| layout.bits.get(w / 64).is_some_and(|b| b >> (w % 64) & 1 != 0)) {
                let at = k * words + w;
                ptrs[at / 64] |= 1 << (at % 64);
            }
        }
    }
    Some((slots, ptrs))
}

/// Finds what gets to results (`each` is told the node, the result, and the loads), and begins with what gets to the heap.
fn flow_out(g: &Graph<'_>, into: &Adjacent, dist: &mut Distance<'_>, mut each: impl FnMut(Node, u32, i8)) {
    let mut escape: Vec<Node> = Vec::new();
    for r in 0..RESULTS {
        let node = g.result(r);
        if into.of(node).is_empty() {
            continue;
        }
        dist.lower(node, 0);
        dist.run();
        for &n in &dist.reached {
            let d = dist.at[n as usize];
            if d < 0 {
                escape.push(n);
            }
            each(n, r, d);
        }
        dist.clear();
    }
    dist.lower(g.heap(), 0);
    escape.into_iter().for_each(|n| dist.lower(n, -1));
}

/// Which of the buffers do not outlive the call. What is moved out of its buffer is let go there.
pub(super) fn buffers(g: &mut Graph<'_>) -> Vec<bool> {
    let plain = g.edges.len();
    for i in 0..g.buffered.len() {
        g.edges.push(Edge { from: g.buffer(i), to: g.buffered[i].dst.0, derefs: -1 });
    }
    let heap = g.heap();
    g.edges.extend(g.elements.iter().map(|r| Edge { from: r.0, to: heap, derefs: 0 }));
    let stays = {
        let g = &*g;
        let into = Adjacent::new(g, |e| (e.to, e.from));
        let mut dist = Distance { into: &into, at: vec![FAR; g.nodes()], todo: vec![], reached: vec![] };
        flow_out(g, &into, &mut dist, |_, _, _| {});
        dist.run();
        (0..g.buffered.len()).map(|i| dist.at[g.buffer(i) as usize] >= 0).collect()
    };
    g.edges.truncate(plain);
    stays
}

/// Solves a graph.
pub(super) fn solve(g: &Graph<'_>, program: &Program) -> (Summary, Vec<Stays>) {
    let f = g.f;
    let into = Adjacent::new(g, |e| (e.to, e.from));
    let mut dist = Distance { into: &into, at: vec![FAR; g.nodes()], todo: vec![], reached: vec![] };
    let mut results: Vec<(Node, u8, u8)> = Vec::new();
    flow_out(g, &into, &mut dist, |n, r, d| {
        if d >= 0 && (n as usize) < f.regs.len() {
            results.push((n, r as u8, d as u8));
        }
    });
    let shapes: Vec<_> = (0..g.sites.len()).map(|i| shape(program, f, g, i)).collect();
    for (i, _) in shapes.iter().enumerate().filter(|(_, s)| s.is_none()) {
        dist.lower(g.site(i), -1);
    }
    dist.run();
    let mut stays = Vec::new();
    if shapes.iter().enumerate().any(|(i, _)| dist.at[g.site(i) as usize] >= 0) {
        let out = Adjacent::new(g, |e| (e.from, e.to));
        let mut levels = vec![0u8; g.nodes()];
        for (site, shape) in shapes.into_iter().enumerate() {
            if dist.at[g.site(site) as usize] < 0 {
                continue;
            }
            let Some((slots, ptrs)) = shape else { continue };
            let keepers = keepers(g, &out, g.site(site), &mut levels);
            let deferred = keepers.iter().any(|&n| g.deferred.contains(&Reg(n)));
            let held = keepers.iter().any(|&n| n < g.heap() && f.lives_throughout(Reg(n)));
            let throughout = deferred || held || slots > super::MAX_SCOPED_SLOTS;
            stays.push(Stays { site, slots, ptrs, keepers, throughout, same: false });
        }
        check_loops(g, &mut stays, &mut dist);
        // What is no longer in the frame has taken others with it.
        loop {
            let before = stays.len();
            stays.retain(|s| dist.at[g.site(s.site) as usize] >= 0);
            let room = limit_frame(&mut stays);
            room.into_iter().for_each(|site| dist.lower(g.site(site), -1));
            dist.run();
            if stays.len() == before {
                break;
            }
        }
    }
    let at = &dist.at;
    let flow = |r: Reg| {
        let d = at[r.0 as usize];
        let results = results.iter().filter(|x| x.0 == r.0).map(|x| (x.1, x.2)).collect();
        Flow { heap: if d == FAR { Flow::NONE } else { d.max(0) as u8 }, results }
    };
    (Summary::new(f, g.context, flow), stays)
}

/// Sites that no longer fit the frame.
fn limit_frame(stays: &mut Vec<Stays>) -> Vec<usize> {
    let mut left = super::MAX_FRAME_SLOTS;
    let mut out = vec![];
    stays.retain(|s| {
        let fits = s.slots as u32 <= left;
        if fits {
            left -= s.slots as u32;
        } else {
            out.push(s.site);
        }
        fits
    });
    out
}

/// The registers from which one may get to the address of an object.
fn keepers(g: &Graph<'_>, out: &Adjacent, site: Node, levels: &mut [u8]) -> Vec<Node> {
    // 0: not reached; n: from the node's value, at most n-1 loads lead to the address. The site itself holds no address.
    let mut reached: Vec<Node> = vec![];
    let mut todo: Vec<(Node, i8)> = out.of(site).iter().filter(|e| e.1 < 0).map(|e| (e.0, 0)).collect();
    while let Some((n, level)) = todo.pop() {
        let level = (level as u8).min(MAX_LEVEL) + 1;
        if levels[n as usize] >= level {
            continue;
        }
        if levels[n as usize] == 0 {
            reached.push(n);
        }
        levels[n as usize] = level;
        for &(to, derefs) in out.of(n) {
            let mut next = level as i8 - 1 - derefs;
            if level > MAX_LEVEL {
                next = next.max(MAX_LEVEL as i8);
            }
            if next >= 0 {
                todo.push((to, next));
            }
        }
    }
    reached.iter().for_each(|&n| levels[n as usize] = 0);
    reached.retain(|&n| n < g.heap() || n >= g.site(0));
    reached
}

/// Sends to the heap what a loop makes anew while something may still lead to what it made before.
fn check_loops(g: &Graph<'_>, stays: &mut [Stays], dist: &mut Distance<'_>) {
    let f = g.f;
    let looping = looping_blocks(f);
    if looping.is_empty() {
        return;
    }
    let again = |s: &Stays| looping[g.sites[s.site].block.0 as usize];
    let keepers = stays.iter().filter(|s| again(s)).flat_map(|s| s.keepers.iter().copied());
    let mut mentions = Mentions::of(f, keepers.filter(|n| *n < g.heap()));
    for s in stays.iter_mut().filter(|s| again(s)) {
        let site = &g.sites[s.site];
        let cell = match site.make {
            Make::Fresh(_, cell) => Some(cell),
            _ => None,
        };
        let deferred = s.keepers.iter().any(|&n| g.deferred.contains(&Reg(n)));
        // What holds an object is held by registers itself.
        let mut others = s.keepers.iter().filter(|&&n| n < g.heap() && cell != Some(Reg(n)));
        if deferred || others.any(|&n| mentions.needed(Reg(n), site.block, site.inst)) {
            dist.lower(g.site(s.site), -1);
        } else if cell.is_some() {
            s.same = true;
        }
    }
    dist.run();
}

/// Where some registers are mentioned: what liveness needs, for so few that solving it for all would take longer.
struct Mentions<'f> {
    f: &'f Function,
    /// Register, block, instruction, and whether it writes the whole register and reads nothing of it; sorted.
    list: Vec<(Reg, BlockId, usize, bool)>,
    /// By block: the last query that came there.
    seen: Vec<u32>,
    query: u32,
}

impl Mentions<'_> {
    fn of(f: &Function, regs: impl Iterator<Item = Node>) -> Mentions<'_> {
        let mut wanted = vec![false; f.regs.len()];
        let mut any = false;
        for r in regs {
            wanted[r as usize] = true;
            any = true;
        }
        let mut list = vec![];
        for &b in f.order.iter().filter(|_| any) {
            let block = &f.blocks[b.0 as usize];
            let mut touch = |l: crate::ir::Loc, u: Use, i: usize| {
                if wanted[l.reg.0 as usize] {
                    list.push((l.reg, b, i, u == Use::Write && l.n == f.regs[l.reg.0 as usize].slots));
                }
            };
            for (i, inst) in block.insts.iter().enumerate() {
                inst.kind.uses(|l, u| touch(l, u, i));
            }
            block.term.uses(|l, u| touch(l, u, block.insts.len()));
        }
        list.sort_unstable();
        Mentions { f, list, seen: vec![0; f.blocks.len()], query: 0 }
    }

    /// Whether the register's value before an instruction may be read by it or later.
    fn needed(&mut self, r: Reg, block: BlockId, inst: usize) -> bool {
        if self.f.regs[r.0 as usize].mem {
            return true;
        }
        self.query += 1;
        // A recovered panic may go on there from anywhere.
        let mut todo: Vec<(BlockId, usize)> = self.f.recover.iter().map(|&b| (b, 0)).collect();
        todo.push((block, inst));
        while let Some((b, from)) = todo.pop() {
            let at = self.list.partition_point(|m| (m.0, m.1, m.2) < (r, b, from));
            match self.list.get(at) {
                Some(&(reg, block, _, writes)) if (reg, block) == (r, b) => {
                    if !writes {
                        return true;
                    }
                }
                _ => self.f.blocks[b.0 as usize].term.successors(|s| {
                    if self.seen[s.0 as usize] != self.query {
                        self.seen[s.0 as usize] = self.query;
                        todo.push((s, 0));
                    }
                }),
            }
        }
        false
    }
}

/// Whether each block is executed again and again: it stands between the ends of a jump backwards. Empty without such jumps.
fn looping_blocks(f: &Function) -> Vec<bool> {
    let mut place = vec![usize::MAX; f.blocks.len()];
    for (i, b) in f.order.iter().enumerate() {
        place[b.0 as usize] = i;
    }
    let mut looping = vec![];
    for (i, b) in f.order.iter().enumerate() {
        f.blocks[b.0 as usize].term.successors(|s| {
            let to = place[s.0 as usize];
            if to <= i {
                if looping.is_empty() {
                    looping = vec![false; f.blocks.len()];
                }
                f.order[to..=i].iter().for_each(|b| looping[b.0 as usize] = true);
            }
        });
    }
    looping
}
