//! The program image: what the compiler hands to the VM. It holds no addresses, so one image serves many VMs.
//!
//! **Calling convention.** A callee's frame begins at the slot named by the call (`base`). Three link slots lie below it, written by
//! the call: `fp[-3]` return address, `fp[-2]` caller's fp, `fp[-1]` closure (written by closure calls only). Arguments stand in
//! slots 0.. of the callee, results in its slots 0.. on return, both *flattened*: a value whose [`RtType::leaves`] is not empty
//! takes one slot per leaf (in register form); any other value takes its memory image, `ceil(size/8)` slots. The receiver
//! comes first. Variadic arguments are a slice.
//!
//! **Frames.** `frame_slots` counts every slot the function touches, outgoing link slots and arguments included. Slots are
//! not zeroed on entry; the slot maps say which ones hold pointers at each safepoint.

use crate::insn::Insn;
use std::sync::Arc;

macro_rules! index {
    ($(#[$m:meta])* $name:ident) => {
        $(#[$m])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(pub u32);
    };
}
index!(/// A function of the program.
    FuncId);
index!(/// A run-time type.
    RtTypeId);
index!(/// A pointer layout; 0 is "no pointers".
    LayoutId);
index!(/// A method selector: name, package if unexported, and signature.
    SelectorId);
index!(/// A native function.
    NativeId);
index!(/// A word of code, from the start of the program's code.
    CodeOffset);

/// A slot of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(pub u16);

/// Slots below a frame that hold its links.
pub const LINK_SLOTS: u16 = 3;

/// A whole program.
#[derive(Debug, Default)]
pub struct Program {
    /// All code, function after function.
    pub code: Vec<Insn>,
    /// Functions; [`FuncId`] indexes.
    pub funcs: Vec<Func>,
    /// Run-time types; [`RtTypeId`] indexes. Entry 0 is reserved and invalid.
    pub types: Vec<RtType>,
    /// Pointer layouts; [`LayoutId`] indexes. Entry 0 has no pointers.
    pub layouts: Vec<Layout>,
    /// Text of string constants.
    pub rodata: Vec<u8>,
    /// Bytes of global variables.
    pub globals_size: u32,
    /// Byte offsets (multiples of 8) of the globals' words that may hold pointers.
    pub global_pointers: Vec<u32>,
    /// Names of natives, such as `strings.Index`; [`NativeId`] indexes.
    pub natives: Vec<Arc<str>>,
    /// Selectors, for tracebacks and messages; [`SelectorId`] indexes.
    pub selectors: Vec<Selector>,
    /// Number of CallI sites (each has a cache in the VM).
    pub call_sites: u32,
    /// The function that initialises all packages and calls main.main.
    pub entry: FuncId,
    /// Types the VM makes values of by itself.
    pub known: KnownTypes,
    /// Names of the files that [`Func::lines`] mention.
    pub files: Vec<Arc<str>>,
    /// Functions that Rust may call by name (`main.F`).
    pub exports: Vec<(Arc<str>, FuncId)>,
    /// The program may make types and functions while it runs (it reaches package reflect).
    pub reflects: bool,
}

/// A function.
#[derive(Debug, Default, Clone)]
pub struct Func {
    /// Name as tracebacks print it: `main.f`, `main.(*T).m`, `main.f.func1`.
    pub name: Arc<str>,
    /// First word of its code.
    pub code: CodeOffset,
    /// Words of code.
    pub code_len: u32,
    /// Slots of its frame.
    pub frame_slots: u16,
    /// Argument slots.
    pub param_slots: u16,
    /// Result slots.
    pub result_slots: u16,
    /// Bit i: argument slot i holds a pointer (the slot map at entry; longer ones go on in further words).
    pub param_pointers: SlotBits,
    /// Where execution goes on (running remaining defers, then returning) after a recovered panic; for functions that defer.
    pub recover: Option<CodeOffset>,
    /// Slot maps, sorted by code offset. For a safe instruction: its own offset. For a call: its last word.
    pub maps: Vec<SlotMap>,
    /// Slots that hold pointers while a panic that began in this frame runs deferred calls.
    pub panic_map: SlotBits,
    /// Objects in the frame that are reached only through pointers to them: place of the slot map, first slot and number of slots, sorted.
    /// What that map says of these slots counts while there is such a pointer.
    pub objects: Vec<(CodeOffset, u16, u16)>,
    /// (code offset, file index, line), sorted by offset: where a range of code begins.
    pub lines: Vec<LineEntry>,
    /// Compiler-made wrapper: not shown in tracebacks.
    pub wrapper: bool,
    /// How a traceback prints the arguments: text in which `\u{1}` followed by a character stands for the slot of that number that
    /// gc passes in a register, `\u{2}` likewise for one it passes on the stack.
    pub args_shape: Arc<str>,
    /// Argument slots whose variable gc has kept over a call (bit i: slot i): from a code offset on (that of a call's last word, or
    /// where a block begins), sorted; before the first, none.
    pub live_args: Vec<(CodeOffset, u32)>,
    /// gc would inline direct calls of it.
    pub gc_inline: bool,
    /// Its frame in gc's program.
    pub gc_frame: GcFrame,
    /// Line of the declaration.
    pub decl: u32,
    /// Inlined calls: (start, end, callee name, call file, call line), innermost last.
    pub inlined: Vec<InlinedRange>,
    /// Operations whose indices are of 64-bit unsigned types, sorted by offset.
    pub unsigned: Vec<UnsignedIndex>,
}

/// What a frame in gc's program holds, in bytes, beside the return address and the caller's frame pointer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GcFrame {
    /// Room for the arguments of calls.
    pub out: u32,
    /// Variables and what is needed after calls.
    pub fixed: u32,
    /// Parameters that are needed after calls: in the frame if the function is inlined there.
    pub params: u32,
}

/// An operation that checks indices of 64-bit unsigned types: when they are out of range, a panic prints them so.
#[derive(Debug, Clone, Copy)]
pub struct UnsignedIndex {
    /// Its first word.
    pub at: CodeOffset,
    /// Bit 0: the index, or a slice's low bound; bit 1: its high bound; bit 2: its max.
    pub operands: u8,
}

/// Bit i of word i/64: slot i may hold a pointer. Most frames have at most 128 slots: no allocation.
pub type SlotBits = smallvec::SmallVec<[u64; 2]>;

/// Which slots hold pointers at a place.
#[derive(Debug, Clone, Default)]
pub struct SlotMap {
    /// The place.
    pub at: CodeOffset,
    /// The slots (interface data words included).
    pub bits: SlotBits,
}

/// Start of a range of code that belongs to one line.
#[derive(Debug, Clone, Copy)]
pub struct LineEntry {
    /// First word.
    pub at: CodeOffset,
    /// Index into [`Program::files`].
    pub file: u16,
    /// Line, from 1.
    pub line: u32,
}

/// Code that came from an inlined call.
#[derive(Debug, Clone)]
pub struct InlinedRange {
    /// First word.
    pub start: CodeOffset,
    /// One past the last word.
    pub end: CodeOffset,
    /// The function inlined.
    pub name: Arc<str>,
    /// See [`Func::args_shape`]; slots have no values here.
    pub args_shape: Arc<str>,
    /// Argument slots of the callee that gc keeps over a call, each with the line from which on it does.
    pub kept: Arc<[(u8, u32)]>,
    /// See [`Func::gc_inline`].
    pub gc_inline: bool,
    /// See [`Func::gc_frame`].
    pub gc_frame: GcFrame,
    /// Line of the callee's declaration.
    pub decl: u32,
    /// File of the call.
    pub file: u16,
    /// Line of the call.
    pub line: u32,
}

/// A pointer layout: one bit per 8-byte word of a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Layout {
    /// Bytes of one element; a multiple of 8 unless there are no pointers.
    pub size: u32,
    /// Bit i of word i/64: word i may hold a pointer.
    pub bits: Vec<u64>,
}

