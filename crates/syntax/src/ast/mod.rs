//! The syntax tree of one Go file.
//!
//! Every expression has an [`ExprId`], unique within a whole compilation (the parser is told where to start counting), so the
//! checker keeps what it learns in plain vectors beside the tree. Types are expressions (Go's grammar cannot tell them
//! apart before names are resolved); [`ExprKind`] therefore holds the type literals too. Trees own their children; nothing
//! points upwards. Parenthesised expressions keep their parentheses because gc's messages do.

mod print;
mod walk;

pub use print::{print_expr, print_expr_full};
pub use walk::{Visit, walk_block, walk_decl, walk_expr, walk_func, walk_stmt};

use std::sync::Arc;
use vole_source::{FileId, Span};

/// An interned-enough name: cheap to clone, compared by content.
pub type Name = Arc<str>;

/// Identifies an expression within one compilation; indexes the checker's side tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub u32);

/// Identifies an identifier occurrence (a definition or a use) within one compilation. Drawn from the same counter as
/// [`ExprId`]: an `ExprKind::Ident`'s `Ident` has the id of its expression.
pub type IdentId = ExprId;

/// A name at a place.
#[derive(Clone, Debug)]
pub struct Ident {
    /// Its id (see [`IdentId`]).
    pub id: IdentId,
    /// The name; `_` is the blank identifier.
    pub name: Name,
    /// Where it stands.
    pub span: Span,
}

/// An expression or a type.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its id.
    pub id: ExprId,
    /// The text it covers.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// Boxed because trees are recursive.
pub type BoxExpr = Box<Expr>;

/// The kinds of basic literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LitKind {
    /// `42`, `0x_2A`
    Int,
    /// `1.5e3`, `0x1p-2`
    Float,
    /// `2i`
    Imaginary,
    /// `'x'`
    Rune,
    /// `"..."` and raw strings
    String,
}

/// Unary operators that are not `*`, `&` of types; `Deref` and `Recv` may also stand for types (`*T`, `<-chan T` is `Chan`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnOp {
    /// `+x`
    Plus,
    /// `-x`
    Neg,
    /// `!x`
    Not,
    /// `^x`
    Xor,
    /// `&x`
    Addr,
    /// `<-x`
    Recv,
    /// `~T`, in constraints only
    Tilde,
}

/// Binary operators, in the order of the specification's precedence table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is its Go token
pub enum BinOp {
    OrOr,
    AndAnd,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Or,
    Xor,
    Mul,
    Div,
    Rem,
    Shl,
    Shr,
    And,
    AndNot,
}

impl BinOp {
    /// The Go token.
    pub fn token(self) -> &'static str {
        use BinOp::*;
        match self {
            OrOr => "||",
            AndAnd => "&&",
            Eq => "==",
            Ne => "!=",
            Lt => "<",
            Le => "<=",
            Gt => ">",
            Ge => ">=",
            Add => "+",
            Sub => "-",
            Or => "|",
            Xor => "^",
            Mul => "*",
            Div => "/",
            Rem => "%",
            Shl => "<<",
            Shr => ">>",
            And => "&",
            AndNot => "&^",
        }
    }

    /// Binding strength 1 (`||`) to 5 (`*`).
    pub fn precedence(self) -> u8 {
        use BinOp::*;
        match self {
            OrOr => 1,
            AndAnd => 2,
            Eq | Ne | Lt | Le | Gt | Ge => 3,
            Add | Sub | Or | Xor => 4,
            Mul | Div | Rem | Shl | Shr | And | AndNot => 5,
        }
    }

    /// `==`, `!=`, `<`, `<=`, `>`, `>=`.
    pub fn is_comparison(self) -> bool {
        self.precedence() == 3
    }

    /// `<<` and `>>`.
    pub fn is_shift(self) -> bool {
        matches!(self, BinOp::Shl | BinOp::Shr)
    }
}

impl UnOp {
    /// The Go token.
    pub fn token(self) -> &'static str {
        match self {
            UnOp::Plus => "+",
            UnOp::Neg => "-",
            UnOp::Not => "!",
            UnOp::Xor => "^",
            UnOp::Addr => "&",
            UnOp::Recv => "<-",
            UnOp::Tilde => "~",
        }
    }
}

