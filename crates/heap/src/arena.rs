//! Address space: one reservation holding the arena, its page table and the span table, committed on demand; and the
//! map of free page runs.
//!
//! Invariants: **page table entry of a page = index of the span it belongs to, 0 for free pages**; span 0 is the empty
//! span to which no address belongs; free runs never touch each other (they are coalesced).

use crate::classes::{PAGE, PAGE_SHIFT};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::{io, ptr};

/// The raw tables, as lookups need them. Copied into the marker for a collection.
#[derive(Clone, Copy)]
pub(crate) struct View {
    /// First arena address.
    pub base: u64,
    /// Bytes of the arena that have ever been handed out.
    pub len: u64,
    /// One span index per page.
    pub table: *mut u32,
    /// The span table.
    pub spans: *mut Span,
}

impl View {
    /// The span and slot that `addr` lies in, whether or not the slot is allocated. Any `addr` is allowed.
    #[inline(always)]
    pub fn resolve(&self, addr: u64) -> Option<(*mut Span, usize)> {
        let offset = addr.wrapping_sub(self.base);
        if offset >= self.len {
            return None;
        }
        // SAFETY: the offset is inside the arena, whose pages all have a table entry; entries are span indices, and the
        // span at every issued index, and at 0, is initialised.
        unsafe {
            let span = self.spans.add(*self.table.add((offset >> PAGE_SHIFT) as usize) as usize);
            let slot = (*span).slot_of(addr);
            if slot >= (*span).nelems as usize {
                return None;
            }
            Some((span, slot))
        }
    }
}

/// A free run of pages.
#[derive(Clone, Copy)]
struct Run {
    pages: u32,
    /// May hold old bytes (and resident memory); otherwise it reads as zero.
    dirty: bool,
}

/// The reservation and its page runs.
pub(crate) struct Arena {
    pub view: View,
    map: *mut u8,
    map_len: usize,
    total_pages: u32,
    committed_pages: u32,
    frontier: u32,
    runs: BTreeMap<u32, Run>,
    by_size: BTreeSet<(u32, u32)>,
    /// Free pages that may be resident.
    pub dirty_free: usize,
    /// Pages in runs, dirty or not.
    pub free_pages: usize,
    span_count: u32,
    free_spans: Vec<u32>,
}

const SMALLEST: usize = 256 << 20;
const ALIGN: usize = 2 << 20;
const COMMIT_MIN: u32 = (1 << 20 >> PAGE_SHIFT) as u32;
const COMMIT_MAX: u32 = (64 << 20 >> PAGE_SHIFT) as u32;

impl Arena {
    /// Reserves `wanted` bytes, or less when the OS refuses, down to 256 MiB.
    pub fn new(wanted: usize) -> io::Result<Arena> {
        let mut size = wanted.max(SMALLEST).next_multiple_of(ALIGN);
        loop {
            match Arena::reserve(size) {
                Ok(arena) => return Ok(arena),
                Err(error) if size <= SMALLEST => return Err(error),
                Err(_) => size = (size / 2).max(SMALLEST).next_multiple_of(ALIGN),
            }
        }
    }

    fn reserve(size: usize) -> io::Result<Arena> {
        let pages = size / PAGE;
        let table_len = (pages * 4).next_multiple_of(ALIGN);
        let spans_len = (pages + 1) * size_of::<Span>();
        let map_len = ALIGN + size + table_len + spans_len;
        let map = os::reserve(map_len)?;
        let pad = map.align_offset(ALIGN);
        // SAFETY: the three parts lie inside the reservation, which has ALIGN bytes to spare for the padding.
        let (base, table, spans) = unsafe { (map.add(pad), map.add(pad + size), map.add(pad + size + table_len)) };
        // SAFETY: both ranges are ours and page-aligned.
        if let Err(error) = unsafe { os::commit(table, map_len - pad - size) } {
            // SAFETY: nothing refers to the reservation.
            unsafe { os::unmap(map, map_len) };
            return Err(error);
        }
        let spans = spans.cast::<Span>();
        // SAFETY: the span table is committed and aligned (ALIGN), and index 0 is inside it.
        unsafe { spans.write(Span::EMPTY) };
        Ok(Arena {
            view: View { base: base as u64, len: 0, table: table.cast(), spans },
            map,
            map_len,
            total_pages: u32::try_from(pages).unwrap_or(u32::MAX),
            committed_pages: 0,
            frontier: 0,
            runs: BTreeMap::new(),
            by_size: BTreeSet::new(),
            dirty_free: 0,
            free_pages: 0,
            span_count: 1,
            free_spans: Vec::new(),
        })
    }

