//! The syntax tree of a regular expression in the shape that package regexp/syntax shows: operators, flags, and what the
//! parser does with sequences and alternatives (joining literals, factoring common beginnings).

use super::class::{self, MAX_RUNE, Ranges};

/// Operators, numbered as in package regexp/syntax.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Op {
    /// The empty string.
    Empty = 2,
    /// A sequence of runes.
    Literal,
    /// One rune of a set.
    Class,
    /// Any rune but a newline.
    AnyNotNL,
    /// Any rune.
    Any,
    /// Beginning of a line.
    BeginLine,
    /// End of a line.
    EndLine,
    /// Beginning of the text.
    BeginText,
    /// End of the text.
    EndText,
    /// `\b`.
    WordBoundary,
    /// `\B`.
    NoWordBoundary,
    /// A capturing group.
    Capture,
    /// `*`.
    Star,
    /// `+`.
    Plus,
    /// `?`.
    Quest,
    /// `{n,m}`.
    Repeat,
    /// A sequence.
    Concat,
    /// Alternatives.
    Alternate,
}

/// Flags, as in package regexp/syntax.
pub mod flag {
    /// Case does not matter.
    pub const FOLD: u16 = 1;
    /// The pattern is a plain text.
    pub const LITERAL: u16 = 2;
    /// Negated classes match newlines.
    pub const CLASS_NL: u16 = 4;
    /// `.` matches newlines.
    pub const DOT_NL: u16 = 8;
    /// `^` and `$` match at the ends of the text only.
    pub const ONE_LINE: u16 = 16;
    /// Repetitions prefer fewer.
    pub const NON_GREEDY: u16 = 32;
    /// Perl's extensions.
    pub const PERL: u16 = 64;
    /// `\p{..}`.
    pub const UNICODE: u16 = 128;
    /// The end of text was written `$`.
    pub const WAS_DOLLAR: u16 = 256;
}

/// A node. Which fields count depends on the operator.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// The operator.
    pub op: Op,
    /// Flags in force where it was written.
    pub flags: u16,
    /// Operands.
    pub sub: Vec<Node>,
    /// Runes of a literal.
    pub runes: Vec<u32>,
    /// Runes of a class.
    pub class: Ranges,
    /// Bounds of a repetition; `max` is -1 without one.
    pub min: i32,
    /// See `min`.
    pub max: i32,
    /// Number of a group.
    pub cap: u32,
    /// Name of a group.
    pub name: String,
    /// Height of the tree.
    pub height: u32,
    /// About how many instructions a compiled form needs.
    pub size: u64,
}

impl Node {
    /// Without operands.
    pub fn new(op: Op, flags: u16) -> Node {
        Node {
            op,
            flags,
            sub: vec![],
            runes: vec![],
            class: vec![],
            min: 0,
            max: 0,
            cap: 0,
            name: String::new(),
            height: 1,
            size: 1,
        }
    }
    /// One rune.
    pub fn literal(r: u32, flags: u16) -> Node {
        let r = if flags & flag::FOLD != 0 { class::min_fold(r) } else { r };
        Node { runes: vec![r], ..Node::new(Op::Literal, flags) }
    }
    /// A clean set, or the simpler node that means the same.
    pub fn class(set: Ranges, flags: u16) -> Node {
        let fold = |c| crate::native::unicode::simple_fold(c);
        match set[..] {
            [(a, b)] if a == b => return Node { runes: vec![a], ..Node::new(Op::Literal, flags & !flag::FOLD) },
            [(a, b)] if b == a + 1 && fold(a) == b && fold(b) == a => {
                return Node { runes: vec![a], ..Node::new(Op::Literal, flags | flag::FOLD) };
            }
            [(a, b), (c, d)] if a == b && c == d && fold(a) == c && fold(c) == a => {
                return Node { runes: vec![a], ..Node::new(Op::Literal, flags | flag::FOLD) };
            }
            _ => {}
        }
        Node { class: set, ..Node::new(Op::Class, flags) }
    }
    /// With operands.
    pub fn over(op: Op, flags: u16, sub: Vec<Node>) -> Node {
        let mut n = Node { sub, ..Node::new(op, flags) };
        n.measure();
        n
    }
    /// Sets height and size from the operands.
    pub fn measure(&mut self) {
        self.height = 1 + self.sub.iter().map(|s| s.height).max().unwrap_or(0);
        let sum: u64 = self.sub.iter().map(|s| s.size).fold(0, u64::saturating_add);
        self.size = match self.op {
            Op::Literal => self.runes.len() as u64,
            Op::Capture | Op::Star => sum.saturating_add(2),
            Op::Plus | Op::Quest => sum.saturating_add(1),
            Op::Alternate => sum.saturating_add(self.sub.len().saturating_sub(1) as u64),
            Op::Repeat if self.max < 0 && self.min == 0 => sum.saturating_add(2),
            Op::Repeat if self.max < 0 => sum.saturating_mul(self.min as u64).saturating_add(1),
            Op::Repeat => {
                sum.saturating_mul(self.max as u64).saturating_add((i64::from(self.max) - i64::from(self.min)) as u64)
            }
            _ => sum,
        }
        .max(1);
    }

