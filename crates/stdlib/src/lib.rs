//! The standard library: Go sources and native leaves.
