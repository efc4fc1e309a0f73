//! Package regexp and regexp/syntax: our parser of Go's syntax ([`parse`]), and matching on the regex crate's automata
//! ([`engine`]). A compiled expression is known by a number; one that has been dropped to save memory is compiled again
//! from its text, which every call brings along.

pub mod class;
pub mod engine;
pub mod expand;
pub mod parse;
pub mod tree;

use engine::{Engine, Text};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use tree::{Node, Op, flag};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, SliceWords};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("regexp.compile", compile);
    r.add("regexp.match", |c| {
        let (re, text) = (expression(c)?, Text::new(c.bytes(4)));
        c.set_bool(0, re.engine.is_match(&text.bytes));
        Ok(())
    });
    r.add("regexp.find", find);
    r.add("regexp.findAll", find_all);
    r.add("regexp.findStrings", find_strings);
    r.add("regexp.split", split);
    r.add("regexp.replace", replace);
    r.add("regexp.expand", |c| {
        let names: Vec<String> =
            super::text::elements(c, 0, 2).iter().map(|n| String::from_utf8_lossy(n).into_owned()).collect();
        let (template, src) = (c.bytes(3), c.bytes(5));
        let spans: Vec<i64> = c.words_mut(7).iter().map(|&w| w as i64).collect();
        let mut out = Vec::new();
        expand::expand(&mut out, template, &names, |i| {
            let (lo, hi) = (*spans.get(2 * i)?, *spans.get(2 * i + 1)?);
            src.get(usize::try_from(lo).ok()?..usize::try_from(hi).ok()?)
        });
        c.set_str(0, &out)
    });
    r.add("regexp/syntax.parse", parse_tree);
}

/// How an expression is compiled; the Go side passes it along.
const POSIX: u64 = 1;
const LONGEST: u64 = 2;

struct Compiled {
    engine: Engine,
    names: Vec<String>,
    /// The literal text that every match begins with, and whether that is the whole expression.
    prefix: (String, bool),
}

/// The VM's compiled expressions.
#[derive(Default)]
struct Compilations {
    next: u64,
    kept: HashMap<u64, Arc<Compiled>>,
    /// Number by text and mode: equal expressions share one.
    known: HashMap<(Vec<u8>, u64), u64>,
    order: VecDeque<u64>,
}

const KEPT: usize = 2000;

impl Compilations {
    fn keep(&mut self, id: u64, re: Arc<Compiled>) {
        if self.order.len() >= KEPT
            && let Some(old) = self.order.pop_front()
        {
            self.kept.remove(&old);
            self.known.retain(|_, id| *id != old);
        }
        self.order.push_back(id);
        self.kept.insert(id, re);
    }

    /// What was compiled of this text before.
    fn find(&self, expr: &[u8], mode: u64) -> Option<(u64, Arc<Compiled>)> {
        let id = *self.known.get(&(expr.to_vec(), mode))?;
        Some((id, self.kept.get(&id)?.clone()))
    }
}

fn names(n: &Node, out: &mut Vec<String>) {
    if n.op == Op::Capture
        && let Some(slot) = out.get_mut(n.cap as usize)
    {
        slot.clone_from(&n.name);
    }
    n.sub.iter().for_each(|s| names(s, out));
}

fn build(expr: &[u8], mode: u64) -> Result<Compiled, parse::ParseError> {
    const PERL: u16 = flag::CLASS_NL | flag::ONE_LINE | flag::PERL | flag::UNICODE;
    let (tree, groups) = parse::parse(expr, if mode & POSIX != 0 { 0 } else { PERL })?;
    let Some(engine) = Engine::new(&tree, groups, mode & LONGEST != 0) else {
        return Err(parse::ParseError { code: "expression too large", expr: expr.to_vec() });
    };
    let mut list = vec![String::new(); groups as usize + 1];
    names(&tree, &mut list);
    Ok(Compiled { engine, names: list, prefix: prefix(&tree) })
}

/// func compile(expr string, mode int) (id, groups int, names []string, prefix string, complete bool, code, bad string)
fn compile(c: &mut NativeCtx<'_>) -> NativeResult {
    let (expr, mode) = (c.bytes(0), c.u64(2));
    let (id, compiled) = match c.room::<Compilations>().find(expr, mode) {
        Some(found) => found,
        None => match build(expr, mode) {
            Err(e) => {
                (0..8).for_each(|n| c.set(n, 0));
                c.set_str(8, e.code.as_bytes())?;
                return c.set_str(10, &e.expr);
            }
            Ok(compiled) => {
                let all = c.room::<Compilations>();
                all.next += 1;
                let (id, compiled) = (all.next, Arc::new(compiled));
                all.keep(id, compiled.clone());
                all.known.insert((expr.to_vec(), mode), id);
                (id, compiled)
            }
        },
    };
    let list = c.new_strings(compiled.names.iter())?;
    c.set(0, id);
    c.set(1, compiled.names.len() as u64 - 1);
    c.set_slice(2, list);
    c.set_str(5, compiled.prefix.0.as_bytes())?;
    c.set_bool(7, compiled.prefix.1);
    c.set_str(8, b"")?;
    c.set_str(10, b"")
}

