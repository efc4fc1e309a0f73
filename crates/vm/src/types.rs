//! Types made at run time, for package reflect: composed of types that exist, each once per VM, so that identical types have one
//! record, the compiler's if the program has it.

use crate::native::NativeCtx;
use crate::rtype::RType;
use crate::vm::Vm;
use std::collections::HashMap;
use std::sync::Arc;
use vole_bytecode::{FuncId, Kind, Leaf, LeafForm, RtExported, RtField, RtMethod, RtType, RtTypeId};
use vole_heap::LayoutId;

/// What a type without a name is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TypeShape {
    Pointer(RtTypeId),
    Slice(RtTypeId),
    Array(RtTypeId, u64),
    Map(RtTypeId, RtTypeId),
    Chan(u8, RtTypeId),
    Func { params: Vec<RtTypeId>, results: Vec<RtTypeId>, variadic: bool },
    Struct(Vec<ShapeField>),
}

/// A field of a struct type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShapeField {
    /// Name.
    pub name: Arc<str>,
    /// Package of an unexported name.
    pub pkg: Arc<str>,
    /// Type.
    pub ty: RtTypeId,
    /// Embedded.
    pub embedded: bool,
    /// Tag.
    pub tag: Arc<str>,
}

/// The index of types without names, made when the program first asks.
#[derive(Default)]
pub(crate) struct Shapes(Option<HashMap<TypeShape, RtTypeId>>);

/// More leaves than this and a struct stays in memory, as the compiler has it.
const MAX_LEAVES: usize = 8;

/// The largest type that can be made.
const MAX_SIZE: u64 = 1 << 31;

fn shape_of(t: &RtType) -> Option<TypeShape> {
    if !t.bare_name.is_empty() {
        return None;
    }
    Some(match t.kind {
        Kind::Pointer => TypeShape::Pointer(t.elem),
        Kind::Slice => TypeShape::Slice(t.elem),
        Kind::Array => TypeShape::Array(t.elem, t.len),
        Kind::Map => TypeShape::Map(t.key, t.elem),
        Kind::Chan => TypeShape::Chan(t.chan_dir, t.elem),
        Kind::Func => TypeShape::Func { params: t.params.clone(), results: t.results.clone(), variadic: t.variadic },
        Kind::Struct => TypeShape::Struct(
            t.fields
                .iter()
                .map(|f| ShapeField {
                    name: f.name.clone(),
                    pkg: f.pkg.clone(),
                    ty: f.ty,
                    embedded: f.embedded,
                    tag: f.tag.clone(),
                })
                .collect(),
        ),
        _ => return None,
    })
}

fn scalar(kind: Kind, direct: bool) -> RtType {
    RtType {
        kind,
        size: 8,
        align: 8,
        layout: HAS_POINTERS,
        direct,
        comparable: true,
        plain_memory: true,
        leaves: vec![Leaf { offset: 0, form: LeafForm::Ptr }],
        ..RtType::default()
    }
}

/// Stands for any layout with pointers; the record has the true one.
const HAS_POINTERS: vole_bytecode::LayoutId = vole_bytecode::LayoutId(u32::MAX);

impl Vm {
    fn shapes(&mut self) -> &mut HashMap<TypeShape, RtTypeId> {
        let program = &self.program;
        self.objects.shapes.0.get_or_insert_with(|| {
            let all = program.types.iter().enumerate().skip(1);
            all.filter_map(|(i, t)| Some((shape_of(t)?, RtTypeId(i as u32)))).collect()
        })
    }

    /// The type of this shape, if there is one.
    pub fn find_type(&mut self, shape: &TypeShape) -> Option<RtTypeId> {
        if let TypeShape::Pointer(elem) = shape {
            let known = self.rtype(*elem).desc().pointer_to;
            if known.0 != 0 {
                return Some(known);
            }
        }
        self.shapes().get(shape).copied()
    }