/// Channel direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Recv,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// Something that could not be parsed; an error was reported.
    Bad,
    /// `x`
    Ident(Ident),
    /// A basic literal; `text` is the source text (raw strings included as written).
    Lit(LitKind, Name),
    /// `(x)`
    Paren(BoxExpr),
    /// `func(...) ... { ... }`
    FuncLit(Box<FuncLit>),
    /// `T{...}`, or `{...}` inside another composite literal (`ty` absent).
    CompositeLit(Box<CompositeLit>),
    /// `x.Name` (qualified identifiers too)
    Selector(BoxExpr, Ident),
    /// `x[i]`, `F[T]`, `F[K, V]`: one or more index expressions or type arguments.
    Index(BoxExpr, Vec<Expr>),
    /// `x[lo:hi:max]`
    Slice(Box<SliceExpr>),
    /// `x.(T)`; `None` is `x.(type)`
    TypeAssert(BoxExpr, Option<BoxExpr>),
    /// `f(args...)`; conversions too
    Call(Box<CallExpr>),
    /// `*x`, also the pointer type
    Star(BoxExpr),
    /// `-x` and so on
    Unary(UnOp, BoxExpr),
    /// `x + y`; the span is that of the operator
    Binary(BinOp, Span, BoxExpr, BoxExpr),
    /// `key: value` in a composite literal
    KeyValue(BoxExpr, BoxExpr),
    /// `[N]T`; `None` is `[...]T`
    ArrayType(Option<BoxExpr>, BoxExpr),
    /// `[]T`
    SliceType(BoxExpr),
    /// `struct { ... }`
    StructType(Vec<Field>),
    /// `func(...) ...`
    FuncType(Box<FuncType>),
    /// `interface { ... }`
    InterfaceType(Vec<InterfaceElem>),
    /// `map[K]V`
    MapType(BoxExpr, BoxExpr),
    /// `chan T`
    ChanType(ChanDir, BoxExpr),
    /// `...T` as the type of a final parameter
    Ellipsis(BoxExpr),
}

/// A function literal.
#[derive(Clone, Debug)]
pub struct FuncLit {
    /// Its type.
    pub ty: FuncType,
    /// Its body.
    pub body: Block,
}

/// A composite literal.
#[derive(Clone, Debug)]
pub struct CompositeLit {
    /// Its type; absent when elided inside another literal.
    pub ty: Option<Expr>,
    /// Its elements; [`ExprKind::KeyValue`] where keyed.
    pub elems: Vec<Expr>,
    /// `{`
    pub lbrace: Span,
    /// `}`
    pub rbrace: Span,
}

/// A slice expression.
#[derive(Clone, Debug)]
pub struct SliceExpr {
    /// What is sliced.
    pub x: Expr,
    /// Low bound.
    pub lo: Option<Expr>,
    /// High bound.
    pub hi: Option<Expr>,
    /// Capacity bound of a three-index slice.
    pub max: Option<Expr>,
    /// Whether there were two colons.
    pub three: bool,
    /// Where `[` stands.
    pub lbrack: u32,
}

/// A call or conversion.
#[derive(Clone, Debug)]
pub struct CallExpr {
    /// Function or type.
    pub fun: Expr,
    /// Arguments.
    pub args: Vec<Expr>,
    /// `f(xs...)`: the span of `...`.
    pub spread: Option<Span>,
    /// `)`
    pub rparen: Span,
}

/// A function type.
#[derive(Clone, Debug)]
pub struct FuncType {
    /// `func` or, for methods and interface methods, the parameter list's start.
    pub span: Span,
    /// Type parameters (declarations only).
    pub type_params: Vec<TypeParam>,
    /// Parameters.
    pub params: Vec<Param>,
    /// Results.
    pub results: Vec<Param>,
}

/// One parameter or result: `a, b int` is two of them that share (a clone of) the type.
#[derive(Clone, Debug)]
pub struct Param {
    /// Name, if any was written.
    pub name: Option<Ident>,
    /// Type; [`ExprKind::Ellipsis`] for a variadic one.
    pub ty: Arc<Expr>,
}

/// One type parameter.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Name.
    pub name: Ident,
    /// Constraint, shared by `K, V comparable`.
    pub constraint: Arc<Expr>,
}

