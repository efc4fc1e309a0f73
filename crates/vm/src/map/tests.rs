//! Maps against a model, and what only Go's maps do.

use super::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use vole_bytecode::{Kind, Layout, Program, RtType, RtTypeId};
use vole_heap::{HeapConfig, Marker, NativeHooks};

const TYPE_BASE: u64 = 0x1000;
const TYPE_STRIDE: u64 = 0x100;
const INT: u64 = TYPE_BASE + TYPE_STRIDE;
const SLICE: u64 = TYPE_BASE + 3 * TYPE_STRIDE;

struct World {
    heap: Heap,
    keys: Keys,
    layout: LayoutId,
    program: Arc<Program>,
    #[allow(clippy::vec_box, reason = "maps point to their types, which must not move")]
    types: Vec<Box<MapType>>,
}

unsafe fn trace(_: NativeKind, _: *mut u8, _: &mut Marker) {}
unsafe fn drop_map(_: NativeKind, p: *mut u8, ctx: &mut NativeFreeCtx) {
    // SAFETY: only maps are native here.
    unsafe { (*p.cast::<MapObj>()).drop_parts(ctx) }
}

fn world() -> World {
    let ty = |kind, size, plain, comparable, layout| RtType {
        kind,
        size,
        align: 8,
        plain_memory: plain,
        comparable,
        direct: kind == Kind::Int,
        layout: vole_bytecode::LayoutId(layout),
        ..RtType::default()
    };
    let program = Arc::new(Program {
        types: vec![
            RtType::default(),
            ty(Kind::Int, 8, true, true, 0),
            ty(Kind::String, 16, false, true, 1),
            ty(Kind::Slice, 24, false, false, 1),
            ty(Kind::Interface, 16, false, true, 2),
            ty(Kind::Float64, 8, false, true, 0),
            ty(Kind::Array, 20, true, true, 0),
            ty(Kind::Int8, 1, true, true, 0),
        ],
        layouts: vec![Layout::default(), Layout { size: 8, bits: vec![1] }, Layout { size: 16, bits: vec![2] }],
        ..Program::default()
    });
    let mut heap = Heap::new(HeapConfig { gc_percent: -1, ..HeapConfig::default() }).expect("address space");
    heap.set_native_hooks(NativeHooks { trace, drop: drop_map });
    let layout = heap.add_layout(size_of::<MapObj>(), &[MAP_OBJ_POINTERS]);
    World { keys: Keys::new(program.clone(), TYPE_BASE, TYPE_STRIDE, 7), heap, layout, program, types: vec![] }
}

impl World {
    fn map(&mut self, key: u32, hint: i64) -> *mut MapObj {
        let mut program = (*self.program).clone_types();
        program.types.push(RtType { kind: Kind::Map, key: RtTypeId(key), elem: RtTypeId(1), ..RtType::default() });
        let id = RtTypeId(program.types.len() as u32 - 1);
        let ty =
            Box::new(MapType::new(crate::keys::TypeList { program: &program, extra: &[] }, id, &mut self.heap, 99));
        let at: *const MapType = &raw const *ty;
        self.types.push(ty);
        // SAFETY: the type lives as long as the world.
        unsafe { MapObj::make(&mut self.heap, NativeKind(1), self.layout, &*at, hint, false).expect("memory").as_ptr() }
    }
}

trait CloneTypes {
    fn clone_types(&self) -> Program;
}

impl CloneTypes for Program {
    fn clone_types(&self) -> Program {
        Program { types: self.types.clone(), layouts: self.layouts.clone(), ..Program::default() }
    }
}

#[test]
fn behaves_like_a_model() {
    let mut w = world();
    let mut r = 88_172_645_463_325_252u64;
    let mut random = move || {
        r ^= r << 13;
        r ^= r >> 7;
        r ^= r << 17;
        r
    };
    for round in 0..60 {
        let ints = w.map(1, round % 30);
        let anys = w.map(4, 0);
        let mut model: HashMap<u64, u64> = HashMap::new();
        let range = 1 + random() % 200;
        for step in 0..2000 {
            let k = random() % range;
            let image = [INT, k];
            let (kp, ip) = ((&raw const k).cast::<u8>(), image.as_ptr().cast::<u8>());
            // SAFETY: keys are images of the maps' key types.
            unsafe {
                match random() % 7 {
                    0..3 => {
                        *(*ints).set_int(k, &mut w.heap).expect("memory").cast::<u64>() = step;
                        *(*anys).set(ip, &w.keys, &mut w.heap).expect("memory").cast::<u64>() = step;
                        model.insert(k, step);
                    }
                    3..5 => {
                        (*ints).delete(kp, &w.keys).expect("hashable");
                        (*anys).delete(ip, &w.keys).expect("hashable");
                        model.remove(&k);
                    }
                    5 if step % 97 == 0 => {
                        (*ints).clear();
                        (*anys).clear();
                        model.clear();
                    }
                    _ => {
                        let found = [(*ints).get_int(k), (*anys).get(ip, &w.keys).expect("hashable")];
                        for p in found {
                            assert_eq!(p.cast::<u64>().as_ref(), model.get(&k));
                        }
                    }
                }
                assert_eq!([(*ints).len(), (*anys).len()], [model.len() as u64; 2]);
                if step % 100 == 0 {
                    iterate_and_delete(ints, &w.keys, &mut model, random());
                    (*anys).clear();
                    for (&k, &v) in &model {
                        let image = [INT, k];
                        let at = (*anys).set(image.as_ptr().cast(), &w.keys, &mut w.heap).expect("memory");
                        *at.cast::<u64>() = v;
                    }
                }
            }
        }
    }
}