    fn fold(&self) -> u16 {
        self.flags & flag::FOLD
    }
    /// One rune or a set of runes.
    pub fn is_class(&self) -> bool {
        match self.op {
            Op::Literal => self.runes.len() == 1,
            Op::Class | Op::Any | Op::AnyNotNL => true,
            _ => false,
        }
    }
    fn matches(&self, c: u32) -> bool {
        match self.op {
            Op::Literal => self.runes == [c],
            Op::Class => self.class.iter().any(|r| r.0 <= c && c <= r.1),
            Op::AnyNotNL => c != 0x0a,
            _ => true,
        }
    }
    fn set(&self) -> Ranges {
        match self.op {
            Op::Literal if self.fold() != 0 => class::orbit(self.runes[0]),
            Op::Literal => vec![(self.runes[0], self.runes[0])],
            _ => self.class.clone(),
        }
    }
    /// Sorts a class; the two largest become operators of their own.
    pub fn clean_alternative(&mut self) {
        if self.op != Op::Class {
            return;
        }
        class::clean(&mut self.class);
        let op = match self.class[..] {
            [(0, MAX_RUNE)] => Op::Any,
            [(0, 9), (11, MAX_RUNE)] => Op::AnyNotNL,
            _ => return,
        };
        self.op = op;
        self.class.clear();
    }
}

/// The union of two classes: what stands on either side of a bar.
pub fn merge_classes(a: Node, b: Node) -> Node {
    let (mut dst, src) = if a.op >= b.op { (a, b) } else { (b, a) };
    match dst.op {
        Op::Any => {}
        Op::AnyNotNL => {
            if src.matches(0x0a) {
                dst.op = Op::Any;
            }
        }
        Op::Literal if src.runes == dst.runes && src.flags == dst.flags => {}
        _ => {
            dst.class = dst.set();
            dst.class.extend(src.set());
            dst.runes.clear();
            dst.op = Op::Class;
        }
    }
    dst
}

/// Joins neighbouring literals of equal case sensitivity.
fn join_literals(items: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(items.len());
    for n in items {
        match out.last_mut() {
            Some(last) if last.op == Op::Literal && n.op == Op::Literal && last.fold() == n.fold() => {
                last.runes.extend(n.runes);
                last.size = last.runes.len() as u64;
            }
            _ => out.push(n),
        }
    }
    out
}

/// One node of a sequence.
pub fn concat(items: Vec<Node>, flags: u16) -> Node {
    let items = join_literals(items);
    if items.is_empty() {
        return Node::new(Op::Empty, flags);
    }
    collapse(items, Op::Concat, flags)
}

/// One node of several: nested ones of the same operator are taken apart, alternatives factored.
pub fn collapse(mut items: Vec<Node>, op: Op, flags: u16) -> Node {
    if items.len() == 1 {
        return items.remove(0);
    }
    let mut flat = Vec::with_capacity(items.len());
    for n in items {
        if n.op == op { flat.extend(n.sub) } else { flat.push(n) }
    }
    if op == Op::Alternate {
        flat = factor(flat, flags);
        if flat.len() == 1 {
            return flat.remove(0);
        }
    }
    Node::over(op, 0, flat)
}

/// The literal that a node begins with.
fn leading(n: &Node) -> (&[u32], u16) {
    let n = if n.op == Op::Concat && !n.sub.is_empty() { &n.sub[0] } else { n };
    if n.op == Op::Literal { (&n.runes, n.fold()) } else { (&[], 0) }
}

/// Takes the first `k` runes of the leading literal away.
fn drop_leading(mut n: Node, k: usize) -> Node {
    if n.op == Op::Concat && !n.sub.is_empty() {
        let first = drop_leading(n.sub.remove(0), k);
        if first.op != Op::Empty {
            n.sub.insert(0, first);
        }
        return match n.sub.len() {
            0 => Node::new(Op::Empty, n.flags),
            1 => n.sub.remove(0),
            _ => {
                n.measure();
                n
            }
        };
    }
    if n.op == Op::Literal {
        n.runes.drain(..k);
        n.size = n.runes.len().max(1) as u64;
        if n.runes.is_empty() {
            n.op = Op::Empty;
        }
    }
    n
}

fn leading_node(n: &Node) -> Option<&Node> {
    match n.op {
        Op::Empty => None,
        Op::Concat => n.sub.first().filter(|s| s.op != Op::Empty),
        _ => Some(n),
    }
}

