//! Recursion as deep as the program says: chains of a hundred thousand declarations are no reason to overflow a stack.

/// Room that must be left on the stack.
const RED_ZONE: usize = 192 << 10;
/// Size of a further piece of stack.
const PIECE: usize = 4 << 20;

/// Runs `f`, on a further piece of stack if little is left of the current one.
pub fn deep<R>(f: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(RED_ZONE, PIECE, f)
}
