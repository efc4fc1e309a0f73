//! Numbers as text and back, exactly as Go writes and reads them. No VM here: plain functions over bytes.

pub mod float;
pub mod int;
pub mod parse;
pub mod quote;
