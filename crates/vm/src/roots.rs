//! What the collector starts from: globals, frames of all goroutines by their slot maps, deferred calls, panics, the
//! scheduler's own.

use crate::goroutine::Goroutine;
use crate::vm::Vm;
use crate::walk::{At, Frame, Places, map_at};
use vole_heap::{Marker, Token};

impl Vm {
    /// Collects now. The current goroutine stands at a safe place.
    pub(crate) fn collect(&mut self) {
        self.save();
        self.age_pools();
        let places = Places {
            code: &self.code,
            by_code: &self.by_code,
            stubs: self.stubs,
            program: &self.program,
            passed: &self.passed,
        };
        let (globals, all, sched, finalizers) = (&self.globals_mem, &self.all, &self.sched, &self.finalizers);
        let roots = |marker: &mut Marker| {
            for &w in &places.program.global_pointers {
                marker.mark_word(globals[w as usize / 8]);
            }
            for &g in all {
                // SAFETY: goroutines live as long as the VM.
                mark_goroutine(&places, unsafe { &*g }, marker);
            }
            Vm::mark_sched(sched, all, marker);
            finalizers.mark(marker);
            marker.mark_word(self.panic_value[1]);
        };
        self.heap.collect(roots, &mut |token: Token, marker: &mut Marker| marker.mark_word(token.0));
        self.queue_finalizers();
    }
}

impl Vm {
    /// Collects, and finds the goroutines that nothing which runs can ever wake: they wait for channels and locks that only
    /// goroutines of their kind can reach. Notes it in them. The current goroutine stands at a safe place.
    pub(crate) fn find_leaks(&mut self) {
        self.save();
        self.age_pools();
        let places = Places {
            code: &self.code,
            by_code: &self.by_code,
            stubs: self.stubs,
            program: &self.program,
            passed: &self.passed,
        };
        let (globals, all, sched, finalizers) = (&self.globals_mem, &self.all, &self.sched, &self.finalizers);
        let timed = sched.timers.channels();
        let timed: Vec<u64> = timed.into_iter().filter_map(|c| self.heap.weak_get(c)).collect();
        let roots = |marker: &mut Marker| {
            for &w in &places.program.global_pointers {
                marker.mark_word(globals[w as usize / 8]);
            }
            let mut asleep = vec![];
            for &g in all {
                // SAFETY: goroutines live as long as the VM.
                let g = unsafe { &mut *g };
                g.leaked = false;
                match sched.waits_for(g) {
                    Some(objects) => asleep.push((g, objects)),
                    None => mark_goroutine(&places, g, marker),
                }
            }
            Vm::mark_sched(sched, all, marker);
            finalizers.mark(marker);
            marker.mark_word(self.panic_value[1]);
            timed.iter().for_each(|&c| marker.mark_word(c));
            marker.drain();
            loop {
                let before = asleep.len();
                asleep.retain(|(g, objects)| {
                    // What is no object lives in a global or a frame: somebody may reach it.
                    let reached = objects.iter().any(|&o| marker.is_marked(o).unwrap_or(true));
                    if reached {
                        mark_goroutine(&places, g, marker);
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
                mark_goroutine(&places, g, marker);
            }
        };
        self.heap.collect(roots, &mut |token: Token, marker: &mut Marker| marker.mark_word(token.0));
        self.queue_finalizers();
    }
}

fn mark_goroutine(places: &Places<'_>, g: &Goroutine, marker: &mut Marker) {
    places.walk(g, &mut |frame| {
        mark_frame(places, &frame, marker);
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
}

fn mark_frame(places: &Places<'_>, frame: &Frame, marker: &mut Marker) {
    let func = &places.program.funcs[frame.func.0 as usize];
    let bits = match frame.kind {
        At::Panic => Some(&func.panic_map[..]),
        _ => map_at(func, frame.at),
    };
    let entry = frame.kind == At::Top && frame.at == func.code;
    if entry {
        // The closure that was called: GetCtx has not run yet. For plain calls the link is any word, which marking allows.
        // SAFETY: a frame stands behind its links.
        marker.mark_word(unsafe { *frame.fp.sub(1) });
    }
    let bits = match bits {
        Some(bits) => bits,
        None if entry => &func.param_pointers,
        None => return,
    };
    let slots = func.frame_slots.max(func.param_slots) as usize;
    // SAFETY: the frame has these slots; the map names only ones that hold values at this place.
    unsafe { marker.mark_bitmap(frame.fp, slots, bits) };
}
