//! Finalizers, cleanups, weak pointers and native objects. The orders are those that real Go shows.

mod common;

use common::{World, get, set};
use std::cell::RefCell;
use vole_heap::{FinalizerError, LayoutId, Marker, NativeFreeCtx, NativeHooks, NativeKind, Token};

#[test]
fn finalizers_run_in_order_of_reference() {
    let mut w = World::new();
    let (a, b, c) = (w.rooted(2), w.rooted(2), w.rooted(2));
    set(a, 0, b);
    set(b, 0, c);
    for (object, token) in [(c, 3), (b, 2), (a, 1)] {
        w.heap.set_finalizer(object, Token(token)).expect("a heap object");
    }
    w.roots.clear();
    for (object, token) in [(a, 1), (b, 2), (c, 3)] {
        w.gc();
        assert_eq!(w.heap.take_finalized(), [(object, Token(token))]);
        assert!(w.alive(c));
    }
    w.gc();
    assert!(!w.heap.has_queued() && !w.alive(a) && !w.alive(b) && !w.alive(c));
}

#[test]
fn cycles_through_a_finalizer_stay() {
    let mut w = World::new();
    let (a, b) = (w.rooted(2), w.rooted(2));
    set(a, 0, b);
    set(b, 0, a);
    w.heap.set_finalizer(a, Token(1)).expect("a heap object");
    w.roots.clear();
    w.gc();
    w.gc();
    assert!(!w.heap.has_queued() && w.alive(a) && w.alive(b));
    assert_eq!(w.heap.remove_finalizer(a), Some(Token(1)));
    w.gc();
    assert!(!w.alive(a) && !w.alive(b));
}

#[test]
fn finalizer_errors() {
    let mut w = World::new();
    let a = w.rooted(2);
    assert_eq!(w.heap.set_finalizer(a + 8, Token(1)), Err(FinalizerError::NotAtStart));
    assert_eq!(w.heap.set_finalizer(12345, Token(1)), Err(FinalizerError::NotInHeap));
    assert_eq!(w.heap.set_finalizer(a, Token(1)), Ok(()));
    assert_eq!(w.heap.set_finalizer(a, Token(1)), Err(FinalizerError::AlreadySet));
    assert_eq!(w.heap.remove_finalizer(a), Some(Token(1)));
    assert_eq!(w.heap.remove_finalizer(a), None);
}

#[test]
fn queued_objects_and_tokens_are_kept_until_taken() {
    let mut w = World::new();
    let (a, inner) = (w.rooted(2), w.rooted(1));
    set(a, 1, inner);
    let closure = w.rooted(1);
    w.heap.set_finalizer(a, Token(closure)).expect("a heap object");
    w.roots.clear();
    for _ in 0..3 {
        w.gc();
        assert!(w.alive(a) && w.alive(inner) && w.alive(closure));
    }
    assert_eq!(w.heap.take_finalized(), [(a, Token(closure))]);
    w.gc();
    assert!(!w.alive(a) && !w.alive(inner) && !w.alive(closure));
}

#[test]
fn weak_pointers_clear_before_the_finalizer_and_cleanups_run_after_it() {
    let mut w = World::new();
    let (a, b) = (w.rooted(4), w.rooted(4));
    set(a, 0, b);
    w.heap.set_finalizer(a, Token(0)).expect("a heap object");
    w.heap.add_cleanup(a, Token(1)).expect("a heap object");
    w.heap.add_cleanup(b + 8, Token(2)).expect("a heap object");
    let (wa, wb, wb8) = (w.heap.weak_handle(a), w.heap.weak_handle(b), w.heap.weak_handle(b + 8));
    assert_eq!(w.heap.weak_handle(a), wa);
    assert_ne!(wb, wb8);
    w.gc();
    assert_eq!(w.heap.weak_get(wa), Some(a));
    w.roots.clear();
    w.gc();
    // `a` is due: its weak pointers are gone, those to what it keeps are not, no cleanup yet.
    assert_eq!((w.heap.weak_get(wa), w.heap.weak_get(wb), w.heap.weak_get(wb8)), (None, Some(b), Some(b + 8)));
    assert_eq!(w.heap.take_finalized(), [(a, Token(0))]);
    assert!(w.heap.take_cleanups().is_empty());
    let again = w.heap.weak_handle(a);
    assert_ne!(again, wa);
    // The finalizer resurrects `a` for one cycle.
    w.roots.push(a);
    w.gc();
    assert_eq!(w.heap.weak_get(again), Some(a));
    w.roots.clear();
    w.gc();
    assert_eq!(w.heap.take_cleanups(), [Token(1), Token(2)]);
    assert_eq!((w.heap.weak_get(again), w.heap.weak_get(wb)), (None, None));
    assert!(!w.alive(a) && !w.alive(b));
}

