//! The parser of Go's regular expressions. It keeps a stack of finished nodes and of open groups and bars, so that the
//! expression in an error is the part that package regexp/syntax names.

use super::class::{self, MAX_RUNE, Ranges};
use super::tree::{Node, Op, collapse, concat, flag, merge_classes};

/// What is wrong, and the part of the expression that is.
#[derive(Debug, PartialEq, Eq)]
pub struct ParseError {
    /// One of the texts of `syntax.ErrorCode`.
    pub code: &'static str,
    /// The offending part.
    pub expr: Vec<u8>,
}

type Res<T> = Result<T, ParseError>;

fn fail<T>(code: &'static str, expr: &[u8]) -> Res<T> {
    Err(ParseError { code, expr: expr.to_vec() })
}

const BAD_RANGE: &str = "invalid character class range";
const BAD_ESCAPE: &str = "invalid escape sequence";
const BAD_NAME: &str = "invalid named capture";
const BAD_PERL: &str = "invalid or unsupported Perl syntax";
const BAD_NESTED_REPEAT: &str = "invalid nested repetition operator";
const BAD_REPEAT: &str = "invalid repeat count";
const BAD_UTF8: &str = "invalid UTF-8";
const NO_BRACKET: &str = "missing closing ]";
const NO_PAREN: &str = "missing closing )";
const NO_ARGUMENT: &str = "missing argument to repetition operator";
const TRAILING: &str = "trailing backslash at end of expression";
const UNEXPECTED: &str = "unexpected )";
const TOO_DEEP: &str = "expression nests too deeply";
const TOO_LARGE: &str = "expression too large";

const MAX_HEIGHT: u32 = 1000;
const MAX_SIZE: u64 = (128 << 20) / 40;
const MAX_RUNES: usize = (128 << 20) / 4;
const MAX_REPEAT: i32 = 1000;

enum Item {
    Node(Node),
    /// An open group: flags to go back to, number (0 if it does not capture), name.
    Open(u16, u32, String),
    Bar,
}

struct Parser<'s> {
    whole: &'s [u8],
    flags: u16,
    stack: Vec<Item>,
    groups: u32,
    runes: usize,
}

/// The rune at the beginning of `t`, and what follows it.
fn rune(t: &[u8]) -> Res<(u32, &[u8])> {
    let (c, n) = crate::native::unicode::decode(t);
    if c == 0xFFFD && n == 1 {
        return fail(BAD_UTF8, t);
    }
    Ok((c, &t[n..]))
}

fn check_utf8(t: &[u8]) -> Res<()> {
    let mut t = t;
    while !t.is_empty() {
        t = rune(t)?.1;
    }
    Ok(())
}

fn find(t: &[u8], b: u8) -> Option<usize> {
    memchr::memchr(b, t)
}

/// Parses; the tree and the number of capturing groups.
pub fn parse(s: &[u8], flags: u16) -> Res<(Node, u32)> {
    if flags & flag::LITERAL != 0 {
        check_utf8(s)?;
        let fold = flags & flag::FOLD != 0;
        let runes = crate::native::unicode::runes_of(s).map(|(_, c, _)| if fold { class::min_fold(c) } else { c });
        let mut n = Node::new(Op::Literal, flags);
        n.runes = runes.collect();
        return Ok((n, 0));
    }
    let mut p = Parser { whole: s, flags, stack: vec![], groups: 0, runes: 0 };
    p.expression(s)?;
    p.close_sequence()?;
    p.close_alternatives()?;
    match p.stack.pop() {
        Some(Item::Node(n)) if p.stack.is_empty() => Ok((n, p.groups)),
        _ => fail(NO_PAREN, s),
    }
}

impl<'s> Parser<'s> {
    fn has(&self, f: u16) -> bool {
        self.flags & f != 0
    }

    fn push(&mut self, n: Node) -> Res<()> {
        self.runes += n.runes.len() + 2 * n.class.len();
        if self.runes > MAX_RUNES {
            return fail(TOO_LARGE, b"");
        }
        self.measure(&n)?;
        self.stack.push(Item::Node(n));
        Ok(())
    }

    fn measure(&self, n: &Node) -> Res<()> {
        if n.height > MAX_HEIGHT {
            return fail(TOO_DEEP, self.whole);
        }
        if n.size > MAX_SIZE {
            return fail(TOO_LARGE, self.whole);
        }
        Ok(())
    }

    fn push_op(&mut self, op: Op) -> Res<()> {
        let n = Node::new(op, self.flags);
        self.push(n)
    }

