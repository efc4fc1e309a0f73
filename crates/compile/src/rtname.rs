//! Names of run-time types, as `%T` and run-time panics print them (compile errors word some of them otherwise).

use vole_types::object::ObjId;
use vole_types::ty::{ChanDir, Signature, Type, TypeId};
use vole_types::typestring::{Qualifier, quote};
use vole_types::universe::Universe;

/// The name of a type at run time: aliases resolved, `interface {}`, `struct { A int }`, methods sorted.
pub fn rt_name(u: &Universe, t: TypeId) -> String {
    name(u, t, &Style { q: Qualifier::none(), argument: false })
}

struct Style {
    q: Qualifier,
    /// Inside a type argument: local types are numbered, unexported fields qualified.
    argument: bool,
}

fn name(u: &Universe, t: TypeId, q: &Style) -> String {
    let t = u.unalias(t);
    let of = |t: TypeId| name(u, t, q);
    match u.ty(t) {
        Type::Array { elem, len } => format!("[{len}]{}", of(*elem)),
        Type::Slice(e) => format!("[]{}", of(*e)),
        Type::Pointer(e) => format!("*{}", of(*e)),
        Type::Map { key, value } => format!("map[{}]{}", of(*key), of(*value)),
        Type::Chan { dir, elem } => {
            let inner = of(*elem);
            match dir {
                ChanDir::Both if inner.starts_with("<-") => format!("chan ({inner})"),
                ChanDir::Both => format!("chan {inner}"),
                ChanDir::Send => format!("chan<- {inner}"),
                ChanDir::Recv => format!("<-chan {inner}"),
            }
        }
        Type::Struct(s) => {
            let fields = s.fields.iter().map(|f| {
                let exported = f.name.chars().next().is_some_and(char::is_uppercase);
                let prefix = if q.argument && !exported { u.package_prefix(f.pkg, &q.q) } else { String::new() };
                let mut text = if f.embedded { of(f.ty) } else { format!("{prefix}{} {}", f.name, of(f.ty)) };
                if let Some(tag) = f.tag.as_deref().filter(|t| !t.is_empty()) {
                    text = format!("{text} {}", quote(tag));
                }
                text
            });
            braces("struct", fields.collect())
        }
        Type::Signature(s) => format!("func{}", signature(u, s, q)),
        Type::Interface(_) => {
            let set = u.type_set(t);
            let mut methods: Vec<(String, String)> = (set.methods.iter())
                .map(|m| {
                    let sig = match u.ty(u.unalias(m.sig)) {
                        Type::Signature(s) => signature(u, s, q),
                        _ => String::new(),
                    };
                    let exported = m.name.chars().next().is_some_and(char::is_uppercase);
                    let prefix = if exported { String::new() } else { u.package_prefix(m.pkg, &q.q) };
                    (m.name.to_string(), format!("{prefix}{}{sig}", m.name))
                })
                .collect();
            methods.sort();
            braces("interface", methods.into_iter().map(|m| m.1).collect())
        }
        Type::Named(id) if u.named(*id).origin.is_some() => {
            let data = u.named(*id);
            // Type arguments are named by whole import paths.
            let by_path = Style { q: Qualifier::full().without_parameter_names(), argument: true };
            let args: Vec<String> = data.type_args.iter().map(|&a| name(u, a, &by_path)).collect();
            // Those of the function around a local type stand apart.
            let (around, own) = args.split_at(data.origin.map_or(0, |o| u.implicit_params(o).len()).min(args.len()));
            let gap = if around.is_empty() || own.is_empty() { "" } else { ";" };
            let object = u.object_string(data.obj, &q.q);
            format!("{object}[{}{gap}{}]{}", around.join(","), own.join(","), number(u, data.obj, q))
        }
        Type::Named(id) => format!("{}{}", u.type_string(t, &q.q), number(u, u.named(*id).obj, q)),
        _ => u.type_string(t, &q.q),
    }
}

/// What tells a local type from others of its name in a type argument.
fn number(u: &Universe, obj: ObjId, q: &Style) -> String {
    match u.local_type_number(obj) {
        Some(n) if q.argument => format!("·{n}"),
        _ => String::new(),
    }
}

fn braces(word: &str, parts: Vec<String>) -> String {
    if parts.is_empty() { format!("{word} {{}}") } else { format!("{word} {{ {} }}", parts.join("; ")) }
}

fn signature(u: &Universe, s: &Signature, q: &Style) -> String {
    let last = s.params.len().wrapping_sub(1);
    let params = s.params.iter().enumerate().map(|(i, p)| match u.ty(u.unalias(p.ty)) {
        Type::Slice(e) if s.variadic && i == last => format!("...{}", name(u, *e, q)),
        _ => name(u, p.ty, q),
    });
    let params = params.collect::<Vec<_>>().join(", ");
    let results: Vec<String> = s.results.iter().map(|r| name(u, r.ty, q)).collect();
    match results.len() {
        0 => format!("({params})"),
        1 => format!("({params}) {}", results[0]),
        _ => format!("({params}) ({})", results.join(", ")),
    }
}