/// The compiled expression of a call: number, text and mode stand in slots 0 to 3.
fn expression(c: &mut NativeCtx<'_>) -> NativeResult<Arc<Compiled>> {
    let (id, expr, mode) = (c.u64(0), c.bytes(1), c.u64(3));
    if let Some(re) = c.room::<Compilations>().kept.get(&id) {
        return Ok(re.clone());
    }
    match build(expr, mode) {
        Ok(compiled) => {
            let re = Arc::new(compiled);
            if id != 0 {
                c.room::<Compilations>().keep(id, re.clone());
            }
            Ok(re)
        }
        Err(_) => Err(c.panic_nil()),
    }
}

/// The literal text that every match begins with, and whether that is the whole expression.
fn prefix(tree: &Node) -> (String, bool) {
    /// Whether matching goes on behind the node with nothing but literals so far.
    fn walk(n: &Node, out: &mut String) -> bool {
        match n.op {
            Op::Empty => true,
            Op::Literal if n.flags & flag::FOLD == 0 || n.runes.iter().all(|&c| class::orbit(c).len() == 1) => {
                for &c in &n.runes {
                    match char::from_u32(c).filter(|&c| c != char::REPLACEMENT_CHARACTER) {
                        Some(c) => out.push(c),
                        None => return false,
                    }
                }
                true
            }
            Op::Capture => walk(&n.sub[0], out),
            Op::Concat => n.sub.iter().all(|s| walk(s, out)),
            Op::Plus => {
                walk(&n.sub[0], out);
                false
            }
            Op::Repeat => (0..n.min).all(|_| walk(&n.sub[0], out)) && n.min == n.max,
            _ => false,
        }
    }
    let mut out = String::new();
    let anchored = tree.op == Op::Concat && tree.sub[0].op == Op::BeginText;
    let complete = if anchored {
        let mut rest = &tree.sub[1..];
        // the reference has no quick way for these, and with that no prefix
        let empty = [Op::BeginText, Op::BeginLine, Op::EndLine, Op::WordBoundary, Op::NoWordBoundary];
        if rest.last().is_some_and(|n| empty.contains(&n.op)) {
            return (out, false);
        }
        let closed = rest.last().is_some_and(|n| n.op == Op::EndText);
        if closed {
            rest = &rest[..rest.len() - 1];
        }
        rest.iter().all(|n| n.op != Op::Capture && walk(n, &mut out)) && closed
    } else {
        walk(tree, &mut out)
    };
    (out, complete)
}

fn position(text: &Text<'_>, slot: Option<regex_automata::util::primitives::NonMaxUsize>) -> u64 {
    slot.map_or(-1, |p| text.original(p.get()) as i64) as u64
}

/// func find(id int, expr string, mode int, s string, pos int, out []int) bool
fn find(c: &mut NativeCtx<'_>) -> NativeResult {
    let re = expression(c)?;
    let (text, pos, out) = (Text::new(c.bytes(4)), c.u64(6) as usize, c.words_mut(7));
    let mut slots = vec![None; out.len()];
    let found = re.engine.find(&text.bytes, text.repaired(pos), &mut slots);
    if found {
        out.iter_mut().zip(&slots).for_each(|(o, &s)| *o = position(&text, s));
    }
    c.set_bool(0, found);
    Ok(())
}

/// A new slice of 8-byte integers.
fn ints(c: &mut NativeCtx<'_>, all: &[u64]) -> NativeResult<SliceWords> {
    if all.is_empty() {
        return Ok(SliceWords::default());
    }
    let s = c.new_slice(c.vm.program().known.int, all.len())?;
    // SAFETY: freshly allocated for this many words.
    unsafe { std::ptr::copy_nonoverlapping(all.as_ptr(), s.ptr as *mut u64, all.len()) };
    Ok(s)
}

/// func findAll(id int, expr string, mode int, s string, n, width int, replace bool) []int
fn find_all(c: &mut NativeCtx<'_>) -> NativeResult {
    let re = expression(c)?;
    let (text, n, width) = (Text::new(c.bytes(4)), c.i64(6), c.u64(7) as usize);
    let mut all = Vec::new();
    let mut take = |slots: &engine::Slots| all.extend(slots.iter().map(|&s| position(&text, s)));
    if c.bool(8) {
        re.engine.find_replaced(&text, width, &mut take);
    } else {
        re.engine.find_all(&text, n, width, &mut take);
    }
    let s = ints(c, &all)?;
    c.set_slice(0, s);
    Ok(())
}

