//! Random object graphs against a model: exactly the unreachable is freed, and the rest keeps its contents.

mod common;

use common::{Rng, World, get, set};
use std::collections::{HashMap, HashSet};
use vole_heap::LayoutId;

/// An object of the model.
struct Node {
    addr: u64,
    words: usize,
    shape: usize,
    /// Word and target of each pointer word in use.
    edges: HashMap<usize, usize>,
}

struct Shape {
    layout: LayoutId,
    unit: usize,
    mask: Vec<u64>,
}

impl Shape {
    fn is_pointer(&self, word: usize) -> bool {
        let i = word % self.unit;
        self.mask[i / 64] >> (i % 64) & 1 != 0
    }
}

fn shapes(world: &mut World) -> Vec<Shape> {
    let big: Vec<u64> = vec![0x8000_0000_0000_0005, 0b1011];
    [
        (1, vec![0]),
        (1, vec![1]),
        (2, vec![0b01]),
        (2, vec![0b10]),
        (3, vec![0b001]),
        (5, vec![0b10110]),
        (64, vec![0xf0f0_0000_0000_0001]),
        (100, big),
    ]
    .into_iter()
    .map(|(unit, mask)| Shape { layout: world.heap.add_layout(unit * 8, &mask), unit, mask })
    .collect()
}

fn reachable(nodes: &HashMap<usize, Node>, roots: &[usize]) -> HashSet<usize> {
    let mut seen: HashSet<usize> = HashSet::new();
    let mut todo: Vec<usize> = roots.to_vec();
    while let Some(id) = todo.pop() {
        if seen.insert(id) {
            todo.extend(nodes[&id].edges.values());
        }
    }
    seen
}

fn run(seed: u64, steps: usize) {
    let mut rng = Rng(seed);
    let mut world = World::new();
    // Only the test collects: the model must know when.
    world.heap.set_gc_percent(-1);
    let shapes = shapes(&mut world);
    let mut nodes: HashMap<usize, Node> = HashMap::new();
    let mut roots: Vec<usize> = Vec::new();
    let mut next = 0;
    for step in 0..steps {
        for _ in 0..rng.below(300) {
            let shape = rng.below(shapes.len());
            let elements = match rng.below(100) {
                0 => 1 + rng.below(20_000),
                1..10 => 1 + rng.below(500),
                _ => 1 + rng.below(4),
            };
            let words = shapes[shape].unit * elements;
            // SAFETY: pointer words get addresses or nothing.
            let p = unsafe { world.heap.alloc_nogc(words * 8, shapes[shape].layout) }.expect("room");
            let addr = p.as_ptr() as u64;
            for w in 0..words {
                assert_eq!(get(addr, w), 0, "fresh memory is zero");
                if !shapes[shape].is_pointer(w) {
                    set(addr, w, next as u64);
                }
            }
            nodes.insert(next, Node { addr, words, shape, edges: HashMap::new() });
            if rng.below(20) == 0 {
                roots.push(next);
            }
            next += 1;
        }
        let mut ids: Vec<usize> = nodes.keys().copied().collect();
        ids.sort_unstable();
        for _ in 0..ids.len() * 2 {
            let (from, to) = (ids[rng.below(ids.len())], ids[rng.below(ids.len())]);
            let (target, inside) = (nodes[&to].addr, rng.below(nodes[&to].words * 8) as u64);
            let node = nodes.get_mut(&from).expect("a known node");
            let w = rng.below(node.words);
            if !shapes[node.shape].is_pointer(w) {
                continue;
            }
            if rng.below(4) == 0 {
                set(node.addr, w, 0);
                node.edges.remove(&w);
            } else {
                set(node.addr, w, if rng.below(2) == 0 { target } else { target + inside });
                node.edges.insert(w, to);
            }
        }
        for _ in 0..rng.below(20) {
            if !roots.is_empty() {
                roots.swap_remove(rng.below(roots.len()));
            }
        }
        if step % 3 != 0 {
            continue;
        }
        world.roots = roots.iter().map(|id| nodes[id].addr + rng.below(nodes[id].words * 8) as u64).collect();
        world.gc();
        let live = reachable(&nodes, &roots);
        for (id, node) in &nodes {
            let found = world.heap.find_object(node.addr + rng.below(node.words * 8) as u64);
            assert_eq!(found.is_some(), live.contains(id), "object {id} is freed exactly when unreachable");
            if let Some(found) = found {
                assert_eq!(found.base as u64, node.addr);
                assert_eq!(found.layout, shapes[node.shape].layout);
                for w in 0..node.words {
                    if !shapes[node.shape].is_pointer(w) {
                        assert_eq!(get(node.addr, w), *id as u64, "contents stay");
                    }
                }
            }
        }
        nodes.retain(|id, _| live.contains(id));
        let stats = world.heap.stats();
        assert_eq!(stats.mallocs - stats.frees, nodes.len() as u64);
    }
}

#[test]
fn random_graphs_match_the_model() {
    for seed in 1..=12 {
        run(seed * 0x9e37_79b9, 30);
    }
}

#[test]
fn any_word_may_be_marked() {
    let mut world = World::new();
    let first = world.rooted(2);
    let mut rng = Rng(7);
    for _ in 0..2000 {
        world.node(1 + rng.below(40));
    }
    world.alloc(100_000, LayoutId::ALL_POINTERS);
    world.gc();
    for _ in 0..300 {
        world.node(1 + rng.below(40));
    }
    let before = world.heap.stats().frees;
    let marker = world.heap.begin_mark();
    marker.mark_word(first);
    for _ in 0..1_000_000 {
        let word = match rng.below(4) {
            0 => rng.next(),
            1 => rng.next() >> rng.below(64),
            _ => first.wrapping_add(rng.next() % (32 << 20)).wrapping_sub(8 << 20),
        };
        marker.mark_word(word);
    }
    for word in [0, 1, u64::MAX, 1 << 63, vole_heap::Heap::zero_base().as_ptr() as u64] {
        marker.mark_word(word);
    }
    world.heap.finish(&mut |_, _| {});
    world.heap.verify();
    assert!(world.heap.stats().frees >= before);
}

#[test]
fn a_long_list_needs_no_native_stack() {
    let mut world = World::new();
    world.heap.set_gc_percent(-1);
    let head = world.rooted(1);
    let mut last = head;
    for _ in 0..if cfg!(feature = "stress") { 1000 } else { 1_000_000 } {
        let node = world.node(1);
        set(last, 0, node);
        last = node;
    }
    world.gc();
    assert!(world.alive(last));
    world.roots.clear();
    world.gc();
    assert!(!world.alive(last));
    assert_eq!(world.heap.stats().heap_alloc, 0);
    assert_eq!(world.heap.stats().heap_inuse, 0);
}

#[test]
fn free_slots_are_neither_objects_nor_marked() {
    let mut world = World::new();
    let a = world.rooted(2);
    assert!(world.alive(a + 15) && !world.alive(a + 16), "the next slot waits in the cache");
    world.roots.push(a + 16);
    world.gc();
    assert!(!world.alive(a + 16));
    assert_eq!(world.heap.find_object(a + 9).map(|o| (o.base as u64, o.size)), Some((a, 16)));
}
