//! THE instruction table. The enum, encoder, decoder, disassembler, verifier, liveness, handler table and `docs/isa.md` all
//! derive from it; a handler that is missing does not compile.
//!
//! An instruction is one 8-byte word: `op: u16` and either three `u16` fields `a b c` or `a` and an `i32` field `d` (which
//! occupies b and c). Some take the next word `w` as well. `R[x]` is slot x of the current frame, an untagged 64-bit slot;
//! a narrow integer is kept sign- or zero-extended by its type, a float32 as its bits zero-extended, a bool as 0 or 1. A
//! string is two consecutive slots (ptr, len), a slice three (ptr, len, cap), an interface two (type word, data word).
//! `M8[p]` and so on are memory of that many bits. Jump distances count words from the word after the whole instruction.
//!
//! **Restart rule.** An instruction flagged `safe` may collect, switch goroutines or grow before it has changed anything and is then
//! executed again from its start; its slot map therefore describes what is live before it. A `call` has a map for the
//! time its callee runs, filed under the call's last word.

/// Calls the given macro with the whole table.
#[macro_export]
macro_rules! for_each_op {
    ($m:path) => {
        $m! {
            // ---- moves and constants
            /// Does nothing.
            Nop() [];
            /// `R[a] = R[b]`
            Mov(a: dst, b: src) [];
            /// Two slots: `R[a..a+2] = R[b..b+2]`
            Mov2(a: dst2, b: src2) [];
            /// Three slots.
            Mov3(a: dst3, b: src3) [];
            /// `R[a..a+c] = R[b..b+c]`; the ranges may overlap.
            MovN(a: dstn, b: srcn, c: count) [];
            /// `R[a] = sx(d)`
            LdI(a: dst, d: imm32) [];
            /// `R[a] = w`
            LdK(a: dst; w: k64) [];
            /// `R[a..a+2] = 0`
            Zero2(a: dst2) [];
            /// `R[a..a+3] = 0`
            Zero3(a: dst3) [];
            /// `R[a..a+c] = 0`
            ZeroN(a: dstn, c: count) [];
            /// A string constant: `R[a] = rodata + w, R[a+1] = d`
            LdStr(a: dst2, d: imm32; w: k64) [];
            /// `R[a] = address of run-time type d`
            LdType(a: dst, d: ty) [];
            /// `R[a] = address of function d's static closure`
            LdFunc(a: dst, d: func) [];
            /// `R[a] = fp + 8*b + c`: the address of a memory object in the frame.
            FrameAddr(a: dst, b: mem, c: uimm) [];
            /// `R[a] = globals + d`
            GlobalAddr(a: dst, d: global) [];
            /// `R[a] = closure of the current call`; first in a function that has captures.
            GetCtx(a: dst) [];

            // ---- 64-bit integers
            /// `R[a] = R[b] + R[c]`
            Add(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] - R[c]`
            Sub(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] * R[c]`
            Mul(a: dst, b: src, c: src) [];
            /// `R[a], R[a+1] = high and low half of R[b] * R[c]`, unsigned
            MulWide(a: dst2, b: src, c: src) [];
            /// `R[a] = R[b] & R[c]`
            And(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] | R[c]`
            Or(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] ^ R[c]`
            Xor(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] &^ R[c]`
            AndNot(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] + sx(c)`
            AddI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] * sx(c)`
            MulI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] & sx(c)`
            AndI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] | sx(c)`
            OrI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] ^ sx(c)`
            XorI(a: dst, b: src, c: imm) [];
            /// `R[a] = sx(c) - R[b]`
            RSubI(a: dst, b: src, c: imm) [];
            /// Signed quotient; a zero divisor panics; MIN / -1 wraps.
            DivS(a: dst, b: src, c: src) [];
            /// Signed remainder; a zero divisor panics.
            RemS(a: dst, b: src, c: src) [];
            /// Unsigned quotient; a zero divisor panics.
            DivU(a: dst, b: src, c: src) [];
            /// Unsigned remainder; a zero divisor panics.
            RemU(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] / sx(c)`, signed; c is not 0.
            DivSI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] % sx(c)`, signed; c is not 0.
            RemSI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] / c`, unsigned; c is positive.
            DivUI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] % c`, unsigned; c is positive.
            RemUI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] << R[c]`; a count of 64 and more gives 0 (the count is unsigned).
            Shl(a: dst, b: src, c: src) [];
            /// Arithmetic right shift; a count of 64 and more gives the sign.
            ShrS(a: dst, b: src, c: src) [];
            /// Logical right shift; a count of 64 and more gives 0.
            ShrU(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] << c`, c < 64
            ShlI(a: dst, b: src, c: uimm) [];
            /// `R[a] = R[b] >> c`, arithmetic, c < 64
            ShrSI(a: dst, b: src, c: uimm) [];
            /// `R[a] = R[b] >> c`, logical, c < 64
            ShrUI(a: dst, b: src, c: uimm) [];
            /// Panics with `negative shift amount` if `R[a] < 0`.
            ShiftCheck(a: src) [];
            /// `R[a] = -R[b]`
            Neg(a: dst, b: src) [];
            /// `R[a] = ^R[b]`
            Not(a: dst, b: src) [];
            /// `R[a] = R[b] rotated left by R[c] & 63`
            Rotl64(a: dst, b: src, c: src) [];
            /// `R[a] = zx32(low half of R[b] rotated left by R[c] & 31)`
            Rotl32(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] rotated left by c`
            Rotl64I(a: dst, b: src, c: uimm) [];
            /// `R[a] = zx32(low half of R[b] rotated left by c)`
            Rotl32I(a: dst, b: src, c: uimm) [];
            /// Leading zeros of R[b] (64 for 0).
            Clz64(a: dst, b: src) [];
            /// Trailing zeros of R[b] (64 for 0).
            Ctz64(a: dst, b: src) [];
            /// Ones in R[b].
            Popcnt64(a: dst, b: src) [];
            /// R[b] with its bytes reversed.
            Bswap64(a: dst, b: src) [];
            /// High 64 bits of the unsigned product.
            MulHiU(a: dst, b: src, c: src) [];

            // ---- 32-bit integers: the result is sign-extended (W) or zero-extended (WU)
            /// `R[a] = sx32(R[b] + R[c])`
            AddW(a: dst, b: src, c: src) [];
            /// `R[a] = sx32(R[b] - R[c])`
            SubW(a: dst, b: src, c: src) [];
            /// `R[a] = sx32(R[b] * R[c])`
            MulW(a: dst, b: src, c: src) [];
            /// `R[a] = sx32(R[b] + sx(c))`
            AddWI(a: dst, b: src, c: imm) [];
            /// `R[a] = sx32(R[b] << R[c])`
            ShlW(a: dst, b: src, c: src) [];
            /// `R[a] = sx32(R[b] << c)`
            ShlWI(a: dst, b: src, c: uimm) [];
            /// `R[a] = zx32(R[b] + R[c])`
            AddWU(a: dst, b: src, c: src) [];
            /// `R[a] = zx32(R[b] - R[c])`
            SubWU(a: dst, b: src, c: src) [];
            /// `R[a] = zx32(R[b] * R[c])`
            MulWU(a: dst, b: src, c: src) [];
            /// `R[a] = zx32(R[b] + sx(c))`
            AddWUI(a: dst, b: src, c: imm) [];
            /// `R[a] = zx32(R[b] << R[c])`
            ShlWU(a: dst, b: src, c: src) [];
            /// `R[a] = zx32(R[b] << c)`
            ShlWUI(a: dst, b: src, c: uimm) [];
            /// `R[a] = sx8(R[b])`
            Sx8(a: dst, b: src) [];
            /// `R[a] = sx16(R[b])`
            Sx16(a: dst, b: src) [];
            /// `R[a] = sx32(R[b])`
            Sx32(a: dst, b: src) [];
            /// `R[a] = zx8(R[b])`
            Zx8(a: dst, b: src) [];
            /// `R[a] = zx16(R[b])`
            Zx16(a: dst, b: src) [];
            /// `R[a] = zx32(R[b])`
            Zx32(a: dst, b: src) [];

            // ---- floats
            /// float64 `R[a] = R[b] + R[c]`
            AddF(a: dst, b: src, c: src) [];
            /// float64 subtraction
            SubF(a: dst, b: src, c: src) [];
            /// float64 multiplication
            MulF(a: dst, b: src, c: src) [];
            /// float64 division
            DivF(a: dst, b: src, c: src) [];
            /// float64 negation
            NegF(a: dst, b: src) [];
            /// float64 function c of `FLOAT_FUNCTIONS` of `R[b]`
            CallF(a: dst, b: src, c: uimm) [];
            /// float64 square root
            SqrtF(a: dst, b: src) [];
            /// float64 absolute value
            AbsF(a: dst, b: src) [];
            /// float64 round towards minus infinity
            FloorF(a: dst, b: src) [];
            /// float64 round towards plus infinity
            CeilF(a: dst, b: src) [];
            /// float64 round towards zero
            TruncF(a: dst, b: src) [];
            /// float32 addition
            AddF32(a: dst, b: src, c: src) [];
            /// float32 subtraction
            SubF32(a: dst, b: src, c: src) [];
            /// float32 multiplication
            MulF32(a: dst, b: src, c: src) [];
            /// float32 division
            DivF32(a: dst, b: src, c: src) [];
            /// float32 negation
            NegF32(a: dst, b: src) [];
            /// int64 to float64
            I2F(a: dst, b: src) [];
            /// uint64 to float64
            U2F(a: dst, b: src) [];
            /// float64 to int64 as amd64 does (0x8000000000000000 when out of range)
            F2I(a: dst, b: src) [];
            /// float64 to uint64 as gc on amd64 does
            F2U(a: dst, b: src) [];
            /// float64 to float32
            F2F32(a: dst, b: src) [];
            /// float32 to float64
            F32toF(a: dst, b: src) [];
            /// int64 to float32, rounded once
            I2F32(a: dst, b: src) [];
            /// uint64 to float32, rounded once
            U2F32(a: dst, b: src) [];

            // ---- comparisons to a bool
            /// `R[a] = R[b] == R[c]`
            Eq(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] != R[c]`
            Ne(a: dst, b: src, c: src) [];
            /// signed `<`
            LtS(a: dst, b: src, c: src) [];
            /// signed `<=`
            LeS(a: dst, b: src, c: src) [];
            /// unsigned `<`
            LtU(a: dst, b: src, c: src) [];
            /// unsigned `<=`
            LeU(a: dst, b: src, c: src) [];
            /// `R[a] = R[b] == sx(c)`
            EqI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] != sx(c)`
            NeI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] < sx(c)`, signed
            LtSI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] <= sx(c)`, signed
            LeSI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] > sx(c)`, signed
            GtSI(a: dst, b: src, c: imm) [];
            /// `R[a] = R[b] >= sx(c)`, signed
            GeSI(a: dst, b: src, c: imm) [];
            /// float64 `==`
            EqF(a: dst, b: src, c: src) [];
            /// float64 `!=`
            NeF(a: dst, b: src, c: src) [];
            /// float64 `<`
            LtF(a: dst, b: src, c: src) [];
            /// float64 `<=`
            LeF(a: dst, b: src, c: src) [];
            /// float32 `==`
            EqF32(a: dst, b: src, c: src) [];
            /// float32 `!=`
            NeF32(a: dst, b: src, c: src) [];
            /// float32 `<`
            LtF32(a: dst, b: src, c: src) [];
            /// float32 `<=`
            LeF32(a: dst, b: src, c: src) [];
            /// string `==`
            EqStr(a: dst, b: src2, c: src2) [];
            /// string `!=`
            NeStr(a: dst, b: src2, c: src2) [];
            /// string `<`
            LtStr(a: dst, b: src2, c: src2) [];
            /// string `<=`
            LeStr(a: dst, b: src2, c: src2) [];
            /// the bytes at `R[b]`, as many as `R[b+1]`, against those at `R[c]`: -1, 0 or 1
            CmpStr(a: dst, b: src2, c: src2) [];
            /// whether the bytes at `R[b]`, as many as `R[b+1]`, begin with those at `R[c]`
            PreStr(a: dst, b: src2, c: src2) [];
            /// whether the bytes at `R[b]`, as many as `R[b+1]`, end with those at `R[c]`
            SufStr(a: dst, b: src2, c: src2) [];
            /// where the byte `R[c]` first stands in the bytes at `R[b]`, as many as `R[b+1]`; -1 if nowhere
            ByteAt(a: dst, b: src2, c: src) [];
            /// the number that the string at `R[b]` spells in at most 18 decimal digits with a sign perhaps; the least int64 if it does not
            DecStr(a: dst, b: src2) [];
            /// interface `==`; panics on an uncomparable dynamic type
            EqIface(a: dst, b: src2, c: src2) [];
            /// `R[a] = *R[b] == *R[c]` for two values of type w in memory; may panic as EqIface does
            EqMem(a: dst, b: src, c: src; w: tyw) [];

            // ---- jumps
            /// `pc += d`
            Jmp(d: jmp32) [term];
            /// jump if `R[a] != 0`
            JT(a: src, d: jmp32) [branch];
            /// jump if `R[a] == 0`
            JF(a: src, d: jmp32) [branch];
            /// jump if `R[a] == R[b]`
            JEq(a: src, b: src, c: jmp) [branch];
            /// jump if `R[a] != R[b]`
            JNe(a: src, b: src, c: jmp) [branch];
            /// jump if `R[a] < R[b]`, signed
            JLtS(a: src, b: src, c: jmp) [branch];
            /// jump if `R[a] <= R[b]`, signed
            JLeS(a: src, b: src, c: jmp) [branch];
            /// jump if `R[a] < R[b]`, unsigned
            JLtU(a: src, b: src, c: jmp) [branch];
            /// jump if `R[a] <= R[b]`, unsigned
            JLeU(a: src, b: src, c: jmp) [branch];
            /// jump if `R[a] == sx(b)`
            JEqI(a: src, b: imm, c: jmp) [branch];
            /// jump if `R[a] != sx(b)`
            JNeI(a: src, b: imm, c: jmp) [branch];
            /// jump if `R[a] < sx(b)`, signed
            JLtSI(a: src, b: imm, c: jmp) [branch];
            /// jump if `R[a] <= sx(b)`, signed
            JLeSI(a: src, b: imm, c: jmp) [branch];
            /// jump if `R[a] > sx(b)`, signed
            JGtSI(a: src, b: imm, c: jmp) [branch];
            /// jump if `R[a] >= sx(b)`, signed
            JGeSI(a: src, b: imm, c: jmp) [branch];
            /// jump if float64 `R[a] == R[b]`
            JEqF(a: src, b: src, c: jmp) [branch];
            /// jump if float64 `R[a] != R[b]` (so also if one is NaN)
            JNeF(a: src, b: src, c: jmp) [branch];
            /// jump if float64 `R[a] < R[b]`
            JLtF(a: src, b: src, c: jmp) [branch];
            /// jump if float64 `R[a] <= R[b]`
            JLeF(a: src, b: src, c: jmp) [branch];
            /// jump unless float64 `R[a] < R[b]`
            JNLtF(a: src, b: src, c: jmp) [branch];
            /// jump unless float64 `R[a] <= R[b]`
            JNLeF(a: src, b: src, c: jmp) [branch];
            /// jump if the strings are equal
            JEqStr(a: src2, b: src2, c: jmp) [branch];
            /// jump unless the strings are equal
            JNeStr(a: src2, b: src2, c: jmp) [branch];
            /// Dense switch: `if R[a] < d (unsigned) pc += table[R[a]]`, else fall through. The table of d `i32`s, two to
            /// a word, follows this word; distances count from the word after the table.
            JTab(a: src, d: table) [branch];

            // ---- backward jumps: they count the budget and are where a loop is preempted
            /// `pc += d`
            Loop(d: jmp32) [term safe];
            /// jump if `R[a] != 0`
            LoopT(a: src, d: jmp32) [branch safe];
            /// jump if `R[a] == 0`
            LoopF(a: src, d: jmp32) [branch safe];
            /// jump if `R[a] == R[b]`
            LoopEq(a: src, b: src, c: jmp) [branch safe];
            /// jump if `R[a] != R[b]`
            LoopNe(a: src, b: src, c: jmp) [branch safe];
            /// jump if `R[a] < R[b]`, signed
            LoopLtS(a: src, b: src, c: jmp) [branch safe];
            /// jump if `R[a] <= R[b]`, signed
            LoopLeS(a: src, b: src, c: jmp) [branch safe];
            /// jump if `R[a] < R[b]`, unsigned
            LoopLtU(a: src, b: src, c: jmp) [branch safe];
            /// jump if `R[a] <= R[b]`, unsigned
            LoopLeU(a: src, b: src, c: jmp) [branch safe];
            /// jump if `R[a] == sx(b)`
            LoopEqI(a: src, b: imm, c: jmp) [branch safe];
            /// jump if `R[a] != sx(b)`
            LoopNeI(a: src, b: imm, c: jmp) [branch safe];
            /// jump if `R[a] < sx(b)`, signed
            LoopLtSI(a: src, b: imm, c: jmp) [branch safe];
            /// jump if `R[a] <= sx(b)`, signed
            LoopLeSI(a: src, b: imm, c: jmp) [branch safe];
            /// jump if `R[a] > sx(b)`, signed
            LoopGtSI(a: src, b: imm, c: jmp) [branch safe];
            /// jump if `R[a] >= sx(b)`, signed
            LoopGeSI(a: src, b: imm, c: jmp) [branch safe];
            /// jump if float64 `R[a] < R[b]`
            LoopLtF(a: src, b: src, c: jmp) [branch safe];
            /// jump if float64 `R[a] <= R[b]`
            LoopLeF(a: src, b: src, c: jmp) [branch safe];
            /// `R[a]++; jump if R[a] < R[b]`, signed
            IncLoopLtS(a: upd, b: src, c: jmp) [branch safe];
            /// `R[a]++; jump if R[a] < sx(b)`, signed
            IncLoopLtSI(a: upd, b: imm, c: jmp) [branch safe];
            /// `R[a]++; jump if R[a] <= R[b]`, signed
            IncLoopLeS(a: upd, b: src, c: jmp) [branch safe];
            /// `R[a]++; jump if R[a] <= sx(b)`, signed
            IncLoopLeSI(a: upd, b: imm, c: jmp) [branch safe];
            /// `R[a]--; jump if R[a] >= sx(b)`, signed
            DecLoopGeSI(a: upd, b: imm, c: jmp) [branch safe];
            /// `R[a]--; jump if R[a] > sx(b)`, signed
            DecLoopGtSI(a: upd, b: imm, c: jmp) [branch safe];

            // ---- memory: a nil base panics; c is a byte offset
            /// `R[a] = zx(M8[R[b]+c])`
            Ld8U(a: dst, b: src, c: uimm) [];
            /// `R[a] = sx(M8[R[b]+c])`
            Ld8S(a: dst, b: src, c: uimm) [];
            /// `R[a] = zx(M16[R[b]+c])`
            Ld16U(a: dst, b: src, c: uimm) [];
            /// `R[a] = sx(M16[R[b]+c])`
            Ld16S(a: dst, b: src, c: uimm) [];
            /// `R[a] = zx(M32[R[b]+c])`
            Ld32U(a: dst, b: src, c: uimm) [];
            /// `R[a] = sx(M32[R[b]+c])`
            Ld32S(a: dst, b: src, c: uimm) [];
            /// `R[a] = M64[R[b]+c]`
            Ld64(a: dst, b: src, c: uimm) [];
            /// two words
            Ld2(a: dst2, b: src, c: uimm) [];
            /// three words
            Ld3(a: dst3, b: src, c: uimm) [];
            /// w bytes of memory into the frame object at slot a (the last slot's rest is zeroed)
            LdN(a: dstn, b: src, c: uimm; w: bytes) [];
            /// `M8[R[a]+c] = R[b]`
            St8(a: src, b: src, c: uimm) [];
            /// `M16[R[a]+c] = R[b]`
            St16(a: src, b: src, c: uimm) [];
            /// `M32[R[a]+c] = R[b]`
            St32(a: src, b: src, c: uimm) [];
            /// `M64[R[a]+c] = R[b]`
            St64(a: src, b: src, c: uimm) [];
            /// two words
            St2(a: src, b: src2, c: uimm) [];
            /// three words
            St3(a: src, b: src3, c: uimm) [];
            /// w bytes from the frame object at slot b to memory
            StN(a: src, b: srcn, c: uimm; w: bytes) [];
            /// copies w bytes from `R[b]` to `R[a]`; they may overlap; both are checked for nil
            MemCopy(a: src, b: src; w: bytes) [];
            /// zeroes w bytes at `R[a]`
            MemZero(a: src; w: bytes) [];
            /// panics if `R[a]` is nil
            NilCheck(a: src) [];
            /// `R[a] = M64[globals+d]`
            LdG64(a: dst, d: global) [];
            /// two words
            LdG2(a: dst2, d: global) [];
            /// three words
            LdG3(a: dst3, d: global) [];
            /// zero-extended byte
            LdG8U(a: dst, d: global) [];
            /// zero-extended 32 bits
            LdG32U(a: dst, d: global) [];
            /// sign-extended 32 bits
            LdG32S(a: dst, d: global) [];
            /// `M64[globals+d] = R[a]`
            StG64(a: src, d: global) [];
            /// two words
            StG2(a: src2, d: global) [];
            /// three words
            StG3(a: src3, d: global) [];
            /// low byte
            StG8(a: src, d: global) [];
            /// low 32 bits
            StG32(a: src, d: global) [];

            // ---- indexing: b (or a) is (ptr, len); an index outside panics
            /// panics unless `R[a] < R[b]` (unsigned): index R[a] of length R[b]
            Bounds(a: src, b: src) [];
            /// `R[a] = zx(M8[R[b]+R[c]])` if `R[c] < R[b+1]`
            Idx8U(a: dst, b: src2, c: src) [];
            /// sign-extended byte
            Idx8S(a: dst, b: src2, c: src) [];
            /// zero-extended 16 bits
            Idx16U(a: dst, b: src2, c: src) [];
            /// sign-extended 16 bits
            Idx16S(a: dst, b: src2, c: src) [];
            /// zero-extended 32 bits
            Idx32U(a: dst, b: src2, c: src) [];
            /// sign-extended 32 bits
            Idx32S(a: dst, b: src2, c: src) [];
            /// 64 bits
            Idx64(a: dst, b: src2, c: src) [];
            /// elements of two words
            Idx2(a: dst2, b: src2, c: src) [];
            /// elements of three words
            Idx3(a: dst3, b: src2, c: src) [];
            /// pointer and length of an element that is a slice (24 bytes)
            IdxHead(a: dst2, b: src2, c: src) [];
            /// `R[a] = M64[p + 8*R[c]]` where p and the length stand at `R[b]+w`; R[b] is checked for nil
            FldIdx64(a: dst, b: src, c: src; w: bytes) [];
            /// the same for bytes, zero-extended
            FldIdx8U(a: dst, b: src, c: src; w: bytes) [];
            /// `M8[R[a]+R[b]] = R[c]`
            IdxSt8(a: src2, b: src, c: src) [];
            /// 16 bits
            IdxSt16(a: src2, b: src, c: src) [];
            /// 32 bits
            IdxSt32(a: src2, b: src, c: src) [];
            /// 64 bits
            IdxSt64(a: src2, b: src, c: src) [];
            /// elements of two words
            IdxSt2(a: src2, b: src, c: src2) [];
            /// elements of three words
            IdxSt3(a: src2, b: src, c: src3) [];
            /// `R[a] = R[b] + R[c]*w` if `R[c] < R[b+1]`: the address of an element of w bytes
            IdxAddr(a: dst, b: src2, c: src; w: bytes) [];
            /// 64-bit field of a slice element: `R[a] = M64[R[b] + R[c]*lo(w) + hi(w)]`
            IdxFld64(a: dst, b: src2, c: src; w: pair) [];
            /// `M64[R[a] + R[b]*lo(w) + hi(w)] = R[c]`
            IdxFldSt64(a: src2, b: src, c: src; w: pair) [];
            /// address of an array element: `R[a] = R[b] + R[c]*hi(w)` if `R[c] < lo(w)`; R[b] is checked for nil
            ArrAddr(a: dst, b: src, c: src; w: pair) [];
            /// byte of an array of w elements at `R[b]`
            Arr8U(a: dst, b: src, c: src; w: bytes) [];
            /// 32 bits, zero-extended
            Arr32U(a: dst, b: src, c: src; w: bytes) [];
            /// 32 bits, sign-extended
            Arr32S(a: dst, b: src, c: src; w: bytes) [];
            /// 64 bits
            Arr64(a: dst, b: src, c: src; w: bytes) [];
            /// `array at R[a] [R[b]] = R[c]`, bytes
            ArrSt8(a: src, b: src, c: src; w: bytes) [];
            /// 32 bits
            ArrSt32(a: src, b: src, c: src; w: bytes) [];
            /// 64 bits
            ArrSt64(a: src, b: src, c: src; w: bytes) [];
            /// address of an element of the frame array at slot b: lo(w) elements of hi(w) bytes
            FArrAddr(a: dst, b: mem, c: src; w: pair) [];
            /// byte element of the frame array at slot b, of w elements
            FArr8U(a: dst, b: mem, c: src; w: bytes) [];
            /// 32 bits, zero-extended
            FArr32U(a: dst, b: mem, c: src; w: bytes) [];
            /// 32 bits, sign-extended
            FArr32S(a: dst, b: mem, c: src; w: bytes) [];
            /// 64 bits
            FArr64(a: dst, b: mem, c: src; w: bytes) [];
            /// `frame array at slot a [R[b]] = R[c]`, bytes
            FArrSt8(a: mem, b: src, c: src; w: bytes) [];
            /// 32 bits
            FArrSt32(a: mem, b: src, c: src; w: bytes) [];
            /// 64 bits
            FArrSt64(a: mem, b: src, c: src; w: bytes) [];

            // ---- slices and strings
            /// `R[a..] = R[b..][lo:hi:max]` with lo, hi, max in R[c], R[c+1], R[c+2]. lo(w) is the element size, hi(w) has bit 0
            /// if hi is given, bit 1 if max is given, bit 2 if b stands for an array (other panic words).
            SliceSl(a: dst3, b: src3, c: src3; w: pair) [];
            /// `R[a..a+2] = R[b..b+2][R[c]:R[c+1]]`; bit 0 of w: hi is given
            SliceStr(a: dst2, b: src2, c: src2; w: k64) [];
            /// `R[a..] = make([]T, R[b], R[b+1])`, T = type w
            MakeSlice(a: dst3, b: src2; w: tyw) [safe];
            /// `R[a..] = append(R[b..], R[c])`, one element of one slot and 8 bytes; T = type w
            Append64(a: dst3, b: src3, c: src; w: tyw) [safe];
            /// one element of 4 bytes
            Append32(a: dst3, b: src3, c: src; w: tyw) [safe];
            /// one element of 1 byte
            Append8(a: dst3, b: src3, c: src; w: tyw) [safe];
            /// one element of two words
            Append2(a: dst3, b: src3, c: src2; w: tyw) [safe];
            /// one element of three words
            Append3(a: dst3, b: src3, c: src3; w: tyw) [safe];
            /// one element whose memory image stands in the frame at slot c
            AppendN(a: dst3, b: src3, c: srcn; w: tyw) [safe];
            /// `R[a..] = append(R[b..], R[c..]...)`; c is (ptr, len) of a slice or a string
            AppendSl(a: dst3, b: src3, c: src2; w: tyw) [safe];
            /// `R[a..] = append(R[b..], make([]T, R[c])...)`
            AppendZ(a: dst3, b: src3, c: src; w: tyw) [safe];
            /// `R[a..] = R[b..]`, moved to the heap if it stands in the frame's buffer for it. The upper half of w is, here and in appends: bits
            /// 0-15, 1 + first slot of a buffer (a note that it was used, then 32 bytes), or 0; bit 16, the buffer shows no more capacity than
            /// the heap would give
            MoveSl(a: dst3, b: src3; w: tyw) [safe];
            /// `R[a] = copy(R[b..], R[c..])`, both (ptr, len), elements of w bytes
            CopySl(a: dst, b: src2, c: src2; w: bytes) [];
            /// `R[a..a+2] = R[b..] + R[c..]`
            Cat(a: dst2, b: src2, c: src2) [safe];
            /// concatenation of c strings at `R[b], R[b+2], ...`
            CatN(a: dst2, b: strs, c: count) [safe];
            /// `string([]byte)`
            StrOfBytes(a: dst2, b: src2) [safe];
            /// `[]byte(string)`; the capacity is what the heap gives if c is 0, at least 32 if it is 1, the length if it is 2
            BytesOfStr(a: dst3, b: src2, c: uimm) [safe];
            /// `string(rune)`
            StrOfRune(a: dst2, b: src) [safe];
            /// `string([]rune)`
            StrOfRunes(a: dst2, b: src2) [safe];
            /// `[]rune(string)`; c as above
            RunesOfStr(a: dst3, b: src2, c: uimm) [safe];
            /// decodes the rune at byte R[c] of string b: `R[a] = rune, R[a+1] = index after it`; R[c] is inside
            RangeStr(a: dst2, b: src2, c: src) [];

            // ---- allocation
            /// `R[a] = new(type d)`, zeroed
            New(a: dst, d: ty) [safe];
            /// `R[a] = closure of function lo(w) with layout hi(w)`, captures copied from `R[b..b+c]`
            Closure(a: dst, b: srcn, c: count; w: closure) [safe];
            /// `R[a] = new(type w)` with the memory image at slot b copied in; for interface data that is not direct
            Box(a: dst, b: srcn; w: tyw) [safe];
            /// Box of two words
            Box2(a: dst, b: src2; w: tyw) [safe];
            /// Box of three words
            Box3(a: dst, b: src3; w: tyw) [safe];

            // ---- interfaces
            /// `R[a] = type word R[b] is not nil and implements interface type w`
            Implements(a: dst, b: src; w: tyw) [];
            /// panics: interface value at b is not of type lo(w); hi(w) is the static interface type
            AssertFail(b: src2; w: pair) [term];

            // ---- maps; `key` is the key's memory image at slot c, w the map type
            /// `R[a] = make(map, hint R[b])`
            MakeMap(a: dst, b: src; w: tyw) [safe];
            /// `R[a] = address of the value, or of zeroes`
            MapGet(a: dst, b: src, c: srcn; w: tyw) [];
            /// `R[a] = address of the value, or of zeroes; R[a+1] = found`
            MapGet2(a: dst2, b: src, c: srcn; w: tyw) [];
            /// `R[a] = address of the value to be assigned`, inserted if absent; a nil map panics
            MapSet(a: dst, b: src, c: srcn; w: tyw) [safe];
            /// MapGet for a key of one slot that is an integer, bool or pointer
            MapGetI(a: dst, b: src, c: src; w: tyw) [];
            /// MapGet2 likewise
            MapGet2I(a: dst2, b: src, c: src; w: tyw) [];
            /// MapSet likewise
            MapSetI(a: dst, b: src, c: src; w: tyw) [safe];
            /// MapGet for a string key
            MapGetS(a: dst, b: src, c: src2; w: tyw) [];
            /// MapGet2 likewise
            MapGet2S(a: dst2, b: src, c: src2; w: tyw) [];
            /// MapSet likewise
            MapSetS(a: dst, b: src, c: src2; w: tyw) [safe];
            /// `delete(R[a], key at c)`
            MapDelete(a: src, c: srcn; w: tyw) [];
            /// `R[a] = len(R[b])`
            MapLen(a: dst, b: src) [];
            /// `clear(R[a])`
            MapClear(a: src) [];
            /// starts an iteration of map R[b] in the six-slot frame object at a
            MapIterInit(a: iter, b: src; w: tyw) [safe];
            /// advances the iteration at a: its slots 0 and 1 become the addresses of key and value; jumps by c when it is over
            MapIterNext(a: iter, c: jmp) [branch];

            // ---- channels; values move as memory images in frame slots
            /// `R[a] = make(chan, R[b])`, w the channel type
            MakeChan(a: dst, b: src; w: tyw) [safe];
            /// `R[a] <- value at slot b`
            Send(a: src, b: srcn) [safe block];
            /// `value at slot a = <-R[b]`
            Recv(a: dstn, b: src) [safe block];
            /// `value at slot a, R[c] = <-R[b]`
            Recv2(a: dstn, b: src, c: dst) [safe block];
            /// `close(R[a])`
            Close(a: src) [];
            /// `R[a] = len(R[b])`
            ChanLen(a: dst, b: src) [];
            /// `R[a] = cap(R[b])`
            ChanCap(a: dst, b: src) [];
            /// Chooses among c cases in the frame object at b, each three slots: channel, address of the value's image, direction
            /// (0 receive, 1 send). `R[a] = index chosen, or -1 for default; R[a+1] = received`. w is 1 with a default.
            Select(a: dst2, b: cases, c: count; w: k64) [safe block];

            // ---- calls; a is the slot where the callee's frame begins, its three link slots lie below it
            /// calls function d
            Call(a: base, d: func) [call];
            /// calls closure R[b]; nil panics
            CallC(a: base, b: src) [call];
            /// calls method lo(w) of interface b; its data word becomes the first argument; hi(w) is this site's cache
            CallI(a: base, b: src2; w: pair) [call];
            /// calls native d
            CallN(a: base, d: native) [safe block];
            /// returns; results are in R[0..]
            Ret() [term];
            /// `R[0] = R[a]`; returns
            Ret1(a: src) [term];
            /// `R[0..2] = R[a..a+2]`; returns
            Ret2(a: src2) [term];
            /// `R[0..3] = R[a..a+3]`; returns
            Ret3(a: src3) [term];
            /// starts a goroutine that calls function d with w argument slots from R[a..]
            Go(a: base, d: func; w: k64) [safe];
            /// starts a goroutine that calls closure R[b] with c argument slots from R[a..]; nil is fatal
            GoC(a: base, b: src, c: count) [safe];
            /// defers the call of closure R[a], which takes and returns nothing
            Defer(a: src) [safe];
            /// `R[a..a+3] =` a mark of this call, under which the body of a range-over-func loop defers
            DeferMark(a: dst3) [];
            /// defers the call of closure R[a] on behalf of the call that made the mark at b
            DeferAt(a: src, b: src3) [];
            /// runs what the current call has deferred, last first
            RunDefers() [call];
            /// `panic(R[a..a+2])`
            Panic(a: src2) [term];
            /// `R[a..a+2] = recover()`
            Recover(a: dst2) [];
            /// reached only by a bug of the compiler
            Unreachable() [term];

            // ---- the VM's own: return addresses that mean something else than "go on in the caller"
            /// the first function of a goroutine has returned
            GoExit() [term];
            /// the callee began a new stack chunk: give its results to the caller and unlink
            ChunkRet() [term];
            /// a deferred call has returned to a panic in progress
            PanicRet() [term];
            /// a deferred call has returned to RunDefers
            DeferRet() [term];
            /// a call from Rust has returned
            HostRet() [term];
        }
    };
}

