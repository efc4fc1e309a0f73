//! Functions written in Rust. A native gets a window of slots: flattened arguments in slots 0.., results to be written to
//! slots 0.. (see the calling convention in `vole_bytecode::program`).
//!
//! **A native never calls Go code and never collects**: every Go address it holds stays valid until it returns, so slices
//! and strings are handed out with the context's own lifetime. It finishes, panics, parks the goroutine, or ends the program.

use crate::config::Outcome;
use crate::goroutine::{Goroutine, WaitReason};
use crate::host::HostFn;
use crate::rtype::RType;
use crate::trap::Trap;
use crate::vm::Vm;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use vole_bytecode::{FLOAT_FUNCTIONS, Kind, LeafForm, RtTypeId};
use vole_heap::{AllocError, Heap, LayoutId};

/// A native's Rust body.
pub type NativeFn = fn(&mut NativeCtx<'_>) -> NativeResult;

/// A function of one number that needs nothing of the machine: see `CallF`.
pub type FloatFn = fn(f64) -> f64;

/// What a native answers: `Ok` when the results are written.
pub type NativeResult<T = ()> = Result<T, NativeExit>;

/// Why a native did not return normally. Made by methods of [`NativeCtx`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeExit {
    /// A panic, whose value or trap is in the VM.
    Panic,
    /// The goroutine is parked; the native is called again with the same arguments when it is woken.
    Park,
    /// Other goroutines run first; then the native is called again.
    Yield,
    /// The hard memory limit is near: collect, then call the native again.
    Collect,
    /// `runtime.Goexit`: deferred calls run, then the goroutine ends.
    Goexit,
    /// The program is over.
    Ended,
}

/// Natives by name, e.g. `strings.Index`.
#[derive(Default, Clone)]
pub struct NativeRegistry {
    map: HashMap<String, NativeFn>,
    hosts: HashMap<String, HostFn>,
    floats: HashMap<String, FloatFn>,
}

impl NativeRegistry {
    /// Nothing.
    pub fn new() -> NativeRegistry {
        NativeRegistry::default()
    }
    /// Adds or replaces one.
    pub fn add(&mut self, name: &str, f: NativeFn) {
        self.map.insert(name.to_string(), f);
    }
    /// Gives `CallF` the body of one of `FLOAT_FUNCTIONS`.
    pub fn add_float(&mut self, name: &str, f: FloatFn) {
        self.floats.insert(name.to_string(), f);
    }
    /// The bodies of `FLOAT_FUNCTIONS` in their order; what nobody gave (a machine without a library, whose programs cannot name it) is NaN.
    pub(crate) fn floats(&self) -> [FloatFn; FLOAT_FUNCTIONS.len()] {
        FLOAT_FUNCTIONS.map(|name| self.floats.get(name).copied().unwrap_or(|_| f64::NAN))
    }
    /// Whether somebody gave the body of one of `FLOAT_FUNCTIONS`.
    pub fn has_float(&self, name: &str) -> bool {
        self.floats.contains_key(name)
    }
    /// Adds or replaces one that owns state.
    pub fn add_host(&mut self, name: &str, f: HostFn) {
        self.map.insert(name.to_string(), crate::host::call_host);
        self.hosts.insert(name.to_string(), f);
    }
    /// Finds one.
    pub fn get(&self, name: &str) -> Option<NativeFn> {
        self.map.get(name).copied()
    }
    pub(crate) fn host(&self, name: &str) -> Option<HostFn> {
        self.hosts.get(name).cloned()
    }
    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.map.keys().map(String::as_str)
    }
}

/// An interface value: type word and data word. `ty == 0` is nil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[repr(C)]
pub struct Iface {
    /// Type word.
    pub ty: u64,
    /// Data word.
    pub data: u64,
}

/// A slice's three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[repr(C)]
pub struct SliceWords {
    /// Address of element 0.
    pub ptr: u64,
    /// Length.
    pub len: u64,
    /// Capacity.
    pub cap: u64,
}

