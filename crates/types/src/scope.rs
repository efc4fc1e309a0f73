//! Lexical scopes (spec: Declarations and scope).
//!
//! Scopes form a tree in an arena. Since statements are checked in order and an object is entered where its scope begins, a
//! lookup never has to compare positions.

use crate::object::ObjId;
use crate::ty::Name;
use rustc_hash::FxHashMap;

/// Index of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScopeId(pub u32);

/// Scopes with more names than this are indexed by a hash table.
const LINEAR: usize = 12;

/// One block's names.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    pub parent: Option<ScopeId>,
    names: Vec<(Name, ObjId)>,
    index: FxHashMap<Name, ObjId>,
}

impl Scope {
    pub fn get(&self, name: &str) -> Option<ObjId> {
        if self.names.len() > LINEAR {
            return self.index.get(name).copied();
        }
        self.names.iter().find(|(n, _)| **n == *name).map(|&(_, o)| o)
    }

    /// Enters a name; gives back the object already there, which stays.
    pub fn insert(&mut self, name: Name, obj: ObjId) -> Option<ObjId> {
        if let Some(old) = self.get(&name) {
            return Some(old);
        }
        if self.names.len() == LINEAR {
            self.index = self.names.iter().cloned().collect();
        }
        if self.names.len() >= LINEAR {
            self.index.insert(name.clone(), obj);
        }
        self.names.push((name, obj));
        None
    }

    pub fn iter(&self) -> impl Iterator<Item = &(Name, ObjId)> {
        self.names.iter()
    }
}

/// All scopes.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    scopes: Vec<Scope>,
}

impl Scopes {
    pub fn push(&mut self, parent: Option<ScopeId>) -> ScopeId {
        self.scopes.push(Scope { parent, ..Scope::default() });
        ScopeId(self.scopes.len() as u32 - 1)
    }
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
    pub fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }
    /// Innermost object of that name, with the scope that holds it.
    pub fn lookup(&self, mut scope: ScopeId, name: &str) -> Option<(ScopeId, ObjId)> {
        loop {
            let s = self.get(scope);
            if let Some(o) = s.get(name) {
                return Some((scope, o));
            }
            scope = s.parent?;
        }
    }
}