    /// The nodes above the latest open group or bar become one.
    fn close_sequence(&mut self) -> Res<()> {
        let at = self.stack.iter().rposition(|i| !matches!(i, Item::Node(_))).map_or(0, |i| i + 1);
        let mut nodes = Vec::with_capacity(self.stack.len() - at);
        for item in self.stack.drain(at..) {
            if let Item::Node(n) = item {
                nodes.push(n);
            }
        }
        let n = concat(nodes, self.flags);
        self.measure(&n)?;
        self.stack.push(Item::Node(n));
        Ok(())
    }

    /// Moves the finished alternative below the bar, joining it with the one before if both are classes.
    fn settle_bar(&mut self) -> bool {
        let n = self.stack.len();
        if n < 2 || !matches!(self.stack[n - 2], Item::Bar) {
            return false;
        }
        let Some(Item::Node(top)) = self.stack.pop() else { return false };
        self.stack.pop();
        match self.stack.pop() {
            Some(Item::Node(below)) if below.is_class() && top.is_class() => {
                self.stack.push(Item::Node(merge_classes(below, top)));
            }
            Some(Item::Node(mut below)) => {
                below.clean_alternative();
                self.stack.push(Item::Node(below));
                self.stack.push(Item::Node(top));
            }
            other => {
                self.stack.extend(other);
                self.stack.push(Item::Node(top));
            }
        }
        self.stack.push(Item::Bar);
        true
    }

    fn bar(&mut self) -> Res<()> {
        self.close_sequence()?;
        if !self.settle_bar() {
            self.stack.push(Item::Bar);
        }
        Ok(())
    }

    /// The alternatives above the latest open group become one node. The sequence above the bar is closed already.
    fn close_alternatives(&mut self) -> Res<()> {
        if self.settle_bar() {
            self.stack.pop();
        }
        let at = self.stack.iter().rposition(|i| !matches!(i, Item::Node(_))).map_or(0, |i| i + 1);
        let mut nodes = Vec::with_capacity(self.stack.len() - at);
        for item in self.stack.drain(at..) {
            if let Item::Node(n) = item {
                nodes.push(n);
            }
        }
        if let Some(last) = nodes.last_mut() {
            last.clean_alternative();
        }
        let mut n = collapse(nodes, Op::Alternate, self.flags);
        if n.op == Op::Class {
            n = Node::class(n.class, n.flags);
        }
        self.measure(&n)?;
        self.stack.push(Item::Node(n));
        Ok(())
    }

    fn close_group(&mut self) -> Res<()> {
        self.close_sequence()?;
        self.close_alternatives()?;
        let Some(Item::Node(inner)) = self.stack.pop() else { return fail(UNEXPECTED, self.whole) };
        let Some(Item::Open(flags, cap, name)) = self.stack.pop() else { return fail(UNEXPECTED, self.whole) };
        self.flags = flags;
        if cap == 0 {
            return self.push(inner);
        }
        let mut n = Node::over(Op::Capture, flags, vec![inner]);
        n.cap = cap;
        n.name = name;
        self.push(n)
    }