/// func findStrings(id int, expr string, mode int, s string, n int) []string
fn find_strings(c: &mut NativeCtx<'_>) -> NativeResult {
    let re = expression(c)?;
    let (s, n) = (c.bytes(4), c.i64(6));
    let text = Text::new(s);
    let mut parts = Vec::new();
    re.engine.find_all(&text, n, 2, |m| {
        parts.push((position(&text, m[0]) as usize, position(&text, m[1]) as usize));
    });
    if parts.is_empty() {
        c.set_slice(0, SliceWords::default());
        return Ok(());
    }
    super::text::substrings(c, s, &parts)
}

/// func split(id int, expr string, mode int, s string, n int) []string
fn split(c: &mut NativeCtx<'_>) -> NativeResult {
    let re = expression(c)?;
    let (s, n) = (c.bytes(4), c.i64(6));
    let text = Text::new(s);
    let (mut parts, mut begin, mut last_end) = (Vec::new(), 0, 0);
    re.engine.find_all(&text, n, 2, |m| {
        if n > 0 && parts.len() as i64 == n - 1 {
            return;
        }
        let (lo, hi) = (position(&text, m[0]) as usize, position(&text, m[1]) as usize);
        last_end = lo;
        if hi != 0 {
            parts.push((begin, lo));
        }
        begin = hi;
    });
    if last_end != s.len() {
        parts.push((begin, s.len()));
    }
    super::text::substrings(c, s, &parts)
}

/// func replace(id int, expr string, mode int, s, with string, literal bool) string
fn replace(c: &mut NativeCtx<'_>) -> NativeResult {
    let re = expression(c)?;
    let (s, with, literal) = (c.bytes(4), c.bytes(6), c.bool(8));
    let text = Text::new(s);
    let plain = literal || memchr::memchr(b'$', with).is_none();
    let width = if plain { 2 } else { re.engine.slots };
    let (mut out, mut copied, mut any) = (Vec::with_capacity(s.len() + 64), 0, false);
    re.engine.find_replaced(&text, width, |m| {
        any = true;
        let (lo, hi) = (position(&text, m[0]) as usize, position(&text, m[1]) as usize);
        out.extend_from_slice(&s[copied..lo]);
        copied = hi;
        if plain {
            out.extend_from_slice(with);
        } else {
            expand::expand(&mut out, with, &re.names, |i| {
                let (lo, hi) = (*m.get(2 * i)?, *m.get(2 * i + 1)?);
                Some(&s[text.original(lo?.get())..text.original(hi?.get())])
            });
        }
    });
    if !any {
        c.set_substr(0, s);
        return Ok(());
    }
    out.extend_from_slice(&s[copied..]);
    c.set_str(0, &out)
}

/// func parse(s string, flags int) (tree []int, names []string, code, bad string)
fn parse_tree(c: &mut NativeCtx<'_>) -> NativeResult {
    fn encode(n: &Node, out: &mut Vec<u64>, names: &mut Vec<String>) {
        let runes: Vec<u64> = match n.op {
            Op::Class => n.class.iter().flat_map(|&(a, b)| [u64::from(a), u64::from(b)]).collect(),
            _ => n.runes.iter().map(|&r| u64::from(r)).collect(),
        };
        let name = if n.name.is_empty() {
            0
        } else {
            names.push(n.name.clone());
            names.len() as u64
        };
        out.extend([n.op as u64, u64::from(n.flags), i64::from(n.min) as u64, i64::from(n.max) as u64]);
        out.extend([u64::from(n.cap), name, runes.len() as u64, n.sub.len() as u64]);
        out.extend(runes);
        n.sub.iter().for_each(|s| encode(s, out, names));
    }
    let (s, flags) = (c.bytes(0), c.u64(2) as u16);
    let (mut words, mut list) = (Vec::new(), Vec::new());
    let failed = match parse::parse(s, flags) {
        Ok((tree, _)) => {
            encode(&tree, &mut words, &mut list);
            None
        }
        Err(e) => Some(e),
    };
    let tree = ints(c, &words)?;
    let list = c.new_strings(list.iter())?;
    c.set_slice(0, tree);
    c.set_slice(3, list);
    c.set_str(6, failed.as_ref().map_or("", |e| e.code).as_bytes())?;
    c.set_str(8, failed.as_ref().map_or(&[][..], |e| &e.expr))
}
