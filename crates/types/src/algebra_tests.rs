//! Tests of the type algebra on hand-built types; the facts are gc's answers to the same declarations.

use crate::assignable::Facts;
use crate::constant::Const;
use crate::infer::InferArg;
use crate::info::Mode;
use crate::lookup::Lookup;
use crate::object::*;
use crate::ty::*;
use crate::typestring::Qualifier;
use crate::universe::Universe;
use vole_source::Span;

struct World {
    u: Universe,
    pkg: PkgId,
    q: Qualifier,
}

impl World {
    fn new() -> World {
        let u = Universe::new();
        let pkg = u.new_package("m".into(), "main".into());
        World { u, pkg, q: Qualifier::for_package(pkg) }
    }

    fn object(&self, name: &str, kind: ObjKind) -> ObjId {
        self.u.new_object(Object {
            name: name.into(),
            pkg: self.pkg,
            span: Span::NONE,
            ty: TypeId::INVALID,
            kind,
            package_level: true,
        })
    }

    fn named(&mut self, name: &str, under: TypeId) -> TypeId {
        let obj = self.object(name, ObjKind::TypeName);
        let t = self.u.new_named(obj, vec![]);
        if under != TypeId::INVALID {
            self.u.set_underlying(t, under);
        }
        t
    }

    fn param(&mut self, name: &str, index: u32, constraint: TypeId) -> TypeId {
        let obj = self.object(name, ObjKind::TypeName);
        self.u.new_type_param(obj, index, constraint)
    }

    fn sig(&self, params: &[TypeId], results: &[TypeId]) -> TypeId {
        let list = |ts: &[TypeId]| ts.iter().map(|&ty| ParamType { name: "".into(), ty }).collect();
        self.u.signature(Signature {
            type_params: vec![],
            params: list(params),
            results: list(results),
            variadic: false,
        })
    }

    fn method(&mut self, recv: TypeId, pointer: bool, name: &str, sig: TypeId) -> ObjId {
        self.generic_method(recv, pointer, name, sig, vec![])
    }

    fn generic_method(
        &mut self,
        recv: TypeId,
        pointer: bool,
        name: &str,
        sig: TypeId,
        type_params: Vec<TypeId>,
    ) -> ObjId {
        let kind =
            ObjKind::Func(FuncObj { decl: None, pointer, recv: Some(Recv { named: recv, pointer, type_params }) });
        let m = self.object(name, kind);
        self.u.obj_mut(m).ty = sig;
        self.u.add_method(recv, m);
        m
    }

    fn field(&self, name: &str, ty: TypeId, embedded: bool) -> FieldType {
        FieldType { name: name.into(), pkg: self.pkg, ty, embedded, tag: None }
    }

    fn iface(&self, methods: &[(&str, TypeId)]) -> TypeId {
        let methods = methods.iter().map(|&(n, sig)| Method { name: n.into(), pkg: self.pkg, sig }).collect();
        self.u.interface(InterfaceType { methods, ..Default::default() })
    }

    fn union(&self, terms: &[(bool, TypeId)]) -> TypeId {
        self.u.implicit_interface(self.u.union(terms.iter().map(|&(tilde, ty)| UnionTerm { tilde, ty }).collect()))
    }

    fn show(&self, t: TypeId) -> String {
        self.u.type_string(t, &self.q)
    }

    fn arg(&self, ty: TypeId, text: &str) -> InferArg {
        InferArg { ty, shown: ty, is_nil: false, text: text.into() }
    }
}

const INT: TypeId = TypeId::INT;
const STRING: TypeId = TypeId::STRING;
const FLOAT: TypeId = TypeId::basic(Basic::Float64);

