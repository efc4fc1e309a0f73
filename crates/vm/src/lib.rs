//! The virtual machine: dispatch, goroutines, scheduler.