#[test]
fn stopped_cleanups_do_not_run() {
    let mut w = World::new();
    let a = w.rooted(1);
    let first = w.heap.add_cleanup(a, Token(1)).expect("a heap object");
    w.heap.add_cleanup(a, Token(2)).expect("a heap object");
    assert_eq!(w.heap.add_cleanup(77, Token(3)), None);
    assert_eq!(w.heap.remove_cleanup(first), Some(Token(1)));
    assert_eq!(w.heap.remove_cleanup(first), None);
    w.roots.clear();
    w.gc();
    assert_eq!(w.heap.take_cleanups(), [Token(2)]);
}

#[test]
fn weak_pointers_to_what_is_not_on_the_heap_never_clear() {
    let mut w = World::new();
    let handle = w.heap.weak_handle(4096);
    w.gc();
    assert_eq!((w.heap.weak_get(handle), w.heap.weak_handle(4096)), (Some(4096), handle));
}

thread_local! {
    static DROPPED: RefCell<Vec<(u8, u64)>> = const { RefCell::new(Vec::new()) };
}

/// Native objects of these tests: word 0 is a reference that only the hook knows, word 1 one that the layout knows,
/// word 2 a number.
unsafe fn trace(_: NativeKind, object: *mut u8, marker: &mut Marker) {
    // SAFETY: the object has three words.
    marker.mark_word(unsafe { *object.cast::<u64>() });
}

unsafe fn drop_hook(kind: NativeKind, object: *mut u8, ctx: &mut NativeFreeCtx) {
    // SAFETY: the object has three words.
    let number = unsafe { *object.cast::<u64>().add(2) };
    DROPPED.with(|d| d.borrow_mut().push((kind.0, number)));
    ctx.external_freed += 1000;
}

#[test]
fn native_objects_are_traced_and_dropped() {
    let mut w = World::new();
    w.heap.set_native_hooks(NativeHooks { trace, drop: drop_hook });
    let layout = w.heap.add_layout(24, &[0b010]);
    let dropped = || DROPPED.with(|d| std::mem::take(&mut *d.borrow_mut()));
    let natives = [(1, 24, 10), (2, 24, 20), (3, 50_000, 30), (4, 24, 40)];
    for (kind, bytes, number) in natives {
        let hidden = w.rooted(1);
        let seen = w.rooted(1);
        let object = w.native(kind, bytes, layout);
        w.heap.add_external(1000);
        set(object, 0, hidden);
        set(object, 1, seen);
        set(object, 2, number);
        w.roots.push(object);
    }
    let objects: Vec<u64> = w.roots.chunks(3).map(|c| c[2]).collect();
    w.roots = objects.clone();
    w.gc();
    assert!(dropped().is_empty());
    for &object in &objects {
        assert!(w.alive(object) && w.alive(get(object, 0)) && w.alive(get(object, 1)));
    }
    assert_eq!(w.heap.find_object(objects[2]).map(|o| (o.native, o.layout)), Some((Some(NativeKind(3)), layout)));
    let hidden = get(objects[2], 0);
    w.roots = vec![objects[0], objects[3]];
    w.gc();
    let mut got = dropped();
    got.sort_unstable();
    assert_eq!(got, [(2, 20), (3, 30)]);
    assert_eq!(w.heap.stats().external, 2000);
    assert!(!w.alive(hidden));
    drop(w);
    let mut got = dropped();
    got.sort_unstable();
    assert_eq!(got, [(1, 10), (4, 40)]);
}

#[test]
fn a_heap_moves_between_threads() {
    let mut w = World::new();
    let a = w.rooted(2);
    std::thread::spawn(move || {
        w.gc();
        assert!(w.alive(a));
        w.alloc(100, LayoutId::NOSCAN);
    })
    .join()
    .expect("no panic");
}
