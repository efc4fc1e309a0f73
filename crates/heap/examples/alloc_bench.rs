//! Measures allocation, marking and the footprint of the heap: `cargo run --release -p vole-heap --example alloc_bench`.
//! With arguments, runs only the named parts (small, trees, churn, mark, large).
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::ptr::NonNull;
use std::time::Instant;
use vole_heap::{AllocError, Heap, HeapConfig, LayoutId, Marker, Token};

fn no_tokens() -> impl FnMut(Token, &mut Marker) {
    |_, _| {}
}

/// Allocates as a handler would, collecting with `roots` when told to.
#[inline(always)]
fn alloc(heap: &mut Heap, bytes: usize, layout: LayoutId, roots: &[u64]) -> NonNull<u8> {
    let class = Heap::alloc_class(bytes, layout).expect("a small size");
    // SAFETY: the class fits the layout, and callers store what it says.
    match unsafe { heap.try_alloc_small(class, layout) } {
        Some(p) => p,
        None => slow(heap, bytes, layout, roots),
    }
}

#[cold]
#[inline(never)]
fn slow(heap: &mut Heap, bytes: usize, layout: LayoutId, roots: &[u64]) -> NonNull<u8> {
    loop {
        // SAFETY: as in `alloc`.
        match unsafe { heap.alloc(bytes, layout) } {
            Ok(p) => return p,
            Err(AllocError::Collect) => heap.collect(
                |marker| {
                    for &root in roots {
                        marker.mark_word(root);
                    }
                },
                &mut no_tokens(),
            ),
            Err(AllocError::Limit) => panic!("out of memory"),
        }
    }
}

fn rss_mib() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|l| l.starts_with(name)).unwrap_or("");
        line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    };
    (field("VmRSS:"), field("VmHWM:"))
}

fn report(name: &str, start: Instant, heap: &Heap) {
    let s = heap.stats();
    let ns = start.elapsed().as_nanos() as f64;
    let (rss, peak) = rss_mib();
    println!(
        "{name:24} {:8.1} ms  {:6.2} ns/object  {} gcs, {:.1} ms in them, live {:.1} MiB, rss {rss:.0} MiB (peak {peak:.0})",
        ns / 1e6,
        ns / s.mallocs as f64,
        s.num_gc,
        s.pause_total_ns as f64 / 1e6,
        s.live_after_gc as f64 / 1048576.0,
    );
}

fn heap() -> Heap {
    Heap::new(HeapConfig::default()).expect("address space")
}

fn small(bytes: usize, layout: LayoutId) {
    let mut heap = heap();
    let start = Instant::now();
    for i in 0..50_000_000u64 {
        let p = alloc(&mut heap, bytes, layout, &[]);
        // SAFETY: fresh memory of at least 8 bytes; an integer in a pointer word is harmless.
        unsafe { p.cast::<u64>().write(i) };
    }
    report(&format!("small {bytes} {}", if layout == LayoutId::NOSCAN { "noscan" } else { "scan" }), start, &heap);
}

fn tree(heap: &mut Heap, depth: u32, roots: &mut Vec<u64>) -> u64 {
    let node = alloc(heap, 16, LayoutId::ALL_POINTERS, roots).cast::<u64>();
    let addr = node.as_ptr() as u64;
    if depth > 0 {
        roots.push(addr);
        let left = tree(heap, depth - 1, roots);
        // SAFETY: the node is rooted and has two words.
        unsafe { node.write(left) };
        let right = tree(heap, depth - 1, roots);
        // SAFETY: as above.
        unsafe { node.add(1).write(right) };
        roots.pop();
    }
    addr
}

fn trees() {
    let mut heap = heap();
    let start = Instant::now();
    let mut roots = Vec::new();
    let long = tree(&mut heap, 18, &mut roots);
    roots.push(long);
    for depth in (4..=18).step_by(4) {
        for _ in 0..1 << (18 - depth + 4) {
            tree(&mut heap, depth, &mut roots);
        }
    }
    report("binary trees", start, &heap);
}

