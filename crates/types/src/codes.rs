//! Every code of an error the checker reports.

use vole_source::Code;

/// `BadlyDeclared`
pub const BADLY_DECLARED: Code = "BadlyDeclared";
/// `BadDecl`
pub const BAD_DECL: Code = "BadDecl";
/// `BadDotDotDot`
pub const BAD_DOT_DOT_DOT: Code = "BadDotDotDot";
/// `BadDotDotDotSyntax`
pub const BAD_DOT_DOT_DOT_SYNTAX: Code = "BadDotDotDotSyntax";
/// `BadOffsetofSyntax`
pub const BAD_OFFSETOF_SYNTAX: Code = "BadOffsetofSyntax";
/// `BadRecv`
pub const BAD_RECV: Code = "BadRecv";
/// `BlankIfaceMethod`
pub const BLANK_IFACE_METHOD: Code = "BlankIfaceMethod";
/// `CannotInferTypeArgs`
pub const CANNOT_INFER_TYPE_ARGS: Code = "CannotInferTypeArgs";
/// `DivByZero`
pub const DIV_BY_ZERO: Code = "DivByZero";
/// `DuplicateCase`
pub const DUPLICATE_CASE: Code = "DuplicateCase";
/// `DuplicateDecl`
pub const DUPLICATE_DECL: Code = "DuplicateDecl";
/// `DuplicateDefault`
pub const DUPLICATE_DEFAULT: Code = "DuplicateDefault";
/// `DuplicateFieldAndMethod`
pub const DUPLICATE_FIELD_AND_METHOD: Code = "DuplicateFieldAndMethod";
/// `DuplicateLitField`
pub const DUPLICATE_LIT_FIELD: Code = "DuplicateLitField";
/// `DuplicateLitKey`
pub const DUPLICATE_LIT_KEY: Code = "DuplicateLitKey";
/// `DuplicateMethod`
pub const DUPLICATE_METHOD: Code = "DuplicateMethod";
/// `ImpossibleAssert`
pub const IMPOSSIBLE_ASSERT: Code = "ImpossibleAssert";
/// `IncomparableMapKey`
pub const INCOMPARABLE_MAP_KEY: Code = "IncomparableMapKey";
/// `IncompatibleAssign`
pub const INCOMPATIBLE_ASSIGN: Code = "IncompatibleAssign";
/// `InvalidAppend`
pub const INVALID_APPEND: Code = "InvalidAppend";
/// `InvalidArrayLen`
pub const INVALID_ARRAY_LEN: Code = "InvalidArrayLen";
/// `InvalidAssert`
pub const INVALID_ASSERT: Code = "InvalidAssert";
/// `InvalidBlank`
pub const INVALID_BLANK: Code = "InvalidBlank";
/// `InvalidCall`
pub const INVALID_CALL: Code = "InvalidCall";
/// `InvalidCap`
pub const INVALID_CAP: Code = "InvalidCap";
/// `InvalidClear`
pub const INVALID_CLEAR: Code = "InvalidClear";
/// `InvalidClose`
pub const INVALID_CLOSE: Code = "InvalidClose";
/// `InvalidComplex`
pub const INVALID_COMPLEX: Code = "InvalidComplex";
/// `InvalidCond`
pub const INVALID_COND: Code = "InvalidCond";
/// `InvalidConstInit`
pub const INVALID_CONST_INIT: Code = "InvalidConstInit";
/// `InvalidConstType`
pub const INVALID_CONST_TYPE: Code = "InvalidConstType";
/// `InvalidConstVal`
pub const INVALID_CONST_VAL: Code = "InvalidConstVal";
/// `InvalidConversion`
pub const INVALID_CONVERSION: Code = "InvalidConversion";
/// `InvalidCopy`
pub const INVALID_COPY: Code = "InvalidCopy";
/// `InvalidDeclCycle`
pub const INVALID_DECL_CYCLE: Code = "InvalidDeclCycle";
/// `InvalidDefer`
pub const INVALID_DEFER: Code = "InvalidDefer";
/// `InvalidDelete`
pub const INVALID_DELETE: Code = "InvalidDelete";
/// `InvalidDotDotDot`
pub const INVALID_DOT_DOT_DOT: Code = "InvalidDotDotDot";
/// `InvalidExprSwitch`
pub const INVALID_EXPR_SWITCH: Code = "InvalidExprSwitch";
/// `InvalidImag`
pub const INVALID_IMAG: Code = "InvalidImag";
/// `InvalidIndex`
pub const INVALID_INDEX: Code = "InvalidIndex";
/// `InvalidIndirection`
pub const INVALID_INDIRECTION: Code = "InvalidIndirection";
/// `InvalidInitDecl`
pub const INVALID_INIT_DECL: Code = "InvalidInitDecl";
/// `InvalidIota`
pub const INVALID_IOTA: Code = "InvalidIota";
/// `InvalidIterVar`
pub const INVALID_ITER_VAR: Code = "InvalidIterVar";
/// `InvalidLen`
pub const INVALID_LEN: Code = "InvalidLen";
/// `InvalidLit`
pub const INVALID_LIT: Code = "InvalidLit";
/// `InvalidLitField`
pub const INVALID_LIT_FIELD: Code = "InvalidLitField";
/// `InvalidMainDecl`
pub const INVALID_MAIN_DECL: Code = "InvalidMainDecl";
/// `InvalidMake`
pub const INVALID_MAKE: Code = "InvalidMake";
/// `InvalidMethodExpr`
pub const INVALID_METHOD_EXPR: Code = "InvalidMethodExpr";
/// `InvalidMinMaxOperand`
pub const INVALID_MIN_MAX_OPERAND: Code = "InvalidMinMaxOperand";
/// `InvalidOffsetof`
pub const INVALID_OFFSETOF: Code = "InvalidOffsetof";
/// `InvalidPkgUse`
pub const INVALID_PKG_USE: Code = "InvalidPkgUse";
/// `InvalidPostDecl`
pub const INVALID_POST_DECL: Code = "InvalidPostDecl";
/// `InvalidPtrEmbed`
pub const INVALID_PTR_EMBED: Code = "InvalidPtrEmbed";
/// `InvalidRangeExpr`
pub const INVALID_RANGE_EXPR: Code = "InvalidRangeExpr";
/// `InvalidReal`
pub const INVALID_REAL: Code = "InvalidReal";
/// `InvalidReceive`
pub const INVALID_RECEIVE: Code = "InvalidReceive";
/// `InvalidRecv`
pub const INVALID_RECV: Code = "InvalidRecv";
/// `InvalidSelectCase`
pub const INVALID_SELECT_CASE: Code = "InvalidSelectCase";
/// `InvalidSend`
pub const INVALID_SEND: Code = "InvalidSend";
/// `InvalidShiftCount`
pub const INVALID_SHIFT_COUNT: Code = "InvalidShiftCount";
/// `InvalidShiftOperand`
pub const INVALID_SHIFT_OPERAND: Code = "InvalidShiftOperand";
/// `InvalidSliceExpr`
pub const INVALID_SLICE_EXPR: Code = "InvalidSliceExpr";
/// `InvalidStructLit`
pub const INVALID_STRUCT_LIT: Code = "InvalidStructLit";
/// `InvalidSyntaxTree`
pub const INVALID_SYNTAX_TREE: Code = "InvalidSyntaxTree";
/// `InvalidTypeArg`
pub const INVALID_TYPE_ARG: Code = "InvalidTypeArg";
/// `InvalidTypeSwitch`
pub const INVALID_TYPE_SWITCH: Code = "InvalidTypeSwitch";
/// `InvalidUnion`
pub const INVALID_UNION: Code = "InvalidUnion";
/// `InvalidUnsafeSlice`
pub const INVALID_UNSAFE_SLICE: Code = "InvalidUnsafeSlice";
/// `InvalidUnsafeSliceData`
pub const INVALID_UNSAFE_SLICE_DATA: Code = "InvalidUnsafeSliceData";
/// `InvalidUntypedConversion`
pub const INVALID_UNTYPED_CONVERSION: Code = "InvalidUntypedConversion";
/// `MismatchedTypes`
pub const MISMATCHED_TYPES: Code = "MismatchedTypes";
/// `MisplacedConstraintIface`
pub const MISPLACED_CONSTRAINT_IFACE: Code = "MisplacedConstraintIface";
/// `MisplacedFallthrough`
pub const MISPLACED_FALLTHROUGH: Code = "MisplacedFallthrough";
/// `MisplacedTypeParam`
pub const MISPLACED_TYPE_PARAM: Code = "MisplacedTypeParam";
/// `MissingBody`
pub const MISSING_BODY: Code = "MissingBody";
/// `MissingFieldOrMethod`
pub const MISSING_FIELD_OR_METHOD: Code = "MissingFieldOrMethod";
/// `MissingInitBody`
pub const MISSING_INIT_BODY: Code = "MissingInitBody";
/// `MissingLitField`
pub const MISSING_LIT_FIELD: Code = "MissingLitField";
/// `MissingLitKey`
pub const MISSING_LIT_KEY: Code = "MissingLitKey";
/// `MissingReturn`
pub const MISSING_RETURN: Code = "MissingReturn";
/// `MixedStructLit`
pub const MIXED_STRUCT_LIT: Code = "MixedStructLit";
/// `NonIndexableOperand`
pub const NON_INDEXABLE_OPERAND: Code = "NonIndexableOperand";
/// `NonNumericIncDec`
pub const NON_NUMERIC_INC_DEC: Code = "NonNumericIncDec";
/// `NonSliceableOperand`
pub const NON_SLICEABLE_OPERAND: Code = "NonSliceableOperand";
/// `NonVariadicDotDotDot`
pub const NON_VARIADIC_DOT_DOT_DOT: Code = "NonVariadicDotDotDot";
/// `NotAnExpr`
pub const NOT_AN_EXPR: Code = "NotAnExpr";
/// `NotAGenericType`
pub const NOT_A_GENERIC_TYPE: Code = "NotAGenericType";
/// `NotAType`
pub const NOT_A_TYPE: Code = "NotAType";
/// `NoNewVar`
pub const NO_NEW_VAR: Code = "NoNewVar";
/// `NumericOverflow`
pub const NUMERIC_OVERFLOW: Code = "NumericOverflow";
/// `OutOfScopeResult`
pub const OUT_OF_SCOPE_RESULT: Code = "OutOfScopeResult";
/// `OversizeArrayLit`
pub const OVERSIZE_ARRAY_LIT: Code = "OversizeArrayLit";
/// `RepeatedDecl`
pub const REPEATED_DECL: Code = "RepeatedDecl";
/// `SwappedMakeArgs`
pub const SWAPPED_MAKE_ARGS: Code = "SwappedMakeArgs";
/// `SwappedSliceIndices`
pub const SWAPPED_SLICE_INDICES: Code = "SwappedSliceIndices";
/// `TooManyValues`
pub const TOO_MANY_VALUES: Code = "TooManyValues";
/// `TruncatedFloat`
pub const TRUNCATED_FLOAT: Code = "TruncatedFloat";
/// `TypeTooLarge`
pub const TYPE_TOO_LARGE: Code = "TypeTooLarge";
/// `UnaddressableFieldAssign`
pub const UNADDRESSABLE_FIELD_ASSIGN: Code = "UnaddressableFieldAssign";
/// `UnaddressableOperand`
pub const UNADDRESSABLE_OPERAND: Code = "UnaddressableOperand";
/// `UnassignableOperand`
pub const UNASSIGNABLE_OPERAND: Code = "UnassignableOperand";
/// `UncalledBuiltin`
pub const UNCALLED_BUILTIN: Code = "UncalledBuiltin";
/// `UndeclaredImportedName`
pub const UNDECLARED_IMPORTED_NAME: Code = "UndeclaredImportedName";
/// `UndeclaredName`
pub const UNDECLARED_NAME: Code = "UndeclaredName";
/// `UndefinedOp`
pub const UNDEFINED_OP: Code = "UndefinedOp";
/// `UnexportedLitField`
pub const UNEXPORTED_LIT_FIELD: Code = "UnexportedLitField";
/// `UntypedLit`
pub const UNTYPED_LIT: Code = "UntypedLit";
/// `UntypedNilUse`
pub const UNTYPED_NIL_USE: Code = "UntypedNilUse";
/// `UnusedExpr`
pub const UNUSED_EXPR: Code = "UnusedExpr";
/// `UnusedImport`
pub const UNUSED_IMPORT: Code = "UnusedImport";
/// `UnusedResults`
pub const UNUSED_RESULTS: Code = "UnusedResults";
/// `UnusedVar`
pub const UNUSED_VAR: Code = "UnusedVar";
/// `WrongArgCount`
pub const WRONG_ARG_COUNT: Code = "WrongArgCount";
/// `WrongAssignCount`
pub const WRONG_ASSIGN_COUNT: Code = "WrongAssignCount";
/// `WrongResultCount`
pub const WRONG_RESULT_COUNT: Code = "WrongResultCount";
/// `WrongTypeArgCount`
pub const WRONG_TYPE_ARG_COUNT: Code = "WrongTypeArgCount";
