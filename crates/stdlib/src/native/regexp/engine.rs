//! Matching: our tree translated into the regex crate's intermediate form, whose automata find matches. Texts that are not
//! valid UTF-8 are searched in a repaired copy, each bad byte as U+FFFD, and positions are mapped back: so Go sees them.

use super::class;
use super::tree::{Node, Op, flag};
use regex_automata::Input;
use regex_automata::meta::{Config, Regex};
use regex_automata::nfa::thompson::{NFA, State, WhichCaptures};
use regex_automata::util::primitives::{NonMaxUsize, StateID};
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, Look, Repetition};
use std::borrow::Cow;

fn set_hir(r: &[(u32, u32)]) -> Hir {
    let mut ranges = Vec::with_capacity(r.len() + 1);
    let mut push = |lo: u32, hi: u32| {
        if let (Some(a), Some(b)) = (char::from_u32(lo), char::from_u32(hi))
            && lo <= hi
        {
            ranges.push(ClassUnicodeRange::new(a, b));
        }
    };
    for &(lo, hi) in r {
        // Surrogate halves never occur in a text.
        if lo < 0xD800 {
            push(lo, hi.min(0xD7FF));
        }
        if hi > 0xDFFF {
            push(lo.max(0xE000), hi);
        }
    }
    if ranges.is_empty() { Hir::fail() } else { Hir::class(Class::Unicode(ClassUnicode::new(ranges))) }
}

fn repetition(n: &Node, min: u32, max: Option<u32>) -> Hir {
    let greedy = n.flags & flag::NON_GREEDY == 0;
    Hir::repetition(Repetition { min, max, greedy, sub: Box::new(hir(&n.sub[0])) })
}

fn hir(n: &Node) -> Hir {
    let all = |op: fn(Vec<Hir>) -> Hir| op(n.sub.iter().map(hir).collect());
    match n.op {
        Op::Empty => Hir::empty(),
        Op::Literal if n.flags & flag::FOLD != 0 => {
            Hir::concat(n.runes.iter().map(|&c| set_hir(&class::orbit(c))).collect())
        }
        Op::Literal => {
            let text: Option<String> = n.runes.iter().map(|&c| char::from_u32(c)).collect();
            text.map_or_else(Hir::fail, |t| Hir::literal(t.into_bytes()))
        }
        Op::Class => set_hir(&n.class),
        Op::AnyNotNL => set_hir(&[(0, 9), (11, class::MAX_RUNE)]),
        Op::Any => set_hir(&[(0, class::MAX_RUNE)]),
        Op::BeginLine => Hir::look(Look::StartLF),
        Op::EndLine => Hir::look(Look::EndLF),
        Op::BeginText => Hir::look(Look::Start),
        Op::EndText => Hir::look(Look::End),
        Op::WordBoundary => Hir::look(Look::WordAscii),
        Op::NoWordBoundary => Hir::look(Look::WordAsciiNegate),
        Op::Capture => Hir::capture(Capture { index: n.cap, name: None, sub: Box::new(hir(&n.sub[0])) }),
        Op::Star => repetition(n, 0, None),
        Op::Plus => repetition(n, 1, None),
        Op::Quest => repetition(n, 0, Some(1)),
        Op::Repeat => repetition(n, n.min as u32, u32::try_from(n.max).ok()),
        Op::Concat => all(Hir::concat),
        Op::Alternate => all(Hir::alternation),
    }
}

/// A compiled expression.
pub struct Engine {
    regex: Regex,
    /// For leftmost-longest matching.
    longest: Option<NFA>,
    /// Slots of the whole match and the groups.
    pub slots: usize,
}

/// Positions of the match and its groups, two for each.
pub type Slots = [Option<NonMaxUsize>];

impl Engine {
    /// Compiles a tree with `groups` capturing groups; `None` if it is too large for the engine.
    pub fn new(tree: &Node, groups: u32, longest: bool) -> Option<Engine> {
        let hir = hir(tree);
        let config = Config::new().nfa_size_limit(None).utf8_empty(true);
        let regex = Regex::builder().configure(config).build_from_hir(&hir).ok()?;
        let nfa = if longest {
            let config = NFA::config().which_captures(WhichCaptures::All).utf8(true);
            Some(NFA::compiler().configure(config).build_from_hir(&hir).ok()?)
        } else {
            None
        };
        Some(Engine { regex, longest: nfa, slots: 2 * (groups as usize + 1) })
    }

