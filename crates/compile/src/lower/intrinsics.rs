//! Library functions that are single instructions.

use super::Lower;
use crate::ir::Loc;
use vole_bytecode::{FLOAT_FUNCTIONS, Kind, Op};
use vole_syntax::ast::CallExpr;
use vole_types::object::ObjId;
use vole_types::ty::{Type, TypeId};

impl Lower<'_, '_> {
    /// Emits a call of a known library function in place; `None` if it is not one.
    pub(crate) fn intrinsic(&mut self, obj: ObjId, call: &CallExpr, dst: Option<Loc>) -> Option<Loc> {
        let o = self.cx.universe().obj(obj);
        let pkg = self.cx.universe().pkg(o.pkg);
        if !pkg.lazy {
            return None;
        }
        let (path, name) = (pkg.path.clone(), o.name.clone());
        let op = match (&*path, &*name) {
            ("math", "Sqrt") => Op::SqrtF,
            ("math", "Abs") => Op::AbsF,
            ("math", "Floor") => Op::FloorF,
            ("math", "Ceil") => Op::CeilF,
            ("math", "Trunc") => Op::TruncF,
            ("math", "Float64bits" | "Float64frombits" | "Float32bits" | "Float32frombits") => {
                let t = self.nth_param(obj, 0);
                return Some(self.value(&call.args[0], t, dst));
            }
            ("math/bits", "TrailingZeros64") => Op::Ctz64,
            ("math/bits", "LeadingZeros64") => Op::Clz64,
            ("math/bits", "OnesCount64" | "OnesCount" | "OnesCount32" | "OnesCount16" | "OnesCount8") => Op::Popcnt64,
            ("math/bits", "ReverseBytes64") => Op::Bswap64,
            ("strings" | "bytes", "Compare") => return self.of_two(Op::CmpStr, call, obj, dst),
            ("strings" | "bytes", "HasPrefix") => return self.of_two(Op::PreStr, call, obj, dst),
            ("strings" | "bytes", "HasSuffix") => return self.of_two(Op::SufStr, call, obj, dst),
            ("strings" | "bytes", "IndexByte") => return self.of_two(Op::ByteAt, call, obj, dst),
            ("math/bits", "RotateLeft64" | "RotateLeft") => {
                return Some(self.rotate(Op::Rotl64, Op::Rotl64I, 63, call, obj, dst));
            }
            ("math/bits", "RotateLeft32") => return Some(self.rotate(Op::Rotl32, Op::Rotl32I, 31, call, obj, dst)),
            ("math", _) => {
                let full = format!("math.{name}");
                let n = FLOAT_FUNCTIONS.iter().position(|f| *f == full)?;
                let t = self.nth_param(obj, 0);
                let v = self.value(&call.args[0], t, None);
                let dst = dst.unwrap_or_else(|| self.word());
                self.op3(Op::CallF, dst, v, crate::ir::Arg::Imm(n as i64));
                return Some(dst);
            }
            ("strconv", "decimal") => Op::DecStr,
            ("slices" | "sort", "kindOf") => {
                let elem = self.elem_kind(call);
                let dst = dst.unwrap_or_else(|| self.word());
                self.load_int(dst, elem);
                return Some(dst);
            }
            _ => return None,
        };
        let t = self.nth_param(obj, 0);
        let v = self.value(&call.args[0], t, None);
        let dst = dst.unwrap_or_else(|| self.word());
        self.op2(op, dst, v);
        Some(dst)
    }

    /// An instruction with two operands; `None` if one call gives both.
    fn of_two(&mut self, op: Op, call: &CallExpr, obj: ObjId, dst: Option<Loc>) -> Option<Loc> {
        let [x, y] = &call.args[..] else { return None };
        let (t, u) = (self.nth_param(obj, 0), self.nth_param(obj, 1));
        let x = self.value(x, t, None);
        let y = self.value(y, u, None);
        let dst = dst.unwrap_or_else(|| self.word());
        self.op3(op, dst, x, y);
        Some(dst)
    }

    /// The two halves of `bits.Mul64`; `None` of other functions.
    pub(crate) fn wide_product(&mut self, obj: ObjId, call: &CallExpr) -> Option<Vec<Loc>> {
        let o = self.cx.universe().obj(obj);
        let pkg = self.cx.universe().pkg(o.pkg);
        if !pkg.lazy || &*o.name != "Mul64" || &*pkg.path != "math/bits" {
            return None;
        }
        let [x, y] = &call.args[..] else { return None };
        let t = self.nth_param(obj, 0);
        let x = self.value(x, t, None);
        let y = self.value(y, t, None);
        let out = self.group(2, 0);
        self.op3(Op::MulWide, out, x, y);
        Some(vec![out.at(0), out.at(1)])
    }

    /// The number of the kind of a slice's elements, where natives know what to do with such elements; otherwise 0.
    fn elem_kind(&mut self, call: &CallExpr) -> i64 {
        let t = self.ty(&call.args[0]);
        let elem = self.elem(t);
        let kind = match self.under(elem) {
            Type::Basic(b) => crate::rtypes::basic_kind(b),
            Type::Pointer(_) => Kind::Pointer,
            Type::Chan { .. } => Kind::Chan,
            _ => Kind::Invalid,
        };
        kind as i64
    }

    fn nth_param(&mut self, obj: ObjId, n: usize) -> TypeId {
        self.cx.checker.ensure_object(obj);
        let sig = self.cx.universe().obj(obj).ty;
        match self.under(sig) {
            Type::Signature(s) => self.inst(s.params[n].ty),
            _ => TypeId::INT,
        }
    }

    fn rotate(&mut self, op: Op, imm: Op, mask: i64, call: &CallExpr, obj: ObjId, dst: Option<Loc>) -> Loc {
        let t = self.nth_param(obj, 0);
        let v = self.value(&call.args[0], t, None);
        if let Some(n) = self.const_int(&call.args[1]) {
            let dst = dst.unwrap_or_else(|| self.word());
            self.op3(imm, dst, v, crate::ir::Arg::Imm(n & mask));
            return dst;
        }
        let n = self.value(&call.args[1], TypeId::INT, None);
        let dst = dst.unwrap_or_else(|| self.word());
        self.op3(op, dst, v, n);
        dst
    }
}
