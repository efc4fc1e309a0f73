//! Lowering from typed packages to bytecode.