/// Wakes a goroutine that a native parked; harmless when it has gone on already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakeHandle {
    pub(crate) g: *mut Goroutine,
    pub(crate) id: u64,
    pub(crate) ticket: u64,
}

impl WakeHandle {
    /// Whether its goroutine is still parked where the handle was made for.
    pub(crate) fn is_waiting(&self) -> bool {
        // SAFETY: goroutines live as long as the VM; a reused one has another id.
        unsafe {
            (*self.g).id == self.id
                && (*self.g).sched.ticket == self.ticket
                && (*self.g).state == crate::goroutine::GState::Waiting
        }
    }
}

// SAFETY: only the VM that made it follows the pointer, on its own thread, after comparing id and ticket.
unsafe impl Send for WakeHandle {}

/// What a native works with. `'v` is the time of the call: Go memory read through it stays valid that long.
pub struct NativeCtx<'v> {
    /// The machine; prefer the methods.
    pub vm: &'v mut Vm,
    win: *mut u64,
}

impl<'v> NativeCtx<'v> {
    #[inline]
    pub(crate) fn new(vm: &'v mut Vm, win: *mut u64) -> NativeCtx<'v> {
        NativeCtx { vm, win }
    }

    /// Slot `n` of the window.
    #[inline]
    pub fn u64(&self, n: usize) -> u64 {
        // SAFETY: the compiler reserves the window for arguments and results.
        unsafe { *self.win.add(n) }
    }
    /// Slot `n` as a signed integer of any width.
    #[inline]
    pub fn i64(&self, n: usize) -> i64 {
        self.u64(n) as i64
    }
    /// Slot `n` as a float64.
    #[inline]
    pub fn f64(&self, n: usize) -> f64 {
        f64::from_bits(self.u64(n))
    }
    /// Slot `n` as a float32.
    #[inline]
    pub fn f32(&self, n: usize) -> f32 {
        f32::from_bits(self.u64(n) as u32)
    }
    /// Slot `n` as a bool.
    #[inline]
    pub fn bool(&self, n: usize) -> bool {
        self.u64(n) != 0
    }
    /// A string, or a slice of bytes, at slots `n`, `n+1`.
    #[inline]
    pub fn bytes(&self, n: usize) -> &'v [u8] {
        self.charge(self.u64(n + 1));
        // SAFETY: a string or byte slice of the program: nothing frees or moves it before the native returns.
        unsafe { raw_bytes(self.u64(n), self.u64(n + 1)) }
    }
    /// A string argument as UTF-8, invalid bytes replaced.
    pub fn str(&self, n: usize) -> std::borrow::Cow<'v, str> {
        String::from_utf8_lossy(self.bytes(n))
    }
    /// The slice at slots `n..n+3`.
    #[inline]
    pub fn slice(&self, n: usize) -> SliceWords {
        SliceWords { ptr: self.u64(n), len: self.u64(n + 1), cap: self.u64(n + 2) }
    }
    /// Counts work of about `n` bytes looked at: a goroutine whose natives did much gives way to others soon. What [`NativeCtx::bytes`]
    /// and its like hand out is counted; natives that do more than go through it once say so.
    #[inline]
    pub fn charge(&self, n: u64) {
        self.vm.work.set(self.vm.work.get().saturating_add(n));
    }
    /// The elements of a byte slice, writable.
    #[allow(clippy::mut_from_ref)] // Go memory, not the context's
    #[inline]
    pub fn bytes_mut(&self, n: usize) -> &'v mut [u8] {
        let (ptr, len) = (self.u64(n), self.u64(n + 1));
        self.charge(len);
        if len == 0 {
            return &mut [];
        }
        // SAFETY: a byte slice of the program, alive until the native returns; natives do not hold two to one memory.
        unsafe { std::slice::from_raw_parts_mut(ptr as *mut u8, len as usize) }
    }
    /// The elements of a slice whose elements are 8 bytes each.
    #[allow(clippy::mut_from_ref)] // Go memory, not the context's
    #[inline]
    pub fn words_mut(&self, n: usize) -> &'v mut [u64] {
        let (ptr, len) = (self.u64(n), self.u64(n + 1));
        self.charge(len);
        if len == 0 {
            return &mut [];
        }
        // SAFETY: as `bytes_mut`; slices of 8-byte elements are aligned.
        unsafe { std::slice::from_raw_parts_mut(ptr as *mut u64, len as usize) }
    }
    /// The interface at slots `n`, `n+1`.
    #[inline]
    pub fn iface(&self, n: usize) -> Iface {
        Iface { ty: self.u64(n), data: self.u64(n + 1) }
    }
    /// The value inside the interface at slots `n`, `n+1`; `None` for nil. The slots must not be overwritten while it is used.
    pub fn iface_value(&self, n: usize) -> Option<ValueRef<'v>> {
        // SAFETY: two slots of the window.
        unsafe { ValueRef::of_iface(self.win.add(n)) }
    }
    /// The interfaces in a `[]any` (or any slice of interfaces) at slots `n..n+3`.
    pub fn ifaces(&self, n: usize) -> &'v [Iface] {
        let (ptr, len) = (self.u64(n), self.u64(n + 1));
        if len == 0 {
            return &[];
        }
        // SAFETY: a slice of interfaces of the program, alive until the native returns.
        unsafe { std::slice::from_raw_parts(ptr as *const Iface, len as usize) }
    }

    /// The strings of the `[]string` at slots `n..n+3`.
    pub fn strings(&self, n: usize) -> Vec<&'v [u8]> {
        // SAFETY: a slice of strings of the program, two words each, alive until the native returns.
        self.pairs(n).iter().map(|&[ptr, len]| unsafe { raw_bytes(ptr, len) }).collect()
    }
    fn pairs(&self, n: usize) -> &'v [[u64; 2]] {
        let (ptr, len) = (self.u64(n), self.u64(n + 1));
        if len == 0 {
            return &[];
        }
        // SAFETY: a slice of two-word elements of the program.
        unsafe { std::slice::from_raw_parts(ptr as *const [u64; 2], len as usize) }
    }

    /// Writes slot `n`.
    #[inline]
    pub fn set(&mut self, n: usize, value: u64) {
        // SAFETY: as `u64`.
        unsafe { *self.win.add(n) = value }
    }
    /// Writes a signed integer.
    #[inline]
    pub fn set_i64(&mut self, n: usize, value: i64) {
        self.set(n, value as u64);
    }
    /// Writes a float64.
    #[inline]
    pub fn set_f64(&mut self, n: usize, value: f64) {
        self.set(n, value.to_bits());
    }
    /// Writes a float32.
    #[inline]
    pub fn set_f32(&mut self, n: usize, value: f32) {
        self.set(n, u64::from(value.to_bits()));
    }
    /// Writes a bool.
    #[inline]
    pub fn set_bool(&mut self, n: usize, value: bool) {
        self.set(n, u64::from(value));
    }
    /// The pc of a func value's entry, 0 of nil: what a program sees as the value's address.
    pub fn func_pc(&self, closure: u64) -> u64 {
        if closure == 0 {
            return 0;
        }
        // SAFETY: a func value is nil or points to a closure object, which begins with the number of its function.
        let id = unsafe { *(closure as *const u64) } as usize;
        let func = self.vm.program.funcs.get(id);
        func.map_or(crate::natives::stack::MADE, |f| crate::natives::stack::entry_of(f.code))
    }
    /// What methods bound by reflection show as their code.
    pub fn bound_pc(&self) -> u64 {
        crate::natives::stack::BOUND
    }
    /// Allocates a string and writes it to slots `n`, `n+1`.
    ///
    /// # Errors
    /// At the memory limit.
    #[inline]
    pub fn set_str(&mut self, n: usize, text: &[u8]) -> NativeResult {
        let (ptr, len) = self.new_str(text)?;
        self.set(n, ptr);
        self.set(n + 1, len);
        Ok(())
    }
    /// Writes a part of an existing Go string or slice (no copy) as a string to slots `n`, `n+1`.
    #[inline]
    pub fn set_substr(&mut self, n: usize, text: &'v [u8]) {
        self.set(n, if text.is_empty() { 0 } else { text.as_ptr() as u64 });
        self.set(n + 1, text.len() as u64);
    }
    /// Writes a slice to slots `n..n+3`.
    #[inline]
    pub fn set_slice(&mut self, n: usize, s: SliceWords) {
        self.set(n, s.ptr);
        self.set(n + 1, s.len);
        self.set(n + 2, s.cap);
    }
    /// Writes an interface to slots `n`, `n+1`.
    #[inline]
    pub fn set_iface(&mut self, n: usize, v: Iface) {
        self.set(n, v.ty);
        self.set(n + 1, v.data);
    }

    /// A new Go string: (address, length).
    ///
    /// # Errors
    /// At the memory limit.
    pub fn new_str(&mut self, text: &[u8]) -> NativeResult<(u64, u64)> {
        if text.is_empty() {
            return Ok((0, 0));
        }
        let p = self.alloc_raw(text.len(), LayoutId::NOSCAN)?;
        // SAFETY: freshly allocated with this length.
        unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), p as *mut u8, text.len()) };
        Ok((p, text.len() as u64))
    }
    /// A new `[]byte`, its capacity rounded up as `append` does.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn new_bytes(&mut self, data: &[u8]) -> NativeResult<SliceWords> {
        let (ptr, len) = self.new_str(data)?;
        let ptr = if len == 0 { Heap::zero_base().as_ptr() as u64 } else { ptr };
        Ok(SliceWords { ptr, len, cap: len })
    }
    /// A new empty `[]byte` with room for `cap` bytes, rounded up as `append` does.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn new_buffer(&mut self, cap: usize) -> NativeResult<SliceWords> {
        let cap = Heap::round_size(cap, true);
        let ptr = self.alloc_raw(cap, LayoutId::NOSCAN)?;
        Ok(SliceWords { ptr, len: 0, cap: cap as u64 })
    }
    /// A new zeroed slice of `len` elements of type `elem`.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn new_slice(&mut self, elem: RtTypeId, len: usize) -> NativeResult<SliceWords> {
        let t = self.vm.rtype(elem);
        let (size, layout) = (t.size as usize, t.layout);
        let Some(bytes) = size.checked_mul(len) else { return Err(self.out_of_memory()) };
        let ptr = self.alloc_raw(bytes, layout)?;
        Ok(SliceWords { ptr, len: len as u64, cap: len as u64 })
    }
    /// A new `[]string`. `string_type` is not needed: strings have a fixed layout.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn new_strings<T: AsRef<[u8]>>(&mut self, items: impl ExactSizeIterator<Item = T>) -> NativeResult<SliceWords> {
        let s = self.new_slice(self.vm.program.known.string, items.len())?;
        for (i, item) in items.enumerate() {
            let (ptr, len) = self.new_str(item.as_ref())?;
            // SAFETY: element i of the new slice: two words.
            unsafe {
                *(s.ptr as *mut u64).add(2 * i) = ptr;
                *(s.ptr as *mut u64).add(2 * i + 1) = len;
            }
        }
        Ok(s)
    }
    /// A new zeroed value of a type: its address.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn new_object(&mut self, ty: RtTypeId) -> NativeResult<u64> {
        let t = self.vm.rtype(ty);
        let (size, layout) = (t.size as usize, t.layout);
        self.alloc_raw(size, layout)
    }
    /// An interface holding a string of a type of kind string.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn iface_str(&mut self, ty: RtTypeId, text: &[u8]) -> NativeResult<Iface> {
        let (ptr, len) = self.new_str(text)?;
        let p = self.alloc_raw(16, self.vm.rtype(ty).layout)?;
        // SAFETY: two fresh words.
        unsafe {
            *(p as *mut u64) = ptr;
            *(p as *mut u64).add(1) = len;
        }
        Ok(Iface { ty: self.vm.rtype(ty).word(), data: p })
    }
    /// Zeroed memory of a layout of this VM's heap.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn alloc_raw(&mut self, bytes: usize, layout: LayoutId) -> NativeResult<u64> {
        // SAFETY: layouts come from this heap; callers store what the layout says.
        match unsafe { self.vm.heap.alloc_nogc(bytes, layout) } {
            Ok(p) => Ok(p.as_ptr() as u64),
            Err(AllocError::Collect) => Err(NativeExit::Collect),
            Err(AllocError::Limit) => Err(self.out_of_memory()),
        }
    }

    /// Ends the program in Go's out-of-memory report.
    pub fn out_of_memory(&mut self) -> NativeExit {
        self.vm.out_of_memory();
        NativeExit::Ended
    }
    /// The record behind a type word; `None` for 0.
    pub fn rtype_of(&self, word: u64) -> Option<&'v RType> {
        // SAFETY: type words of a running program are 0 or addresses of records, which live as long as the VM.
        (word != 0).then(|| unsafe { &*(word as *const RType) })
    }
    /// The record of a type.
    pub fn rtype(&self, id: RtTypeId) -> &'v RType {
        // SAFETY: ids come from the loaded program; records live as long as the VM.
        unsafe { &*self.vm.rtypes.add(id.0 as usize) }
    }
    /// The function that implements `method` (an exported method by name) for the type, if any.
    pub fn has_method(&self, ty: &RType, name: &str) -> bool {
        ty.desc().methods.iter().any(|m| &*self.vm.program.selectors[m.selector.0 as usize].name == name)
    }

    /// Panics with a run-time error: `runtime error: ` is added in front of the text.
    pub fn panic_runtime(&mut self, text: &str) -> NativeExit {
        self.vm.trap = Trap::Error(text.to_string());
        self.vm.native_trap = true;
        NativeExit::Panic
    }
    /// Panics with the run-time error of an index or length out of bounds.
    pub(crate) fn panic_bounds(&mut self, text: String) -> NativeExit {
        self.vm.trap = Trap::Bounds(text);
        self.vm.native_trap = true;
        NativeExit::Panic
    }
    /// Panics with an error value whose text is exactly this.
    pub fn panic_plain(&mut self, text: &str) -> NativeExit {
        self.vm.trap = Trap::Plain(text.to_string());
        self.vm.native_trap = true;
        NativeExit::Panic
    }
    /// A nil pointer dereference.
    pub fn panic_nil(&mut self) -> NativeExit {
        self.vm.trap = Trap::Nil;
        self.vm.native_trap = true;
        NativeExit::Panic
    }
    /// Panics with any value.
    pub fn panic_value(&mut self, value: Iface) -> NativeExit {
        self.vm.panic_value = [value.ty, value.data];
        self.vm.native_trap = false;
        NativeExit::Panic
    }
    /// `panic(text)` with a string.
    pub fn panic_str(&mut self, text: &str) -> NativeExit {
        match self.iface_str(self.vm.program.known.string, text.as_bytes()) {
            Ok(v) => self.panic_value(v),
            Err(e) => e,
        }
    }
    /// `fatal error: text`: cannot be recovered.
    pub fn fatal(&mut self, text: &str) -> NativeExit {
        self.vm.trap = Trap::Fatal(text.to_string());
        self.vm.native_trap = true;
        NativeExit::Panic
    }
    /// `os.Exit(code)`.
    pub fn exit(&mut self, code: i32) -> NativeExit {
        let _ = self.vm.config.stdout.flush();
        self.vm.ended = Some(Outcome::Exited(code));
        NativeExit::Ended
    }

    /// Two words that survive parking: a native that is called again finds what it left. Zero on the first call.
    pub fn state(&mut self) -> &mut [u64; 2] {
        // SAFETY: natives run in the current goroutine.
        unsafe { &mut (*self.vm.cur).native_state }
    }
    /// Whether this is a further call after parking or yielding.
    pub fn resumed(&self) -> bool {
        // SAFETY: natives run in the current goroutine.
        unsafe { (*self.vm.cur).native_resumed }
    }
    /// Keeps Go objects alive while the native is parked (the arguments are kept anyway).
    pub fn keep(&mut self, addr: u64) {
        // SAFETY: natives run in the current goroutine.
        unsafe { (*self.vm.cur).native_roots.get_or_insert_default().push(addr) }
    }
    /// Parks the goroutine: return the result as `Err`. Get a [`WakeHandle`] first.
    pub fn park(&mut self, reason: WaitReason) -> NativeExit {
        self.vm.park(reason);
        NativeExit::Park
    }
    /// Lets others run first: return the result as `Err`; the native is then called again with `resumed()`.
    pub fn yield_now(&mut self) -> NativeExit {
        NativeExit::Yield
    }

    /// Standard output, unbuffered as in Go.
    pub fn stdout(&mut self) -> &mut dyn std::io::Write {
        &mut *self.vm.config.stdout
    }
    /// Standard error.
    pub fn stderr(&mut self) -> &mut dyn std::io::Write {
        &mut *self.vm.config.stderr
    }
    /// Standard input: whoever reads it may block, so do that on a helper thread.
    pub fn stdin(&mut self) -> Arc<Mutex<dyn std::io::Read + Send>> {
        self.vm.config.stdin.clone()
    }
    /// Whether descriptors 0, 1 and 2 are those of the process.
    pub fn process_streams(&self) -> bool {
        self.vm.config.process_streams
    }
    /// Whether the program has asked to be told of a signal.
    pub fn signal_is_wanted(&self, signal: i32) -> bool {
        self.vm.sched.signals.is_wanted(signal)
    }
    /// Whether the program has a signal ignored.
    pub fn signal_is_ignored(&self, signal: i32) -> bool {
        self.vm.sched.signals.is_ignored(signal)
    }
    /// `os.Args`.
    pub fn args(&self) -> &[String] {
        &self.vm.config.args
    }
    /// `os.Executable()`; empty for that of the process.
    pub fn executable(&self) -> &str {
        &self.vm.config.executable
    }
    /// The command that runs the program once more.
    pub fn relaunch(&self) -> &[String] {
        &self.vm.config.relaunch
    }
    /// The environment.
    pub fn env(&mut self) -> &mut Vec<(String, String)> {
        &mut self.vm.config.env
    }
    /// Whether a capability is granted (`files`, `env`, ...).
    pub fn allowed(&self, capability: &str) -> bool {
        self.vm.config.capabilities.iter().any(|c| c == capability)
    }
    /// What this VM keeps for natives under the type `T`, made at the first use: compiled expressions, connections.
    pub fn room<T: Default + Send + 'static>(&mut self) -> &mut T {
        let room = self.vm.rooms.entry(std::any::TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        room.downcast_mut().expect("rooms are kept under their own types")
    }
    /// A hash, in agreement with `==`, of the value in the interface at slots `n`, `n+1`; it differs from seed to seed.
    ///
    /// # Errors
    /// A panic: the value is not comparable.
    pub fn hash_iface(&mut self, n: usize) -> NativeResult<u64> {
        let Some(v) = self.iface_value(n) else { return Ok(0) };
        let hash = if v.ty.comparable {
            // SAFETY: a valid value of that type.
            unsafe { self.vm.objects.keys.hash(v.ty.id, v.ptr) }
        } else {
            Err(crate::keys::NotComparable(v.ty.id))
        };
        match hash {
            Ok(h) => Ok(h ^ u64::from(v.ty.id.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            Err(crate::keys::NotComparable(ty)) => {
                let name = self.rtype(ty).name().to_string();
                Err(self.panic_runtime(&format!("hash of unhashable type {name}")))
            }
        }
    }
    /// The VM's generator.
    pub fn random(&mut self) -> u64 {
        self.vm.rng.next_u64()
    }
}

/// Bytes at a Go address.
///
/// # Safety
/// `len` readable bytes at `ptr` for as long as the caller uses them.
pub(crate) unsafe fn raw_bytes<'a>(ptr: u64, len: u64) -> &'a [u8] {
    if len == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(ptr as *const u8, len as usize) }
}

