//! Size classes: which slot size serves a request, and how many pages a span of each class takes.
//!
//! Go's own class sizes are all here (recorded from what `cap` shows after `append`), because slice growth makes them
//! observable; the extra sizes 40, 56, 72, 88, 104 and 120 waste less and are never shown by `round_size`.

use crate::ids::{AllocClass, LayoutId};

/// Bytes of a page, the unit of spans.
pub(crate) const PAGE: usize = 8192;
/// Shift that turns an arena offset into a page number.
pub(crate) const PAGE_SHIFT: u32 = 13;
/// The largest size that size classes serve.
pub(crate) const MAX_SMALL: usize = 32768;
/// Number of size classes.
pub(crate) const CLASSES: usize = SIZES.len();

/// Slot sizes, ascending. All are multiples of 8.
pub(crate) const SIZES: [u16; 73] = [
    8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288,
    320, 352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688,
    3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336,
    16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];

/// What a span holds; the third part of an [`AllocClass`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Category {
    /// Pointer-free objects: marked, never scanned.
    NoScan = 0,
    /// Objects with a layout.
    Scan = 1,
    /// Objects with a layout, a kind and a destructor.
    Native = 2,
}

/// Number of categories.
pub(crate) const CATEGORIES: usize = 3;

const TABLE_LEN: usize = MAX_SMALL / 8 + 1;

const fn build_table() -> [u8; TABLE_LEN] {
    let mut table = [0; TABLE_LEN];
    let mut class = 0;
    let mut i = 1;
    while i < TABLE_LEN {
        if i * 8 > SIZES[class] as usize {
            class += 1;
        }
        table[i] = class as u8;
        i += 1;
    }
    table
}

/// Class by `bytes.div_ceil(8)`.
static CLASS_OF: [u8; TABLE_LEN] = build_table();

/// Pages of a span: the fewest that hold enough objects and waste at most a sixteenth.
const fn span_pages(size: usize) -> usize {
    let min_objects = if size <= 1024 {
        8
    } else if size <= 8192 {
        4
    } else {
        1
    };
    let mut pages = 1;
    loop {
        let bytes = pages * PAGE;
        if bytes / size >= min_objects && (bytes % size) * 16 <= bytes {
            return pages;
        }
        pages += 1;
    }
}

const fn build_pages() -> [u8; CLASSES] {
    let mut pages = [0; CLASSES];
    let mut i = 0;
    while i < CLASSES {
        pages[i] = span_pages(SIZES[i] as usize) as u8;
        i += 1;
    }
    pages
}

/// Pages of one span of each class.
pub(crate) static SPAN_PAGES: [u8; CLASSES] = build_pages();

/// Slots of a span of this class.
pub(crate) fn slots(class: usize) -> usize {
    usize::from(SPAN_PAGES[class]) * PAGE / usize::from(SIZES[class])
}

/// The smallest class that holds `bytes` (1 to `MAX_SMALL`).
#[inline]
pub(crate) fn class_of(bytes: usize) -> usize {
    usize::from(CLASS_OF[bytes.div_ceil(8)])
}

/// Multiplier for `offset / size` as `(offset * m) >> RECIP_SHIFT`; exact for offsets within a span (see tests).
pub(crate) const fn reciprocal(size: usize) -> u64 {
    (1u64 << RECIP_SHIFT).div_ceil(size as u64)
}

/// See [`reciprocal`].
pub(crate) const RECIP_SHIFT: u32 = 40;

impl AllocClass {
    /// The class with this size class and category.
    #[inline]
    pub(crate) fn new(class: usize, category: Category) -> AllocClass {
        AllocClass((category as usize * CLASSES + class) as u8)
    }

    /// Size class and category; `None` for a value that names none.
    pub(crate) fn split(self) -> Option<(usize, Category)> {
        let index = usize::from(self.0);
        let category = match index / CLASSES {
            0 => Category::NoScan,
            1 => Category::Scan,
            2 => Category::Native,
            _ => return None,
        };
        Some((index % CLASSES, category))
    }

    /// The class that serves `bytes` of `layout`; `None` for zero and for large sizes.
    #[inline]
    pub(crate) fn for_size(bytes: usize, layout: LayoutId) -> Option<AllocClass> {
        if bytes == 0 || bytes > MAX_SMALL {
            return None;
        }
        let category = if layout == LayoutId::NOSCAN { Category::NoScan } else { Category::Scan };
        Some(AllocClass::new(class_of(bytes), category))
    }
}

/// The size to which Go rounds a growing slice's backing store.
pub(crate) fn round_size(bytes: usize, noscan: bool) -> usize {
    // Go keeps a header word before pointerful objects above 512 bytes; it shows in their capacities.
    let header = if noscan || bytes <= 512 { 0 } else { 8 };
    if bytes == 0 {
        return 0;
    }
    if bytes <= MAX_SMALL - header {
        let mut class = class_of(bytes + header);
        while is_extra(SIZES[class]) {
            class += 1;
        }
        return usize::from(SIZES[class]) - header;
    }
    bytes.checked_next_multiple_of(PAGE).unwrap_or(bytes)
}

const fn is_extra(size: u16) -> bool {
    size < 128 && size > 32 && !size.is_multiple_of(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gets_the_smallest_class() {
        for bytes in 1..=MAX_SMALL {
            let class = class_of(bytes);
            assert!(usize::from(SIZES[class]) >= bytes);
            assert!(class == 0 || usize::from(SIZES[class - 1]) < bytes);
        }
    }

    #[test]
    fn reciprocals_divide_exactly() {
        for (class, &size) in SIZES.iter().enumerate() {
            let bytes = u64::from(SPAN_PAGES[class]) * PAGE as u64;
            let m = reciprocal(usize::from(size));
            for offset in 0..bytes {
                assert_eq!((offset * m) >> RECIP_SHIFT, offset / u64::from(size), "{offset} / {size}");
            }
        }
    }

    #[test]
    fn classes_fit_a_byte_and_round_trip() {
        const { assert!(CLASSES * CATEGORIES <= 256) };
        for class in 0..CLASSES {
            for category in [Category::NoScan, Category::Scan, Category::Native] {
                assert_eq!(AllocClass::new(class, category).split(), Some((class, category)));
            }
        }
        assert_eq!(AllocClass(255).split(), None);
    }

    #[test]
    fn rounding_is_what_cap_shows_in_go() {
        for (bytes, noscan, want) in [
            (1, true, 8),
            (33, true, 48),
            (40, false, 48),
            (49, true, 64),
            (65, true, 80),
            (513, true, 576),
            (513, false, 568),
            (512, false, 512),
            (5000, true, 5376),
            (5000, false, 5368),
            (32760, false, 32760),
            (32768, false, 32768),
            (32768, true, 32768),
            (32769, true, 40960),
            (40961, true, 49152),
            (100_000, true, 106_496),
        ] {
            assert_eq!(round_size(bytes, noscan), want, "{bytes} {noscan}");
        }
    }
}
