//! Maps by the addresses of keys and values.

use super::record;
use crate::map::{MapError, MapIter, MapObj, check_key};
use crate::native::{NativeCtx, NativeExit, NativeRegistry, NativeResult};
use crate::objects::KIND_MAP;
use crate::rtype::RType;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("reflect.mapMake", make);
    registry.add("reflect.mapLen", len);
    registry.add("reflect.mapGet", get);
    registry.add("reflect.mapSet", set);
    registry.add("reflect.mapDelete", delete);
    registry.add("reflect.mapClear", clear);
    registry.add("reflect.mapIterInit", iter_init);
    registry.add("reflect.mapIterNext", iter_next);
}

fn fails(cx: &mut NativeCtx<'_>, e: MapError) -> NativeExit {
    match e {
        MapError::Collect => NativeExit::Collect,
        MapError::Limit => cx.out_of_memory(),
        MapError::Unhashable { ty, empty } => {
            let name = cx.rtype(ty).name();
            if empty {
                cx.panic_plain(&format!("hash of unhashable type: {name}"))
            } else {
                cx.panic_runtime(&format!("hash of unhashable type {name}"))
            }
        }
        MapError::Nil => cx.panic_plain("assignment to entry in nil map"),
    }
}

impl NativeCtx<'_> {
    /// A new map of a map type.
    ///
    /// # Errors
    /// At the memory limit.
    pub fn map_make(&mut self, t: &RType, hint: i64) -> NativeResult<u64> {
        let ty = self.vm.map_type(t.id);
        let layout = self.vm.objects.map_layout;
        // SAFETY: descriptions of map types live as long as the VM.
        match unsafe { MapObj::make(&mut self.vm.heap, KIND_MAP, layout, &*ty, hint, true) } {
            Ok(map) => Ok(map.as_ptr() as u64),
            Err(e) => Err(fails(self, e)),
        }
    }

    /// Sets the value of a key in a map of that type, by the addresses of their images.
    ///
    /// # Errors
    /// A panic: the map is nil, or the key cannot be hashed.
    pub fn map_assign(&mut self, t: &RType, map: u64, key: u64, elem: u64) -> NativeResult {
        // SAFETY: nil or a map of this type, and the images of a key and a value.
        unsafe {
            let vm = &mut *self.vm;
            let at = match (map as *mut MapObj).as_mut() {
                Some(map) => map.set(key as *const u8, &vm.objects.keys, &mut vm.heap),
                None => Err(MapError::Nil),
            };
            match at {
                Ok(at) => std::ptr::copy_nonoverlapping(elem as *const u8, at, t.elem_size as usize),
                Err(e) => return Err(fails(self, e)),
            }
        }
        Ok(())
    }
}

/// `func mapMake(t *rtype, n int) unsafe.Pointer`
fn make(cx: &mut NativeCtx<'_>) -> NativeResult {
    let map = cx.map_make(record(cx, 0), cx.i64(1))?;
    cx.set(0, map);
    Ok(())
}

/// `func mapLen(m unsafe.Pointer) int`
fn len(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: nil or a map.
    let n = unsafe { (cx.u64(0) as *const MapObj).as_ref() }.map_or(0, MapObj::len);
    cx.set(0, n);
    Ok(())
}

/// `func mapGet(t *rtype, m, key unsafe.Pointer) unsafe.Pointer`: where the value stands, or nil.
fn get(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, map, key) = (record(cx, 0).id, cx.u64(1) as *const MapObj, cx.u64(2) as *const u8);
    // SAFETY: nil or a map of this type, and the image of a key.
    let found = unsafe {
        match map.as_ref() {
            None => {
                let ty = cx.vm.map_type(t);
                check_key(&*ty, key, &cx.vm.objects.keys).map(|()| std::ptr::null_mut())
            }
            Some(map) => map.get(key, &cx.vm.objects.keys),
        }
    };
    match found {
        Ok(at) => cx.set(0, at as u64),
        Err(e) => return Err(fails(cx, e)),
    }
    Ok(())
}

/// `func mapSet(t *rtype, m, key, elem unsafe.Pointer)`
fn set(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.map_assign(record(cx, 0), cx.u64(1), cx.u64(2), cx.u64(3))
}

/// `func mapDelete(t *rtype, m, key unsafe.Pointer)`
fn delete(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, map, key) = (record(cx, 0).id, cx.u64(1) as *mut MapObj, cx.u64(2) as *const u8);
    // SAFETY: as `get`.
    let done = unsafe {
        match map.as_mut() {
            None => {
                let ty = cx.vm.map_type(t);
                check_key(&*ty, key, &cx.vm.objects.keys)
            }
            Some(map) => map.delete(key, &cx.vm.objects.keys),
        }
    };
    done.map_err(|e| fails(cx, e))
}

/// `func mapClear(m unsafe.Pointer)`
fn clear(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: nil or a map.
    if let Some(map) = unsafe { (cx.u64(0) as *mut MapObj).as_mut() } {
        map.clear();
    }
    Ok(())
}

/// `func mapIterInit(m unsafe.Pointer, it *mapIter)`
fn iter_init(cx: &mut NativeCtx<'_>) -> NativeResult {
    let random = cx.random();
    // SAFETY: nil or a map, and an iterator of package reflect.
    unsafe { MapObj::iter_init(cx.u64(0) as *mut MapObj, cx.u64(1) as *mut MapIter, random) };
    Ok(())
}

/// `func mapIterNext(it *mapIter) bool`
fn iter_next(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: an iterator that was initialised; it keeps its map alive.
    let more = unsafe { MapObj::iter_next(&mut *(cx.u64(0) as *mut MapIter)) };
    cx.set_bool(0, more);
    Ok(())
}