/// A Go value in memory with its type: what printing, comparing and reflection walk.
#[derive(Clone, Copy)]
pub struct ValueRef<'v> {
    /// Its type.
    pub ty: &'v RType,
    /// Address of its memory image (of the data word for a value held directly in an interface).
    pub ptr: *const u8,
    life: PhantomData<&'v ()>,
}

impl<'v> ValueRef<'v> {
    /// From a type and the address of a value.
    ///
    /// # Safety
    /// A readable value of that type stands at `ptr` for `'v`.
    pub unsafe fn new(ty: &'v RType, ptr: *const u8) -> ValueRef<'v> {
        ValueRef { ty, ptr, life: PhantomData }
    }
    /// The value inside the interface whose two words stand at `at`; `None` for nil.
    ///
    /// # Safety
    /// Two readable words of a live interface, unchanged for `'v`.
    pub unsafe fn of_iface(at: *const u64) -> Option<ValueRef<'v>> {
        // SAFETY: the caller's promise; type words are 0 or records. On a little-endian machine the register form of a
        // one-leaf value begins with its memory image.
        unsafe {
            let ty = *at;
            if ty == 0 {
                return None;
            }
            let ty = &*(ty as *const RType);
            let ptr = if ty.direct { at.add(1).cast() } else { *at.add(1) as *const u8 };
            Some(ValueRef::new(ty, ptr))
        }
    }
    /// Kind of the type.
    pub fn kind(&self) -> Kind {
        self.ty.kind
    }
    fn read<T: Copy>(&self) -> T {
        // SAFETY: a value of the type that the caller has matched on; alignment may be that of a data word.
        unsafe { self.ptr.cast::<T>().read_unaligned() }
    }
    /// A signed or unsigned integer or bool, sign- or zero-extended by its kind.
    pub fn int(&self) -> i64 {
        match self.ty.kind {
            Kind::Int8 => i64::from(self.read::<i8>()),
            Kind::Int16 => i64::from(self.read::<i16>()),
            Kind::Int32 => i64::from(self.read::<i32>()),
            Kind::Bool | Kind::Uint8 => i64::from(self.read::<u8>()),
            Kind::Uint16 => i64::from(self.read::<u16>()),
            Kind::Uint32 => i64::from(self.read::<u32>()),
            _ => self.read::<i64>(),
        }
    }
    /// The first word: a pointer, map, channel, func.
    pub fn word(&self) -> u64 {
        self.read()
    }
    /// A float of either width.
    pub fn float(&self) -> f64 {
        if self.ty.kind == Kind::Float32 { f64::from(self.read::<f32>()) } else { self.read() }
    }
    /// A complex of either width.
    pub fn complex(&self) -> (f64, f64) {
        if self.ty.kind == Kind::Complex64 {
            let [re, im] = self.read::<[f32; 2]>();
            (f64::from(re), f64::from(im))
        } else {
            let [re, im] = self.read::<[f64; 2]>();
            (re, im)
        }
    }
    /// The bytes of a string or of a slice of bytes.
    pub fn bytes(&self) -> &'v [u8] {
        let [ptr, len] = self.read::<[u64; 2]>();
        // SAFETY: a live string or byte slice.
        unsafe { raw_bytes(ptr, len) }
    }
    /// The three words of a slice.
    pub fn slice(&self) -> SliceWords {
        let [ptr, len, cap] = self.read::<[u64; 3]>();
        SliceWords { ptr, len, cap }
    }
    /// Elements of a slice or array.
    pub fn len(&self) -> usize {
        match self.ty.kind {
            Kind::Array => self.ty.desc().len as usize,
            _ => self.read::<[u64; 2]>()[1] as usize,
        }
    }
    /// Whether `len` is 0.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Element `i` of a slice or array.
    ///
    /// # Panics
    /// When `i` is outside.
    pub fn index(&self, i: usize) -> ValueRef<'v> {
        assert!(i < self.len(), "index of a Go value");
        let base = if self.ty.kind == Kind::Slice { self.word() as *const u8 } else { self.ptr };
        let elem = self.elem_type();
        // SAFETY: inside the slice or array.
        unsafe { ValueRef::new(elem, base.add(i * elem.size as usize)) }
    }
    /// Field `i` of a struct.
    pub fn field(&self, i: usize) -> ValueRef<'v> {
        let field = &self.ty.desc().fields[i];
        // SAFETY: a field of the struct; records live as long as the VM.
        unsafe { ValueRef::new(&*std::ptr::from_ref(self.ty.other(field.ty)), self.ptr.add(field.offset as usize)) }
    }
    /// The element type.
    pub fn elem_type(&self) -> &'v RType {
        // SAFETY: records live as long as the VM.
        unsafe { &*std::ptr::from_ref(self.ty.elem()) }
    }
    /// What a pointer points to; `None` for nil.
    pub fn deref(&self) -> Option<ValueRef<'v>> {
        let p = self.word();
        // SAFETY: a Go pointer is nil or leads to a value of its element type.
        (p != 0).then(|| unsafe { ValueRef::new(self.elem_type(), p as *const u8) })
    }
    /// What an interface holds; `None` for nil.
    pub fn inner(&self) -> Option<ValueRef<'v>> {
        // SAFETY: the value is an interface.
        unsafe { ValueRef::of_iface(self.ptr.cast()) }
    }
    /// This value as an interface's two words, allocating nothing: the data word of a value that is not direct is its own
    /// address, so it must not be changed while the interface lives.
    pub fn as_iface(&self) -> Iface {
        if self.ty.kind == Kind::Interface {
            let [ty, data] = self.read::<[u64; 2]>();
            return Iface { ty, data };
        }
        let data = if self.ty.direct { load_direct(self.ty, self.ptr) } else { self.ptr as u64 };
        Iface { ty: self.ty.word(), data }
    }
}