#[test]
fn strings() {
    let mut w = World::new();
    let p = |name: &str, ty| ParamType { name: name.into(), ty };
    let f = w.u.signature(Signature {
        type_params: vec![],
        params: vec![p("a", INT), p("b", INT), p("c", w.u.slice_of(STRING))],
        results: vec![p("x", INT), p("err", w.u.error_type)],
        variadic: true,
    });
    assert_eq!(w.show(f), "func(a int, b int, c ...string) (x int, err error)");
    let recv = w.u.chan_of(ChanDir::Recv, INT);
    assert_eq!(w.show(w.u.chan_of(ChanDir::Both, recv)), "chan (<-chan int)");
    let a = w.named("A", INT);
    let mut tagged = w.field("a", INT, false);
    tagged.tag = Some("tag".into());
    let s = w.u.struct_(vec![tagged, w.field("A", a, true), w.field("B", w.u.pointer_to(a), true)]);
    assert_eq!(w.show(s), "struct{a int \"tag\"; A; *A}");
    assert_eq!(w.show(w.u.slice_of(w.u.byte_type)), "[]byte");
    assert_eq!(
        w.show(w.sig(&[w.u.any_type, w.u.empty_interface, w.u.rune_type], &[w.u.error_type])),
        "func(any, interface{}, rune) error"
    );
    let (k, v) = (w.param("K", 0, w.u.comparable_type), w.param("V", 1, w.u.any_type));
    let pair = w.named("Pair", TypeId::INVALID);
    w.u.set_type_params(pair, vec![k, v]);
    w.u.set_underlying(pair, INT);
    assert_eq!(w.show(pair), "Pair[K comparable, V any]");
    let inst = w.u.instantiate(pair, vec![STRING, w.u.slice_of(INT)]);
    assert_eq!(w.show(inst), "Pair[string, []int]");
    assert_eq!(w.u.type_string(inst, &Qualifier::none()), "main.Pair[string,[]int]");
}

#[test]
fn identity_and_canonical_forms() {
    let mut w = World::new();
    let (bytes, uint8s) = (w.u.slice_of(w.u.byte_type), w.u.slice_of(TypeId::basic(Basic::Uint8)));
    assert_ne!(bytes, uint8s);
    assert!(w.u.identical(bytes, uint8s));
    assert_eq!(w.u.canonical(bytes), w.u.canonical(uint8s));
    let f = w.sig(&[], &[]);
    let both = w.iface(&[("M", f), ("N", f)]);
    let only_n = w.iface(&[("N", f)]);
    let embedding = w.u.interface(InterfaceType {
        methods: vec![Method { name: "M".into(), pkg: w.pkg, sig: f }],
        embeds: vec![only_n],
        ..Default::default()
    });
    assert!(w.u.identical(both, embedding));
    assert_eq!(w.u.canonical(both), w.u.canonical(embedding));
    assert!(!w.u.identical(both, only_n));
    let t = w.param("T", 0, w.u.any_type);
    let list = w.named("List", TypeId::INVALID);
    w.u.set_type_params(list, vec![t]);
    w.u.set_underlying(list, w.u.slice_of(t));
    let (a, b) = (w.u.instantiate(list, vec![w.u.byte_type]), w.u.instantiate(list, vec![TypeId::basic(Basic::Uint8)]));
    assert_eq!(a, b);
    assert!(w.u.identical(w.u.underlying(a), uint8s));
    // interface{ I } inside a method of I: comparing and canonicalising ends.
    let i = w.named("I", TypeId::INVALID);
    let anonymous = w.u.interface(InterfaceType { embeds: vec![i], ..Default::default() });
    let under = w.iface(&[("m", w.sig(&[], &[anonymous]))]);
    w.u.set_underlying(i, under);
    assert!(w.u.identical(anonymous, under));
    w.u.canonical(anonymous);
}

#[test]
fn unresolved_types_are_noted() {
    let mut w = World::new();
    let t = w.named("T", TypeId::INVALID);
    assert_eq!(w.u.underlying(t), TypeId::INVALID);
    let Type::Named(id) = *w.u.ty(t) else { panic!("named") };
    assert_eq!(w.u.take_pending(), [w.u.named(id).obj]);
    w.u.set_underlying(t, INT);
    assert_eq!(w.u.underlying(t), INT);
    assert!(w.u.take_pending().is_empty());
}

