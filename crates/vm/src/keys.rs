//! Hashing and equality of values by run-time type: what map keys, `==` on interfaces and on composite values need.
//!
//! A type's comparison is compiled once, on first use, into a flat list of [`Step`]s over its memory image. Floats compare
//! as Go does (+0 equals -0, NaN equals nothing); interfaces look at the dynamic type, which may turn out not to be
//! comparable. Neighbours: `map` (keys), the equality instructions.

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;
use std::cell::{Cell, OnceCell};
use std::hash::Hasher;
use std::sync::Arc;
use vole_bytecode::{Kind, Program, RtType, RtTypeId};

/// A value of this dynamic type cannot be compared or hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotComparable(pub RtTypeId);

/// One step of a comparison, at a byte offset of the value.
#[derive(Clone, Copy, Debug)]
enum Step {
    Bytes { at: u32, len: u32 },
    F32 { at: u32 },
    F64 { at: u32 },
    Str { at: u32 },
    Iface { at: u32 },
    Array { at: u32, count: u64, stride: u32, elem: RtTypeId },
}

/// The types of a running program: the compiler's, then those made at run time.
#[derive(Clone, Copy)]
pub struct TypeList<'a> {
    /// The program.
    pub program: &'a Program,
    /// Types made at run time.
    pub extra: &'a [Box<RtType>],
}

impl<'a> TypeList<'a> {
    /// Description of a type.
    #[inline]
    pub fn get(self, id: RtTypeId) -> &'a RtType {
        let n = self.program.types.len();
        let i = id.0 as usize;
        if i < n { &self.program.types[i] } else { &self.extra[i - n] }
    }

    /// Sets the bits of the words that may hold pointers in a value that stands `at` bytes behind the beginning.
    pub fn pointer_words(self, ty: RtTypeId, at: u32, bits: &mut [u64]) {
        let t = self.get(ty);
        let mut set = |at: u32| bits[at as usize / 512] |= 1 << (at / 8 % 64);
        match t.kind {
            Kind::Pointer | Kind::Map | Kind::Chan | Kind::Func | Kind::UnsafePointer | Kind::String | Kind::Slice => {
                set(at)
            }
            Kind::Interface => set(at + 8),
            Kind::Array => {
                let size = self.get(t.elem).size;
                if t.layout.0 != 0 {
                    for i in 0..t.len as u32 {
                        self.pointer_words(t.elem, at + i * size, bits);
                    }
                }
            }
            Kind::Struct if t.layout.0 != 0 => {
                for f in &t.fields {
                    self.pointer_words(f.ty, at + f.offset, bits);
                }
            }
            _ => {}
        }
    }
}

/// The comparisons of one VM, and the types that it made itself.
pub struct Keys {
    program: Arc<Program>,
    #[expect(clippy::vec_box, reason = "records hold addresses of the entries")]
    extra: Vec<Box<RtType>>,
    steps: Vec<OnceCell<Box<[Step]>>>,
    /// Address of the record of type 0, and bytes of a record: a type word is one of these addresses.
    base: u64,
    stride: u64,
    seed: u64,
    /// Makes each NaN hash differently.
    nan: Cell<u64>,
}

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes one word: the two halves of a 128-bit product, folded.
#[inline(always)]
pub fn hash_word(word: u64, seed: u64) -> u64 {
    let product = u128::from(word ^ seed) * u128::from(MULTIPLIER);
    product as u64 ^ (product >> 64) as u64
}

/// Hashes text.
///
/// # Safety
/// `len` bytes at `ptr` are readable, or `len` is 0.
#[inline(always)]
pub unsafe fn hash_bytes(ptr: *const u8, len: usize, seed: u64) -> u64 {
    let mut hasher = FoldHasher::with_seed(seed, SharedSeed::global_fixed());
    // SAFETY: the caller's promise; an empty slice may have any non-null pointer.
    hasher.write(unsafe { bytes(ptr, len) });
    hasher.finish()
}

/// A byte slice whose pointer may be anything when it is empty.
///
/// # Safety
/// `len` bytes at `ptr` are readable for `'a`, or `len` is 0.
#[inline(always)]
pub unsafe fn bytes<'a>(ptr: *const u8, len: usize) -> &'a [u8] {
    if len == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(ptr, len) }
}

