//! Every code of an error the checker reports, with a program that has it. A test checks each of these programs. Errors of the initialisation
//! order name their codes where they are made (`initorder`); those of labels and branches are the parser's.

use vole_source::Code;

/// A generic function without a body.
///
/// ```go
/// package p
/// func f[T any](x T)
/// ```
pub const BADLY_DECLARED: Code = "BadlyDeclared";
/// The left side of `:=` is no name.
///
/// ```go
/// package p
/// func f(x struct{ a int }) { x.a := 1 }
/// ```
pub const BAD_DECL: Code = "BadDecl";
/// `[...]T` that is not the type of a composite literal.
///
/// ```go
/// package p
/// var x [...]int
/// ```
pub const BAD_DOT_DOT_DOT: Code = "BadDotDotDot";
/// `...` in a conversion.
///
/// ```go
/// package p
/// func f(s []int) { _ = []int(s...) }
/// ```
pub const BAD_DOT_DOT_DOT_SYNTAX: Code = "BadDotDotDotSyntax";
/// The argument of `unsafe.Offsetof` selects no field.
///
/// ```go
/// package p
/// import "unsafe"
/// var x int
/// var _ = unsafe.Offsetof(x)
/// ```
pub const BAD_OFFSETOF_SYNTAX: Code = "BadOffsetofSyntax";
/// A receiver with another number of type parameters than its type.
///
/// ```go
/// package p
/// type T[A, B any] struct{}
/// func (T[A]) m() {}
/// ```
pub const BAD_RECV: Code = "BadRecv";
/// An interface method named `_`.
///
/// ```go
/// package p
/// type T interface{ _() }
/// ```
pub const BLANK_IFACE_METHOD: Code = "BlankIfaceMethod";
/// A type argument that neither stands there nor can be inferred.
///
/// ```go
/// package p
/// func f[T any]() {}
/// func g() { f() }
/// ```
pub const CANNOT_INFER_TYPE_ARGS: Code = "CannotInferTypeArgs";
/// Division by the constant zero.
///
/// ```go
/// package p
/// func f(x int) int { return x / 0 }
/// ```
pub const DIV_BY_ZERO: Code = "DivByZero";
/// A constant or type that an earlier case has.
///
/// ```go
/// package p
/// func f(x int) {
///     switch x {
///     case 1, 1:
///     }
/// }
/// ```
pub const DUPLICATE_CASE: Code = "DuplicateCase";
/// A name declared twice in a block.
///
/// ```go
/// package p
/// var x int
/// var x string
/// ```
pub const DUPLICATE_DECL: Code = "DuplicateDecl";
/// Two default clauses.
///
/// ```go
/// package p
/// func f(x int) {
///     switch x {
///     default:
///     default:
///     }
/// }
/// ```
pub const DUPLICATE_DEFAULT: Code = "DuplicateDefault";
/// A method named like a field.
///
/// ```go
/// package p
/// type T struct{ x int }
/// func (T) x() {}
/// ```
pub const DUPLICATE_FIELD_AND_METHOD: Code = "DuplicateFieldAndMethod";
/// A field set twice in a struct literal.
///
/// ```go
/// package p
/// var _ = struct{ a int }{a: 1, a: 2}
/// ```
pub const DUPLICATE_LIT_FIELD: Code = "DuplicateLitField";
/// A key or index that a literal has twice.
///
/// ```go
/// package p
/// var _ = map[string]int{"a": 1, "a": 2}
/// ```
pub const DUPLICATE_LIT_KEY: Code = "DuplicateLitKey";
/// A method declared twice.
///
/// ```go
/// package p
/// type T struct{}
/// func (T) m() {}
/// func (T) m() {}
/// ```
pub const DUPLICATE_METHOD: Code = "DuplicateMethod";
/// A type assertion or case that can never hold.
///
/// ```go
/// package p
/// type I interface{ m() }
/// func f(x I) { _ = x.(int) }
/// ```
pub const IMPOSSIBLE_ASSERT: Code = "ImpossibleAssert";
/// A map key type without `==`.
///
/// ```go
/// package p
/// var x map[[]int]int
/// ```
pub const INCOMPARABLE_MAP_KEY: Code = "IncomparableMapKey";
/// A value that is not assignable to where it goes.
///
/// ```go
/// package p
/// func f(x int) { var s string = x; _ = s }
/// ```
pub const INCOMPATIBLE_ASSIGN: Code = "IncompatibleAssign";
/// `append` to something that is no slice.
///
/// ```go
/// package p
/// func f(x int) { _ = append(x, 1) }
/// ```
pub const INVALID_APPEND: Code = "InvalidAppend";
/// An array length that is no constant integer of at least zero.
///
/// ```go
/// package p
/// var x [-1]int
/// ```
pub const INVALID_ARRAY_LEN: Code = "InvalidArrayLen";
/// A type assertion on a value that is no interface.
///
/// ```go
/// package p
/// func f(x int) { _ = x.(int) }
/// ```
pub const INVALID_ASSERT: Code = "InvalidAssert";
/// `_` used as a value.
///
/// ```go
/// package p
/// func f() { x := _ }
/// ```
pub const INVALID_BLANK: Code = "InvalidBlank";
/// A call of something that is no function.
///
/// ```go
/// package p
/// func f(x int) { x() }
/// ```
pub const INVALID_CALL: Code = "InvalidCall";
/// `cap` of something without capacity.
///
/// ```go
/// package p
/// func f(x map[int]int) { _ = cap(x) }
/// ```
pub const INVALID_CAP: Code = "InvalidCap";
/// `clear` of something that is neither map nor slice.
///
/// ```go
/// package p
/// func f(x int) { clear(x) }
/// ```
pub const INVALID_CLEAR: Code = "InvalidClear";
/// `close` of something that is no channel one can send to.
///
/// ```go
/// package p
/// func f(x <-chan int) { close(x) }
/// ```
pub const INVALID_CLOSE: Code = "InvalidClose";
/// `complex` of arguments that are no floats of one type.
///
/// ```go
/// package p
/// func f(x string) { _ = complex(x, x) }
/// ```
pub const INVALID_COMPLEX: Code = "InvalidComplex";
/// A condition that is not boolean.
///
/// ```go
/// package p
/// func f(x int) {
///     if x {
///     }
/// }
/// ```
pub const INVALID_COND: Code = "InvalidCond";
/// A constant initialised with something that is not constant.
///
/// ```go
/// package p
/// var x int
/// const c = x
/// ```
pub const INVALID_CONST_INIT: Code = "InvalidConstInit";
/// A constant of a type that has none.
///
/// ```go
/// package p
/// const c []int = nil
/// ```
pub const INVALID_CONST_TYPE: Code = "InvalidConstType";
/// A constant too large to compute with.
///
/// ```go
/// package p
/// const c = 1 << 1000 << 1000
/// ```
pub const INVALID_CONST_VAL: Code = "InvalidConstVal";
/// A conversion that does not exist.
///
/// ```go
/// package p
/// func f(x string) { _ = int(x) }
/// ```
pub const INVALID_CONVERSION: Code = "InvalidConversion";
/// `copy` of arguments that are no slices with the same elements.
///
/// ```go
/// package p
/// func f(x []int, y []string) { copy(x, y) }
/// ```
pub const INVALID_COPY: Code = "InvalidCopy";
/// A type that contains itself, or another circle of declarations.
///
/// ```go
/// package p
/// type T struct{ t T }
/// ```
pub const INVALID_DECL_CYCLE: Code = "InvalidDeclCycle";
/// `delete` from something that is no map.
///
/// ```go
/// package p
/// func f(x []int) { delete(x, 1) }
/// ```
pub const INVALID_DELETE: Code = "InvalidDelete";
/// `...` where it means nothing.
///
/// ```go
/// package p
/// func f(x []int) { _ = len(x...) }
/// ```
pub const INVALID_DOT_DOT_DOT: Code = "InvalidDotDotDot";
/// A switch over a value without `==`.
///
/// ```go
/// package p
/// func f(x [1]func()) {
///     switch x {
///     }
/// }
/// ```
pub const INVALID_EXPR_SWITCH: Code = "InvalidExprSwitch";
/// `imag` of something that is not complex.
///
/// ```go
/// package p
/// func f(x int) { _ = imag(x) }
/// ```
pub const INVALID_IMAG: Code = "InvalidImag";
/// An index that is no integer or out of range.
///
/// ```go
/// package p
/// func f(x [2]int) { _ = x[2] }
/// ```
pub const INVALID_INDEX: Code = "InvalidIndex";
/// `*x` of something that is no pointer.
///
/// ```go
/// package p
/// func f(x int) { _ = *x }
/// ```
pub const INVALID_INDIRECTION: Code = "InvalidIndirection";
/// `init` or `main` declared otherwise than as a plain function.
///
/// ```go
/// package p
/// var init int
/// ```
pub const INVALID_INIT_DECL: Code = "InvalidInitDecl";
/// `iota` outside a constant declaration.
///
/// ```go
/// package p
/// var x = iota
/// ```
pub const INVALID_IOTA: Code = "InvalidIota";
/// More iteration variables than a range yields.
///
/// ```go
/// package p
/// func f(x chan int) {
///     for a, b := range x {
///         _, _ = a, b
///     }
/// }
/// ```
pub const INVALID_ITER_VAR: Code = "InvalidIterVar";
/// `len` of something without length.
///
/// ```go
/// package p
/// func f(x int) { _ = len(x) }
/// ```
pub const INVALID_LEN: Code = "InvalidLen";
/// A composite literal of a type that has none.
///
/// ```go
/// package p
/// var _ = int{}
/// ```
pub const INVALID_LIT: Code = "InvalidLit";
/// A key of a struct literal that is no name.
///
/// ```go
/// package p
/// var _ = struct{ a int }{1: 1}
/// ```
pub const INVALID_LIT_FIELD: Code = "InvalidLitField";
/// `main` declared as something else than a function in package main. No example: it needs package main.
pub const INVALID_MAIN_DECL: Code = "InvalidMainDecl";
/// `make` of a type that is no slice, map or channel.
///
/// ```go
/// package p
/// var _ = make(int)
/// ```
pub const INVALID_MAKE: Code = "InvalidMake";
/// A method expression that names no method of the type.
///
/// ```go
/// package p
/// type T struct{}
/// func (*T) m() {}
/// var _ = T.m
/// ```
pub const INVALID_METHOD_EXPR: Code = "InvalidMethodExpr";
/// An argument of `min` or `max` without order.
///
/// ```go
/// package p
/// func f(x bool) { _ = min(x) }
/// ```
pub const INVALID_MIN_MAX_OPERAND: Code = "InvalidMinMaxOperand";
/// `unsafe.Offsetof` of a method or of a field behind an embedded pointer.
///
/// ```go
/// package p
/// import "unsafe"
/// type T struct{}
/// func (T) m() {}
/// var _ = unsafe.Offsetof(T{}.m)
/// ```
pub const INVALID_OFFSETOF: Code = "InvalidOffsetof";
/// A package name that stands alone.
///
/// ```go
/// package p
/// import "unsafe"
/// var _ = unsafe
/// ```
pub const INVALID_PKG_USE: Code = "InvalidPkgUse";
/// A declaration as post statement of a loop. No example: the parser reports it first.
pub const INVALID_POST_DECL: Code = "InvalidPostDecl";
/// An embedded field of pointer type.
///
/// ```go
/// package p
/// type P *int
/// type T struct{ P }
/// ```
pub const INVALID_PTR_EMBED: Code = "InvalidPtrEmbed";
/// A range over something one cannot range over.
///
/// ```go
/// package p
/// func f(x bool) {
///     for range x {
///     }
/// }
/// ```
pub const INVALID_RANGE_EXPR: Code = "InvalidRangeExpr";
/// `real` of something that is not complex.
///
/// ```go
/// package p
/// func f(x int) { _ = real(x) }
/// ```
pub const INVALID_REAL: Code = "InvalidReal";
/// A receive from something that is no channel one can receive from.
///
/// ```go
/// package p
/// func f(x chan<- int) { <-x }
/// ```
pub const INVALID_RECEIVE: Code = "InvalidReceive";
/// A receiver type that cannot have methods.
///
/// ```go
/// package p
/// func (int) m() {}
/// ```
pub const INVALID_RECV: Code = "InvalidRecv";
/// A case of a select that neither sends nor receives.
///
/// ```go
/// package p
/// func f(x chan int) {
///     select {
///     case x:
///     }
/// }
/// ```
pub const INVALID_SELECT_CASE: Code = "InvalidSelectCase";
/// A send to something that is no channel one can send to.
///
/// ```go
/// package p
/// func f(x <-chan int) { x <- 1 }
/// ```
pub const INVALID_SEND: Code = "InvalidSend";
/// A shift count that is negative, too large or no integer.
///
/// ```go
/// package p
/// func f(x int) { _ = x << -1 }
/// ```
pub const INVALID_SHIFT_COUNT: Code = "InvalidShiftCount";
/// A shift of something that is no integer.
///
/// ```go
/// package p
/// func f(x float64) { _ = x << 1 }
/// ```
pub const INVALID_SHIFT_OPERAND: Code = "InvalidShiftOperand";
/// A three-index slice of a string.
///
/// ```go
/// package p
/// func f(x string) { _ = x[0:1:2] }
/// ```
pub const INVALID_SLICE_EXPR: Code = "InvalidSliceExpr";
/// Too few or too many values in a struct literal.
///
/// ```go
/// package p
/// var _ = struct{ a, b int }{1}
/// ```
pub const INVALID_STRUCT_LIT: Code = "InvalidStructLit";
/// A `key: value` outside a composite literal. No example: no parsed program has one.
pub const INVALID_SYNTAX_TREE: Code = "InvalidSyntaxTree";
/// A type argument that does not satisfy its constraint.
///
/// ```go
/// package p
/// func f[T ~int]() {}
/// func g() { f[string]() }
/// ```
pub const INVALID_TYPE_ARG: Code = "InvalidTypeArg";
/// A type switch on a value that is no interface.
///
/// ```go
/// package p
/// func f(x int) {
///     switch x.(type) {
///     }
/// }
/// ```
pub const INVALID_TYPE_SWITCH: Code = "InvalidTypeSwitch";
/// A term that a union may not have.
///
/// ```go
/// package p
/// type T interface{ ~error }
/// ```
pub const INVALID_UNION: Code = "InvalidUnion";
/// `unsafe.Slice` of something that is no pointer.
///
/// ```go
/// package p
/// import "unsafe"
/// func f(x int) { _ = unsafe.Slice(x, 1) }
/// ```
pub const INVALID_UNSAFE_SLICE: Code = "InvalidUnsafeSlice";
/// `unsafe.SliceData` of something that is no slice.
///
/// ```go
/// package p
/// import "unsafe"
/// func f(x int) { _ = unsafe.SliceData(x) }
/// ```
pub const INVALID_UNSAFE_SLICE_DATA: Code = "InvalidUnsafeSliceData";
/// An untyped operand that cannot have the type its place asks for.
///
/// ```go
/// package p
/// var x int = "a"
/// ```
pub const INVALID_UNTYPED_CONVERSION: Code = "InvalidUntypedConversion";
/// Operands of different types.
///
/// ```go
/// package p
/// func f(x int, y string) { _ = x + y }
/// ```
pub const MISMATCHED_TYPES: Code = "MismatchedTypes";
/// A constraint as the type of a variable.
///
/// ```go
/// package p
/// var x interface{ ~int }
/// ```
pub const MISPLACED_CONSTRAINT_IFACE: Code = "MisplacedConstraintIface";
/// A type parameter where none may stand.
///
/// ```go
/// package p
/// type T[P any] P
/// ```
pub const MISPLACED_TYPE_PARAM: Code = "MisplacedTypeParam";
/// A function without a body.
///
/// ```go
/// package p
/// func f()
/// ```
pub const MISSING_BODY: Code = "MissingBody";
/// A selector that selects nothing.
///
/// ```go
/// package p
/// func f(x int) { _ = x.a }
/// ```
pub const MISSING_FIELD_OR_METHOD: Code = "MissingFieldOrMethod";
/// An `init` function without a body.
///
/// ```go
/// package p
/// func init()
/// ```
pub const MISSING_INIT_BODY: Code = "MissingInitBody";
/// A key of a struct literal that names no field.
///
/// ```go
/// package p
/// var _ = struct{ a int }{b: 1}
/// ```
pub const MISSING_LIT_FIELD: Code = "MissingLitField";
/// A map literal's element without a key.
///
/// ```go
/// package p
/// var _ = map[int]int{1}
/// ```
pub const MISSING_LIT_KEY: Code = "MissingLitKey";
/// A function with results whose end can be reached.
///
/// ```go
/// package p
/// func f() int {}
/// ```
pub const MISSING_RETURN: Code = "MissingReturn";
/// A struct literal with and without keys.
///
/// ```go
/// package p
/// var _ = struct{ a, b int }{a: 1, 2}
/// ```
pub const MIXED_STRUCT_LIT: Code = "MixedStructLit";
/// An index of something that has none.
///
/// ```go
/// package p
/// func f(x int) { _ = x[0] }
/// ```
pub const NON_INDEXABLE_OPERAND: Code = "NonIndexableOperand";
/// `++` or `--` of something that is no number.
///
/// ```go
/// package p
/// func f(x string) { x++ }
/// ```
pub const NON_NUMERIC_INC_DEC: Code = "NonNumericIncDec";
/// A slice of something that has none.
///
/// ```go
/// package p
/// func f(x int) { _ = x[:] }
/// ```
pub const NON_SLICEABLE_OPERAND: Code = "NonSliceableOperand";
/// `...` in a call of a function that is not variadic.
///
/// ```go
/// package p
/// func f(x []int) { f(x...) }
/// ```
pub const NON_VARIADIC_DOT_DOT_DOT: Code = "NonVariadicDotDotDot";
/// A type where a value is wanted.
///
/// ```go
/// package p
/// var x = int
/// ```
pub const NOT_AN_EXPR: Code = "NotAnExpr";
/// Type arguments for a type that takes none.
///
/// ```go
/// package p
/// var x int[string]
/// ```
pub const NOT_A_GENERIC_TYPE: Code = "NotAGenericType";
/// A value where a type is wanted.
///
/// ```go
/// package p
/// var x int
/// var y x
/// ```
pub const NOT_A_TYPE: Code = "NotAType";
/// A `:=` that declares nothing.
///
/// ```go
/// package p
/// func f(x int) { x := 1 }
/// ```
pub const NO_NEW_VAR: Code = "NoNewVar";
/// A constant too large for its type.
///
/// ```go
/// package p
/// var x int8 = 200
/// ```
pub const NUMERIC_OVERFLOW: Code = "NumericOverflow";
/// A bare return where a result's name means something else.
///
/// ```go
/// package p
/// func f() (x int) {
///     {
///         x := 1
///         _ = x
///         return
///     }
/// }
/// ```
pub const OUT_OF_SCOPE_RESULT: Code = "OutOfScopeResult";
/// More elements than an array has.
///
/// ```go
/// package p
/// var _ = [1]int{1, 2}
/// ```
pub const OVERSIZE_ARRAY_LIT: Code = "OversizeArrayLit";
/// A name twice on the left of `:=`.
///
/// ```go
/// package p
/// func f() { x, x := 1, 2 }
/// ```
pub const REPEATED_DECL: Code = "RepeatedDecl";
/// A length above the capacity.
///
/// ```go
/// package p
/// var _ = make([]int, 2, 1)
/// ```
pub const SWAPPED_MAKE_ARGS: Code = "SwappedMakeArgs";
/// Constant slice indices that decrease.
///
/// ```go
/// package p
/// func f(x []int) { _ = x[2:1] }
/// ```
pub const SWAPPED_SLICE_INDICES: Code = "SwappedSliceIndices";
/// Several values, or none, where one is wanted.
///
/// ```go
/// package p
/// func g() (int, int)
/// func f() { _ = 1 + g() }
/// ```
pub const TOO_MANY_VALUES: Code = "TooManyValues";
/// A constant with a fraction for an integer.
///
/// ```go
/// package p
/// var x int = 1.5
/// ```
pub const TRUNCATED_FLOAT: Code = "TruncatedFloat";
/// A type larger than the address space.
///
/// ```go
/// package p
/// import "unsafe"
/// var x [1 << 60]int
/// var _ = unsafe.Sizeof(x)
/// ```
pub const TYPE_TOO_LARGE: Code = "TypeTooLarge";
/// An assignment to a field of a map's element.
///
/// ```go
/// package p
/// func f(x map[int]struct{ a int }) { x[0].a = 1 }
/// ```
pub const UNADDRESSABLE_FIELD_ASSIGN: Code = "UnaddressableFieldAssign";
/// `&x` of something without an address.
///
/// ```go
/// package p
/// func f() { _ = &f }
/// ```
pub const UNADDRESSABLE_OPERAND: Code = "UnaddressableOperand";
/// An assignment to something that is no variable.
///
/// ```go
/// package p
/// const c = 1
/// func f() { c = 2 }
/// ```
pub const UNASSIGNABLE_OPERAND: Code = "UnassignableOperand";
/// A predeclared function that is not called.
///
/// ```go
/// package p
/// var x = len
/// ```
pub const UNCALLED_BUILTIN: Code = "UncalledBuiltin";
/// A name that an imported package does not export.
///
/// ```go
/// package p
/// import "unsafe"
/// var _ = unsafe.Foo
/// ```
pub const UNDECLARED_IMPORTED_NAME: Code = "UndeclaredImportedName";
/// A name that nothing declares.
///
/// ```go
/// package p
/// var x = y
/// ```
pub const UNDECLARED_NAME: Code = "UndeclaredName";
/// An operator that the operand's type does not have.
///
/// ```go
/// package p
/// var x = -"a"
/// ```
pub const UNDEFINED_OP: Code = "UndefinedOp";
/// A value for another package's unexported field. No example: it needs an imported package.
pub const UNEXPORTED_LIT_FIELD: Code = "UnexportedLitField";
/// A literal without a type where none can be left out.
///
/// ```go
/// package p
/// var _ = struct{ p []int }{p: {1}}
/// ```
pub const UNTYPED_LIT: Code = "UntypedLit";
/// `nil` where nothing says which.
///
/// ```go
/// package p
/// var x = nil
/// ```
pub const UNTYPED_NIL_USE: Code = "UntypedNilUse";
/// A package named `_`.
///
/// ```go
/// package _
/// ```
pub const BLANK_PKG_NAME: Code = "BlankPkgName";
/// A `//go:` comment that can mean nothing where it stands.
///
/// ```go
/// package p
/// //go:noescape
/// func f() {}
/// ```
pub const MISPLACED_DIRECTIVE: Code = "MisplacedCompilerDirective";
/// Something newer than the language version of its file.
///
/// ```go
/// //go:build go1.21
///
/// package p
/// func f() { for range 10 {} }
/// ```
pub const UNSUPPORTED_FEATURE: Code = "UnsupportedFeature";
/// A value that nothing uses.
///
/// ```go
/// package p
/// func f(x int) { x + 1 }
/// ```
pub const UNUSED_EXPR: Code = "UnusedExpr";
/// An import that nothing uses.
///
/// ```go
/// package p
/// import "unsafe"
/// ```
pub const UNUSED_IMPORT: Code = "UnusedImport";
/// A deferred or started call whose result is lost.
///
/// ```go
/// package p
/// func f(x []int) { defer len(x) }
/// ```
pub const UNUSED_RESULTS: Code = "UnusedResults";
/// A local variable that nothing uses.
///
/// ```go
/// package p
/// func f() { x := 1 }
/// ```
pub const UNUSED_VAR: Code = "UnusedVar";
/// Too few or too many arguments.
///
/// ```go
/// package p
/// func f(x int) { f() }
/// ```
pub const WRONG_ARG_COUNT: Code = "WrongArgCount";
/// Another number of values than of variables.
///
/// ```go
/// package p
/// func f() { _, _ = 1 }
/// ```
pub const WRONG_ASSIGN_COUNT: Code = "WrongAssignCount";
/// Another number of values than a function has results.
///
/// ```go
/// package p
/// func f() int { return 1, 2 }
/// ```
pub const WRONG_RESULT_COUNT: Code = "WrongResultCount";
/// Too few or too many type arguments.
///
/// ```go
/// package p
/// type T[P any] struct{}
/// var x T
/// ```
pub const WRONG_TYPE_ARG_COUNT: Code = "WrongTypeArgCount";