    /// Takes `pages` pages; the flag says whether they may hold old bytes. `None`: out of address space or memory.
    pub fn take(&mut self, pages: u32) -> Option<(u32, bool)> {
        if let Some(&(len, start)) = self.by_size.range((pages, 0)..).next() {
            let run = self.remove_run(start, len);
            if len > pages {
                self.insert_run(start + pages, Run { pages: len - pages, dirty: run.dirty });
            }
            return Some((start, run.dirty));
        }
        let end = self.frontier.checked_add(pages).filter(|&end| end <= self.total_pages)?;
        if end > self.committed_pages {
            self.commit_to(end)?;
        }
        let start = self.frontier;
        self.frontier = end;
        self.view.len = u64::from(end) << PAGE_SHIFT;
        Some((start, false))
    }

    #[cold]
    fn commit_to(&mut self, end: u32) -> Option<()> {
        let step = (self.committed_pages / 8).clamp(COMMIT_MIN, COMMIT_MAX);
        let goal = end.max(self.committed_pages.saturating_add(step)).min(self.total_pages);
        let start = self.address(self.committed_pages);
        let len = (goal - self.committed_pages) as usize * PAGE;
        // SAFETY: the range lies in the reservation, above everything committed.
        unsafe { os::commit(start, len) }.ok()?;
        self.committed_pages = goal;
        Some(())
    }

    /// Gives a run back (its table entries are already 0), joining it with its free neighbours.
    pub fn give(&mut self, start: u32, pages: u32) {
        let mut run = Run { pages, dirty: true };
        let mut first = start;
        if let Some((&at, &before)) = self.runs.range(..start).next_back()
            && at + before.pages == start
        {
            self.remove_run(at, before.pages);
            first = at;
            run.pages += before.pages;
        }
        if let Some(&after) = self.runs.get(&(start + pages)) {
            self.remove_run(start + pages, after.pages);
            run.pages += after.pages;
        }
        self.insert_run(first, run);
    }

    fn insert_run(&mut self, start: u32, run: Run) {
        self.free_pages += run.pages as usize;
        if run.dirty {
            self.dirty_free += run.pages as usize;
        }
        self.by_size.insert((run.pages, start));
        self.runs.insert(start, run);
    }

    fn remove_run(&mut self, start: u32, pages: u32) -> Run {
        self.by_size.remove(&(pages, start));
        let run = self.runs.remove(&start).expect("both indexes hold the same runs");
        self.free_pages -= run.pages as usize;
        if run.dirty {
            self.dirty_free -= run.pages as usize;
        }
        run
    }

    /// Returns dirty free pages to the OS, largest runs first, until at most `keep` are left.
    pub fn release(&mut self, keep: usize) {
        if self.dirty_free <= keep {
            return;
        }
        let order: Vec<(u32, u32)> = self.by_size.iter().rev().copied().collect();
        for (pages, start) in order {
            if self.dirty_free <= keep {
                break;
            }
            if self.runs[&start].dirty {
                // SAFETY: a free run: committed, and nothing refers to it.
                let clean = unsafe { os::discard(self.address(start), pages as usize * PAGE) };
                if clean {
                    self.remove_run(start, pages);
                    self.insert_run(start, Run { pages, dirty: false });
                }
            }
        }
    }

    /// The address of a page.
    pub fn address(&self, page: u32) -> *mut u8 {
        ptr::with_exposed_provenance_mut(self.view.base as usize + page as usize * PAGE)
    }

    /// The page that an arena address lies in.
    pub fn page_of(&self, addr: u64) -> u32 {
        ((addr - self.view.base) >> PAGE_SHIFT) as u32
    }