fn drop_leading_node(mut n: Node, flags: u16) -> Node {
    if n.op == Op::Concat && !n.sub.is_empty() {
        n.sub.remove(0);
        return match n.sub.len() {
            0 => Node::new(Op::Empty, n.flags),
            1 => n.sub.remove(0),
            _ => {
                n.measure();
                n
            }
        };
    }
    Node::new(Op::Empty, flags)
}

/// Splits into maximal runs of neighbours that stay together; `keep` updates what is common.
fn runs<S>(items: Vec<Node>, start: impl Fn(&Node) -> S, keep: impl Fn(&mut S, &Node) -> bool) -> Vec<(S, Vec<Node>)> {
    let mut out: Vec<(S, Vec<Node>)> = Vec::new();
    for n in items {
        if let Some((common, group)) = out.last_mut()
            && keep(common, &n)
        {
            group.push(n);
            continue;
        }
        out.push((start(&n), vec![n]));
    }
    out
}

fn factor(items: Vec<Node>, flags: u16) -> Vec<Node> {
    if items.len() < 2 {
        return items;
    }
    // Common leading literals.
    let begin = |n: &Node| {
        let (r, f) = leading(n);
        (r.to_vec(), f)
    };
    let groups = runs(items, begin, |common, n| {
        let (r, f) = leading(n);
        let same = if f == common.1 { common.0.iter().zip(r).take_while(|(a, b)| a == b).count() } else { 0 };
        if same > 0 {
            common.0.truncate(same);
        }
        same > 0
    });
    let mut items = Vec::new();
    for ((text, fold), mut group) in groups {
        if group.len() == 1 {
            items.append(&mut group);
            continue;
        }
        let k = text.len();
        let mut prefix = Node::new(Op::Literal, fold);
        prefix.runes = text;
        prefix.size = k as u64;
        let rest = group.into_iter().map(|n| drop_leading(n, k)).collect();
        let rest = collapse(rest, Op::Alternate, flags);
        items.push(Node::over(Op::Concat, 0, vec![prefix, rest]));
    }
    // Common leading classes, or fixed repetitions of one.
    let groups = runs(
        items,
        |n| leading_node(n).cloned(),
        |common, n| match (&common, leading_node(n)) {
            (Some(c), Some(f)) => {
                let simple = c.is_class() || c.op == Op::Repeat && c.min == c.max && c.sub[0].is_class();
                simple && same_meaning(c, f)
            }
            _ => false,
        },
    );
    let mut items = Vec::new();
    for (first, mut group) in groups {
        match first {
            Some(first) if group.len() > 1 => {
                let rest = group.into_iter().map(|n| drop_leading_node(n, flags)).collect();
                let rest = collapse(rest, Op::Alternate, flags);
                items.push(Node::over(Op::Concat, 0, vec![first, rest]));
            }
            _ => items.append(&mut group),
        }
    }
    // Runs of single runes and classes become one class.
    let groups = runs(items, Node::is_class, |class, n| *class && n.is_class());
    let mut items = Vec::new();
    for (class, mut group) in groups {
        if !class || group.len() == 1 {
            items.append(&mut group);
            continue;
        }
        let weight = |n: &Node| (n.op, if n.op == Op::Literal { n.runes.len() } else { 2 * n.class.len() });
        let mut best = 0;
        for i in 1..group.len() {
            if weight(&group[i]) > weight(&group[best]) {
                best = i;
            }
        }
        group.swap(0, best);
        let mut all = group.into_iter();
        let mut joined = all.next().expect("a group has members");
        for n in all {
            joined = merge_classes(joined, n);
        }
        joined.clean_alternative();
        items.push(joined);
    }
    // Of neighbouring empty alternatives one is enough.
    let mut out: Vec<Node> = Vec::new();
    for n in items {
        if !(n.op == Op::Empty && out.last().is_some_and(|l| l.op == Op::Empty)) {
            out.push(n);
        }
    }
    out
}

/// Equality of trees as far as matching is concerned.
fn same_meaning(a: &Node, b: &Node) -> bool {
    if a.op != b.op || a.sub.len() != b.sub.len() {
        return false;
    }
    let greedy = |n: &Node| n.flags & flag::NON_GREEDY;
    let here = match a.op {
        Op::EndText => a.flags & flag::WAS_DOLLAR == b.flags & flag::WAS_DOLLAR,
        Op::Literal => a.fold() == b.fold() && a.runes == b.runes,
        Op::Class => a.class == b.class,
        Op::Star | Op::Plus | Op::Quest => greedy(a) == greedy(b),
        Op::Repeat => greedy(a) == greedy(b) && a.min == b.min && a.max == b.max,
        Op::Capture => a.cap == b.cap && a.name == b.name,
        _ => true,
    };
    here && a.sub.iter().zip(&b.sub).all(|(x, y)| same_meaning(x, y))
}