    /// Makes a type that does not exist yet; `None` when it is too large or there are too many. `stub` is what stands for methods
    /// of embedded interfaces.
    pub fn make_type(&mut self, shape: TypeShape, name: &str, stub: FuncId) -> Option<RtTypeId> {
        let types = self.objects.keys.types();
        let mut t = match &shape {
            TypeShape::Pointer(elem) => RtType { elem: *elem, ..scalar(Kind::Pointer, true) },
            TypeShape::Map(key, elem) => {
                RtType { key: *key, elem: *elem, comparable: false, plain_memory: false, ..scalar(Kind::Map, true) }
            }
            TypeShape::Chan(dir, elem) => RtType { elem: *elem, chan_dir: *dir, ..scalar(Kind::Chan, true) },
            TypeShape::Func { params, results, variadic } => RtType {
                params: params.clone(),
                results: results.clone(),
                variadic: *variadic,
                comparable: false,
                plain_memory: false,
                ..scalar(Kind::Func, true)
            },
            TypeShape::Slice(elem) => RtType {
                elem: *elem,
                size: 24,
                comparable: false,
                plain_memory: false,
                leaves: [LeafForm::Ptr, LeafForm::W64, LeafForm::W64]
                    .into_iter()
                    .enumerate()
                    .map(|(i, form)| Leaf { offset: i as u32 * 8, form })
                    .collect(),
                ..scalar(Kind::Slice, false)
            },
            TypeShape::Array(elem, len) => {
                let e = types.get(*elem);
                let size = u64::from(e.size).checked_mul(*len).filter(|&n| n <= MAX_SIZE)?;
                RtType {
                    kind: Kind::Array,
                    elem: *elem,
                    len: *len,
                    size: size as u32,
                    align: e.align,
                    layout: if *len == 0 { vole_bytecode::LayoutId(0) } else { e.layout },
                    comparable: e.comparable,
                    plain_memory: e.plain_memory,
                    ..RtType::default()
                }
            }
            TypeShape::Struct(fields) => self.struct_type(fields)?,
        };
        if t.layout.0 != 0 {
            t.layout = HAS_POINTERS;
            t.direct = t.size == 8 && t.leaves.len() <= 1;
        } else {
            t.direct = t.size <= 8;
        }
        if let TypeShape::Struct(fields) = &shape {
            self.promote(&mut t, fields, stub);
        }
        t.name = name.into();
        let words = (t.size / 8) as usize;
        let layout = match t.kind {
            _ if t.layout.0 == 0 => LayoutId::NOSCAN,
            // Repeated over the object.
            Kind::Array => self.rtype(t.elem).layout,
            _ => {
                let mut bits = vec![0; words.div_ceil(64)];
                let id = self.objects.keys.add_type(Box::new(t.clone()));
                let at = RtTypeId(self.records.len() as u32);
                self.objects.keys.types().pointer_words(at, 0, &mut bits);
                let layout = self.heap.add_layout(t.size as usize, &bits);
                return self.enter(shape, id, layout);
            }
        };
        let desc = self.objects.keys.add_type(Box::new(t));
        self.enter(shape, desc, layout)
    }

    fn enter(&mut self, shape: TypeShape, desc: *const RtType, layout: LayoutId) -> Option<RtTypeId> {
        let id = RtTypeId(self.records.len() as u32);
        if !self.records.add(desc, layout) {
            self.objects.keys.drop_last_type();
            return None;
        }
        self.shapes().insert(shape, id);
        Some(id)
    }

