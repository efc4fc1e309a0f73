//! bzip2, decoding only.

/// What `src` stands for as far as it is sound, and what is wrong then: a structural error's text, `EOF`, or nothing.
pub fn decode(src: &[u8]) -> (Vec<u8>, &'static str) {
    let mut out = Vec::new();
    let mut d = Decoder { src, at: 0, bits: 0, n: 0 };
    let problem = d.stream(&mut out).err().unwrap_or("");
    (out, problem)
}

type Result<T> = std::result::Result<T, &'static str>;

struct Decoder<'a> {
    src: &'a [u8],
    at: usize,
    bits: u64,
    n: u32,
}

const BLOCK_MAGIC: u64 = 0x3141_5926_5359;
const FINAL_MAGIC: u64 = 0x1772_4538_5090;

fn crc(mut crc: u32, data: &[u8]) -> u32 {
    for &b in data {
        crc ^= u32::from(b) << 24;
        for _ in 0..8 {
            crc = if crc >> 31 == 1 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 };
        }
    }
    crc
}

/// The bytewise table of the same polynomial.
fn crc_table() -> [u32; 256] {
    std::array::from_fn(|i| crc(0, &[i as u8]))
}

/// A canonical code: for each length its first code, how many, and where its symbols begin.
struct Tree {
    first: [u32; 21],
    count: [u32; 21],
    symbols: Vec<u16>,
}

impl Tree {
    fn new(lengths: &[u8]) -> Tree {
        let mut t = Tree { first: [0; 21], count: [0; 21], symbols: Vec::new() };
        for length in 1..=20 {
            t.first[length] = (t.first[length - 1] + t.count[length - 1]) << 1;
            for (symbol, _) in lengths.iter().enumerate().filter(|(_, l)| usize::from(**l) == length) {
                t.symbols.push(symbol as u16);
                t.count[length] += 1;
            }
        }
        t
    }
}

