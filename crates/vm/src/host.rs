//! What an embedder needs beyond running: natives that carry state, values for calls from Rust, and reading what they return.
//!
//! Everything here is safe to call with any numbers: an address is looked up in the heap, the globals and the program's
//! constants before it is read.

use crate::config::Outcome;
use crate::native::{NativeCtx, NativeResult};
use crate::rtype::RType;
use crate::vm::Vm;
use std::sync::Arc;
use vole_bytecode::FuncId;
use vole_heap::LayoutId;

/// A native that owns state. It must not unwind: a panic would cross the dispatch.
pub type HostFn = Arc<dyn Fn(&mut NativeCtx<'_>) -> NativeResult + Send + Sync>;

/// Stands in the table of natives for every [`HostFn`].
pub(crate) fn call_host(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: `pc` is the CallN being executed.
    let id = unsafe { (*cx.vm.pc).d() } as usize;
    let f = cx.vm.hosts[id].clone().expect("call_host stands in the table only where there is a host function");
    f(cx)
}

impl Vm {
    /// A new Go string (or the bytes of a slice) for an argument of [`Vm::call`]: address and length. It lives until the
    /// next collection unless the program holds it, so it is to be made right before the call.
    pub fn host_bytes(&mut self, data: &[u8]) -> Option<(u64, u64)> {
        if data.is_empty() {
            return Some((vole_heap::Heap::zero_base().as_ptr() as u64, 0));
        }
        // SAFETY: memory without pointers; the copy fits what was allocated.
        unsafe {
            let p = self.heap.alloc_nogc(data.len(), LayoutId::NOSCAN).ok()?;
            std::ptr::copy_nonoverlapping(data.as_ptr(), p.as_ptr(), data.len());
            Some((p.as_ptr() as u64, data.len() as u64))
        }
    }

    /// The bytes at an address that the program returned; `None` when it holds nothing of that length there.
    pub fn read_bytes(&self, ptr: u64, len: u64) -> Option<Vec<u8>> {
        if len == 0 {
            return Some(Vec::new());
        }
        let end = ptr.checked_add(len)?;
        let inside = |base: u64, size: usize| ptr >= base && end <= base + size as u64;
        let known = inside(self.rodata as u64, self.program.rodata.len())
            || inside(self.globals as u64, self.globals_mem.len() * 8)
            || self.heap.find_object(ptr).is_some_and(|o| inside(o.base as u64, o.size));
        // SAFETY: the range lies in memory of ours that holds still while nothing runs.
        known.then(|| unsafe { crate::native::raw_bytes(ptr, len) }.to_vec())
    }

    /// The text of an `error` that the program returned: what its `Error` method says.
    ///
    /// # Errors
    /// How the program ended while the method ran.
    pub fn error_text(&mut self, ty: u64, data: u64) -> Result<Option<String>, Outcome> {
        if ty == 0 {
            return Ok(None);
        }
        let index = ty.wrapping_sub(self.rtypes as u64) as usize / size_of::<RType>();
        let Some(desc) =
            self.program.types.get(index).filter(|_| self.rtype(vole_bytecode::RtTypeId(index as u32)).word() == ty)
        else {
            return Ok(Some("an error".into()));
        };
        let method =
            desc.methods.iter().find(|m| m.selector == self.program.known.sel_error && m.func != FuncId(u32::MAX));
        let Some(method) = method else { return Ok(Some(format!("an error of type {}", desc.name))) };
        let func = method.func;
        let words = self.call(func, &[data])?;
        let text = self.read_bytes(words[0], words[1]).unwrap_or_default();
        Ok(Some(String::from_utf8_lossy(&text).into_owned()))
    }

    /// Steps made so far: loops and calls executed.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Sets how many steps may have been made altogether when a run or call stops; `None` is no limit.
    pub fn set_max_steps(&mut self, steps: Option<u64>) {
        self.config.max_steps = steps;
    }
}