    /// Maps `pages` pages from `start` to span `index` (0: to none).
    pub fn map_pages(&mut self, start: u32, pages: u32, index: u32) {
        for page in start..start + pages {
            // SAFETY: pages that were taken have table entries.
            unsafe { *self.view.table.add(page as usize) = index };
        }
    }

    /// An unused span index. Its span is not initialised.
    pub fn take_span(&mut self) -> u32 {
        self.free_spans.pop().unwrap_or_else(|| {
            self.span_count += 1;
            self.span_count - 1
        })
    }

    /// Gives a span index back.
    pub fn give_span(&mut self, index: u32) {
        self.free_spans.push(index);
    }

    /// One past the highest span index ever issued.
    pub fn span_end(&self) -> u32 {
        self.span_count
    }

    /// Bytes ever committed to the arena.
    pub fn committed(&self) -> usize {
        self.committed_pages as usize * PAGE
    }

    /// Pages that belong to spans.
    pub fn used_pages(&self) -> usize {
        self.frontier as usize - self.free_pages
    }

    /// Whether the run table is consistent with the page table (for the invariant check).
    pub fn check(&self) {
        let mut last_end = None;
        let mut free = 0;
        for (&start, run) in &self.runs {
            assert!(run.pages > 0 && start + run.pages <= self.frontier, "a free run inside the arena");
            assert_ne!(last_end, Some(start), "neighbouring free runs are joined");
            assert!(self.by_size.contains(&(run.pages, start)), "both indexes hold the same runs");
            last_end = Some(start + run.pages);
            free += run.pages as usize;
            for page in start..start + run.pages {
                // SAFETY: pages below the frontier have table entries.
                let owner = unsafe { *self.view.table.add(page as usize) };
                assert_eq!(owner, 0, "free pages belong to no span");
            }
        }
        assert_eq!((free, self.runs.len()), (self.free_pages, self.by_size.len()));
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        // SAFETY: the heap that owns the arena is going; nothing may use its addresses any more.
        unsafe { os::unmap(self.map, self.map_len) };
    }
}

/// The operating system's virtual memory.
mod os {
    use std::{io, ptr};

    #[cfg(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "ios"))]
    const NORESERVE: i32 = libc::MAP_NORESERVE;
    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "ios")))]
    const NORESERVE: i32 = 0;

    /// Address space without memory.
    pub fn reserve(len: usize) -> io::Result<*mut u8> {
        // SAFETY: an anonymous mapping at an address of the kernel's choice touches nothing of ours.
        let p = unsafe {
            libc::mmap(ptr::null_mut(), len, libc::PROT_NONE, libc::MAP_PRIVATE | libc::MAP_ANON | NORESERVE, -1, 0)
        };
        if p == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        p.expose_provenance();
        Ok(p.cast())
    }

    /// Makes reserved space usable; it reads as zero.
    ///
    /// # Safety
    /// The range is part of a reservation, page-aligned.
    pub unsafe fn commit(start: *mut u8, len: usize) -> io::Result<()> {
        // SAFETY: the caller's promise.
        match unsafe { libc::mprotect(start.cast(), len, libc::PROT_READ | libc::PROT_WRITE) } {
            0 => Ok(()),
            _ => Err(io::Error::last_os_error()),
        }
    }

    /// Gives the memory of a committed range back; whether it now reads as zero.
    ///
    /// # Safety
    /// The range is committed, page-aligned and unused.
    pub unsafe fn discard(start: *mut u8, len: usize) -> bool {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        // SAFETY: the caller's promise.
        unsafe {
            libc::madvise(start.cast(), len, libc::MADV_DONTNEED) == 0
        }
        // Elsewhere DONTNEED need not zero: map fresh memory over the range.
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        // SAFETY: the caller's promise.
        unsafe {
            libc::mmap(
                start.cast(),
                len,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_FIXED | NORESERVE,
                -1,
                0,
            ) != libc::MAP_FAILED
        }
    }

    /// Ends a reservation.
    ///
    /// # Safety
    /// It was made by `reserve` with this length and nothing uses it.
    pub unsafe fn unmap(start: *mut u8, len: usize) {
        // SAFETY: the caller's promise.
        unsafe { libc::munmap(start.cast(), len) };
    }
}
