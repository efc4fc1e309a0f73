//! Declarations that go in circles: what may refer to itself, and how, and the errors for the rest (spec: Declarations and scope,
//! Type declarations, Struct types, Interface types).

use crate::checker::*;
use crate::codes;
use crate::object::*;
use crate::ty::*;
use rustc_hash::{FxHashMap, FxHashSet};
use vole_source::{Diagnostic, Span};

/// One declaration or instance of a circle, as messages show it.
struct Link {
    name: String,
    span: Span,
    is_type: bool,
}

impl Checker {
    /// Whether the cycle that starts at this place of the path is one Go allows at this point; reports it otherwise.
    pub(crate) fn valid_cycle(&mut self, at: usize) -> bool {
        let cycle: Vec<ObjId> = self.obj_path[at..].to_vec();
        let (mut values, mut definitions) = (0, 0);
        for &o in &cycle {
            match self.universe.obj(o).kind {
                ObjKind::Const(_) | ObjKind::Var => values += 1,
                ObjKind::TypeName if !self.is_alias_decl(o) => definitions += 1,
                _ => {}
            }
        }
        // Cycles of values only are the initialisation order's to report.
        if values == cycle.len() {
            return true;
        }
        if values == 0
            && (definitions > 0 || !cycle.iter().any(|&o| matches!(self.universe.obj(o).kind, ObjKind::TypeName)))
        {
            return true;
        }
        self.cycle_error(&cycle);
        false
    }

    fn is_alias_decl(&self, obj: ObjId) -> bool {
        match self.decls.get(&obj) {
            Some(DeclInfo { kind: DeclKind::Type { alias, .. }, .. }) => *alias,
            _ => {
                self.universe.obj(obj).ty == TypeId::INVALID
                    || matches!(self.universe.ty(self.universe.obj(obj).ty), Type::Alias { .. })
            }
        }
    }

    fn link(&self, obj: ObjId) -> Link {
        let o = self.universe.obj(obj);
        Link { name: o.name.to_string(), span: o.span, is_type: matches!(o.kind, ObjKind::TypeName) }
    }

    /// A defined type's name, an instance's with its arguments and the place where it was first written.
    fn type_link(&mut self, t: TypeId) -> Option<Link> {
        let id = self.universe.as_named(t)?;
        let data = self.universe.named(id);
        let generic = data.origin.is_some();
        let declared = self.link(data.obj);
        if !generic {
            return Some(declared);
        }
        let span = self.instance_spans.get(&id).copied().unwrap_or(declared.span);
        Some(Link { name: self.type_string(t), span, is_type: true })
    }