/// One field declaration of a struct type: `a, b T "tag"`, or an embedded `T` or `*T`.
#[derive(Clone, Debug)]
pub struct Field {
    /// Names; empty for an embedded field.
    pub names: Vec<Ident>,
    /// Type.
    pub ty: Expr,
    /// The tag literal as written.
    pub tag: Option<(Name, Span)>,
}

/// One element of an interface type.
#[derive(Clone, Debug)]
pub enum InterfaceElem {
    /// `Name(params) results`
    Method(Ident, FuncType),
    /// An embedded type or a union: `~int | string`; unions are `Binary(Or, ..)` over `Unary(Tilde, ..)`.
    Embed(Expr),
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// `{`
    pub lbrace: Span,
    /// Statements; empty statements are dropped.
    pub stmts: Vec<Stmt>,
    /// `}`
    pub rbrace: Span,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// The text it covers.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// Something that could not be parsed.
    Bad,
    /// `;` alone (kept after labels)
    Empty,
    /// An expression
    Expr(Expr),
    /// `ch <- v`; the span is that of the arrow
    Send(BoxExpr, Span, BoxExpr),
    /// `x++` (true) or `x--`
    IncDec(Expr, bool),
    /// `a, b = c, d`; the span is that of `=`
    Assign(Vec<Expr>, Span, Vec<Expr>),
    /// `a += b`; the span is that of the operator
    OpAssign(BinOp, Span, BoxExpr, BoxExpr),
    /// `a, b := c, d`; the left side holds expressions, since the parser accepts more than identifiers; the span is that of `:=`
    Define(Vec<Expr>, Span, Vec<Expr>),
    /// `var`, `const`, `type` inside a function
    Decl(Decl),
    /// `go f(x)`
    Go(Expr),
    /// `defer f(x)`
    Defer(Expr),
    /// `return a, b`
    Return(Vec<Expr>),
    /// `break L`
    Break(Option<Ident>),
    /// `continue L`
    Continue(Option<Ident>),
    /// `goto L`
    Goto(Ident),
    /// `fallthrough`
    Fallthrough,
    /// `{ ... }`
    Block(Block),
    /// `if init; cond { } else ...`
    If(Box<IfStmt>),
    /// Expression switch
    Switch(Box<SwitchStmt>),
    /// Type switch
    TypeSwitch(Box<TypeSwitchStmt>),
    /// `select { ... }`
    Select(Vec<CommClause>, Span),
    /// `for` with a clause, a condition or nothing
    For(Box<ForStmt>),
    /// `for ... range x`
    Range(Box<RangeStmt>),
    /// `L: stmt`
    Labeled(Ident, Box<Stmt>),
}

/// An if statement.
#[derive(Clone, Debug)]
pub struct IfStmt {
    /// Simple statement before the condition.
    pub init: Option<Stmt>,
    /// Condition.
    pub cond: Expr,
    /// Body.
    pub then: Block,
    /// `else`: a block or another if.
    pub els: Option<Stmt>,
}

/// An expression switch.
#[derive(Clone, Debug)]
pub struct SwitchStmt {
    /// Simple statement before the tag.
    pub init: Option<Stmt>,
    /// Tag.
    pub tag: Option<Expr>,
    /// Clauses.
    pub clauses: Vec<CaseClause>,
    /// `}`
    pub rbrace: Span,
}

/// A type switch.
#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    /// Simple statement before the guard.
    pub init: Option<Stmt>,
    /// `x` of `switch x := y.(type)`.
    pub bind: Option<Ident>,
    /// `y`.
    pub x: Expr,
    /// Clauses; their expressions are types or `nil`.
    pub clauses: Vec<CaseClause>,
    /// `}`
    pub rbrace: Span,
}

/// `case a, b:` or `default:` (no expressions and `is_default`).
#[derive(Clone, Debug)]
pub struct CaseClause {
    /// `case` or `default`.
    pub span: Span,
    /// An id of its own: a type switch declares an implicit variable per clause under it.
    pub id: ExprId,
    /// Whether it is the default clause.
    pub is_default: bool,
    /// Expressions or types.
    pub exprs: Vec<Expr>,
    /// `:`
    pub colon: Span,
    /// Body.
    pub body: Vec<Stmt>,
}