    /// Whether `text` (valid UTF-8) has a match.
    pub fn is_match(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }

    /// Finds the first match in `text` (valid UTF-8) from `pos` on; fills in as many positions as `out` has room for.
    pub fn find(&self, text: &[u8], pos: usize, out: &mut Slots) -> bool {
        let input = Input::new(text).span(pos..text.len());
        out.fill(None);
        let Some(nfa) = &self.longest else {
            let n = out.len().min(self.slots);
            return self.regex.search_slots(&input, &mut out[..n]).is_some();
        };
        let mut first = [None; 2];
        if self.regex.search_slots(&input, &mut first).is_none() {
            return false;
        }
        let Some(start) = first[0] else { return false };
        longest(nfa, text, start.get(), out);
        true
    }
}

/// The longest match that begins at `start` (there is one): the set of reachable states is followed to the last position
/// with a final state; then the path of highest priority to that end is searched, each state once per position.
fn longest(nfa: &NFA, text: &[u8], start: usize, out: &mut Slots) {
    let end = longest_end(nfa, text, start);
    let (states, width) = (nfa.states().len(), end - start + 1);
    let mut seen = vec![0u64; (states * width).div_ceil(64)];
    enum Job {
        Visit(StateID, usize),
        Restore(usize, Option<NonMaxUsize>),
    }
    let mut jobs = vec![Job::Visit(nfa.start_anchored(), start)];
    while let Some(job) = jobs.pop() {
        let (mut id, mut at) = match job {
            Job::Restore(slot, old) => {
                out[slot] = old;
                continue;
            }
            Job::Visit(id, at) => (id, at),
        };
        loop {
            let bit = id.as_usize() * width + (at - start);
            if seen[bit / 64] >> (bit % 64) & 1 == 1 {
                break;
            }
            seen[bit / 64] |= 1 << (bit % 64);
            match nfa.state(id) {
                State::Look { look, next } => {
                    if !nfa.look_matcher().matches(*look, text, at) {
                        break;
                    }
                    id = *next;
                }
                State::Union { alternates } => {
                    let Some((&head, rest)) = alternates.split_first() else { break };
                    jobs.extend(rest.iter().rev().map(|&a| Job::Visit(a, at)));
                    id = head;
                }
                State::BinaryUnion { alt1, alt2 } => {
                    jobs.push(Job::Visit(*alt2, at));
                    id = *alt1;
                }
                State::Capture { next, slot, .. } => {
                    if let Some(v) = out.get_mut(slot.as_usize()) {
                        jobs.push(Job::Restore(slot.as_usize(), *v));
                        *v = NonMaxUsize::new(at);
                    }
                    id = *next;
                }
                State::Match { .. } if at == end => {
                    out[0] = NonMaxUsize::new(start);
                    out[1] = NonMaxUsize::new(end);
                    return;
                }
                State::Fail | State::Match { .. } => break,
                state => match step(state, text, at).filter(|_| at < end) {
                    Some(next) => {
                        id = next;
                        at += 1;
                    }
                    None => break,
                },
            }
        }
    }
}

/// Where a state that consumes a byte goes on.
fn step(state: &State, text: &[u8], at: usize) -> Option<StateID> {
    let byte = *text.get(at)?;
    match state {
        State::ByteRange { trans } => trans.matches_byte(byte).then_some(trans.next),
        State::Sparse(t) => t.matches_byte(byte),
        State::Dense(t) => t.matches_byte(byte),
        _ => None,
    }
}

fn longest_end(nfa: &NFA, text: &[u8], start: usize) -> usize {
    let mut end = start;
    let mut marks = vec![usize::MAX; nfa.states().len()];
    let (mut now, mut next) = (vec![nfa.start_anchored()], Vec::new());
    let mut at = start;
    while !now.is_empty() {
        while let Some(id) = now.pop() {
            if marks[id.as_usize()] == at {
                continue;
            }
            marks[id.as_usize()] = at;
            match nfa.state(id) {
                State::Look { look, next } => {
                    if nfa.look_matcher().matches(*look, text, at) {
                        now.push(*next);
                    }
                }
                State::Union { alternates } => now.extend(alternates.iter().copied()),
                State::BinaryUnion { alt1, alt2 } => now.extend([*alt1, *alt2]),
                State::Capture { next, .. } => now.push(*next),
                State::Match { .. } => end = at,
                state => next.extend(step(state, text, at)),
            }
        }
        std::mem::swap(&mut now, &mut next);
        at += 1;
    }
    end
}