    /// Reports a cycle of declarations, starting with the object declared first.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjId]) {
        let start = (0..cycle.len()).min_by_key(|&i| self.universe.obj(cycle[i]).span.lo).unwrap_or(0);
        let links: Vec<Link> = cycle[start..].iter().chain(&cycle[..start]).map(|&o| self.link(o)).collect();
        self.links_error(&links);
    }

    fn links_error(&mut self, links: &[Link]) {
        let Some(first) = links.first() else { return };
        if links.len() == 1 {
            let what = if first.is_type { "invalid recursive type" } else { "invalid cycle in declaration" };
            self.error(codes::INVALID_DECL_CYCLE, first.span, format!("{what}: {} refers to itself", first.name));
            return;
        }
        let what = if first.is_type { "invalid recursive type" } else { "invalid cycle in declaration of" };
        let mut d = Diagnostic::error(codes::INVALID_DECL_CYCLE, first.span, format!("{what} {}", first.name));
        for (i, from) in links.iter().enumerate() {
            let to = &links[(i + 1) % links.len()];
            d = d.label(from.span, format!("{} refers to {}", from.name, to.name));
        }
        self.report(d);
    }

    // ---- defined types declared as other defined types

    /// Resolves defined types declared as other defined types; what remains at the end of everything is a cycle.
    pub(crate) fn close_types(&mut self) {
        self.settle_types();
        while let Some(&(named, _)) = self.open_types.first() {
            let next: FxHashMap<TypeId, TypeId> = self.open_types.iter().copied().collect();
            // The types on the way, and with them the names that messages show: aliases too.
            let (mut types, mut objects): (Vec<TypeId>, Vec<ObjId>) = (Vec::new(), Vec::new());
            let mut places: FxHashMap<TypeId, usize> = FxHashMap::default();
            let mut at = named;
            let found = loop {
                if let Some(&i) = places.get(&at) {
                    break Some(i);
                }
                places.insert(at, objects.len());
                if let Type::Alias { obj, .. } = *self.universe.ty(at) {
                    objects.push(obj);
                    match self.alias_rhs.get(&obj) {
                        Some(&rhs) => at = rhs,
                        None => break None,
                    }
                    continue;
                }
                types.push(at);
                objects.extend(self.universe.as_named(at).map(|n| self.universe.named(n).obj));
                match next.get(&at) {
                    Some(&rhs) => at = rhs,
                    None => break None,
                }
            };
            if let Some(i) = found {
                self.cycle_error(&objects[i..]);
            }
            for &t in &types {
                self.universe.set_underlying(t, TypeId::INVALID);
                if found.is_some()
                    && let Some(id) = self.universe.as_named(t)
                {
                    self.finite_types.insert(id, false);
                }
            }
            let types: FxHashSet<TypeId> = types.into_iter().collect();
            self.open_types.retain(|(n, _)| !types.contains(n));
            self.settle_types();
        }
    }

    pub(crate) fn settle_types(&mut self) {
        loop {
            let before = self.open_types.len();
            for (named, rhs) in std::mem::take(&mut self.open_types) {
                if !self.try_underlying(named, rhs) {
                    self.open_types.push((named, rhs));
                }
            }
            if self.open_types.len() == before || self.open_types.is_empty() {
                return;
            }
        }
    }

    /// Sets a defined type's underlying type from its right side if that is known by now.
    pub(crate) fn try_underlying(&mut self, named: TypeId, rhs: TypeId) -> bool {
        if rhs != TypeId::INVALID {
            let under = self.ask(|u| u.underlying(rhs));
            if under == TypeId::INVALID
                && self.universe.as_named(rhs).is_some_and(|n| self.universe.named(n).underlying.is_none())
            {
                return false;
            }
        }
        self.universe.set_underlying(named, rhs);
        true
    }

    // ---- values of types that are being declared

    /// Whether a value of the type (or something of it) is asked for while the type's own declaration is under way:
    /// reports that circle.
    pub(crate) fn incomplete(&mut self, t: TypeId) -> bool {
        if self.obj_path.is_empty() {
            return false;
        }
        let Some(at) = self.declaration_of_incomplete(t) else { return false };
        let cycle = self.obj_path[at..].to_vec();
        self.cycle_error(&cycle);
        true
    }

    /// Like [`Checker::incomplete`] for what a pointer points to, if it is one.
    pub(crate) fn incomplete_behind(&mut self, t: TypeId) -> bool {
        let (base, _) = self.universe.deref(t);
        self.incomplete(base)
    }

    /// The place on the path of the declaration that must end before the type is known.
    fn declaration_of_incomplete(&self, t: TypeId) -> Option<usize> {
        let place = |obj: ObjId| match self.colors.get(&obj) {
            Some(&Color::Grey(at)) => Some(at),
            _ => None,
        };
        let mut t = t;
        // Every step follows the right side of another declaration: a longer way goes in circles.
        for _ in 0..=self.type_rhs.len() + self.alias_rhs.len() {
            match *self.universe.ty(t) {
                Type::Alias { obj, .. } => match self.alias_rhs.get(&obj) {
                    Some(&rhs) => t = rhs,
                    None => return place(obj),
                },
                Type::Named(id) => {
                    let data = self.universe.named(id);
                    let origin = data.origin.unwrap_or(id);
                    let declared = self.universe.named(origin);
                    if declared.underlying.is_some() {
                        return None;
                    }
                    match self.type_rhs.get(&origin) {
                        Some(&rhs) => t = rhs,
                        None => return place(declared.obj),
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether the type has no size: it is infinite, or depends on a type whose declaration is under way. Reports the circle.
    pub(crate) fn is_unsized(&mut self, t: TypeId) -> bool {
        if self.obj_path.is_empty() {
            return false;
        }
        let mut walk = Vec::new();
        let Some(at) = self.find_incomplete(t, &mut walk) else {
            return !self.finite(t, &mut Vec::new(), &mut Vec::new());
        };
        let mut links: Vec<Link> = self.obj_path[at..].iter().map(|&o| self.link(o)).collect();
        links.extend(walk.into_iter().filter_map(|t| self.type_link(t)));
        self.links_error(&links);
        true
    }

    /// The way through the types that a value consists of, to one whose declaration is under way.
    fn find_incomplete(&self, t: TypeId, walk: &mut Vec<TypeId>) -> Option<usize> {
        if let Some(at) = self.declaration_of_incomplete(t) {
            return Some(at);
        }
        let t = self.universe.unalias(t);
        match self.universe.ty(t) {
            Type::Array { elem, .. } => self.find_incomplete(*elem, walk),
            Type::Struct(s) => s.fields.iter().find_map(|f| self.find_incomplete(f.ty, walk)),
            Type::Named(id) if !walk.contains(&t) => {
                let origin = self.universe.named(*id).origin.unwrap_or(*id);
                let rhs = *self.type_rhs.get(&origin)?;
                walk.push(t);
                let found = crate::deep(|| self.find_incomplete(rhs, walk));
                if found.is_none() {
                    walk.pop();
                }
                found
            }
            _ => None,
        }
    }

    // ---- infinite types

    /// A type may not contain itself by value.
    pub(crate) fn check_finite(&mut self, t: TypeId) {
        self.finite(t, &mut Vec::new(), &mut Vec::new());
    }

    /// Whether the values of a type are finite. Instances are not expanded: the right side of the generic type's declaration is looked at, and
    /// where it has a type parameter, the argument of the instance it belongs to. `nest` are the types whose right sides are under way, `path`
    /// all that led here, through type arguments too.
    fn finite(&mut self, t: TypeId, nest: &mut Vec<TypeId>, path: &mut Vec<TypeId>) -> bool {
        crate::deep(|| self.finite_inner(t, nest, path))
    }

    fn finite_inner(&mut self, t: TypeId, nest: &mut Vec<TypeId>, path: &mut Vec<TypeId>) -> bool {
        let t = self.universe.unalias(t);
        match self.universe.ty(t).clone() {
            Type::Array { elem, .. } => self.finite(elem, nest, path),
            Type::Struct(s) => self.all_finite(s.fields.iter().map(|f| f.ty), nest, path),
            Type::Union(terms) => self.all_finite(terms.iter().map(|f| f.ty), nest, path),
            Type::Interface(i) => self.all_finite(i.embeds.iter().copied(), nest, path),
            Type::Named(id) => {
                if let Some(&known) = self.finite_types.get(&id) {
                    return known;
                }
                if nest.contains(&t) {
                    let at = path.iter().position(|&p| p == t).unwrap_or(0);
                    let links: Vec<Link> = path[at..].iter().filter_map(|&p| self.type_link(p)).collect();
                    self.links_error(&links);
                    // One invalid type opens the circle for all.
                    self.finite_types.insert(id, false);
                    self.universe.set_underlying(t, TypeId::INVALID);
                    let declared = self.universe.obj(self.universe.named(id).obj).ty;
                    self.universe.set_underlying(declared, TypeId::INVALID);
                    return false;
                }
                let under = self.under(t);
                let data = self.universe.named(id);
                let origin = data.origin.unwrap_or(id);
                // Without type parameters in its arguments it is the same wherever it stands.
                let closed = !self.universe.named(id).type_args.iter().any(|&a| self.universe.mentions_params(a, &[]));
                let rhs = self.type_rhs.get(&origin).copied().unwrap_or(under);
                nest.push(t);
                path.push(t);
                let finite = self.finite(rhs, nest, path);
                path.pop();
                nest.pop();
                if finite && closed {
                    self.finite_types.insert(id, true);
                } else if !finite && origin != id {
                    self.universe.set_underlying(t, TypeId::INVALID);
                }
                finite
            }
            Type::TypeParam(_) => {
                let Some(&top) = nest.last() else { return true };
                let Some(data) = self.universe.as_named(top).map(|id| self.universe.named(id)) else { return true };
                let Some(origin) = data.origin else { return true };
                let mut params = self.universe.implicit_params(origin);
                params.extend(&self.universe.named(origin).type_params);
                let Some(&arg) = params.iter().position(|&p| p == t).and_then(|i| data.type_args.get(i)) else {
                    return true;
                };
                nest.pop();
                let finite = self.finite(arg, nest, path);
                nest.push(top);
                finite
            }
            _ => true,
        }
    }

    /// Each of them is looked at, whatever the others are: all circles are told of.
    fn all_finite(
        &mut self,
        types: impl Iterator<Item = TypeId>,
        nest: &mut Vec<TypeId>,
        path: &mut Vec<TypeId>,
    ) -> bool {
        let mut all = true;
        for t in types {
            all &= self.finite(t, nest, path);
        }
        all
    }

    // ---- anonymous interfaces

    /// Reports the anonymous interfaces that contain themselves in the signature of a method. The language allows them, gc does not.
    pub(crate) fn check_interface_literals(&mut self, pkg: PkgId) {
        let mut list = std::mem::take(&mut self.interface_literals);
        if self.has_errors() {
            return;
        }
        list.sort_by_key(|(span, _)| span.lo);
        let mut state: FxHashMap<TypeId, bool> = FxHashMap::default();
        let saved = std::mem::replace(&mut self.env.pkg, pkg);
        for (span, t) in list {
            if self.mentions_itself(t, &mut state) {
                let message =
                    "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";
                self.error(codes::INVALID_DECL_CYCLE, span, message);
                // Those on the way are not told again.
                state.values_mut().for_each(|open| *open = false);
            }
        }
        self.env.pkg = saved;
    }

    /// Whether an interface under way comes up again, other than behind a defined type. `state` has true for those under way.
    fn mentions_itself(&mut self, t: TypeId, state: &mut FxHashMap<TypeId, bool>) -> bool {
        match self.universe.ty(self.universe.unalias(t)).clone() {
            Type::Array { elem, .. } | Type::Slice(elem) | Type::Pointer(elem) | Type::Chan { elem, .. } => {
                self.mentions_itself(elem, state)
            }
            Type::Map { key, value } => self.mentions_itself(key, state) || self.mentions_itself(value, state),
            Type::Struct(s) => s.fields.iter().any(|f| self.mentions_itself(f.ty, state)),
            Type::Signature(s) => s.params.iter().chain(&s.results).any(|p| self.mentions_itself(p.ty, state)),
            Type::Union(terms) => terms.iter().any(|f| self.mentions_itself(f.ty, state)),
            Type::Interface(i) => {
                if let Some(&open) = state.get(&t) {
                    return open;
                }
                if i.methods.is_empty() && i.embeds.is_empty() {
                    return false;
                }
                state.insert(t, true);
                let set = self.ask(|u| u.type_set(t));
                let found = set.methods.iter().any(|m| self.mentions_itself(m.sig, state));
                if !found {
                    state.insert(t, false);
                }
                found
            }
            _ => false,
        }
    }
}