    /// Gives a struct type the methods of what it embeds: those of a first field work on the struct's own data word, those of
    /// interfaces are `stub`.
    fn promote(&self, t: &mut RtType, fields: &[ShapeField], stub: FuncId) {
        for (i, f) in fields.iter().enumerate().filter(|(_, f)| f.embedded) {
            let from = self.rtype(f.ty).desc();
            if from.kind == Kind::Interface {
                for m in &from.methods {
                    let selector = &self.program.selectors[m.selector.0 as usize];
                    t.methods.push(RtMethod { selector: m.selector, func: stub });
                    t.exported.push(RtExported { name: selector.name.clone(), sig: selector.sig, func: stub });
                }
                t.exported_count += from.methods.len() as u32;
            } else if i == 0 {
                // A value in the data word itself must stand there as the struct does; else the word is a pointer.
                let same = t.leaves.len() == from.leaves.len() || from.size == 0;
                t.direct &= same || from.methods.is_empty() && from.exported_count == 0;
                let by = if from.direct && !t.direct { self.rtype(from.pointer_to).desc() } else { from };
                let code = |m: &RtMethod| by.methods.iter().find(|b| b.selector == m.selector).map(|b| b.func);
                t.methods.extend(from.methods.iter().filter_map(|m| Some(RtMethod { func: code(m)?, ..*m })));
                let all = &by.exported;
                t.exported.extend(all.iter().filter(|m| from.exported.iter().any(|o| o.name == m.name)).cloned());
                t.exported_count += from.exported_count;
            }
        }
        t.methods.sort_by_key(|m| m.selector);
        t.methods.dedup_by_key(|m| m.selector);
        t.exported.sort_by(|a, b| a.name.cmp(&b.name));
    }

    fn struct_type(&self, fields: &[ShapeField]) -> Option<RtType> {
        let types = self.objects.keys.types();
        let mut out =
            RtType { kind: Kind::Struct, align: 1, comparable: true, plain_memory: true, ..RtType::default() };
        let (mut size, mut leaves) = (0u64, Some(Vec::new()));
        for (i, f) in fields.iter().enumerate() {
            let ft = types.get(f.ty);
            let at = size.next_multiple_of(u64::from(ft.align.max(1)));
            out.plain_memory &= at == size && ft.plain_memory && &*f.name != "_";
            out.comparable &= ft.comparable;
            out.align = out.align.max(ft.align);
            if ft.layout.0 != 0 {
                out.layout = HAS_POINTERS;
            }
            match &mut leaves {
                Some(all) if !ft.leaves.is_empty() || ft.size == 0 => {
                    all.extend(ft.leaves.iter().map(|l| Leaf { offset: at as u32 + l.offset, form: l.form }));
                }
                _ => leaves = None,
            }
            out.fields.push(RtField {
                name: f.name.clone(),
                pkg: f.pkg.clone(),
                ty: f.ty,
                offset: at as u32,
                embedded: f.embedded,
                tag: f.tag.clone(),
            });
            size = at + u64::from(ft.size);
            if i + 1 == fields.len() && ft.size == 0 && size > 0 {
                size += 1;
            }
            if size > MAX_SIZE {
                return None;
            }
        }
        let whole = size.next_multiple_of(u64::from(out.align));
        out.plain_memory &= whole == size;
        out.size = whole as u32;
        out.leaves = leaves.filter(|l| l.len() <= MAX_LEAVES).unwrap_or_default();
        Some(out)
    }
}

impl<'v> NativeCtx<'v> {
    /// The type of this shape, named by `name` if it is new; `None` when it cannot be made.
    pub fn type_of_shape(&mut self, shape: TypeShape, name: impl FnOnce(&Self) -> String) -> Option<&'v RType> {
        self.type_with_stub(shape, FuncId(u32::MAX), name)
    }

    /// The same for a struct type, whose methods of embedded interfaces are `stub`.
    pub fn type_with_stub(
        &mut self,
        shape: TypeShape,
        stub: FuncId,
        name: impl FnOnce(&Self) -> String,
    ) -> Option<&'v RType> {
        let id = match self.vm.find_type(&shape) {
            Some(id) => id,
            None => {
                let name = name(self);
                self.vm.make_type(shape, &name, stub)?
            }
        };
        Some(self.rtype(id))
    }
}
