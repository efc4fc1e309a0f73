//! A tiny stand-in for a VM: roots, and allocation that collects when told to.
#![allow(dead_code, reason = "each test file uses a part")]

use vole_heap::{AllocError, Heap, HeapConfig, LayoutId, NativeKind};

pub struct World {
    pub heap: Heap,
    pub roots: Vec<u64>,
}

impl World {
    pub fn new() -> World {
        World::with(HeapConfig { reserve_bytes: 4 << 30, ..HeapConfig::default() })
    }

    pub fn with(config: HeapConfig) -> World {
        World { heap: Heap::new(config).expect("address space"), roots: Vec::new() }
    }

    /// Collects with `roots`; tokens are addresses.
    pub fn gc(&mut self) {
        let roots = &self.roots;
        self.heap.collect(|m| roots.iter().for_each(|&r| m.mark_word(r)), &mut |token, m| m.mark_word(token.0));
        self.heap.verify();
    }

    pub fn try_alloc(&mut self, bytes: usize, layout: LayoutId) -> Result<u64, AllocError> {
        loop {
            // SAFETY: tests store what the layout says.
            match unsafe { self.heap.alloc(bytes, layout) } {
                Ok(p) => return Ok(p.as_ptr() as u64),
                Err(AllocError::Collect) => self.gc(),
                Err(AllocError::Limit) => return Err(AllocError::Limit),
            }
        }
    }

    pub fn alloc(&mut self, bytes: usize, layout: LayoutId) -> u64 {
        self.try_alloc(bytes, layout).expect("room")
    }

    pub fn native(&mut self, kind: u8, bytes: usize, layout: LayoutId) -> u64 {
        // SAFETY: tests store what the layout says.
        unsafe { self.heap.alloc_native_nogc(NativeKind(kind), bytes, layout) }.expect("room").as_ptr() as u64
    }

    /// An object of `words` pointers.
    pub fn node(&mut self, words: usize) -> u64 {
        self.alloc(words * 8, LayoutId::ALL_POINTERS)
    }

    pub fn rooted(&mut self, words: usize) -> u64 {
        let node = self.node(words);
        self.roots.push(node);
        node
    }

    pub fn alive(&self, addr: u64) -> bool {
        self.heap.find_object(addr).is_some()
    }
}

/// Stores a word of an object.
pub fn set(addr: u64, word: usize, value: u64) {
    // SAFETY: tests pass live objects and words inside them.
    unsafe { *(addr as *mut u64).add(word) = value };
}

/// Loads a word of an object.
pub fn get(addr: u64, word: usize) -> u64 {
    // SAFETY: as in `set`.
    unsafe { *(addr as *const u64).add(word) }
}

/// A small generator of numbers that repeats.
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n
    }
}
