//! A compiled program: code, natives, and what may be called in it from Rust.

use crate::engine::{Capability, Limits};
use crate::vm::VmBuilder;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use vole_bytecode::FuncId;
use vole_types::Checker;
use vole_types::object::{ObjKind, PkgId};
use vole_types::ty::{ParamType, Type, TypeId};
use vole_types::typestring::Qualifier;
use vole_vm::NativeRegistry;

/// A compiled Go program; cheap to clone, and any number of Vms may run it at the same time.
#[derive(Clone)]
pub struct Program(pub(crate) Arc<ProgramInner>);

pub(crate) struct ProgramInner {
    pub code: Arc<vole_bytecode::Program>,
    pub exports: BTreeMap<String, Export>,
    pub natives: NativeRegistry,
    pub limits: Limits,
    pub capabilities: Vec<Capability>,
    pub seed: u64,
    /// What `debug.ReadBuildInfo` tells.
    pub build_info: String,
}

/// A Go function that Rust may call: types are named by what they are made of (`int`, `string`, `[]byte`, `error`).
#[derive(Clone, Debug)]
pub(crate) struct Export {
    pub func: FuncId,
    pub params: Vec<String>,
    pub results: Vec<String>,
}

impl Export {
    /// The functions of package main that the program offers.
    pub fn collect(checker: &Checker, main: PkgId, code: &vole_bytecode::Program) -> BTreeMap<String, Export> {
        let u = &checker.universe;
        let shape = |t: TypeId| {
            let t = u.unalias(t);
            let t = if t == u.error_type { t } else { u.underlying(t) };
            u.type_string(t, &Qualifier::none())
        };
        let mut found = BTreeMap::new();
        for &obj in &u.pkg(main).objects {
            let o = u.obj(obj);
            if !matches!(&o.kind, ObjKind::Func(f) if f.recv.is_none()) {
                continue;
            }
            let name = format!("main.{}", o.name);
            let Some((_, func)) = code.exports.iter().find(|e| *e.0 == *name) else { continue };
            let Type::Signature(sig) = u.ty(o.ty) else { continue };
            let types = |tuple: &[ParamType]| tuple.iter().map(|p| shape(p.ty)).collect();
            found.insert(name, Export { func: *func, params: types(&sig.params), results: types(&sig.results) });
        }
        found
    }
}

impl Program {
    /// Begins a Vm that runs this program.
    pub fn vm(&self) -> VmBuilder {
        VmBuilder::new(self.clone())
    }

    /// The bytecode of the program's own functions (`all`: of the library's too), as text.
    pub fn disassemble(&self, all: bool) -> String {
        let code = &self.0.code;
        let mut out = String::new();
        for func in &code.funcs {
            if all || func.name.starts_with("main.") {
                let _ = writeln!(out, "{}", vole_bytecode::disasm::disassemble_func(code, func));
            }
        }
        out
    }

    /// Names of the functions that [`Vm::call`](crate::Vm::call) may call.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.0.exports.keys().map(String::as_str)
    }
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Program({} functions)", self.0.code.funcs.len())
    }
}
