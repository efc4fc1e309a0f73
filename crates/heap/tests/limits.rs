//! Pacing, limits, reuse of memory, figures.

mod common;

use common::{World, set};
use vole_heap::{AllocError, Heap, HeapConfig, LayoutId};

const MIB: usize = 1 << 20;

fn limited(limit: usize) -> World {
    World::with(HeapConfig { limit_bytes: Some(limit), reserve_bytes: 1 << 30, ..HeapConfig::default() })
}

#[test]
fn the_limit_is_reported_and_garbage_is_not_counted() {
    let mut w = limited(16 * MIB);
    for _ in 0..1000 {
        w.alloc(MIB, LayoutId::NOSCAN);
    }
    let mut kept = 0;
    while let Ok(p) = w.try_alloc(MIB, LayoutId::NOSCAN) {
        w.roots.push(p);
        kept += 1;
    }
    assert!((14..=16).contains(&kept), "{kept}");
    // Small objects meet the limit too.
    let mut last = w.roots[0];
    let error = loop {
        match w.try_alloc(1024, LayoutId::ALL_POINTERS) {
            Ok(p) => {
                set(p, 0, last);
                last = p;
                w.roots[0] = last;
            }
            Err(error) => break error,
        }
    };
    assert_eq!(error, AllocError::Limit);
    // And all is well again once there is garbage.
    w.roots.clear();
    for _ in 0..100 {
        w.alloc(10 * MIB, LayoutId::NOSCAN);
    }
}

#[test]
fn near_the_limit_collections_do_not_go_on_for_ever() {
    let mut w = limited(8 * MIB);
    let mut head = 0;
    while let Ok(p) = w.try_alloc(64, LayoutId::ALL_POINTERS) {
        set(p, 0, head);
        head = p;
        w.roots = vec![head];
    }
    if !cfg!(feature = "stress") {
        assert!(w.heap.stats().num_gc < 100, "{}", w.heap.stats().num_gc);
    }
}

#[test]
fn external_bytes_count() {
    let mut w = limited(32 * MIB);
    w.heap.add_external(3 * MIB);
    assert!(!w.heap.gc_wanted());
    w.heap.add_external(MIB);
    assert!(w.heap.gc_wanted());
    w.gc();
    assert!(!w.heap.gc_wanted());
    assert_eq!(w.heap.check_external(20 * MIB), Ok(()));
    assert_eq!(w.heap.check_external(40 * MIB), Err(AllocError::Collect));
    w.gc();
    assert_eq!(w.heap.check_external(40 * MIB), Err(AllocError::Limit));
    w.heap.sub_external(4 * MIB);
    assert_eq!(w.heap.stats().external, 0);
}

#[test]
fn impossible_sizes_are_refused() {
    let mut w = limited(8 * MIB);
    assert_eq!(w.try_alloc(usize::MAX, LayoutId::NOSCAN), Err(AllocError::Limit));
    assert_eq!(w.try_alloc(1 << 40, LayoutId::NOSCAN), Err(AllocError::Limit));
    assert_eq!(w.try_alloc(9 * MIB, LayoutId::NOSCAN), Err(AllocError::Limit));
    assert_eq!(w.alloc(0, LayoutId::NOSCAN), Heap::zero_base().as_ptr() as u64);
}

#[test]
fn the_address_space_may_end_without_a_limit() {
    let mut w = World::with(HeapConfig { reserve_bytes: 256 << 20, ..HeapConfig::default() });
    assert_eq!(w.try_alloc(1 << 30, LayoutId::NOSCAN), Err(AllocError::Limit));
    for _ in 0..20 {
        w.alloc(100 << 20, LayoutId::NOSCAN);
    }
}

#[test]
fn gogc_sets_the_trigger() {
    let mut w = World::new();
    assert_eq!(w.heap.stats().next_gc as usize, 4 * MIB);
    let p = w.alloc(20 * MIB, LayoutId::NOSCAN);
    w.roots.push(p);
    w.gc();
    assert_eq!(w.heap.stats().next_gc as usize, 40 * MIB);
    assert_eq!(w.heap.set_gc_percent(50), 100);
    assert_eq!(w.heap.stats().next_gc as usize, 30 * MIB);
    w.heap.set_gc_percent(-1);
    assert_eq!(w.heap.stats().next_gc, u64::MAX);
    assert_eq!(w.heap.set_soft_limit(Some(28 * MIB)), None);
    assert!((21 * MIB..=28 * MIB).contains(&(w.heap.stats().next_gc as usize)));
}

#[test]
#[cfg(not(feature = "stress"))]
fn without_gogc_nothing_is_collected() {
    let mut w = World::with(HeapConfig { gc_percent: -1, ..HeapConfig::default() });
    for _ in 0..100 {
        w.alloc(MIB, LayoutId::NOSCAN);
    }
    assert_eq!(w.heap.stats().num_gc, 0);
}

#[test]
fn forced_allocation_passes_the_trigger() {
    let mut w = World::new();
    for _ in 0..10 {
        // SAFETY: pointer-free.
        unsafe { w.heap.alloc_nogc(MIB, LayoutId::NOSCAN) }.expect("room");
    }
    assert!(w.heap.gc_wanted());
    assert_eq!(w.heap.stats().num_gc, 0);
    w.gc();
    assert!(!w.heap.gc_wanted());
}

#[test]
fn freed_runs_are_joined_reused_and_returned() {
    let mut w = World::new();
    for size in [40_000, 70_000, 300_000, MIB, 5 * MIB] {
        for _ in 0..50 {
            w.alloc(size, LayoutId::NOSCAN);
        }
    }
    w.gc();
    let stats = w.heap.stats();
    assert!((stats.heap_sys as usize) < 40 * MIB, "{stats:?}");
    assert_eq!((stats.heap_alloc, stats.heap_inuse), (0, 0));
    w.heap.release_free_pages();
    assert_eq!(w.heap.stats().heap_released, w.heap.stats().heap_sys);
    // Returned memory reads as zero again.
    let p = w.alloc(5 * MIB, LayoutId::NOSCAN);
    // SAFETY: the object just allocated.
    let bytes = unsafe { std::slice::from_raw_parts(p as *const u8, 5 * MIB) };
    assert!(bytes.iter().all(|&b| b == 0));
}

#[test]
fn figures_add_up() {
    let mut w = World::new();
    w.heap.set_gc_percent(-1);
    for i in 0..1000 {
        // SAFETY: nothing is stored.
        unsafe { w.heap.alloc_nogc(1 + i % 100, LayoutId::NOSCAN) }.expect("room");
    }
    // SAFETY: nothing is stored.
    unsafe { w.heap.alloc_nogc(100_000, LayoutId::NOSCAN) }.expect("room");
    let s = w.heap.stats();
    assert_eq!((s.mallocs, s.frees), (1001, 0));
    assert_eq!(s.heap_alloc, s.total_alloc);
    assert_eq!(s.heap_sys, s.heap_inuse + s.heap_idle);
    assert_eq!(w.heap.size_stats().iter().map(|c| c.mallocs).sum::<u64>(), 1000);
    let bytes: u64 = w.heap.size_stats().iter().map(|c| c.mallocs * u64::from(c.size)).sum();
    assert_eq!(bytes + 13 * 8192, s.heap_alloc);
    w.gc();
    let s = w.heap.stats();
    assert_eq!((s.mallocs, s.frees, s.heap_alloc, s.num_gc), (1001, 1001, 0, 1));
    assert!(s.pause_total_ns > 0);
}
