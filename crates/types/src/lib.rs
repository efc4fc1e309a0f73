//! Type checker of Go.
