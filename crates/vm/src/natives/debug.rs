//! What package runtime/debug and the statistics of package runtime ask of the VM: single collections, sizes of objects, a second
//! place for reports of crashes, dumps of the heap.

use crate::goroutine::{GState, Goroutine};
use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use crate::natives::runtime::processors;
use crate::vm::Vm;
use std::fs::File;
use std::io::Write;
use std::os::fd::{BorrowedFd, RawFd};

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("runtime.gcPauses", gc_pauses);
    registry.add("runtime.sizeStats", size_stats);
    registry.add("runtime/metrics.sizeStats", size_stats);
    registry.add("runtime/metrics.goroutineCounts", goroutine_counts);
    registry.add("runtime/debug.modinfo", |cx| {
        let text = cx.vm.config.build_info.clone();
        cx.set_str(0, text.as_bytes())
    });
    registry.add("runtime/debug.setCrashOutput", set_crash_output);
    registry.add("runtime/debug.writeHeapDump", write_heap_dump);
}

/// `func gcPauses(pauses, ends []uint64) (forced uint64)`: the latest pauses and when they ended, in the places of the
/// collections' numbers, and how many collections were asked for.
fn gc_pauses(cx: &mut NativeCtx<'_>) -> NativeResult {
    for column in 0..2 {
        let words = cx.words_mut(column * 3);
        for (to, from) in words.iter_mut().zip(&cx.vm.gc_log.ring) {
            *to = from[column];
        }
    }
    let forced = cx.vm.gc_log.forced;
    cx.set(0, forced);
    Ok(())
}

/// `func sizeStats(out []uint64) int`: for each class of sizes the size, objects allocated, objects freed; the number of classes.
fn size_stats(cx: &mut NativeCtx<'_>) -> NativeResult {
    let stats = cx.vm.heap.size_stats();
    for (to, s) in cx.words_mut(0).chunks_exact_mut(3).zip(&stats) {
        to.copy_from_slice(&[u64::from(s.size), s.mallocs, s.frees]);
    }
    cx.set(0, stats.len() as u64);
    Ok(())
}

/// `func goroutineCounts() (created, runnable, waiting uint64)`
fn goroutine_counts(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: goroutines live as long as the VM.
    let states = cx.vm.all.iter().map(|&g| unsafe { (*g).state });
    let (mut runnable, mut waiting) = (0, 0);
    for state in states {
        runnable += u64::from(state == GState::Ready);
        waiting += u64::from(state == GState::Waiting);
    }
    let created = cx.vm.next_id - 1;
    cx.set(0, created);
    cx.set(1, runnable);
    cx.set(2, waiting);
    Ok(())
}

/// A file of its own for a descriptor of the program.
fn duplicate(fd: i64) -> std::io::Result<File> {
    let fd = RawFd::try_from(fd).map_err(|_| std::io::Error::from_raw_os_error(libc::EBADF))?;
    if fd < 0 {
        return Err(std::io::Error::from_raw_os_error(libc::EBADF));
    }
    // SAFETY: borrowed for the call alone, which fails if no such descriptor is open.
    unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned().map(File::from)
}

/// `func setCrashOutput(fd int) (errno int)`: a negative descriptor stands for none.
fn set_crash_output(cx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = cx.i64(0);
    let mut errno = 0;
    cx.vm.crash_output = match duplicate(fd) {
        _ if fd < 0 => None,
        Ok(file) => Some(file),
        Err(e) => {
            errno = e.raw_os_error().unwrap_or(libc::EBADF);
            cx.vm.crash_output.take()
        }
    };
    cx.set_i64(0, i64::from(errno));
    Ok(())
}

/// `func writeHeapDump(fd uintptr)`
fn write_heap_dump(cx: &mut NativeCtx<'_>) -> NativeResult {
    if !cx.allowed("files") {
        return Ok(());
    }
    let Ok(file) = duplicate(cx.i64(0)) else { return Ok(()) };
    cx.vm.save();
    let mut dump = Dump(std::io::BufWriter::new(file));
    // Whoever reads an incomplete dump sees that it lacks its end.
    let _ = dump.write(cx.vm);
    Ok(())
}

