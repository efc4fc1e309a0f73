//! Walks testdata and compares with recordings of real Go.
