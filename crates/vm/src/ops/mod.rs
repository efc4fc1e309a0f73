//! The handlers, one per instruction, by topic, and the table of them.

pub(crate) mod alloc;
pub(crate) mod arith;
pub(crate) mod call;
pub(crate) mod chan;
pub(crate) mod control;
pub(crate) mod convert;
pub(crate) mod iface;
pub(crate) mod index;
pub(crate) mod jump;
pub(crate) mod map;
pub(crate) mod memory;
pub(crate) mod moves;
pub(crate) mod select;
pub(crate) mod slice;
pub(crate) mod string;

use crate::dispatch::Handlers;

/// Every handler under its instruction's name.
mod all {
    pub(crate) use super::alloc::*;
    pub(crate) use super::arith::*;
    pub(crate) use super::call::*;
    pub(crate) use super::chan::*;
    pub(crate) use super::control::*;
    pub(crate) use super::convert::*;
    pub(crate) use super::iface::*;
    pub(crate) use super::index::*;
    pub(crate) use super::jump::*;
    pub(crate) use super::map::*;
    pub(crate) use super::memory::*;
    pub(crate) use super::moves::*;
    pub(crate) use super::select::*;
    pub(crate) use super::slice::*;
    pub(crate) use super::string::*;
}

macro_rules! table {
    ($( $(#[doc = $doc:literal])* $name:ident ( $($ops:tt)* ) [ $($flag:ident)* ] ; )*) => {
        /// The plain handler table.
        pub(crate) static TABLE: Handlers = Handlers([ $( all::$name, )* ]);
    };
}
vole_bytecode::for_each_op!(table);
