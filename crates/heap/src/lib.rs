//! The garbage-collected heap.