/// A text that is searched: as it is, or repaired.
pub struct Text<'t> {
    /// Valid UTF-8.
    pub bytes: Cow<'t, [u8]>,
    /// Position in `bytes` behind each bad byte's replacement, and how many bytes longer `bytes` has become by then.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Text<'t> {
    /// Looks at the text once.
    pub fn new(text: &'t [u8]) -> Text<'t> {
        if std::str::from_utf8(text).is_ok() {
            return Text { bytes: Cow::Borrowed(text), shifts: vec![] };
        }
        let mut bytes = Vec::with_capacity(text.len() + 64);
        let mut shifts = Vec::new();
        for (at, c, n) in crate::native::unicode::runes_of(text) {
            if c == 0xFFFD && n == 1 {
                bytes.extend_from_slice("\u{fffd}".as_bytes());
                shifts.push((bytes.len(), bytes.len() - at - 1));
            } else {
                bytes.extend_from_slice(&text[at..at + n]);
            }
        }
        Text { bytes: Cow::Owned(bytes), shifts }
    }
    /// The position in the original of a position in `bytes`.
    pub fn original(&self, at: usize) -> usize {
        let i = self.shifts.partition_point(|s| s.0 <= at);
        if i == 0 { at } else { at - self.shifts[i - 1].1 }
    }
    /// The position in `bytes` of a position in the original.
    pub fn repaired(&self, at: usize) -> usize {
        let i = self.shifts.partition_point(|s| s.0 - s.1 <= at);
        if i == 0 { at } else { at + self.shifts[i - 1].1 }
    }
    /// Bytes of the rune at a position of `bytes`; 0 at the end.
    pub fn width(&self, at: usize) -> usize {
        match self.bytes.get(at) {
            None => 0,
            Some(0..0x80) => 1,
            Some(0..0xE0) => 2,
            Some(0..0xF0) => 3,
            Some(_) => 4,
        }
    }
}

impl Engine {
    /// All matches as Go's `All` methods take them: not more than `n` if that is not negative, and no empty match just
    /// behind another match. Positions are those of `text.bytes`.
    pub fn find_all(&self, text: &Text<'_>, n: i64, width: usize, mut found: impl FnMut(&Slots)) {
        let mut slots = vec![None; width];
        let (mut pos, mut previous, mut count) = (0, None, 0);
        let end = text.bytes.len();
        while (n < 0 || count < n) && pos <= end {
            if !self.find(&text.bytes, pos, &mut slots) {
                break;
            }
            let (Some(lo), Some(hi)) = (slots[0], slots[1]) else { break };
            let (lo, hi) = (lo.get(), hi.get());
            let mut accept = true;
            if hi == pos {
                accept = previous != Some(lo);
                let w = text.width(pos);
                pos = if w > 0 { pos + w } else { end + 1 };
            } else {
                pos = hi;
            }
            previous = Some(hi);
            if accept {
                found(&slots);
                count += 1;
            }
        }
    }

    /// The matches that Go's `Replace` methods replace.
    pub fn find_replaced(&self, text: &Text<'_>, width: usize, mut found: impl FnMut(&Slots)) {
        let mut slots = vec![None; width];
        let (mut pos, mut last) = (0, 0);
        let end = text.bytes.len();
        while pos <= end {
            if !self.find(&text.bytes, pos, &mut slots) {
                break;
            }
            let (Some(lo), Some(hi)) = (slots[0], slots[1]) else { break };
            let (lo, hi) = (lo.get(), hi.get());
            if hi > last || lo == 0 {
                found(&slots);
            }
            last = hi;
            let w = text.width(pos);
            pos = if pos + w > hi {
                pos + w
            } else if pos + 1 > hi {
                pos + 1
            } else {
                hi
            };
        }
    }
}
