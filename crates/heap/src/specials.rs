//! Finalizers, cleanups and weak pointers.
//!
//! As in Go: **what an object with a finalizer refers to is kept, the object itself is not**. So an object reachable
//! from another with a finalizer waits for it, and a cycle through such an object is never collected. A finalizer found
//! due keeps its object for this cycle, clears its weak pointers and leaves; cleanups run once the object is really
//! gone. Everything goes by address, so that runs repeat.

use crate::heap::Heap;
use crate::ids::{CleanupId, FinalizerError, Token, WeakId};
use crate::mark::Marker;
use std::collections::{BTreeMap, HashMap};

/// What is attached to one object.
#[derive(Default)]
struct Special {
    finalizer: Option<Token>,
    cleanups: Vec<(CleanupId, Token)>,
    weak: Vec<(u64, WeakId)>,
}

impl Special {
    fn is_empty(&self) -> bool {
        self.finalizer.is_none() && self.cleanups.is_empty() && self.weak.is_empty()
    }
}

#[derive(Default)]
pub(crate) struct Specials {
    /// By object address.
    objects: BTreeMap<u64, Special>,
    cleanup_owner: HashMap<CleanupId, u64>,
    weak_target: HashMap<WeakId, u64>,
    /// Handles of addresses outside the heap.
    immortal: HashMap<u64, WeakId>,
    finalized: Vec<(u64, Token)>,
    cleaned: Vec<Token>,
    last_id: u64,
}

impl Specials {
    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// After everything reachable is marked: decides what is due.
    pub fn settle(&mut self, marker: &mut Marker, mark_token: &mut dyn FnMut(Token, &mut Marker)) {
        for &(addr, token) in &self.finalized {
            marker.mark_word(addr);
            mark_token(token, marker);
        }
        for &token in &self.cleaned {
            mark_token(token, marker);
        }
        for (&addr, special) in &self.objects {
            if let Some(token) = special.finalizer {
                marker.mark_contents(addr);
                mark_token(token, marker);
            }
            for &(_, token) in &special.cleanups {
                mark_token(token, marker);
            }
        }
        marker.drain();
        let kept: Vec<u64> = self
            .objects
            .keys()
            .copied()
            .filter(|&a| marker.is_marked(a) == Some(false) && marker.is_kept(a) == Some(true))
            .collect();
        kept.iter().for_each(|&addr| marker.mark_only(addr));
        self.objects.retain(|&addr, special| {
            if marker.is_marked(addr) == Some(true) {
                return true;
            }
            for (_, id) in special.weak.drain(..) {
                self.weak_target.remove(&id);
            }
            if let Some(token) = special.finalizer.take() {
                marker.mark_only(addr);
                self.finalized.push((addr, token));
            } else {
                for (id, token) in special.cleanups.drain(..) {
                    self.cleanup_owner.remove(&id);
                    self.cleaned.push(token);
                }
            }
            !special.is_empty()
        });
    }

    fn forget_if_empty(&mut self, base: u64) {
        if self.objects.get(&base).is_some_and(Special::is_empty) {
            self.objects.remove(&base);
        }
    }
}

impl Heap {
    /// The program's own code begins: from here on pairs of small objects live as long as either; `first` is an object of eight
    /// bytes, just made, in the first place of a pair. With `keeps` it counts as alive for ever, else the next object is the first.
    pub fn begin_pairs(&mut self, first: u64, keeps: bool) {
        let first = if keeps { first } else { first + 8 };
        self.marker.pairs = Some(crate::mark::Pairs { first, keeps });
    }

    /// Sets the finalizer of the object that starts at `addr`.
    ///
    /// # Errors
    /// See [`FinalizerError`].
    pub fn set_finalizer(&mut self, addr: u64, token: Token) -> Result<(), FinalizerError> {
        let object = self.find_object(addr).ok_or(FinalizerError::NotInHeap)?;
        if object.base as u64 != addr {
            return Err(FinalizerError::NotAtStart);
        }
        let special = self.specials.objects.entry(addr).or_default();
        if special.finalizer.is_some() {
            return Err(FinalizerError::AlreadySet);
        }
        special.finalizer = Some(token);
        Ok(())
    }

    /// Removes the finalizer of the object at `addr` and returns its token.
    pub fn remove_finalizer(&mut self, addr: u64) -> Option<Token> {
        let token = self.specials.objects.get_mut(&addr)?.finalizer.take();
        self.specials.forget_if_empty(addr);
        token
    }

    /// Adds a cleanup to the object that `addr` points into; `None` when it is no heap object (never runs then).
    pub fn add_cleanup(&mut self, addr: u64, token: Token) -> Option<CleanupId> {
        let base = self.find_object(addr)?.base as u64;
        let id = CleanupId(self.specials.next_id());
        self.specials.objects.entry(base).or_default().cleanups.push((id, token));
        self.specials.cleanup_owner.insert(id, base);
        Some(id)
    }

    /// Stops a cleanup that has not been queued; returns its token.
    pub fn remove_cleanup(&mut self, id: CleanupId) -> Option<Token> {
        let base = self.specials.cleanup_owner.remove(&id)?;
        let special = self.specials.objects.get_mut(&base)?;
        let at = special.cleanups.iter().position(|&(other, _)| other == id)?;
        let (_, token) = special.cleanups.remove(at);
        self.specials.forget_if_empty(base);
        Some(token)
    }

    /// Takes the queued finalizers: object address and token, in running order. From here on the VM roots them.
    pub fn take_finalized(&mut self) -> Vec<(u64, Token)> {
        std::mem::take(&mut self.specials.finalized)
    }

    /// Takes the tokens of queued cleanups. From here on the VM roots them.
    pub fn take_cleanups(&mut self) -> Vec<Token> {
        std::mem::take(&mut self.specials.cleaned)
    }

    /// Whether `take_finalized` or `take_cleanups` has something to give.
    #[inline]
    pub fn has_queued(&self) -> bool {
        !self.specials.finalized.is_empty() || !self.specials.cleaned.is_empty()
    }

    /// The weak handle of exactly this address: the same address of the same live object gives the same handle.
    /// An address outside the heap gives a handle that never clears.
    pub fn weak_handle(&mut self, addr: u64) -> WeakId {
        let base = self.find_object(addr).map(|object| object.base as u64);
        let specials = &mut self.specials;
        let known = match base {
            Some(base) => {
                let weak = specials.objects.get(&base).map(|special| special.weak.as_slice()).unwrap_or_default();
                weak.iter().find(|&&(at, _)| at == addr).map(|&(_, id)| id)
            }
            None => specials.immortal.get(&addr).copied(),
        };
        if let Some(id) = known {
            return id;
        }
        let id = WeakId(specials.next_id());
        specials.weak_target.insert(id, addr);
        match base {
            Some(base) => specials.objects.entry(base).or_default().weak.push((addr, id)),
            None => {
                specials.immortal.insert(addr, id);
            }
        }
        id
    }

    /// The address behind a weak handle; `None` once the object was found unreachable.
    pub fn weak_get(&self, id: WeakId) -> Option<u64> {
        self.specials.weak_target.get(&id).copied()
    }
}
