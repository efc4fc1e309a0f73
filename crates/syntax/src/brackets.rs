//! A pass over the finished token vector, looking back only, that marks the two brackets whose meaning needs more than one
//! token of context, and bounds nesting.
//!
//! - `{` becomes `BodyBrace` where it opens the body of an if, for, switch or select (spec, "Composite literals": in such a
//!   header a `{` after a plain type name opens the body).
//! - `[` becomes `TpBrack` where it opens a type-parameter list (spec, "Type parameter declarations").
//!
//! Nesting is bounded here because everything behind the parser recurses over the tree: [`MAX_DEPTH`] limits the sum of open
//! brackets and of operators, selectors and the like since the last separator at each level, which no tree can be deeper than.

use crate::token::{Tok, Token};

/// Deepest tree that is accepted. Real Go has no such limit; real programs stay far below it.
pub const MAX_DEPTH: u32 = 2000;

/// What is known about the innermost open bracket's inside so far.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Between a control keyword and its body.
    header: bool,
    /// Just after a type that can only be a literal's, such as `[...]T`, `map[K]V`, `struct`.
    lit_type: bool,
    /// Just after `func`: the next brace is a function's body.
    func: bool,
    /// The `[` that is open on this level is an index, not the start of a type.
    index: bool,
    /// Tokens other than names and literals since the last separator: bounds the depth of the expression that they build.
    chain: u32,
    /// `else` branches that the statement is nested in.
    elses: u32,
    /// Inside `type ( ... )`.
    type_group: bool,
    /// Inside `interface { ... }`.
    interface: bool,
    /// Index of the bracket that is open on the level inside.
    open: usize,
}

/// Marks the brackets in place. Returns the index of the first token that is nested too deeply, if any.
pub fn mark(t: &mut [Token]) -> Option<usize> {
    use Tok::*;
    let mut stack: Vec<Level> = Vec::new();
    let mut cur = Level::default();
    let mut depth = 0; // the sum of `chain` and `elses` over the stack
    let mut last_open = 0; // the bracket that the last closing parenthesis closed
    for i in 0..t.len() {
        let prev = if i == 0 { Semi } else { t[i - 1].1 };
        if !matches!(t[i].1, Name | Lit(_)) {
            cur.chain += 1;
        }
        if depth + cur.chain + cur.elses > MAX_DEPTH {
            return Some(i);
        }
        match t[i].1 {
            If | For | Switch | Select => cur = Level { header: true, lit_type: false, func: false, ..cur },
            Func => cur.func = true,
            Map | Struct => cur.lit_type = true,
            Case | Default => cur.chain = 0,
            Else => cur.elses += 1,
            Semi | Comma => {
                cur.lit_type = false;
                cur.func = false;
                cur.chain = 0;
                // A header's semicolon does not end the statement that an else-chain nests in.
                if !cur.header {
                    cur.elses = 0;
                }
            }
            Assign | Define | Colon | OrOr | AndAnd | Cmp(_) | Plus | Minus => {
                cur.lit_type = false;
                cur.func = false;
            }
            LBrack => {
                if is_type_params(t, i, &cur, last_open) {
                    t[i].1 = TpBrack;
                }
                let operand = matches!(prev, Name | Lit(_) | RParen | RBrack | RBrace);
                let index = operand && !(prev == RBrack && cur.lit_type) && prev != Map;
                depth += cur.chain + cur.elses;
                stack.push(Level { index, open: i, ..cur });
                cur = Level::default();
            }
            LParen => {
                depth += cur.chain + cur.elses;
                stack.push(Level { open: i, ..cur });
                cur = Level { type_group: prev == Type, ..Level::default() };
            }
            RBrack => {
                if let Some(outer) = stack.pop() {
                    cur = outer;
                    depth -= cur.chain + cur.elses;
                    cur.lit_type |= !cur.index;
                    cur.index = false;
                }
            }
            RParen => {
                if let Some(outer) = stack.pop() {
                    cur = outer;
                    depth -= cur.chain + cur.elses;
                    cur.lit_type &= cur.func;
                    last_open = cur.open;
                }
            }
            LBrace => {
                let type_body = matches!(prev, Struct | Interface);
                if cur.header && !cur.lit_type && !cur.func && !type_body {
                    t[i].1 = BodyBrace;
                    cur.header = false;
                    cur.chain = 1;
                } else if !type_body {
                    cur.lit_type = false;
                    cur.func = false;
                }
                depth += cur.chain + cur.elses;
                stack.push(cur);
                cur = Level { interface: prev == Interface, ..Level::default() };
            }
            RBrace => {
                if let Some(outer) = stack.pop() {
                    cur = outer;
                    depth -= cur.chain + cur.elses;
                }
            }
            _ => {}
        }
    }
    None
}

fn at(t: &[Token], i: usize) -> Tok {
    t.get(i).map_or(Tok::Semi, |x| x.1)
}

/// Whether the `[` at `i` opens a type-parameter list: `func F[`, `func (r T) M[` and `type T [` where what follows cannot be
/// an array length. For the last, `P *C` and `P (C)` are array lengths unless a comma or a type literal shows otherwise.
fn is_type_params(t: &[Token], i: usize, level: &Level, last_open: usize) -> bool {
    use Tok::*;
    if i >= 1 && at(t, i - 1) == Func {
        return true; // not allowed there, which the builder says
    }
    if i < 2 || at(t, i - 1) != Name {
        return false;
    }
    match at(t, i - 2) {
        Func => return true,
        // A method: only a declaration's `func` starts a statement.
        RParen => {
            return last_open > 0 && at(t, last_open - 1) == Func && (last_open < 2 || at(t, last_open - 2) == Semi);
        }
        Type => {}
        LParen | Semi if level.type_group => {}
        // A method with type parameters, which the builder refuses; elsewhere an embedded instance.
        LBrace | Semi if level.interface => {}
        _ => return false,
    }
    if at(t, i + 1) != Name {
        return false;
    }
    match at(t, i + 2) {
        Comma if level.interface => declares_all(t, i + 1),
        Name | LBrack | Interface | Tilde | Func | Map | Chan | Struct | Comma | Arrow => true,
        Star | LParen => shows_constraint(t, i + 2),
        _ => false,
    }
}

/// Whether the names from `i` on are followed by a constraint, as in `P, Q any`.
fn declares_all(t: &[Token], mut i: usize) -> bool {
    while at(t, i) == Tok::Name && at(t, i + 1) == Tok::Comma {
        i += 2;
    }
    at(t, i) == Tok::Name && at(t, i + 1) == Tok::Name
}

/// Whether what stands in the brackets from `i` (after the parameter's name) must be a constraint.
fn shows_constraint(t: &[Token], i: usize) -> bool {
    use Tok::*;
    let mut depth = 0;
    for k in i..t.len() {
        let operand = matches!(at(t, k - 1), Name | Lit(_) | RParen | RBrack | RBrace);
        let outside = depth == 0 || (depth == 1 && at(t, i) == LParen);
        match at(t, k) {
            // A type literal where an operand stands: no array length has one outside of a conversion.
            Tilde | Interface | Struct | Map | Chan | Func if outside => return true,
            LBrack if outside && !operand => return true,
            LBrack | LParen | LBrace => depth += 1,
            RBrack if depth == 0 => return false,
            RBrack | RParen | RBrace => depth -= 1,
            Comma if depth == 0 => return true,
            Semi => return false,
            _ => {}
        }
    }
    false
}
