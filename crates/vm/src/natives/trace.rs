//! The natives of package runtime/trace, and of the traces of package runtime; see `tracing`.

use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use crate::tracing::{HEADER, Note};

pub(super) fn register(registry: &mut NativeRegistry) {
    for package in ["runtime", "runtime/trace"] {
        let mut add = |name: &str, f| registry.add(&format!("{package}.{name}"), f);
        add("traceHeader", |cx| {
            let text = cx.new_bytes(HEADER)?;
            cx.set_slice(0, text);
            Ok(())
        });
        add("traceBegin", |cx| {
            let begun = cx.vm.trace_begin();
            cx.set_bool(0, begun);
            Ok(())
        });
        add("traceGeneration", |cx| {
            let bytes = cx.vm.trace_generation();
            let bytes = cx.new_bytes(&bytes)?;
            cx.set_slice(0, bytes);
            Ok(())
        });
        add("traceEnd", |cx| {
            cx.vm.trace_end();
            Ok(())
        });
    }
    registry.add("runtime/trace.taskBegin", |cx| {
        let (id, parent, name) = (cx.u64(0), cx.u64(1), cx.str(2));
        note(cx, &Note::TaskBegin { id, parent, name: &name })
    });
    registry.add("runtime/trace.taskEnd", |cx| {
        let id = cx.u64(0);
        note(cx, &Note::TaskEnd { id })
    });
    registry.add("runtime/trace.regionBegin", |cx| {
        let (task, name) = (cx.u64(0), cx.str(1));
        note(cx, &Note::RegionBegin { task, name: &name })
    });
    registry.add("runtime/trace.regionEnd", |cx| {
        let (task, name) = (cx.u64(0), cx.str(1));
        note(cx, &Note::RegionEnd { task, name: &name })
    });
    registry.add("runtime/trace.userLog", |cx| {
        let (task, category, message) = (cx.u64(0), cx.str(1), cx.str(3));
        note(cx, &Note::Log { task, category: &category, message: &message })
    });
}

fn note(cx: &mut NativeCtx<'_>, note: &Note<'_>) -> NativeResult {
    cx.vm.trace_note(note);
    Ok(())
}