/// A method selector.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Selector {
    /// Method name.
    pub name: Arc<str>,
    /// Declaring package for an unexported name, else empty.
    pub pkg: Arc<str>,
    /// The method's signature type.
    pub sig: RtTypeId,
}

/// Kinds of run-time types, in the order of `reflect.Kind` (so `kind as u8` is reflect's number).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[repr(u8)]
#[allow(missing_docs)] // the names are Go's
pub enum Kind {
    #[default]
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    Array,
    Chan,
    Func,
    Interface,
    Map,
    Pointer,
    Slice,
    String,
    Struct,
    UnsafePointer,
}

/// A run-time type: everything natives and the VM need to print, compare, hash and move values of it.
#[derive(Debug, Clone, Default)]
pub struct RtType {
    /// Kind.
    pub kind: Kind,
    /// Bytes, as gc lays it out on linux/amd64.
    pub size: u32,
    /// Alignment.
    pub align: u8,
    /// Pointer layout of one value.
    pub layout: LayoutId,
    /// An interface holds it in the data word itself: it is a single pointer (pointer, map, chan, func, unsafe.Pointer, or a struct or array of one),
    /// or at most 8 bytes without pointers. One-leaf types are held in register form, others as their zero-padded image.
    pub direct: bool,
    /// `==` is defined and cannot panic by itself for this type (interfaces inside may).
    pub comparable: bool,
    /// Equality and hash may be done on the bytes (no floats, strings, interfaces, padding).
    pub plain_memory: bool,
    /// The type as `%T` prints it: `main.T`, `[]int`, `map[string]main.T`.
    pub name: Arc<str>,
    /// Name of a defined type alone (`T`, `T[int]`), else empty.
    pub bare_name: Arc<str>,
    /// Import path of a defined type's package.
    pub pkg_path: Arc<str>,
    /// Element of arrays, slices, pointers, channels, maps.
    pub elem: RtTypeId,
    /// Key of maps.
    pub key: RtTypeId,
    /// Array length.
    pub len: u64,
    /// Channel direction: 1 receive, 2 send, 3 both.
    pub chan_dir: u8,
    /// Struct fields.
    pub fields: Vec<RtField>,
    /// Parameters and results of functions.
    pub params: Vec<RtTypeId>,
    /// Results.
    pub results: Vec<RtTypeId>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
    /// For an interface: the selectors it demands, sorted. For others: the method table, sorted by selector.
    pub methods: Vec<RtMethod>,
    /// The value in registers: one entry per slot; empty if it always lives in memory.
    pub leaves: Vec<Leaf>,
    /// The type `*T`, if the program has it.
    pub pointer_to: RtTypeId,
    /// Exported methods of a type that is no interface, in order of their names, if the program looks methods up by reflection.
    pub exported: Vec<RtExported>,
    /// How many exported methods a type that is no interface has, if the program asks.
    pub exported_count: u32,
}

