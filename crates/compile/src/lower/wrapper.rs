//! Functions the compiler makes around methods: entries for interface calls, bound methods, method expressions, natives
//! as values.

use super::{Lower, Place, Subst};
use crate::cx::Cx;
use crate::ir::{Arg, Function, Loc, Target, Term};
use std::rc::Rc;
use vole_bytecode::{NativeId, Op};
use vole_types::constant::Const;
use vole_types::lookup::Lookup;
use vole_types::object::{ObjId, PkgId};
use vole_types::ty::{Name, Signature, Type, TypeId};

fn begin<'c, 'a>(cx: &'c mut Cx<'a>, t: TypeId, name: &str, suffix: &str, pkg: PkgId) -> Lower<'c, 'a> {
    let q = vole_types::typestring::Qualifier::none();
    let ty = cx.universe().type_string(t, &q);
    let full = match ty.strip_prefix('*') {
        Some(base) => match base.split_once('.') {
            Some((p, n)) => format!("{p}.(*{n}).{name}{suffix}"),
            None => format!("(*{base}).{name}{suffix}"),
        },
        None => format!("{ty}.{name}{suffix}"),
    };
    let mut l = Lower::new(cx, full, pkg, Rc::new(Subst::default()));
    l.f.wrapper = true;
    l
}

impl Lower<'_, '_> {
    /// Adds a parameter of a type.
    fn add_param(&mut self, t: TypeId) -> Loc {
        let reg = self.temp(t);
        self.f.params.push(reg.reg);
        reg
    }

    fn add_params(&mut self, sig: &Signature) -> Vec<Loc> {
        let mut out = Vec::new();
        for p in &sig.params {
            let t = self.inst(p.ty);
            out.push(self.add_param(t));
        }
        out
    }

    fn results_of(&mut self, sig: &Signature) -> Vec<Loc> {
        let mut rets = Vec::new();
        let mut slots = 0;
        for r in &sig.results {
            let t = self.inst(r.ty);
            slots += self.layout(t).slots();
            rets.push(self.temp(t));
        }
        self.f.result_slots = slots as u16;
        rets
    }

    /// Calls a method found on a value of type `t` at a place and returns its results.
    fn forward(&mut self, p: Place, t: TypeId, found: &Lookup, own: &[TypeId], sig: &Signature, args: Vec<Loc>) {
        let rets = self.results_of(sig);
        let (target, mut all) = match found {
            Lookup::Method { path, obj, recv, pointer_recv, .. } => {
                if path.is_empty()
                    && !pointer_recv
                    && let Type::Pointer(elem) = self.under(t)
                {
                    self.check_receiver(p, t, elem, *obj);
                }
                let (q, reached) = self.follow(p, t, path);
                let r = self.receiver_from(q, reached, *pointer_recv);
                (self.method_func(*obj, *recv, own.to_vec()), vec![r])
            }
            Lookup::InterfaceMethod { path, iface, method, .. } => {
                let (q, _) = self.follow(p, t, path);
                let iface = self.inst(*iface);
                let l = self.load(q, iface, None);
                let selector = self.cx.selector(&method.name, method.pkg, method.sig);
                self.cx.called.insert(selector);
                (Target::Iface(l, selector), vec![])
            }
            other => unreachable!("not a method: {other:?}"),
        };
        all.extend(args);
        self.call(target, all, rets.clone());
        self.end(Term::Ret(rets.into()));
    }

    /// A value method called through a nil pointer panics with words of its own.
    fn check_receiver(&mut self, p: Place, t: TypeId, elem: TypeId, method: ObjId) {
        let pointer = self.load(p, t, None);
        let (bad, good) = (self.block(), self.block());
        self.branch(Op::JEqI, pointer, Arg::Imm(0), bad, good);
        self.start_unjumped(bad);
        let (name, pkg) = {
            let o = self.cx.universe().obj(method);
            (o.name.clone(), o.pkg)
        };
        let path = self.cx.universe().pkg(pkg).path.clone();
        let named = match self.cx.universe().as_named(elem) {
            Some(n) => self.cx.universe().obj(self.cx.universe().named(n).obj).name.to_string(),
            None => "?".into(),
        };
        let text = format!("value method {path}.{named}.{name} called using nil *{named} pointer");
        let text = self.constant(&Const::Str(text.as_bytes().into()), TypeId::STRING, None);
        self.native("runtime.panicWrap", [text], []);
        self.stop();
        self.start_unjumped(good);
    }

    fn found_sig(&mut self, t: TypeId, found: &Lookup, own: &[TypeId]) -> std::sync::Arc<Signature> {
        let mut sig = self.cx.method_sig(t, found);
        if !own.is_empty() {
            sig = self.cx.universe().instantiate_signature(sig, own);
        }
        let sig = self.inst(sig);
        match self.under(sig) {
            Type::Signature(s) => s,
            other => unreachable!("a method's type is {other:?}"),
        }
    }
}

/// The entry for calls through interfaces: takes the data word in place of the receiver.
pub fn iface_entry(cx: &mut Cx<'_>, t: TypeId, name: &Name, pkg: PkgId) -> Function {
    let mut l = begin(cx, t, name, "", pkg);
    let found = l.find(t, name);
    let own = &[];
    let sig = l.found_sig(t, &found, own);
    let data = l.ptr();
    l.f.params.push(data.reg);
    let args = l.add_params(&sig);
    // The value as it stands behind the data word.
    let place = if l.cx.is_direct(t) {
        let lay = l.layout(t);
        match lay.slots() {
            0 => Place::Reg(l.temp(t)),
            1 if lay.in_regs() => Place::Reg(data),
            _ => {
                let obj = l.frame_object(t);
                l.copy(obj.at(0), data);
                Place::Frame(obj, 0)
            }
        }
    } else {
        Place::Addr(data, 0)
    };
    l.forward(place, t, &found, own, &sig, args);
    l.f
}

/// A bound method: the closure's only capture is the receiver.
pub fn bound(cx: &mut Cx<'_>, t: TypeId, name: &Name, pkg: PkgId, own: &[TypeId]) -> Function {
    let mut l = begin(cx, t, name, "-fm", pkg);
    let found = l.find(t, name);
    let sig = l.found_sig(t, &found, own);
    let args = l.add_params(&sig);
    let recv = l.temp(t);
    let ctx = l.ptr();
    l.op1(Op::GetCtx, ctx);
    l.load_words(recv, ctx, 1);
    let place = l.slots_place(recv, t);
    l.forward(place, t, &found, own, &sig, args);
    l.f
}

/// A method expression: the receiver is the first parameter.
pub fn unbound(cx: &mut Cx<'_>, t: TypeId, name: &Name, pkg: PkgId, own: &[TypeId]) -> Function {
    let mut l = begin(cx, t, name, "", pkg);
    let found = l.find(t, name);
    let sig = l.found_sig(t, &found, own);
    let recv = l.add_param(t);
    let args = l.add_params(&sig);
    let place = l.slots_place(recv, t);
    l.forward(place, t, &found, own, &sig, args);
    l.f
}

/// A native as a func value.
pub fn native_value(cx: &mut Cx<'_>, native: NativeId, sig: TypeId) -> Function {
    let name = cx.program.natives[native.0 as usize].to_string();
    let main = cx.main;
    let mut l = Lower::new(cx, name, main, Rc::new(Subst::default()));
    l.f.wrapper = true;
    let Type::Signature(s) = l.under(sig) else { unreachable!("a function type") };
    let args = l.add_params(&s);
    let rets = l.results_of(&s);
    l.call(Target::Native(native), args, rets.clone());
    l.end(Term::Ret(rets.into()));
    l.f
}