/// Kinds of records.
const OBJECT: u64 = 1;
const GOROUTINE: u64 = 4;
const PARAMS: u64 = 6;
const MEMSTATS: u64 = 10;
const DATA: u64 = 12;

/// A dump in the format of Go's heap dumps ("go1.7 heap dump"): numbers of seven bits to a byte, texts with their lengths.
struct Dump<W: Write>(W);

impl<W: Write> Dump<W> {
    fn numbers(&mut self, numbers: &[u64]) -> std::io::Result<()> {
        for &n in numbers {
            let mut n = n;
            while n >= 0x80 {
                self.0.write_all(&[n as u8 | 0x80])?;
                n >>= 7;
            }
            self.0.write_all(&[n as u8])?;
        }
        Ok(())
    }

    fn text(&mut self, text: &[u8]) -> std::io::Result<()> {
        self.numbers(&[text.len() as u64])?;
        self.0.write_all(text)
    }

    fn write(&mut self, vm: &mut Vm) -> std::io::Result<()> {
        self.0.write_all(b"go1.7 heap dump\n")?;
        let (mut low, mut high) = (u64::MAX, 0);
        let mut objects = vec![];
        vm.heap.each_object(|o| {
            low = low.min(o.base as u64);
            high = high.max((o.base + o.size) as u64);
            objects.push(o);
        });
        self.numbers(&[PARAMS, 0, 8, low.min(high), high])?;
        self.text(b"amd64")?;
        self.text(b"")?;
        self.numbers(&[processors() as u64])?;
        for o in &objects {
            self.numbers(&[OBJECT, o.base as u64])?;
            // SAFETY: an allocated object of the heap; nothing runs meanwhile.
            self.text(unsafe { std::slice::from_raw_parts(o.base as *const u8, o.size) })?;
            for word in 0..o.size / 8 {
                if o.native.is_none() && vm.heap.is_pointer_word(o.layout, word) {
                    self.numbers(&[1, word as u64 * 8])?;
                }
            }
            self.numbers(&[0])?;
        }
        // SAFETY: goroutines live as long as the VM.
        for g in vm.all.iter().map(|&g| unsafe { &*g }) {
            self.goroutine(g)?;
        }
        let globals = &vm.globals_mem;
        self.numbers(&[DATA, globals.as_ptr() as u64, globals.len() as u64 * 8])?;
        for word in globals {
            self.0.write_all(&word.to_le_bytes())?;
        }
        self.numbers(&[0])?;
        let s = vm.heap.stats();
        let lookups = 0;
        self.numbers(&[MEMSTATS, s.heap_alloc, s.total_alloc, s.heap_sys + s.gc_sys, lookups, s.mallocs, s.frees])?;
        let objects = s.mallocs - s.frees;
        self.numbers(&[s.heap_alloc, s.heap_sys, s.heap_idle, s.heap_inuse, s.heap_released, objects])?;
        // Stacks, spans, caches, buckets: not told apart.
        self.numbers(&[0, 0, 0, 0, 0, 0, 0, s.gc_sys, 0, s.next_gc])?;
        let ring = &vm.gc_log.ring;
        let last = ring.iter().map(|r| r[1]).max().unwrap_or(0);
        self.numbers(&[last, s.pause_total_ns])?;
        for i in 0..256 {
            self.numbers(&[ring.get(i).map_or(0, |r| r[0])])?;
        }
        self.numbers(&[s.num_gc])?;
        self.numbers(&[0])?;
        self.0.flush()
    }

    fn goroutine(&mut self, g: &Goroutine) -> std::io::Result<()> {
        let status = match g.state {
            GState::Ready => 1,
            GState::Running => 2,
            GState::Waiting => 4,
            GState::Dead => 6,
        };
        let at = std::ptr::from_ref(g) as u64;
        self.numbers(&[GOROUTINE, at, g.fp as u64, g.id, g.created as u64, status, u64::from(g.system), 0])?;
        self.numbers(&[g.since.max(0) as u64])?;
        self.text(g.wait.0.as_bytes())?;
        self.numbers(&[0, 0, 0, 0])
    }
}