#[test]
fn selectors_through_embedding() {
    let mut w = World::new();
    let f = w.sig(&[], &[]);
    let inner = w.named("Inner", TypeId::INVALID);
    let under = w.u.struct_(vec![w.field("x", INT, false), w.field("y", INT, false)]);
    w.u.set_underlying(inner, under);
    w.method(inner, false, "Val", f);
    let ptr_method = w.method(inner, true, "Ptr", f);
    let by_value = w.u.struct_(vec![w.field("x", STRING, false), w.field("Inner", inner, true)]);
    let outer = w.named("Outer", by_value);
    let by_pointer = w.u.struct_(vec![w.field("Inner", w.u.pointer_to(inner), true)]);
    let outer_ptr = w.named("OuterPtr", by_pointer);
    let find = |t, n: &str| w.u.lookup(t, false, w.pkg, n);
    assert_eq!(find(outer, "x"), Lookup::Field { path: vec![0], ty: STRING, indirect: false });
    assert_eq!(find(outer, "y"), Lookup::Field { path: vec![1, 1], ty: INT, indirect: false });
    assert_eq!(find(outer_ptr, "y"), Lookup::Field { path: vec![0, 1], ty: INT, indirect: true });
    assert!(matches!(find(outer, "Val"), Lookup::Method { path, .. } if path == [1]));
    assert_eq!(find(outer, "Ptr"), Lookup::PointerReceiver { obj: ptr_method });
    assert!(matches!(w.u.lookup(outer, true, w.pkg, "Ptr"), Lookup::Method { pointer_recv: true, .. }));
    assert!(matches!(find(w.u.pointer_to(outer), "Ptr"), Lookup::Method { .. }));
    assert!(matches!(find(outer_ptr, "Ptr"), Lookup::Method { indirect: true, .. }));
    let names = |t| w.u.method_set(t).iter().map(|m| m.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(outer), ["Val"]);
    assert_eq!(names(outer_ptr), ["Ptr", "Val"]);
    assert_eq!(names(w.u.pointer_to(outer)), ["Ptr", "Val"]);
    let e1 = w.u.struct_(vec![w.field("Outer", outer, true), w.field("OuterPtr", outer_ptr, true)]);
    assert!(matches!(find(e1, "y"), Lookup::Ambiguous { .. }));
    assert!(matches!(find(w.u.pointer_to(w.u.error_type), "Error"), Lookup::NotFound));
    // A defined pointer type has fields but no methods.
    let p = w.u.pointer_to(inner);
    let defined = w.named("P", p);
    assert!(matches!(w.u.lookup(defined, false, w.pkg, "x"), Lookup::Field { .. }));
    assert_eq!(w.u.lookup(defined, false, w.pkg, "Val"), Lookup::NotFound);
}

#[test]
fn missing_methods_in_gcs_words() {
    let mut w = World::new();
    let want = w.sig(&[INT], &[STRING]);
    let i = w.named("I", TypeId::INVALID);
    let under = w.iface(&[("Foo", want)]);
    w.u.set_underlying(i, under);
    let empty = w.u.struct_(vec![]);
    let a = w.named("A", empty);
    w.method(a, false, "foo", want);
    let b = w.named("B", empty);
    let other = w.sig(&[STRING], &[INT]);
    w.method(b, false, "Foo", other);
    let c = w.named("C", empty);
    w.method(c, true, "Foo", want);
    let with_field = w.u.struct_(vec![w.field("Foo", INT, false)]);
    let d = w.named("D", with_field);
    let cause = |t| w.u.implements(t, i, false, &w.q).expect_err("does not implement");
    assert_eq!(
        cause(a),
        "A does not implement I (missing method Foo)\n\t\thave foo(int) string\n\t\twant Foo(int) string"
    );
    assert_eq!(
        cause(b),
        "B does not implement I (wrong type for method Foo)\n\t\thave Foo(string) int\n\t\twant Foo(int) string"
    );
    assert_eq!(cause(c), "C does not implement I (method Foo has pointer receiver)");
    assert_eq!(cause(d), "D does not implement I (D.Foo is a field, not a method)");
    assert_eq!(cause(w.u.pointer_to(i)), "*I does not implement I (type *I is pointer to interface, not interface)");
    assert_eq!(cause(INT), "int does not implement I (missing method Foo)");
    assert!(w.u.implements(w.u.pointer_to(c), i, false, &w.q).is_ok());
}

#[test]
fn constraints() {
    let mut w = World::new();
    let num = w.named("Num", TypeId::INVALID);
    let under = w.union(&[(true, INT), (true, FLOAT)]);
    w.u.set_underlying(num, under);
    let my = w.named("MyInt", INT);
    let check = |t, c| w.u.implements(t, c, true, &w.q);
    assert!(check(my, num).is_ok());
    assert_eq!(check(STRING, num), Err("string does not satisfy Num (string missing in ~int | ~float64)".into()));
    let strict = w.union(&[(false, INT), (false, STRING)]);
    assert_eq!(
        check(my, strict),
        Err("MyInt does not satisfy int | string (possibly missing ~ for int in int | string)".into())
    );
    let slice = w.u.slice_of(INT);
    assert_eq!(check(slice, w.u.comparable_type), Err("[]int does not satisfy comparable".into()));
    assert!(check(w.u.any_type, w.u.comparable_type).is_ok());
    assert!(!w.u.comparable(w.u.any_type));
    let t = w.param("T", 0, num);
    assert!(w.u.all_numeric(t) && !w.u.is_numeric(t) && w.u.all_ordered(t) && !w.u.all_integer(t));
    assert!(w.u.core_type(t).is_none());
    let (e, s) = (w.param("E", 1, w.u.any_type), w.param("S", 0, TypeId::INVALID));
    let c = w.union(&[(true, w.u.slice_of(e))]);
    w.u.set_constraint(s, c);
    assert_eq!(w.u.core_type(s), Some(w.u.slice_of(e)));
    assert_eq!(w.show(c), "~[]E");
}

