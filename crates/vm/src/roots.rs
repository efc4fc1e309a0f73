//! What the collector starts from: globals, frames of all goroutines by their slot maps, deferred calls, panics, the
//! scheduler's own.

use crate::goroutine::Goroutine;
use crate::natives::finalize::Finalizers;
use crate::sched::Sched;
use crate::vm::Vm;
use crate::walk::{At, Frame, Places, map_at};
use vole_bytecode::{CodeOffset, SlotBits};
use vole_heap::{Heap, Marker, Token};

/// What is marked first, apart from the heap.
struct Roots<'a> {
    places: Places<'a>,
    globals: &'a [u64],
    all: &'a [*mut Goroutine],
    sched: &'a Sched,
    finalizers: &'a Finalizers,
    panic_value: u64,
}

impl Roots<'_> {
    /// Marks all roots; `goroutine` deals with each goroutine.
    fn mark(&self, marker: &mut Marker, mut goroutine: impl FnMut(*mut Goroutine, &mut Marker)) {
        for &w in &self.places.program.global_pointers {
            marker.mark_word(self.globals[w as usize / 8]);
        }
        self.all.iter().for_each(|&g| goroutine(g, marker));
        Vm::mark_sched(self.sched, self.all, marker);
        self.finalizers.mark(marker);
        marker.mark_word(self.panic_value);
    }
}

impl Vm {
    /// The roots and the heap.
    fn split(&mut self) -> (Roots<'_>, &mut Heap) {
        let places = Places {
            code: &self.code,
            by_code: &self.by_code,
            stubs: self.stubs,
            program: &self.program,
            passed: &self.passed,
        };
        let roots = Roots {
            places,
            globals: &self.globals_mem,
            all: &self.all,
            sched: &self.sched,
            finalizers: &self.finalizers,
            panic_value: self.panic_value[1],
        };
        (roots, &mut self.heap)
    }

    /// Collects now. The current goroutine stands at a safe place.
    pub(crate) fn collect(&mut self) {
        self.save();
        if self.tracer.is_some() {
            self.trace_gc(true);
        }
        self.age_pools();
        let (roots, heap) = self.split();
        let mark = |marker: &mut Marker| {
            // SAFETY: goroutines live as long as the VM.
            roots.mark(marker, |g, marker| mark_goroutine(&roots.places, unsafe { &*g }, marker));
        };
        heap.collect(mark, &mut |token: Token, marker: &mut Marker| marker.mark_word(token.0));
        self.note_collection();
        self.queue_finalizers();
        if self.tracer.is_some() {
            self.trace_gc(false);
        }
    }

    /// Collects, and finds the goroutines that nothing which runs can ever wake: they wait for channels and locks that only
    /// goroutines of their kind can reach. Notes it in them. The current goroutine stands at a safe place.
    pub(crate) fn find_leaks(&mut self) {
        self.save();
        self.age_pools();
        let (roots, heap) = self.split();
        let timed = roots.sched.timers.channels();
        let timed: Vec<u64> = timed.into_iter().filter_map(|c| heap.weak_get(c)).collect();
        let mark = |marker: &mut Marker| {
            let mut asleep = vec![];
            roots.mark(marker, |g, marker| {
                // SAFETY: goroutines live as long as the VM.
                let g = unsafe { &mut *g };
                g.leaked = false;
                match roots.sched.waits_for(g) {
                    Some(objects) => asleep.push((g, objects)),
                    None => mark_goroutine(&roots.places, g, marker),
                }
            });
            timed.iter().for_each(|&c| marker.mark_word(c));
            marker.drain();
            loop {
                let before = asleep.len();
                asleep.retain(|(g, objects)| {
                    // What is no object lives in a global, which somebody may reach, or in a frame of its own.
                    let elsewhere = |o: u64| !waits_in_own_frame(&roots.places, g, o);
                    let reached = objects.iter().any(|&o| marker.is_kept(o).unwrap_or_else(|| elsewhere(o)));
                    if reached {
                        mark_goroutine(&roots.places, g, marker);
                    }
                    !reached
                });
                if asleep.len() == before {
                    break;
                }
                marker.drain();
            }
            for (g, _) in asleep {
                g.leaked = true;
                mark_goroutine(&roots.places, g, marker);
            }
        };
        heap.collect(mark, &mut |token: Token, marker: &mut Marker| marker.mark_word(token.0));
        self.queue_finalizers();
    }
}

/// Whether the lock that a goroutine waits for is a variable of its own, which gc's program has on the heap. A plain mutex shares a
/// block there that something else keeps.
fn waits_in_own_frame(places: &Places<'_>, g: &Goroutine, lock: u64) -> bool {
    if !g.chunks.iter().any(|c| c.holds(lock as *mut u64)) {
        return false;
    }
    let mut shared = g.wait.0 == "sync.Mutex.Lock";
    let mut depth = 0;
    places.walk(g, &mut |frame| {
        let func = &places.program.funcs[frame.func.0 as usize];
        let inlined = func.inlined.iter().filter(|r| r.start <= frame.at && frame.at < r.end).map(|r| &r.name);
        shared &= !inlined.chain([&func.name]).any(|name| name.starts_with("sync.(*RWMutex)"));
        depth += 1;
        depth < 4
    });
    !shared
}