impl Decoder<'_> {
    fn take(&mut self, n: u32) -> Result<u64> {
        while self.n < n {
            let Some(&b) = self.src.get(self.at) else { return Err("EOF") };
            self.at += 1;
            self.bits = self.bits << 8 | u64::from(b);
            self.n += 8;
        }
        self.n -= n;
        Ok(self.bits >> self.n & ((1 << n) - 1))
    }

    fn symbol(&mut self, t: &Tree) -> Result<u16> {
        let (mut code, mut base) = (0u32, 0);
        for length in 1..=20 {
            code = code << 1 | self.take(1)? as u32;
            if code.wrapping_sub(t.first[length]) < t.count[length] {
                return Ok(t.symbols[(base + code - t.first[length]) as usize]);
            }
            base += t.count[length];
        }
        Err("Huffman tree has unused codes")
    }

    /// Streams may follow each other.
    fn stream(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let table = crc_table();
        let mut first = true;
        loop {
            if self.take(16)? != 0x425a {
                return Err(if first { "bad magic value" } else { "bad magic value in continuation file" });
            }
            first = false;
            if self.take(8)? != u64::from(b'h') {
                return Err("non-Huffman entropy encoding");
            }
            let level = self.take(8)?;
            if !(u64::from(b'1')..=u64::from(b'9')).contains(&level) {
                return Err("invalid compression level");
            }
            let size = 100_000 * (level - u64::from(b'0')) as usize;
            let mut total = 0u32;
            loop {
                match self.take(48)? {
                    BLOCK_MAGIC => {
                        let want = self.take(32)? as u32;
                        let from = out.len();
                        self.block(size, out)?;
                        let got =
                            !out[from..].iter().fold(!0u32, |c, &b| c << 8 ^ table[usize::from((c >> 24) as u8 ^ b)]);
                        total = total.rotate_left(1) ^ got;
                        if got != want {
                            return Err("block checksum mismatch");
                        }
                    }
                    FINAL_MAGIC => {
                        if self.take(32)? as u32 != total {
                            return Err("file checksum mismatch");
                        }
                        break;
                    }
                    _ => return Err("bad magic value found"),
                }
            }
            self.n -= self.n % 8;
            self.at -= (self.n / 8) as usize;
            self.n = 0;
            if self.at == self.src.len() {
                return Ok(());
            }
        }
    }

    fn block(&mut self, size: usize, out: &mut Vec<u8>) -> Result<()> {
        if self.take(1)? != 0 {
            return Err("deprecated randomized files");
        }
        let origin = self.take(24)? as usize;
        let ranges = self.take(16)?;
        let mut stack: Vec<u8> = Vec::new();
        for i in 0..16 {
            if ranges >> (15 - i) & 1 == 1 {
                let used = self.take(16)?;
                stack.extend((0..16).filter(|j| used >> (15 - j) & 1 == 1).map(|j| (16 * i + j) as u8));
            }
        }
        if stack.is_empty() {
            return Err("no symbols in input");
        }
        let trees = self.take(3)? as usize;
        if !(2..=6).contains(&trees) {
            return Err("invalid number of Huffman trees");
        }
        let count = self.take(15)? as usize;
        let mut order: Vec<u8> = (0..trees as u8).collect();
        let mut selectors = Vec::with_capacity(count);
        for _ in 0..count {
            let mut c = 0;
            while self.take(1)? == 1 {
                c += 1;
            }
            if c >= trees {
                return Err("tree index too large");
            }
            order[..=c].rotate_right(1);
            selectors.push(order[0]);
        }
        let symbols = stack.len() + 2;
        let mut all = Vec::new();
        for _ in 0..trees {
            let mut length = self.take(5)? as i32;
            let mut lengths = Vec::with_capacity(symbols);
            for _ in 0..symbols {
                loop {
                    if !(1..=20).contains(&length) {
                        return Err("Huffman length out of range");
                    }
                    if self.take(1)? == 0 {
                        break;
                    }
                    length += if self.take(1)? == 1 { -1 } else { 1 };
                }
                lengths.push(length as u8);
            }
            all.push(Tree::new(&lengths));
        }
        let text = self.text(size, &mut stack, &selectors, &all)?;
        if origin >= text.len() {
            return Err("origPtr out of bounds");
        }
        unsort(&text, origin, out);
        Ok(())
    }

    /// Undoes Huffman, runs of zeros and move-to-front.
    fn text(&mut self, size: usize, stack: &mut [u8], selectors: &[u8], trees: &[Tree]) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        let (mut run, mut power) = (0usize, 1usize);
        let mut groups = selectors.iter();
        let mut left = 0;
        let mut tree = None;
        loop {
            if left == 0 {
                let s = groups.next().ok_or("insufficient selector indices for number of decoded symbols")?;
                tree = trees.get(usize::from(*s));
                left = 50;
            }
            left -= 1;
            let v = self.symbol(tree.ok_or("tree index too large")?)?;
            if v < 2 {
                run += power << v;
                power <<= 1;
                if run >= 2 << 20 {
                    return Err("repeat count too large");
                }
                continue;
            }
            if run > 0 {
                if text.len() + run > size {
                    return Err("repeats past end of block");
                }
                text.resize(text.len() + run, stack[0]);
                (run, power) = (0, 1);
            }
            if usize::from(v) == stack.len() + 1 {
                return Ok(text);
            }
            let b = stack[usize::from(v) - 1];
            stack[..usize::from(v)].rotate_right(1);
            if text.len() >= size {
                return Err("data exceeds block size");
            }
            text.push(b);
        }
    }
}

/// Undoes the Burrows–Wheeler sorting and the run lengths after four equal bytes.
fn unsort(text: &[u8], origin: usize, out: &mut Vec<u8>) {
    let mut start = [0usize; 256];
    text.iter().for_each(|&b| start[usize::from(b)] += 1);
    let mut sum = 0;
    for s in &mut start {
        sum += std::mem::replace(s, sum);
    }
    let mut next = vec![0u32; text.len()];
    for (i, &b) in text.iter().enumerate() {
        next[start[usize::from(b)]] = i as u32;
        start[usize::from(b)] += 1;
    }
    let mut at = next[origin] as usize;
    let (mut last, mut repeats) = (None, 0);
    for _ in 0..text.len() {
        let b = text[at];
        at = next[at] as usize;
        if repeats == 4 {
            out.resize(out.len() + usize::from(b), last.unwrap_or(0));
            (last, repeats) = (None, 0);
            continue;
        }
        repeats = if last == Some(b) { repeats + 1 } else { 1 };
        last = Some(b);
        out.push(b);
    }
}