/// The data word of a direct value whose memory image stands at `p`.
pub(crate) fn load_direct(ty: &RType, p: *const u8) -> u64 {
    if ty.one_leaf {
        // SAFETY: a value of the type.
        return unsafe { load_leaf(ty.desc().leaves[0].form, p.add(ty.desc().leaves[0].offset as usize)) };
    }
    let mut word = 0u64;
    // SAFETY: a direct value has at most 8 bytes.
    unsafe { std::ptr::copy_nonoverlapping(p, (&raw mut word).cast(), ty.size as usize) };
    word
}

/// Loads one leaf in register form.
///
/// # Safety
/// A leaf of that form stands at `p`.
pub(crate) unsafe fn load_leaf(form: LeafForm, p: *const u8) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        match form {
            LeafForm::I8 => p.cast::<i8>().read_unaligned() as i64 as u64,
            LeafForm::I16 => p.cast::<i16>().read_unaligned() as i64 as u64,
            LeafForm::I32 => p.cast::<i32>().read_unaligned() as i64 as u64,
            LeafForm::U8 => u64::from(p.read_unaligned()),
            LeafForm::U16 => u64::from(p.cast::<u16>().read_unaligned()),
            LeafForm::U32 | LeafForm::F32 => u64::from(p.cast::<u32>().read_unaligned()),
            _ => p.cast::<u64>().read_unaligned(),
        }
    }
}