macro_rules! declare {
    ($( $(#[doc = $doc:literal])* $name:ident ( $($field:ident : $role:ident),* $(; $w:ident : $wrole:ident)? ) [ $($flag:ident)* ] ; )*) => {
        /// An operation; see the table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Op { $( $(#[doc = $doc])* $name, )* }

        /// All operations by number.
        pub const OPS: &[Op] = &[ $( Op::$name, )* ];

        static INFO: &[OpInfo] = &[ $( OpInfo {
            name: stringify!($name),
            doc: concat!($($doc),*),
            operands: &[ $( Operand { field: Field::$field, role: Role::$role } ),* ],
            wide: declare!(@wide $($wrole)?),
            flags: 0 $( | flags::$flag )*,
        }, )* ];
    };
    (@wide) => { None };
    (@wide $r:ident) => { Some(Wide::$r) };
}

/// Which field of the instruction word an operand stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(non_camel_case_types)]
pub enum Field {
    /// bits 16..32
    a,
    /// bits 32..48
    b,
    /// bits 48..64
    c,
    /// bits 32..64, signed
    d,
}

/// What an operand means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(non_camel_case_types)]
pub enum Role {
    /// one slot written
    dst,
    /// two slots written
    dst2,
    /// three slots written
    dst3,
    /// a range of slots written, as long as the type, `count` or `bytes` operand says
    dstn,
    /// one slot read
    src,
    /// two slots read
    src2,
    /// three slots read
    src3,
    /// a range of slots read
    srcn,
    /// one slot read and written
    upd,
    /// a frame object whose address is taken or that is indexed: it lives in memory for the whole call
    mem,
    /// a map iterator: six slots
    iter,
    /// the cases of a select: three slots each
    cases,
    /// strings: two slots each
    strs,
    /// where a callee's frame begins
    base,
    /// signed 16 bits
    imm,
    /// unsigned 16 bits
    uimm,
    /// a number of slots or things
    count,
    /// signed 32 bits
    imm32,
    /// a 16-bit distance in words
    jmp,
    /// a 32-bit distance in words
    jmp32,
    /// number of entries of the jump table that follows
    table,
    /// a function
    func,
    /// a native
    native,
    /// a run-time type
    ty,
    /// a byte offset into the globals
    global,
}

/// What the second word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(non_camel_case_types)]
pub enum Wide {
    /// any 64 bits
    k64,
    /// a number of bytes or elements
    bytes,
    /// a run-time type
    tyw,
    /// two 32-bit numbers, low and high
    pair,
    /// a function (low) and a layout (high)
    closure,
}

/// One operand.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// Where.
    pub field: Field,
    /// What.
    pub role: Role,
}

/// What the table says of an operation.
#[derive(Debug)]
pub struct OpInfo {
    /// Its name.
    pub name: &'static str,
    /// Its effect.
    pub doc: &'static str,
    /// Its operands.
    pub operands: &'static [Operand],
    /// Its second word.
    pub wide: Option<Wide>,
    flags: u32,
}

#[allow(non_upper_case_globals)]
mod flags {
    pub const safe: u32 = 1;
    pub const term: u32 = 2;
    pub const branch: u32 = 4;
    pub const call: u32 = 8;
    pub const block: u32 = 16;
}

impl OpInfo {
    /// May collect or switch before it takes effect, and is then restarted.
    pub fn is_safe(&self) -> bool {
        self.flags & flags::safe != 0
    }
    /// Control never goes on to the next instruction.
    pub fn is_terminator(&self) -> bool {
        self.flags & flags::term != 0
    }
    /// Control may go on elsewhere.
    pub fn is_branch(&self) -> bool {
        self.flags & flags::branch != 0
    }
    /// Runs Go code before the next instruction.
    pub fn is_call(&self) -> bool {
        self.flags & flags::call != 0
    }
    /// May park the goroutine and complete later.
    pub fn may_block(&self) -> bool {
        self.flags & flags::block != 0
    }
    /// Words that the instruction takes, without a jump table.
    pub fn words(&self) -> usize {
        1 + self.wide.is_some() as usize
    }
}

impl Op {
    /// What the table says of it.
    pub const fn info(self) -> &'static OpInfo {
        &INFO[self as usize]
    }

    /// The operation with this number.
    pub fn from_u16(n: u16) -> Option<Op> {
        OPS.get(n as usize).copied()
    }
}

for_each_op!(declare);