    fn expression(&mut self, s: &'s [u8]) -> Res<()> {
        let mut t = s;
        // The repetition just before, for the error about a second one.
        let mut previous: Option<&[u8]> = None;
        while !t.is_empty() {
            let mut repetition = None;
            match t[0] {
                b'(' => {
                    if self.has(flag::PERL) && t.len() >= 2 && t[1] == b'?' {
                        t = self.perl_group(t)?;
                    } else {
                        self.groups += 1;
                        self.stack.push(Item::Open(self.flags, self.groups, String::new()));
                        t = &t[1..];
                    }
                }
                b'|' => {
                    self.bar()?;
                    t = &t[1..];
                }
                b')' => {
                    self.close_group()?;
                    t = &t[1..];
                }
                b'^' => {
                    self.push_op(if self.has(flag::ONE_LINE) { Op::BeginText } else { Op::BeginLine })?;
                    t = &t[1..];
                }
                b'$' => {
                    let mut n = Node::new(Op::EndLine, self.flags);
                    if self.has(flag::ONE_LINE) {
                        n.op = Op::EndText;
                        n.flags |= flag::WAS_DOLLAR;
                    }
                    self.push(n)?;
                    t = &t[1..];
                }
                b'.' => {
                    self.push_op(if self.has(flag::DOT_NL) { Op::Any } else { Op::AnyNotNL })?;
                    t = &t[1..];
                }
                b'[' => t = self.class(t)?,
                b'*' | b'+' | b'?' => {
                    let op = [Op::Star, Op::Plus, Op::Quest][b"*+?".iter().position(|&b| b == t[0]).unwrap_or(0)];
                    let after = self.repeat(op, 0, 0, t, &t[1..], previous)?;
                    repetition = Some(t);
                    t = after;
                }
                b'{' => match counts(t) {
                    None => {
                        let n = Node::literal(u32::from(b'{'), self.flags);
                        self.push(n)?;
                        t = &t[1..];
                    }
                    Some((min, max, after)) => {
                        let bad = !(0..=MAX_REPEAT).contains(&min) || max > MAX_REPEAT || max >= 0 && min > max;
                        if bad || max < -1 {
                            return fail(BAD_REPEAT, &t[..t.len() - after.len()]);
                        }
                        let after = self.repeat(Op::Repeat, min, max, t, after, previous)?;
                        repetition = Some(t);
                        t = after;
                    }
                },
                b'\\' => t = self.backslash(t)?,
                _ => {
                    let (c, rest) = rune(t)?;
                    let n = Node::literal(c, self.flags);
                    self.push(n)?;
                    t = rest;
                }
            }
            previous = repetition;
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        op: Op,
        min: i32,
        max: i32,
        before: &'s [u8],
        after: &'s [u8],
        previous: Option<&[u8]>,
    ) -> Res<&'s [u8]> {
        let (mut flags, mut after) = (self.flags, after);
        if self.has(flag::PERL) {
            if after.first() == Some(&b'?') {
                after = &after[1..];
                flags ^= flag::NON_GREEDY;
            }
            if let Some(last) = previous {
                return fail(BAD_NESTED_REPEAT, &last[..last.len() - after.len()]);
            }
        }
        let written = &before[..before.len() - after.len()];
        match self.stack.pop() {
            Some(Item::Node(sub)) => {
                let mut n = Node::over(op, flags, vec![sub]);
                n.min = min;
                n.max = max;
                n.measure();
                self.measure(&n)?;
                if op == Op::Repeat && (min >= 2 || max >= 2) && !repeats_within(&n, MAX_REPEAT) {
                    return fail(BAD_REPEAT, written);
                }
                self.stack.push(Item::Node(n));
                Ok(after)
            }
            _ => fail(NO_ARGUMENT, written),
        }
    }