#[test]
fn assignments_and_conversions() {
    let mut w = World::new();
    let my = w.named("MyInt", INT);
    let ok = |f: &Facts<'_>, t| w.u.assignable(f, t, &w.q).is_ok();
    let v = Facts::value;
    assert!(!ok(&v(my), INT) && w.u.convertible(&v(my), INT, &w.q).is_ok());
    let (both, recv) = (w.u.chan_of(ChanDir::Both, INT), w.u.chan_of(ChanDir::Recv, INT));
    assert!(ok(&v(both), recv) && !ok(&v(recv), both));
    let one = Const::Int(1);
    let untyped = |k| Facts { mode: Mode::Constant, ty: TypeId::basic(k), value: Some(&one) };
    assert!(
        ok(&untyped(Basic::UntypedInt), FLOAT)
            && ok(&untyped(Basic::UntypedFloat), my)
            && ok(&untyped(Basic::UntypedInt), w.u.any_type)
    );
    assert!(!ok(&untyped(Basic::UntypedInt), STRING) && !ok(&untyped(Basic::UntypedInt), w.u.error_type));
    let nil = Facts { mode: Mode::Nil, ty: TypeId::basic(Basic::UntypedNil), value: None };
    assert!(ok(&nil, w.u.error_type) && ok(&nil, w.u.slice_of(INT)) && !ok(&nil, INT));
    let bytes = w.u.slice_of(w.u.byte_type);
    let conv = |a, b| w.u.convertible(&v(a), b, &w.q).is_ok();
    let four = w.u.array_of(w.u.byte_type, 4);
    assert!(conv(bytes, STRING) && conv(STRING, bytes) && conv(INT, STRING) && !conv(FLOAT, STRING));
    assert!(conv(bytes, four) && conv(bytes, w.u.pointer_to(four)) && !conv(four, bytes));
    let up = TypeId::basic(Basic::UnsafePointer);
    assert!(conv(up, w.u.pointer_to(INT)) && conv(TypeId::basic(Basic::Uintptr), up) && !conv(INT, up));
    let c = w.union(&[(true, INT), (true, STRING)]);
    let t = w.param("T", 0, c);
    let e = w.u.convertible(&v(t), INT, &w.q).expect_err("string in T");
    assert_eq!(e, "cannot convert string (in T) to type int");
}

#[test]
fn generic_types_and_methods() {
    let mut w = World::new();
    let t = w.param("T", 0, w.u.any_type);
    let node = w.named("Node", TypeId::INVALID);
    w.u.set_type_params(node, vec![t]);
    let next = w.u.pointer_to(w.u.instantiate(node, vec![t]));
    let under = w.u.struct_(vec![w.field("val", t, false), w.field("next", next, false)]);
    w.u.set_underlying(node, under);
    let own = w.param("E", 0, w.u.any_type);
    let get = w.sig(&[own], &[w.u.slice_of(own)]);
    w.generic_method(node, true, "Get", get, vec![own]);
    let ints = w.u.instantiate(node, vec![INT]);
    assert_eq!(w.show(w.u.underlying(ints)), "struct{val int; next *Node[int]}");
    let found = w.u.lookup(w.u.pointer_to(ints), false, w.pkg, "Get");
    assert_eq!(w.show(w.u.lookup_signature(&found)), "func(int) []int");
    // A type declared inside a generic function is another one for each instance of the function.
    let local = w.named("L", TypeId::INVALID);
    w.u.set_implicit_params(local, vec![t]);
    let under = w.u.struct_(vec![w.field("x", t, false)]);
    w.u.set_underlying(local, under);
    let (a, b) = (w.u.subst(local, &[t], &[INT]), w.u.subst(local, &[t], &[STRING]));
    assert!(a != b && a == w.u.subst(local, &[t], &[INT]));
    assert_eq!(w.show(w.u.underlying(b)), "struct{x string}");
    // A method's own type parameters get new constraints when those mention the receiver's.
    let c = w.union(&[(true, w.u.slice_of(own))]);
    let s = w.param("S", 0, c);
    let p = ParamType { name: "s".into(), ty: s };
    let sig = w.u.signature(Signature { type_params: vec![s], params: vec![p], results: vec![], variadic: false });
    w.generic_method(node, true, "Map", sig, vec![own]);
    let found = w.u.lookup(w.u.pointer_to(ints), false, w.pkg, "Map");
    assert_eq!(w.show(w.u.lookup_signature(&found)), "func[S ~[]int](s S)");
}