impl Keys {
    /// `base` and `stride` say where the type records lie: the word of type `i` is `base + i * stride`.
    pub fn new(program: Arc<Program>, base: u64, stride: u64, seed: u64) -> Keys {
        let steps = program.types.iter().map(|_| OnceCell::new()).collect();
        Keys { program, extra: vec![], steps, base, stride, seed, nan: Cell::new(seed) }
    }

    /// All types.
    pub fn types(&self) -> TypeList<'_> {
        TypeList { program: &self.program, extra: &self.extra }
    }

    /// Forgets the type taken in last.
    pub fn drop_last_type(&mut self) {
        self.extra.pop();
        self.steps.pop();
    }

    /// Takes in a type made at run time; its number is the next one. Answers where its description stands from now on.
    pub fn add_type(&mut self, ty: Box<RtType>) -> *const RtType {
        let at: *const RtType = &raw const *ty;
        self.extra.push(ty);
        self.steps.push(OnceCell::new());
        at
    }

    /// The type whose word this is; the word is not nil.
    #[inline]
    pub fn type_of(&self, word: u64) -> RtTypeId {
        RtTypeId(((word - self.base) / self.stride) as u32)
    }

    fn steps(&self, ty: RtTypeId) -> &[Step] {
        self.steps[ty.0 as usize].get_or_init(|| {
            let mut out = Vec::new();
            self.compile(ty, 0, &mut out);
            out.into_boxed_slice()
        })
    }

    fn compile(&self, ty: RtTypeId, at: u32, out: &mut Vec<Step>) {
        let t = self.types().get(ty);
        if t.plain_memory {
            push_bytes(out, at, t.size);
            return;
        }
        match t.kind {
            Kind::Float32 => out.push(Step::F32 { at }),
            Kind::Float64 => out.push(Step::F64 { at }),
            Kind::Complex64 => out.extend([Step::F32 { at }, Step::F32 { at: at + 4 }]),
            Kind::Complex128 => out.extend([Step::F64 { at }, Step::F64 { at: at + 8 }]),
            Kind::String => out.push(Step::Str { at }),
            Kind::Interface => out.push(Step::Iface { at }),
            Kind::Array => {
                let elem = self.types().get(t.elem);
                if t.len <= 4 {
                    for i in 0..t.len as u32 {
                        self.compile(t.elem, at + i * elem.size, out);
                    }
                } else {
                    out.push(Step::Array { at, count: t.len, stride: elem.size, elem: t.elem });
                }
            }
            Kind::Struct => {
                for field in t.fields.iter().filter(|f| &*f.name != "_") {
                    self.compile(field.ty, at + field.offset, out);
                }
            }
            _ => push_bytes(out, at, t.size),
        }
    }

    /// Hashes the value of type `ty` at `p`.
    ///
    /// # Errors
    /// An interface in it holds a value that is not comparable.
    ///
    /// # Safety
    /// `p` points to a valid value of that type.
    pub unsafe fn hash(&self, ty: RtTypeId, p: *const u8) -> Result<u64, NotComparable> {
        let mut state = self.seed;
        // SAFETY: the caller's promise.
        unsafe { self.hash_into(ty, p, &mut state)? };
        Ok(state)
    }

    unsafe fn hash_into(&self, ty: RtTypeId, p: *const u8, state: &mut u64) -> Result<(), NotComparable> {
        for &step in self.steps(ty) {
            // SAFETY: the steps of a type stay inside its values.
            unsafe {
                match step {
                    Step::Bytes { at, len } => *state = hash_bytes(p.add(at as usize), len as usize, *state),
                    Step::F32 { at } => self.hash_float(f64::from(read::<f32>(p, at)), state),
                    Step::F64 { at } => self.hash_float(read(p, at), state),
                    Step::Str { at } => {
                        let (ptr, len): (u64, u64) = (read(p, at), read(p, at + 8));
                        *state = hash_bytes(ptr as *const u8, len as usize, *state);
                    }
                    Step::Iface { at } => {
                        let word: u64 = read(p, at);
                        if word == 0 {
                            *state = hash_word(1, *state);
                            continue;
                        }
                        let (ty, data) = self.iface_data(word, p.add(at as usize + 8))?;
                        *state = hash_word(word, *state);
                        self.hash_into(ty, data, state)?;
                    }
                    Step::Array { at, count, stride, elem } => {
                        for i in 0..count {
                            self.hash_into(elem, p.add(at as usize + i as usize * stride as usize), state)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn hash_float(&self, f: f64, state: &mut u64) {
        let word = if f.is_nan() {
            self.nan.set(self.nan.get().wrapping_add(MULTIPLIER));
            self.nan.get()
        } else if f == 0.0 {
            0
        } else {
            f.to_bits()
        };
        *state = hash_word(word, *state);
    }

    /// The dynamic type of an interface with this type word, and where its value stands.
    ///
    /// # Safety
    /// `data` is the place of the interface's data word, and `word` its type word, not nil.
    unsafe fn iface_data(&self, word: u64, data: *const u8) -> Result<(RtTypeId, *const u8), NotComparable> {
        let ty = self.type_of(word);
        let t = self.types().get(ty);
        if !t.comparable {
            return Err(NotComparable(ty));
        }
        // SAFETY: the caller's promise. A direct value's image begins at the data word itself (little-endian).
        Ok((ty, if t.direct { data } else { unsafe { read::<u64>(data, 0) as *const u8 } }))
    }

    /// Compares two values of type `ty`, in Go's order: the first difference ends it.
    ///
    /// # Errors
    /// Two interfaces in them hold values of one type that is not comparable.
    ///
    /// # Safety
    /// `a` and `b` point to valid values of that type.
    pub unsafe fn equal(&self, ty: RtTypeId, a: *const u8, b: *const u8) -> Result<bool, NotComparable> {
        for &step in self.steps(ty) {
            // SAFETY: the steps of a type stay inside its values.
            let same = unsafe {
                match step {
                    Step::Bytes { at, len } => {
                        bytes(a.add(at as usize), len as usize) == bytes(b.add(at as usize), len as usize)
                    }
                    Step::F32 { at } => read::<f32>(a, at) == read::<f32>(b, at),
                    Step::F64 { at } => read::<f64>(a, at) == read::<f64>(b, at),
                    Step::Str { at } => {
                        let (ap, al): (u64, u64) = (read(a, at), read(a, at + 8));
                        let (bp, bl): (u64, u64) = (read(b, at), read(b, at + 8));
                        al == bl
                            && (ap == bp || bytes(ap as *const u8, al as usize) == bytes(bp as *const u8, bl as usize))
                    }
                    Step::Iface { at } => {
                        let i = at as usize;
                        self.equal_iface(
                            [read(a, at), read(a, at + 8)],
                            [read(b, at), read(b, at + 8)],
                            a.add(i + 8),
                            b.add(i + 8),
                        )?
                    }
                    Step::Array { at, count, stride, elem } => {
                        let mut same = true;
                        for i in 0..count as usize {
                            let at = at as usize + i * stride as usize;
                            if !self.equal(elem, a.add(at), b.add(at))? {
                                same = false;
                                break;
                            }
                        }
                        same
                    }
                }
            };
            if !same {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Compares two interface values (type word, data word).
    ///
    /// # Errors
    /// Both hold a value of one type that is not comparable.
    ///
    /// # Safety
    /// They are valid interface values; `a_data` and `b_data` are places that hold their data words.
    pub unsafe fn equal_iface(
        &self,
        a: [u64; 2],
        b: [u64; 2],
        a_data: *const u8,
        b_data: *const u8,
    ) -> Result<bool, NotComparable> {
        if a[0] != b[0] {
            return Ok(false);
        }
        if a[0] == 0 {
            return Ok(true);
        }
        // SAFETY: the caller's promise.
        unsafe {
            let (ty, pa) = self.iface_data(a[0], a_data)?;
            let (_, pb) = self.iface_data(b[0], b_data)?;
            self.equal(ty, pa, pb)
        }
    }
}

/// Joins neighbouring runs of plain bytes.
fn push_bytes(out: &mut Vec<Step>, at: u32, len: u32) {
    if len == 0 {
        return;
    }
    if let Some(Step::Bytes { at: start, len: run }) = out.last_mut()
        && *start + *run == at
    {
        *run += len;
        return;
    }
    out.push(Step::Bytes { at, len });
}

/// # Safety
/// A `T` is readable at `p + at`.
#[inline(always)]
unsafe fn read<T: Copy>(p: *const u8, at: u32) -> T {
    // SAFETY: the caller's promise.
    unsafe { p.add(at as usize).cast::<T>().read_unaligned() }
}