    /// `(?flags)`, `(?flags:`, `(?P<name>`, `(?<name>`.
    fn perl_group(&mut self, s: &'s [u8]) -> Res<&'s [u8]> {
        let name_at = if s.len() > 4 && s.starts_with(b"(?P<") {
            4
        } else if s.len() > 3 && s[2] == b'<' {
            3
        } else {
            0
        };
        if name_at > 0 {
            let Some(end) = find(s, b'>') else {
                check_utf8(s)?;
                return fail(BAD_NAME, s);
            };
            let name = &s[name_at..end];
            check_utf8(name)?;
            if name.is_empty() || !name.iter().all(|&b| b == b'_' || b.is_ascii_alphanumeric()) {
                return fail(BAD_NAME, &s[..=end]);
            }
            self.groups += 1;
            let name = String::from_utf8_lossy(name).into_owned();
            self.stack.push(Item::Open(self.flags, self.groups, name));
            return Ok(&s[end + 1..]);
        }
        let (mut t, mut flags, mut negative, mut some) = (&s[2..], self.flags, false, false);
        while !t.is_empty() {
            let (c, rest) = rune(t)?;
            t = rest;
            match char::from_u32(c) {
                Some('i') => flags |= flag::FOLD,
                Some('m') => flags &= !flag::ONE_LINE,
                Some('s') => flags |= flag::DOT_NL,
                Some('U') => flags |= flag::NON_GREEDY,
                Some('-') if !negative => {
                    negative = true;
                    flags = !flags;
                    some = false;
                    continue;
                }
                Some(end @ (':' | ')')) if !negative || some => {
                    if negative {
                        flags = !flags;
                    }
                    if end == ':' {
                        self.stack.push(Item::Open(self.flags, 0, String::new()));
                    }
                    self.flags = flags;
                    return Ok(t);
                }
                _ => break,
            }
            some = true;
        }
        fail(BAD_PERL, &s[..s.len() - t.len()])
    }

    /// An escape outside a class.
    fn backslash(&mut self, t: &'s [u8]) -> Res<&'s [u8]> {
        if self.has(flag::PERL) && t.len() >= 2 {
            let op = match t[1] {
                b'A' => Some(Op::BeginText),
                b'b' => Some(Op::WordBoundary),
                b'B' => Some(Op::NoWordBoundary),
                b'z' => Some(Op::EndText),
                b'C' => return fail(BAD_ESCAPE, &t[..2]),
                b'Q' => {
                    let body = &t[2..];
                    let end = body.windows(2).position(|w| w == b"\\E");
                    let mut lit = &body[..end.unwrap_or(body.len())];
                    while !lit.is_empty() {
                        let (c, rest) = rune(lit)?;
                        let n = Node::literal(c, self.flags);
                        self.push(n)?;
                        lit = rest;
                    }
                    return Ok(end.map_or(&[][..], |e| &body[e + 2..]));
                }
                _ => None,
            };
            if let Some(op) = op {
                self.push_op(op)?;
                return Ok(&t[2..]);
            }
        }
        let mut set = Vec::new();
        if let Some(rest) = self.named_escape(t, &mut set)? {
            class::clean(&mut set);
            let n = Node::class(set, self.flags);
            self.push(n)?;
            return Ok(rest);
        }
        let (c, rest) = escape(t)?;
        let n = Node::literal(c, self.flags);
        self.push(n)?;
        Ok(rest)
    }

    /// `\p{..}`, `\d` and the like: adds the runes and returns what follows.
    fn named_escape(&self, s: &'s [u8], set: &mut Ranges) -> Res<Option<&'s [u8]>> {
        if s.len() < 2 || s[0] != b'\\' {
            return Ok(None);
        }
        let fold = self.has(flag::FOLD);
        if self.has(flag::UNICODE) && matches!(s[1], b'p' | b'P') {
            let mut negated = s[1] == b'P';
            if s.len() < 3 {
                return fail(BAD_RANGE, s);
            }
            let (c, after) = rune(&s[2..])?;
            let (mut name, seq, rest) = if c != u32::from(b'{') {
                let n = s.len() - after.len();
                (&s[2..n], &s[..n], after)
            } else {
                let Some(end) = find(s, b'}') else {
                    check_utf8(s)?;
                    return fail(BAD_RANGE, s);
                };
                check_utf8(&s[3..end])?;
                (&s[3..end], &s[..=end], &s[end + 1..])
            };
            if let Some((b'^', n)) = name.split_first() {
                negated = !negated;
                name = n;
            }
            let found = std::str::from_utf8(name).ok().and_then(|n| class::unicode(n, fold));
            let Some(mut r) = found else { return fail(BAD_RANGE, seq) };
            class::clean(&mut r);
            set.extend(if negated { class::negate(&r) } else { r });
            return Ok(Some(rest));
        }
        if self.has(flag::PERL)
            && let Some((r, negated)) = class::perl(s[1])
        {
            self.add_group(set, &r, negated);
            return Ok(Some(&s[2..]));
        }
        Ok(None)
    }

    fn add_group(&self, set: &mut Ranges, group: &[(u32, u32)], negated: bool) {
        let mut r = group.to_vec();
        if self.has(flag::FOLD) {
            for &(lo, hi) in group {
                class::push_folded(&mut r, lo, hi);
            }
            class::clean(&mut r);
        }
        set.extend(if negated { class::negate(&r) } else { r });
    }

    /// `[...]`.
    fn class(&mut self, s: &'s [u8]) -> Res<&'s [u8]> {
        let mut t = &s[1..];
        let mut set = Vec::new();
        let negated = t.first() == Some(&b'^');
        if negated {
            t = &t[1..];
            if !self.has(flag::CLASS_NL) {
                set.push((10, 10));
            }
        }
        let mut first = true;
        while t.is_empty() || t[0] != b']' || first {
            if !t.is_empty() && t[0] == b'-' && !self.has(flag::PERL) && !first && (t.len() == 1 || t[1] != b']') {
                let size = if t.len() == 1 { 0 } else { crate::native::unicode::decode(&t[1..]).1 };
                return fail(BAD_RANGE, &t[..=size]);
            }
            first = false;
            if t.len() > 2
                && t.starts_with(b"[:")
                && let Some(i) = t[2..].windows(2).position(|w| w == b":]")
            {
                let end = i + 4;
                let Some((r, negated)) = class::posix(&t[2..end - 2]) else { return fail(BAD_RANGE, &t[..end]) };
                self.add_group(&mut set, &r, negated);
                t = &t[end..];
                continue;
            }
            if let Some(rest) = self.named_escape(t, &mut set)? {
                t = rest;
                continue;
            }
            let range = t;
            let (lo, rest) = class_rune(t, s)?;
            let mut hi = lo;
            t = rest;
            if t.len() >= 2 && t[0] == b'-' && t[1] != b']' {
                (hi, t) = class_rune(&t[1..], s)?;
                if hi < lo {
                    return fail(BAD_RANGE, &range[..range.len() - t.len()]);
                }
            }
            if self.has(flag::FOLD) {
                class::push_folded(&mut set, lo, hi);
            } else {
                set.push((lo, hi));
            }
        }
        class::clean(&mut set);
        if negated {
            set = class::negate(&set);
        }
        let n = Node::class(set, self.flags);
        self.push(n)?;
        Ok(&t[1..])
    }
}

/// The bounds of nested repetitions multiplied stay within `n`.
fn repeats_within(re: &Node, n: i32) -> bool {
    let mut n = n;
    if re.op == Op::Repeat {
        let m = if re.max == 0 {
            return true;
        } else if re.max < 0 {
            re.min
        } else {
            re.max
        };
        if m > n {
            return false;
        }
        if m > 0 {
            n /= m;
        }
    }
    re.sub.iter().all(|s| repeats_within(s, n))
}

/// `{n}`, `{n,}`, `{n,m}`; `None` if it is not that and so plain text. A number that is too large is -2.
fn counts(s: &[u8]) -> Option<(i32, i32, &[u8])> {
    let (min, t) = number(&s[1..])?;
    let (max, t) = match t.first()? {
        b',' => match t.get(1)? {
            b'}' => (-1, &t[1..]),
            _ => number(&t[1..])?,
        },
        _ => (min, t),
    };
    t.strip_prefix(b"}").map(|t| (min, max, t))
}

fn number(s: &[u8]) -> Option<(i32, &[u8])> {
    let n = s.iter().take_while(|b| b.is_ascii_digit()).count();
    if n == 0 || n >= 2 && s[0] == b'0' {
        return None;
    }
    let mut v: i32 = 0;
    for &b in &s[..n] {
        v = if v >= 100_000_000 { 999_999_999 } else { v * 10 + i32::from(b - b'0') };
    }
    Some((if n >= 9 && v >= 100_000_000 { -2 } else { v }, &s[n..]))
}

fn class_rune<'s>(t: &'s [u8], whole: &[u8]) -> Res<(u32, &'s [u8])> {
    if t.is_empty() {
        return fail(NO_BRACKET, whole);
    }
    if t[0] == b'\\' { escape(t) } else { rune(t) }
}

/// A rune written with a backslash.
fn escape(s: &[u8]) -> Res<(u32, &[u8])> {
    if s.len() < 2 {
        return fail(TRAILING, b"");
    }
    let (c, mut t) = rune(&s[1..])?;
    let octal = |t: &[u8]| t.first().is_some_and(|b| (b'0'..=b'7').contains(b));
    let hex = |c: u32| char::from_u32(c).and_then(|c| c.to_digit(16));
    match char::from_u32(c) {
        Some('1'..='7') if !octal(t) => {}
        Some('0'..='7') => {
            let mut r = c - 0x30;
            for _ in 1..3 {
                if !octal(t) {
                    break;
                }
                r = r * 8 + u32::from(t[0] - b'0');
                t = &t[1..];
            }
            return Ok((r, t));
        }
        Some('x') if !t.is_empty() => {
            let (c, rest) = rune(t)?;
            t = rest;
            if c == u32::from(b'{') {
                let (mut digits, mut r) = (0, 0);
                while !t.is_empty() {
                    let (c, rest) = rune(t)?;
                    t = rest;
                    if c == u32::from(b'}') {
                        if digits > 0 {
                            return Ok((r, t));
                        }
                        break;
                    }
                    let Some(v) = hex(c) else { break };
                    r = r * 16 + v;
                    if r > MAX_RUNE {
                        break;
                    }
                    digits += 1;
                }
            } else if !t.is_empty() {
                // Two places are read before either is looked at.
                let (second, rest) = rune(t)?;
                t = rest;
                if let (Some(x), Some(y)) = (hex(c), hex(second)) {
                    return Ok((x * 16 + y, t));
                }
            }
        }
        Some('a') => return Ok((7, t)),
        Some('f') => return Ok((12, t)),
        Some('n') => return Ok((10, t)),
        Some('r') => return Ok((13, t)),
        Some('t') => return Ok((9, t)),
        Some('v') => return Ok((11, t)),
        Some(c) if c.is_ascii() && !c.is_ascii_alphanumeric() => return Ok((c as u32, t)),
        _ => {}
    }
    fail(BAD_ESCAPE, &s[..s.len() - t.len()])
}
