//! Packages math/rand and math/rand/v2: the generators behind `NewSource` and `ChaCha8`, and the machine's own numbers.

mod cooked;

use cooked::COOKED;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("math/rand.seedState", seed_state);
    r.add("math/rand.nextState", next_state);
    r.add("math/rand.runtimeUint64", runtime);
    r.add("math/rand/v2.runtimeUint64", runtime);
    r.add("math/rand.runtimeBelow", runtime_below);
    r.add("math/rand/v2.runtimeBelow", runtime_below);
    r.add("math/rand.stateIntn", state_intn);
    r.add("math/rand.stateInt63n", state_int63n);
    r.add("math/rand.stateFloat64", state_float64);
    r.add("math/rand/v2.fillBlocks", fill_blocks);
}

/// Words of the lagged Fibonacci generator, and the distance between the two that are added.
const LEN: usize = 607;
const TAP: usize = 273;

/// The minimal-standard generator (multiplier 48271) that spreads a seed.
fn lehmer(x: u64) -> u64 {
    x * 48271 % 0x7FFF_FFFF
}

/// func seedState(state []uint64, seed int64). The state is two positions and the words.
fn seed_state(c: &mut NativeCtx<'_>) -> NativeResult {
    let seed = c.i64(3);
    let (positions, words) = c.words_mut(0).split_at_mut(2);
    positions.copy_from_slice(&[0, (LEN - TAP) as u64]);
    let mut x = seed.rem_euclid(0x7FFF_FFFF) as u64;
    if x == 0 {
        x = 89_482_311;
    }
    for _ in 0..20 {
        x = lehmer(x);
    }
    for (word, cooked) in words.iter_mut().zip(&COOKED) {
        let a = lehmer(x);
        let b = lehmer(a);
        x = lehmer(b);
        *word = a << 40 ^ b << 20 ^ x ^ cooked;
    }
    Ok(())
}

/// The next number of a generator's state.
fn step(state: &mut [u64]) -> u64 {
    let (positions, words) = state.split_at_mut(2);
    let back = |p: u64| if p == 0 { LEN as u64 - 1 } else { p - 1 };
    let (tap, feed) = (back(positions[0]), back(positions[1]));
    positions.copy_from_slice(&[tap, feed]);
    let x = words[feed as usize].wrapping_add(words[tap as usize]);
    words[feed as usize] = x;
    x
}

/// func nextState(state []uint64) uint64
fn next_state(c: &mut NativeCtx<'_>) -> NativeResult {
    let x = step(c.words_mut(0));
    c.set(0, x);
    Ok(())
}

/// A number in [0, n) from numbers of `bits` bits; those above the last multiple of `n` are refused.
fn bounded(n: u64, bits: u32, mut next: impl FnMut() -> u64) -> u64 {
    if n.is_power_of_two() {
        return next() & (n - 1);
    }
    let limit = (1 << bits) - 1 - (1 << bits) % n;
    loop {
        let x = next();
        if x <= limit {
            return x % n;
        }
    }
}

/// func stateIntn(state []uint64, n int) int
fn state_intn(c: &mut NativeCtx<'_>) -> NativeResult {
    let (state, n) = (c.words_mut(0), c.u64(3));
    let x =
        if n < 1 << 31 { bounded(n, 31, || step(state) << 1 >> 33) } else { bounded(n, 63, || step(state) << 1 >> 1) };
    c.set(0, x);
    Ok(())
}

/// func stateInt63n(state []uint64, n int64) int64
fn state_int63n(c: &mut NativeCtx<'_>) -> NativeResult {
    let (state, n) = (c.words_mut(0), c.u64(3));
    let x = bounded(n, 63, || step(state) << 1 >> 1);
    c.set(0, x);
    Ok(())
}

/// func stateFloat64(state []uint64) float64
fn state_float64(c: &mut NativeCtx<'_>) -> NativeResult {
    let state = c.words_mut(0);
    let x = loop {
        let x = (step(state) << 1 >> 1) as f64 / 9_223_372_036_854_775_808.0;
        if x != 1.0 {
            break x;
        }
    };
    c.set_f64(0, x);
    Ok(())
}

/// func runtimeBelow(n uint64) uint64: Lemire's multiplication.
fn runtime_below(c: &mut NativeCtx<'_>) -> NativeResult {
    let n = c.u64(0);
    let mut product = u128::from(c.random()) * u128::from(n);
    if (product as u64) < n {
        let least = n.wrapping_neg() % n;
        while (product as u64) < least {
            product = u128::from(c.random()) * u128::from(n);
        }
    }
    c.set(0, (product >> 64) as u64);
    Ok(())
}

/// func runtimeUint64() uint64
fn runtime(c: &mut NativeCtx<'_>) -> NativeResult {
    let x = c.random();
    c.set(0, x);
    Ok(())
}

/// func fillBlocks(seed, buf []uint64, counter int): four ChaCha8 blocks whose 32-bit words lie side by side; of the key,
/// and only of the key, the input is added to the output.
fn fill_blocks(c: &mut NativeCtx<'_>) -> NativeResult {
    let (seed, counter) = (c.words_mut(0), c.i64(6) as u32);
    let key: [u32; 8] = std::array::from_fn(|i| (seed[i / 2] >> (32 * (i % 2))) as u32);
    let buf = c.words_mut(3);
    for lane in 0..4u32 {
        let mut s =
            [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574, 0, 0, 0, 0, 0, 0, 0, 0, counter + lane, 0, 0, 0];
        s[4..12].copy_from_slice(&key);
        for _ in 0..4 {
            for i in 0..4 {
                quarter(&mut s, i, 4 + i, 8 + i, 12 + i);
            }
            for i in 0..4 {
                quarter(&mut s, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
            }
        }
        for (word, k) in s[4..12].iter_mut().zip(&key) {
            *word = word.wrapping_add(*k);
        }
        for (i, word) in s.iter().enumerate() {
            let (at, shift) = (2 * i + lane as usize / 2, 32 * (lane % 2));
            buf[at] = buf[at] & !(0xFFFF_FFFF << shift) | u64::from(*word) << shift;
        }
    }
    Ok(())
}

fn quarter(s: &mut [u32; 16], a: usize, b: usize, c: usize, d: usize) {
    s[a] = s[a].wrapping_add(s[b]);
    s[d] = (s[d] ^ s[a]).rotate_left(16);
    s[c] = s[c].wrapping_add(s[d]);
    s[b] = (s[b] ^ s[c]).rotate_left(12);
    s[a] = s[a].wrapping_add(s[b]);
    s[d] = (s[d] ^ s[a]).rotate_left(8);
    s[c] = s[c].wrapping_add(s[d]);
    s[b] = (s[b] ^ s[c]).rotate_left(7);
}