fn mark() {
    let mut heap = heap();
    heap.set_gc_percent(-1);
    let mut roots = Vec::new();
    let root = tree(&mut heap, 22, &mut roots);
    for _ in 0..3 {
        let start = Instant::now();
        heap.begin_mark().mark_word(root);
        heap.drain();
        let marked = start.elapsed().as_secs_f64();
        let start = Instant::now();
        heap.finish(&mut no_tokens());
        let mib = heap.stats().heap_alloc as f64 / 1048576.0;
        println!(
            "mark {mib:.0} MiB of 16-byte nodes: {:.0} ms, {:.0} MiB/s; sweep {:.2} ms",
            marked * 1e3,
            mib / marked,
            start.elapsed().as_secs_f64() * 1e3
        );
    }
    // Shuffled: a linked structure in random memory order.
    let mut nodes: Vec<u64> = Vec::new();
    let mut heap2 = self::heap();
    heap2.set_gc_percent(-1);
    let layout = heap2.add_layout(24, &[0b011]);
    for _ in 0..4_000_000 {
        nodes.push(alloc(&mut heap2, 24, layout, &[]).as_ptr() as u64);
    }
    let mut seed = 1u64;
    for i in (1..nodes.len()).rev() {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        nodes.swap(i, (seed >> 33) as usize % (i + 1));
    }
    for i in 0..nodes.len() {
        for k in 0..2 {
            let child = nodes.get(2 * i + 1 + k).copied().unwrap_or(0);
            // SAFETY: live nodes of three words.
            unsafe { (nodes[i] as *mut u64).add(k).write(child) };
        }
    }
    let start = Instant::now();
    heap2.begin_mark().mark_word(nodes[0]);
    heap2.drain();
    let marked = start.elapsed().as_secs_f64();
    heap2.finish(&mut no_tokens());
    let mib = heap2.stats().heap_alloc as f64 / 1048576.0;
    println!("mark {mib:.0} MiB of shuffled 24-byte nodes: {:.0} ms, {:.0} MiB/s", marked * 1e3, mib / marked);
}

fn churn() {
    let mut heap = heap();
    let start = Instant::now();
    // A table of 50 MiB of live objects of mixed sizes, replaced at random until 20 GiB have been allocated.
    let sizes = [16, 24, 40, 64, 100, 200, 500, 1000, 3000];
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    let slots = (50 << 20) / (mean + 8);
    // SAFETY: an all-pointer table.
    let table = unsafe { heap.alloc(slots * 8, LayoutId::ALL_POINTERS) }.expect("the first allocation");
    let table = table.cast::<u64>();
    let root = [table.as_ptr() as u64];
    let mut seed = 1u64;
    let mut total = 0u64;
    while total < 20 << 30 {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let bytes = sizes[(seed >> 40) as usize % sizes.len()];
        let layout = if seed >> 39 & 1 == 0 { LayoutId::NOSCAN } else { LayoutId::ALL_POINTERS };
        let p = alloc(&mut heap, bytes, layout, &root);
        // SAFETY: the table is rooted and has `slots` words.
        unsafe { table.add((seed >> 20) as usize % slots).write(p.as_ptr() as u64) };
        total += bytes as u64;
    }
    report("churn 20 GiB, 50 live", start, &heap);
}

fn large() {
    let mut heap = heap();
    let start = Instant::now();
    let mut keep = [0u64; 16];
    for i in 0..20_000usize {
        let bytes = 40_000 + i * 7919 % 2_000_000;
        // SAFETY: pointer-free.
        let p = loop {
            // SAFETY: pointer-free.
            match unsafe { heap.alloc(bytes, LayoutId::NOSCAN) } {
                Ok(p) => break p,
                Err(_) => heap.collect(|m| keep.iter().for_each(|&k| m.mark_word(k)), &mut no_tokens()),
            }
        };
        keep[i % 16] = p.as_ptr() as u64;
    }
    report("large, 20 GB", start, &heap);
}

fn main() {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| parts.is_empty() || parts.iter().any(|p| p == name);
    if wanted("small") {
        for bytes in [8, 16, 24, 48, 128, 1024] {
            small(bytes, LayoutId::NOSCAN);
            small(bytes, LayoutId::ALL_POINTERS);
        }
    }
    if wanted("trees") {
        trees();
    }
    if wanted("mark") {
        mark();
    }
    if wanted("large") {
        large();
    }
    if wanted("churn") {
        churn();
    }
}
