//! A mutator of token sequences: bytes alone seldom make anything that gets past the lexer.

use std::ops::Range;

const WORDS: &[&str] = &[
    "{", "}", "(", ")", "[", "]", ";", ",", ":", ":=", "=", "<-", "...", ".", "*", "&", "&^", "^", "|", "~", "!", "+", "-",
    "/", "%", "<<", ">>", "==", "!=", "<", "&&", "||", "++", "+=", "<<=", "func", "type", "struct{", "interface{", "for ",
    "range ", "if ", "else ", "switch ", "select ", "case ", "default:", "go ", "defer ", "map[", "chan ", "goto ",
    "return ", "break ", "continue ", "fallthrough", "const ", "var ", "import ", "package ", "nil", "iota", "any", "int",
    "int8", "uint8", "uint64", "string", "float64", "complex128", "error", "bool", "comparable", "len", "cap", "append",
    "make", "new", "copy", "clear", "min", "max", "delete", "panic", "recover", "real", "complex", "print", "unsafe",
    "[T any]", "[...]", "_", "0", "1", "-1", "0x", "1e999999", "1<<100", "3.7", "1i", "'a'", "\"x\"", "`", "\"", "'",
    "/*", "//", "\n", "true", "x", "T", "L:", "\u{0}", "\u{feff}", "é", "func() {", "[]int{", "struct{}", "*T", "x.(type)",
    "//go:embed x\n", "iter.Seq[int]", "math.MaxInt", "unsafe.Sizeof(",
];

/// A small generator of chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

/// Where the tokens of a text lie: words, numbers, blanks, single other characters.
fn tokens(text: &[u8]) -> Vec<Range<usize>> {
    let class = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 128.. => 1,
        b' ' | b'\t' | b'\r' | b'\n' => 2,
        _ => 0,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let c = class(text[at]);
        let mut end = at + 1;
        while c != 0 && end < text.len() && class(text[end]) == c {
            end += 1;
        }
        found.push(at..end);
        at = end;
    }
    found
}

/// Changes a few tokens of `data[..size]` in place and gives the new size, at most `max`.
pub fn tokens_of(data: &mut [u8], size: usize, max: usize, seed: u32) -> usize {
    let mut c = Chance(u64::from(seed) << 1 | 1);
    for _ in 0..4 {
        c.below(1);
    }
    let mut text = data[..size].to_vec();
    for _ in 0..1 + c.below(4) {
        let all = tokens(&text);
        let any = |c: &mut Chance| all.get(c.below(all.len())).cloned().unwrap_or(0..0);
        let run = |c: &mut Chance| {
            let from = c.below(all.len());
            let to = (from + 1 + c.below(25)).min(all.len());
            if from < to { all[from].start..all[to - 1].end } else { 0..0 }
        };
        let at = any(&mut c);
        match c.below(8) {
            0 => drop(text.drain(at)),
            1 => {
                let other = text[any(&mut c)].to_vec();
                text.splice(at, other);
            }
            2 => drop(text.splice(at.start..at.start, WORDS[c.below(WORDS.len())].bytes())),
            3 => drop(text.splice(at, WORDS[c.below(WORDS.len())].bytes())),
            4 => {
                let other = text[run(&mut c)].to_vec();
                text.splice(at.start..at.start, other);
            }
            5 => drop(text.drain(run(&mut c))),
            6 => {
                let other = text[any(&mut c)].to_vec();
                text.splice(at.end..at.end, other);
            }
            _ => {
                // Statements and declarations: a line copied to elsewhere.
                let lines: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
                let line = lines.get(c.below(lines.len())).map_or(Vec::new(), |l| l.to_vec());
                let before: usize = lines[..c.below(lines.len() + 1).min(lines.len())].iter().map(|l| l.len()).sum();
                text.splice(before..before, line);
            }
        }
    }
    let n = text.len().min(max).min(data.len());
    data[..n].copy_from_slice(&text[..n]);
    n
}

/// Half of the time libFuzzer's own mutations, half of the time tokens.
#[macro_export]
macro_rules! go_mutator {
    () => {
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            if seed % 3 == 0 {
                libfuzzer_sys::fuzzer_mutate(data, size, max_size)
            } else {
                $crate::mutate::tokens_of(data, size, max_size, seed)
            }
        });
    };
}