fn mark_goroutine(places: &Places<'_>, g: &Goroutine, marker: &mut Marker) {
    let mut objects = false;
    places.walk(g, &mut |frame| {
        objects |= mark_frame(places, &frame, marker);
        true
    });
    for d in &g.defers {
        marker.mark_word(d.closure);
    }
    for p in &g.panics {
        marker.mark_word(p.value[1]);
    }
    for &w in g.native_roots.iter().flat_map(|roots| roots.iter()) {
        marker.mark_word(w);
    }
    for &w in &g.native_state {
        marker.mark_word(w);
    }
    if objects {
        mark_objects(places, g, marker);
    }
}

/// What an object in a frame is: the place of the slot map, its first slot and number of slots.
type Object = (CodeOffset, u16, u16);

/// The objects of a frame that count only while something leads to them.
fn frame_objects<'p>(places: &Places<'p>, frame: &Frame) -> &'p [Object] {
    let all = &places.program.funcs[frame.func.0 as usize].objects;
    if all.is_empty() || frame.kind == At::Panic {
        return &[];
    }
    let first = all.partition_point(|o| o.0 < frame.at);
    let n = all[first..].partition_point(|o| o.0 == frame.at);
    &all[first..first + n]
}

/// The pointer slots of a frame at its place, and whether the closure that was called is still in its link.
fn frame_bits<'p>(places: &Places<'p>, frame: &Frame) -> (Option<&'p [u64]>, bool) {
    let func = &places.program.funcs[frame.func.0 as usize];
    let entry = frame.kind == At::Top && frame.at == func.code;
    let bits = match frame.kind {
        At::Panic => Some(&func.panic_map[..]),
        _ => map_at(func, frame.at),
    };
    (bits.or(if entry { Some(&func.param_pointers) } else { None }), entry)
}

/// Marks what a frame's slots lead to, but for its objects: whether there are any.
fn mark_frame(places: &Places<'_>, frame: &Frame, marker: &mut Marker) -> bool {
    let func = &places.program.funcs[frame.func.0 as usize];
    let (bits, entry) = frame_bits(places, frame);
    if entry {
        // The closure that was called: GetCtx has not run yet. For plain calls the link is any word, which marking allows.
        // SAFETY: a frame stands behind its links.
        marker.mark_word(unsafe { *frame.fp.sub(1) });
    }
    let Some(bits) = bits else { return false };
    let slots = func.frame_slots.max(func.param_slots) as usize;
    let own;
    let objects = frame_objects(places, frame);
    let bits = match objects {
        [] => bits,
        _ => {
            own = without_objects(bits, objects);
            &own
        }
    };
    // SAFETY: the frame has these slots; the map names only ones that hold values at this place.
    unsafe { marker.mark_bitmap(frame.fp, slots, bits) };
    !objects.is_empty()
}

/// The slots of an object that hold pointers.
fn object_bits(bits: &[u64], first: u16, n: u16) -> impl Iterator<Item = usize> + '_ {
    let range = first as usize..first as usize + n as usize;
    range.filter(|&s| bits.get(s / 64).is_some_and(|w| w >> (s % 64) & 1 != 0))
}

fn without_objects(bits: &[u64], objects: &[Object]) -> SlotBits {
    let mut out = SlotBits::from_slice(bits);
    for &(_, first, n) in objects {
        for s in object_bits(bits, first, n) {
            out[s / 64] &= !(1 << (s % 64));
        }
    }
    out
}

/// Marks what the objects in frames hold to which something that is alive leads.
fn mark_objects(places: &Places<'_>, g: &Goroutine, marker: &mut Marker) {
    // First address of each object, its end, and the addresses of its pointers.
    let mut objects: Vec<(u64, u64, Vec<u64>)> = vec![];
    let mut found: Vec<u64> = vec![];
    let in_stack = |w: u64| g.chunks.iter().any(|c| c.holds(w as *mut u64));
    places.walk(g, &mut |frame| {
        let func = &places.program.funcs[frame.func.0 as usize];
        let (bits, entry) = frame_bits(places, &frame);
        if entry {
            // SAFETY: a frame stands behind its links.
            found.push(unsafe { *frame.fp.sub(1) });
        }
        let Some(bits) = bits else { return true };
        let at = |slot: usize| frame.fp as u64 + 8 * slot as u64;
        let own = frame_objects(places, &frame);
        for &(_, first, n) in own {
            let pointers: Vec<u64> = object_bits(bits, first, n).map(at).collect();
            objects.push((at(first as usize), at(first as usize + n as usize), pointers));
        }
        let rest = without_objects(bits, own);
        for s in object_bits(&rest, 0, func.frame_slots.max(func.param_slots)) {
            // SAFETY: the map names only slots that hold values at this place.
            found.push(unsafe { *frame.fp.add(s) });
        }
        found.retain(|&w| in_stack(w));
        true
    });
    found.extend(g.defers.iter().map(|d| d.closure));
    found.extend(g.native_roots.iter().flat_map(|roots| roots.iter()));
    found.extend(&g.native_state);
    objects.sort_unstable();
    while let Some(w) = found.pop() {
        let Some(i) = objects.partition_point(|o| o.0 <= w).checked_sub(1) else { continue };
        let (_, end, pointers) = &mut objects[i];
        if w >= *end {
            continue;
        }
        for at in std::mem::take(pointers) {
            // SAFETY: a slot of a frame that holds a value.
            let word = unsafe { *(at as *const u64) };
            marker.mark_word(word);
            found.push(word);
        }
    }
}
