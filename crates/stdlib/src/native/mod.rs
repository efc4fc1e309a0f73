//! The Rust bodies of functions that Go sources declare without one. The cores are plain functions over bytes and
//! numbers; only the thin registered functions know the VM.

pub mod num;
pub mod unicode;