/// Deletes some entries on the way: each entry is seen once, none that has been deleted.
///
/// # Safety
/// `map` has integer keys and the model's entries.
unsafe fn iterate_and_delete(map: *mut MapObj, keys: &Keys, model: &mut HashMap<u64, u64>, random: u64) {
    let mut seen = HashSet::new();
    let mut gone = HashSet::new();
    // SAFETY: the caller's promise; the iterator's slots are initialised by `iter_init`.
    unsafe {
        let mut iter = std::mem::zeroed::<MapIter>();
        MapObj::iter_init(map, &mut iter, random);
        while MapObj::iter_next(&mut iter) {
            let key = *iter.key.cast::<u64>();
            assert!(seen.insert(key) && !gone.contains(&key));
            assert_eq!(model.get(&key), Some(&*iter.val.cast::<u64>()));
            let victim = key.wrapping_mul(random | 1) % 200;
            if victim % 3 == 0 && model.remove(&victim).is_some() {
                (*map).delete((&raw const victim).cast(), keys).expect("hashable");
                gone.insert(victim);
            }
        }
    }
    assert!(model.keys().all(|k| seen.contains(k)));
}

#[test]
fn floats_are_equal_as_in_go() {
    let mut w = world();
    let m = w.map(5, 0);
    // SAFETY: keys are images of float64.
    unsafe {
        for f in [0.0f64, -0.0, f64::NAN, f64::NAN, 1.5] {
            (*m).set((&raw const f).cast(), &w.keys, &mut w.heap).expect("memory");
        }
        assert_eq!((*m).len(), 4);
        let nan = f64::NAN;
        for _ in 0..100 {
            (*m).set((&raw const nan).cast(), &w.keys, &mut w.heap).expect("memory");
        }
        assert_eq!((*m).len(), 104);
        (*m).delete((&raw const nan).cast(), &w.keys).expect("hashable");
        assert_eq!((*m).len(), 104);
        (*m).clear();
        assert_eq!((*m).len(), 0);
    }
}

#[test]
fn unhashable_keys_are_refused_with_two_wordings() {
    let mut w = world();
    let m = w.map(4, 0);
    let (key, int) = ([SLICE, 0u64], [INT, 5u64]);
    // SAFETY: keys are images of an interface.
    unsafe {
        let get = |keys: &Keys| (*m).get(key.as_ptr().cast(), keys);
        assert_eq!(get(&w.keys), Err(MapError::Unhashable { ty: RtTypeId(3), empty: true }));
        (*m).set(int.as_ptr().cast(), &w.keys, &mut w.heap).expect("memory");
        assert_eq!(get(&w.keys), Err(MapError::Unhashable { ty: RtTypeId(3), empty: false }));
    }
}

#[test]
fn strings_bytes_and_narrow_keys() {
    let mut w = world();
    let (strings, arrays, narrow) = (w.map(2, 0), w.map(6, 100), w.map(7, 0));
    let texts: Vec<String> = (0..500).map(|i| format!("key {i}")).collect();
    // SAFETY: keys are images of the maps' key types.
    unsafe {
        for (i, t) in texts.iter().enumerate() {
            let key = [t.as_ptr() as u64, t.len() as u64];
            *(*strings).insert_str(key, &mut w.heap).expect("memory").cast::<u64>() = i as u64;
            let array = [i as u32; 5];
            *(*arrays).set(array.as_ptr().cast(), &w.keys, &mut w.heap).expect("memory").cast::<u64>() = i as u64;
        }
        for (i, t) in texts.iter().enumerate() {
            let copy = t.clone();
            assert_eq!(*(*strings).get_str([copy.as_ptr() as u64, copy.len() as u64]).cast::<u64>(), i as u64);
            let array = [i as u32; 5];
            assert_eq!(*(*arrays).get(array.as_ptr().cast(), &w.keys).expect("hashable").cast::<u64>(), i as u64);
        }
        // A narrow key is kept in register form, and found by its image.
        *(*narrow).set_int(-3i64 as u64, &mut w.heap).expect("memory").cast::<u64>() = 9;
        let image = [-3i8, 77];
        assert_eq!(*(*narrow).get(image.as_ptr().cast(), &w.keys).expect("hashable").cast::<u64>(), 9);
    }
}