/// A clause of a select.
#[derive(Clone, Debug)]
pub struct CommClause {
    /// `case` or `default`.
    pub span: Span,
    /// Send, receive expression, or an assignment or definition from a receive; `None` is default.
    pub comm: Option<Stmt>,
    /// `:`
    pub colon: Span,
    /// Body.
    pub body: Vec<Stmt>,
}

/// A for statement.
#[derive(Clone, Debug)]
pub struct ForStmt {
    /// Init.
    pub init: Option<Stmt>,
    /// Condition.
    pub cond: Option<Expr>,
    /// Post.
    pub post: Option<Stmt>,
    /// Body.
    pub body: Block,
}

/// A range statement.
#[derive(Clone, Debug)]
pub struct RangeStmt {
    /// First iteration variable.
    pub key: Option<Expr>,
    /// Second.
    pub value: Option<Expr>,
    /// A third one, which is wrong.
    pub extra: Option<Span>,
    /// `:=` (true) or `=`.
    pub define: bool,
    /// What is ranged over.
    pub x: Expr,
    /// Body.
    pub body: Block,
}

/// A declaration group: `var ( ... )` or a single one.
#[derive(Clone, Debug)]
pub enum Decl {
    /// Constants.
    Const(Vec<ConstSpec>),
    /// Variables.
    Var(Vec<VarSpec>),
    /// Types.
    Type(Vec<TypeSpec>),
}

/// One constant specification. Implicit repetition is left to the checker.
#[derive(Clone, Debug)]
pub struct ConstSpec {
    /// Names.
    pub names: Vec<Ident>,
    /// Type.
    pub ty: Option<Expr>,
    /// Values; empty for implicit repetition.
    pub values: Vec<Expr>,
    /// Position in its group: the value of `iota`.
    pub iota: u32,
    /// The whole specification.
    pub span: Span,
}

/// One variable specification.
#[derive(Clone, Debug)]
pub struct VarSpec {
    /// Names.
    pub names: Vec<Ident>,
    /// Type.
    pub ty: Option<Expr>,
    /// Values.
    pub values: Vec<Expr>,
    /// The whole specification.
    pub span: Span,
    /// Directives (`//go:embed ...`) standing before it.
    pub directives: Vec<Directive>,
}

/// One type specification.
#[derive(Clone, Debug)]
pub struct TypeSpec {
    /// Name.
    pub name: Ident,
    /// Type parameters.
    pub type_params: Vec<TypeParam>,
    /// `type A = B`.
    pub alias: bool,
    /// The type.
    pub ty: Expr,
}

/// A function or method declaration.
#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// Receiver.
    pub recv: Option<Param>,
    /// Name.
    pub name: Ident,
    /// Signature, with type parameters.
    pub ty: FuncType,
    /// Body; absent for a function implemented elsewhere (a native).
    pub body: Option<Block>,
    /// From `func` to `}`.
    pub span: Span,
    /// Directives standing before it.
    pub directives: Vec<Directive>,
}

/// One import.
#[derive(Clone, Debug)]
pub struct ImportSpec {
    /// Local name, `_` or `.`.
    pub name: Option<Ident>,
    /// The unquoted path.
    pub path: Name,
    /// The path literal.
    pub span: Span,
}

/// A `//go:name args` comment.
#[derive(Clone, Debug)]
pub struct Directive {
    /// The text after `//`, such as `go:linkname a b`.
    pub text: Name,
    /// Where.
    pub span: Span,
}

/// A declaration at package level.
#[derive(Clone, Debug)]
pub enum TopDecl {
    /// `const`, `var`, `type`
    Gen(Decl),
    /// `func`
    Func(Arc<FuncDecl>),
}

/// A file.
#[derive(Clone, Debug)]
pub struct File {
    /// The file.
    pub file: FileId,
    /// `package name`
    pub package: Ident,
    /// Imports.
    pub imports: Vec<ImportSpec>,
    /// Declarations in source order.
    pub decls: Vec<TopDecl>,
    /// `//go:build` and other directives before the package clause, and any that precede no declaration.
    pub directives: Vec<Directive>,
}
