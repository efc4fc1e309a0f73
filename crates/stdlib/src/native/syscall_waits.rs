//! System calls made by hand that wait for descriptors: `poll`, `select` and their kin. They wait on a helper thread, so that other
//! goroutines run meanwhile. The helper works on copies of what the program's pointers point to; the copies go back when it is done.

use super::syscalls::{Answer, call};

/// Memory of the program that a call reads and writes: which argument points to it, and a copy.
struct Copied {
    argument: usize,
    bytes: Vec<u64>,
    len: usize,
}

impl Copied {
    /// Copies `len` bytes that an argument points to; nothing if it is nil.
    fn of(a: &[i64; 7], argument: usize, len: usize) -> Option<Copied> {
        if a[argument] == 0 {
            return None;
        }
        let mut bytes = vec![0; len.div_ceil(8)];
        // SAFETY: the program gives the system this memory, which the system would read; the copy is as long.
        unsafe { std::ptr::copy_nonoverlapping(a[argument] as *const u8, bytes.as_mut_ptr().cast::<u8>(), len) };
        Some(Copied { argument, bytes, len })
    }
}

/// A call that waits.
pub(super) struct Wait {
    a: [i64; 7],
    memory: Vec<Copied>,
    /// The argument with the time, in milliseconds, or the memory with it.
    limit: Limit,
}

enum Limit {
    Argument(usize),
    Memory(usize),
    Never,
}

/// What `select` reads and writes: three sets of descriptors and the time.
fn sets(n: usize) -> Vec<(usize, usize)> {
    let len = n.div_ceil(64) * 8;
    vec![(2, len), (3, len), (4, len), (5, 16)]
}

/// The most descriptors and events that are looked at; with more the call is made as it is.
const MOST: i64 = 1 << 16;

impl Wait {
    /// The call, if it is one that waits.
    pub(super) fn of(a: [i64; 7]) -> Option<Wait> {
        let sized = |n: i64| (0..=MOST).contains(&n).then_some(n as usize);
        let (pieces, limit): (Vec<(usize, usize)>, _) = match a[0] {
            #[cfg(target_arch = "x86_64")]
            libc::SYS_poll => (vec![(1, sized(a[2])? * 8)], Limit::Argument(3)),
            libc::SYS_ppoll => (vec![(1, sized(a[2])? * 8), (3, 16), (4, 8)], Limit::Memory(3)),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_select => (sets(sized(a[1])?), Limit::Memory(5)),
            libc::SYS_pselect6 if a[6] == 0 => (sets(sized(a[1])?), Limit::Memory(5)),
            #[cfg(target_arch = "x86_64")]
            libc::SYS_epoll_wait => (vec![(2, sized(a[3])? * 12)], Limit::Argument(4)),
            libc::SYS_epoll_pwait => (vec![(2, sized(a[3])? * 12), (5, 8)], Limit::Argument(4)),
            _ => return None,
        };
        let memory: Vec<Copied> = pieces.iter().filter_map(|&(n, len)| Copied::of(&a, n, len)).collect();
        let limit = match limit {
            Limit::Memory(n) if a[n] == 0 => Limit::Never,
            other => other,
        };
        Some(Wait { a, memory, limit })
    }

    /// The call with the copies, or with no time to wait; what is copied back.
    fn make(&self, at_once: bool) -> Answer {
        let mut a = self.a;
        let mut memory: Vec<(usize, Vec<u64>, usize)> =
            self.memory.iter().map(|m| (m.argument, m.bytes.clone(), m.len)).collect();
        let mut none = [0u64; 2];
        for (argument, bytes, _) in &mut memory {
            a[*argument] = bytes.as_mut_ptr() as i64;
        }
        match self.limit {
            Limit::Argument(n) if at_once => a[n] = 0,
            Limit::Memory(n) if at_once => a[n] = none.as_mut_ptr() as i64,
            Limit::Never if at_once => match a[0] {
                libc::SYS_ppoll => a[3] = none.as_mut_ptr() as i64,
                _ => a[5] = none.as_mut_ptr() as i64,
            },
            _ => {}
        }
        let (result, code) = call(a);
        let back = memory.into_iter().map(|(n, bytes, len)| (self.a[n] as usize, bytes, len)).collect();
        Answer { result, code, back }
    }

    /// The answer, if there is one without waiting.
    pub(super) fn at_once(&self) -> Option<Answer> {
        let patient = match self.limit {
            Limit::Argument(n) => self.a[n] as i32 != 0,
            Limit::Memory(n) => self.memory.iter().any(|m| m.argument == n && m.bytes.iter().any(|&w| w != 0)),
            Limit::Never => true,
        };
        let answer = self.make(true);
        (answer.result != 0 || !patient).then_some(answer)
    }

    /// The answer, waited for.
    pub(super) fn wait(self) -> Answer {
        self.make(false)
    }
}
