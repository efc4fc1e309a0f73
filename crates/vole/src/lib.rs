//! Embed a Go interpreter.