#[test]
fn inference() {
    let mut w = World::new();
    let any = w.u.any_type;
    let (t, u) = (w.param("T", 0, any), w.param("U", 1, any));
    let infer = |w: &World, tp: &[TypeId], ps: &[TypeId], args: &[InferArg]| {
        w.u.infer(tp, &[], ps, args, false, &w.q).map_err(|e| (e.arg, e.message))
    };
    let slice_t = w.u.slice_of(t);
    let f = w.sig(&[t], &[u]);
    let given = w.sig(&[INT], &[STRING]);
    let ints = w.u.slice_of(INT);
    assert_eq!(infer(&w, &[t, u], &[slice_t, f], &[w.arg(ints, "xs"), w.arg(given, "f")]), Ok(vec![INT, STRING]));
    let e = infer(&w, &[t], &[t, t], &[w.arg(INT, "i"), w.arg(FLOAT, "f")]);
    assert_eq!(e, Err((Some(1), "type float64 of f does not match inferred type int for T".into())));
    let e = infer(&w, &[t, u], &[slice_t, f], &[w.arg(INT, "i"), w.arg(given, "f")]);
    assert_eq!(e, Err((Some(0), "type int of i does not match []T (cannot infer T and U)".into())));
    assert_eq!(infer(&w, &[t], &[], &[]), Err((None, "cannot infer T".into())));
    let (ui, uf, us) =
        (TypeId::basic(Basic::UntypedInt), TypeId::basic(Basic::UntypedFloat), TypeId::basic(Basic::UntypedString));
    assert_eq!(infer(&w, &[t], &[t, t], &[w.arg(ui, "1"), w.arg(uf, "2.5")]), Ok(vec![FLOAT]));
    assert_eq!(infer(&w, &[t], &[t, t], &[w.arg(INT, "i"), w.arg(uf, "2.5")]), Ok(vec![INT]));
    let e = infer(&w, &[t], &[t, t], &[w.arg(ui, "1"), w.arg(us, "\"a\"")]);
    assert_eq!(e, Err((Some(1), "mismatched types untyped int and untyped string (cannot infer T)".into())));
    // S ~[]E: the element type comes from the constraint, S keeps its name.
    let (s, e) = (w.param("S", 0, TypeId::INVALID), w.param("E", 1, any));
    let c = w.union(&[(true, w.u.slice_of(e))]);
    w.u.set_constraint(s, c);
    let my = w.named("MyS", ints);
    assert_eq!(infer(&w, &[s, e], &[s], &[w.arg(my, "m")]), Ok(vec![my, INT]));
    let err = infer(&w, &[s, e], &[s], &[w.arg(INT, "i")]);
    assert_eq!(err, Err((None, "S (type int) does not satisfy ~[]E".into())));
    // P interface{ *T }: the single term decides.
    let p = w.param("P", 1, TypeId::INVALID);
    let ptr = w.u.interface(InterfaceType { embeds: vec![w.u.pointer_to(t)], ..Default::default() });
    w.u.set_constraint(p, ptr);
    assert_eq!(infer(&w, &[t, p], &[slice_t], &[w.arg(ints, "xs")]), Ok(vec![INT, w.u.pointer_to(INT)]));
    // T interface{ Get() R }: from the method.
    let r = w.param("R", 1, any);
    let getter = w.iface(&[("Get", w.sig(&[], &[r]))]);
    let g = w.param("G", 0, getter);
    let a = w.named("A", ints);
    let get = w.sig(&[], &[STRING]);
    w.method(a, false, "Get", get);
    assert_eq!(infer(&w, &[g, r], &[g], &[w.arg(a, "a")]), Ok(vec![a, STRING]));
    let err = infer(&w, &[g, r], &[g], &[w.arg(INT, "i")]);
    assert_eq!(err, Err((None, "G (type int) does not satisfy interface{Get() R} (missing method Get)".into())));
    // A generic function as argument brings its parameters along.
    let id = w.u.signature(Signature {
        type_params: vec![u],
        params: vec![ParamType { name: "".into(), ty: u }],
        results: vec![ParamType { name: "".into(), ty: u }],
        variadic: false,
    });
    let (fresh, renamed) = w.u.rename_type_params(&[u], id);
    let apply = w.sig(&[t], &[t]);
    let got = infer(&w, &[t, fresh[0]], &[apply, t], &[w.arg(renamed, "id"), w.arg(ui, "1")]);
    assert_eq!(got, Ok(vec![INT, INT]));
}
