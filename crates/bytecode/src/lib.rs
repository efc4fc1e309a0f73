//! The bytecode: instruction table, encoding, program image.