/// A method that reflection can reach.
#[derive(Debug, Clone)]
pub struct RtExported {
    /// Name.
    pub name: Arc<str>,
    /// Its type without the receiver.
    pub sig: RtTypeId,
    /// As in [`RtMethod`].
    pub func: FuncId,
}

/// A field.
#[derive(Debug, Clone)]
pub struct RtField {
    /// Name.
    pub name: Arc<str>,
    /// Package of an unexported name.
    pub pkg: Arc<str>,
    /// Type.
    pub ty: RtTypeId,
    /// Byte offset.
    pub offset: u32,
    /// Embedded.
    pub embedded: bool,
    /// Tag.
    pub tag: Arc<str>,
}

/// A method.
#[derive(Debug, Clone)]
pub struct RtMethod {
    /// Selector.
    pub selector: SelectorId,
    /// For a concrete type: the function to call with the interface's data word as first argument; `FuncId(u32::MAX)` if the
    /// program never calls this selector through an interface.
    pub func: FuncId,
}

/// How one slot of a flattened value stands in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// Byte offset in the value.
    pub offset: u32,
    /// Form.
    pub form: LeafForm,
}

/// Width and meaning of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum LeafForm {
    I8,
    I16,
    I32,
    U8,
    U16,
    U32,
    /// Any 64 bits without a pointer; also float64.
    W64,
    /// float32 bits
    F32,
    /// A pointer.
    Ptr,
    /// An interface's data word: a pointer or not.
    IfaceData,
}

impl LeafForm {
    /// Whether the collector must look at it.
    pub fn is_pointer(self) -> bool {
        matches!(self, LeafForm::Ptr | LeafForm::IfaceData)
    }
    /// Bytes in memory.
    pub fn size(self) -> u32 {
        match self {
            LeafForm::I8 | LeafForm::U8 => 1,
            LeafForm::I16 | LeafForm::U16 => 2,
            LeafForm::I32 | LeafForm::U32 | LeafForm::F32 => 4,
            _ => 8,
        }
    }
}

/// Types of the library's package runtime (and others) that the VM creates values of. `RtTypeId(0)` if absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct KnownTypes {
    /// `runtime.errorString`, kind string: text without the `runtime error: ` prefix
    pub error_string: RtTypeId,
    /// `runtime.boundsError`, kind string likewise
    pub bounds_error: RtTypeId,
    /// `runtime.plainError`, kind string: whole text (channel errors)
    pub plain_error: RtTypeId,
    /// `*runtime.TypeAssertionError`
    pub type_assertion_error: RtTypeId,
    /// `*runtime.PanicNilError`
    pub panic_nil_error: RtTypeId,
    /// `runtime.errorAddressString`, a struct of text (without the prefix) and address
    pub address_error: RtTypeId,
    /// string
    pub string: RtTypeId,
    /// `error`
    pub error: RtTypeId,
    /// int
    pub int: RtTypeId,
    /// selector of `Error() string`
    pub sel_error: SelectorId,
    /// selector of `String() string`
    pub sel_string: SelectorId,
}
