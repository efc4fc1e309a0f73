//! Iteration: from a random index once around all indices that were in use when it began.

use super::MapObj;
use std::ptr;

/// The iterator's six slots; the first four are marked as pointers.
#[repr(C)]
pub struct MapIter {
    /// Address of the key.
    pub key: *mut u8,
    /// Address of the value.
    pub val: *mut u8,
    map: *mut MapObj,
    spare: u64,
    /// Next index.
    pos: u32,
    /// Indices not visited yet.
    left: u32,
    /// Where to wrap around.
    end: u64,
}

const _: () = assert!(size_of::<MapIter>() == 48);

impl MapObj {
    /// Starts an iteration at a random index.
    ///
    /// # Safety
    /// `map` is null or a map; `iter` is writable.
    #[inline]
    pub unsafe fn iter_init(map: *mut MapObj, iter: *mut MapIter, random: u64) {
        // SAFETY: the caller's promise.
        unsafe {
            let used = map.as_ref().map_or(0, |m| m.used);
            let start = (((random >> 32) * u64::from(used)) >> 32) as u32;
            iter.write(MapIter {
                key: ptr::null_mut(),
                val: ptr::null_mut(),
                map,
                spare: 0,
                pos: start,
                left: used,
                end: u64::from(used),
            });
        }
    }

    /// Goes on to the next live entry; false when there is none.
    ///
    /// # Safety
    /// `iter` was initialised and its map is alive.
    #[inline]
    pub unsafe fn iter_next(iter: &mut MapIter) -> bool {
        while iter.left != 0 {
            iter.left -= 1;
            let index = iter.pos;
            iter.pos = if u64::from(index) + 1 == iter.end { 0 } else { index + 1 };
            // SAFETY: an iteration with indices left has a map.
            unsafe {
                let map = &*iter.map;
                if index < map.used && (map.count == u64::from(map.used) || !map.is_dead(index)) {
                    iter.key = map.entry(index);
                    iter.val = map.val(index);
                    return true;
                }
            }
        }
        false
    }

    unsafe fn is_dead(&self, index: u32) -> bool {
        if !self.hashed {
            return self.dead_small >> index & 1 != 0;
        }
        // SAFETY: a non-null `cold` is owned by this map.
        unsafe { self.cold.as_ref() }
            .and_then(|cold| cold.dead.get(index as usize / 64))
            .is_some_and(|word| word >> (index % 64) & 1 != 0)
    }
}
