package parse

import (
	"strconv"
	"strings"
)

// A Node is a part of a template.
type Node interface {
	Type() NodeType
	String() string
	// Copy copies the node with all its parts.
	Copy() Node
	Position() Pos
	tree() *Tree
	writeTo(*strings.Builder)
}

// A NodeType says what a node is.
type NodeType int

// A Pos is a position in the text of a template.
type Pos int

// Position returns p.
func (p Pos) Position() Pos { return p }

// Type returns t.
func (t NodeType) Type() NodeType { return t }

// The types.
const (
	NodeText NodeType = iota
	NodeAction
	NodeBool
	NodeChain
	NodeCommand
	NodeDot
	nodeElse
	nodeEnd
	NodeField
	NodeIdentifier
	NodeIf
	NodeList
	NodeNil
	NodeNumber
	NodePipe
	NodeRange
	NodeString
	NodeTemplate
	NodeVariable
	NodeWith
	NodeComment
	NodeBreak
	NodeContinue
)

// action puts delimiters around the text of an action.
func (t *Tree) action(text string) string {
	if t == nil || t.left == "" {
		return leftDelim + text + rightDelim
	}
	return t.left + text + t.right
}

func str(n Node) string {
	var b strings.Builder
	n.writeTo(&b)
	return b.String()
}

// A ListNode is a sequence of nodes.
type ListNode struct {
	NodeType
	Pos
	tr    *Tree
	Nodes []Node
}

func (t *Tree) newList(pos Pos) *ListNode { return &ListNode{NodeType: NodeList, Pos: pos, tr: t} }

func (l *ListNode) append(n Node)  { l.Nodes = append(l.Nodes, n) }
func (l *ListNode) tree() *Tree    { return l.tr }
func (l *ListNode) String() string { return str(l) }
func (l *ListNode) writeTo(b *strings.Builder) {
	for _, n := range l.Nodes {
		n.writeTo(b)
	}
}

// CopyList copies the list.
func (l *ListNode) CopyList() *ListNode {
	if l == nil {
		return l
	}
	c := l.tr.newList(l.Pos)
	for _, n := range l.Nodes {
		c.append(n.Copy())
	}
	return c
}

// Copy copies the list.
func (l *ListNode) Copy() Node { return l.CopyList() }

// A TextNode is plain text.
type TextNode struct {
	NodeType
	Pos
	tr   *Tree
	Text []byte
}

func (t *TextNode) String() string             { return string(t.Text) }
func (t *TextNode) tree() *Tree                { return t.tr }
func (t *TextNode) writeTo(b *strings.Builder) { b.Write(t.Text) }

// Copy copies the node.
func (t *TextNode) Copy() Node {
	c := *t
	c.Text = append([]byte{}, t.Text...)
	return &c
}

// A CommentNode is a comment.
type CommentNode struct {
	NodeType
	Pos
	tr   *Tree
	Text string
}

func (c *CommentNode) String() string             { return str(c) }
func (c *CommentNode) tree() *Tree                { return c.tr }
func (c *CommentNode) writeTo(b *strings.Builder) { b.WriteString(c.tr.action(c.Text)) }

// Copy copies the node.
func (c *CommentNode) Copy() Node { d := *c; return &d }

// A PipeNode is a pipeline, with the variables that it declares or sets.
type PipeNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	IsAssign bool
	Decl     []*VariableNode
	Cmds     []*CommandNode
}

func (p *PipeNode) String() string { return str(p) }
func (p *PipeNode) tree() *Tree    { return p.tr }
func (p *PipeNode) writeTo(b *strings.Builder) {
	for i, v := range p.Decl {
		if i > 0 {
			b.WriteString(", ")
		}
		v.writeTo(b)
	}
	if len(p.Decl) > 0 {
		if p.IsAssign {
			b.WriteString(" = ")
		} else {
			b.WriteString(" := ")
		}
	}
	for i, c := range p.Cmds {
		if i > 0 {
			b.WriteString(" | ")
		}
		c.writeTo(b)
	}
}

// CopyPipe copies the pipeline.
func (p *PipeNode) CopyPipe() *PipeNode {
	if p == nil {
		return p
	}
	c := *p
	c.Decl, c.Cmds = nil, nil
	for _, v := range p.Decl {
		c.Decl = append(c.Decl, v.Copy().(*VariableNode))
	}
	for _, cmd := range p.Cmds {
		c.Cmds = append(c.Cmds, cmd.Copy().(*CommandNode))
	}
	return &c
}

// Copy copies the pipeline.
func (p *PipeNode) Copy() Node { return p.CopyPipe() }

// An ActionNode is an action that prints a value or sets variables.
type ActionNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Pipe *PipeNode
}

func (a *ActionNode) String() string { return str(a) }
func (a *ActionNode) tree() *Tree    { return a.tr }
func (a *ActionNode) writeTo(b *strings.Builder) {
	b.WriteString(a.tr.action(str(a.Pipe)))
}

// Copy copies the node.
func (a *ActionNode) Copy() Node {
	c := *a
	c.Pipe = a.Pipe.CopyPipe()
	return &c
}

// A CommandNode is an element of a pipeline.
type CommandNode struct {
	NodeType
	Pos
	tr   *Tree
	Args []Node
}

func (c *CommandNode) String() string { return str(c) }
func (c *CommandNode) tree() *Tree    { return c.tr }
func (c *CommandNode) writeTo(b *strings.Builder) {
	for i, arg := range c.Args {
		if i > 0 {
			b.WriteByte(' ')
		}
		if p, ok := arg.(*PipeNode); ok {
			b.WriteByte('(')
			p.writeTo(b)
			b.WriteByte(')')
			continue
		}
		arg.writeTo(b)
	}
}

// Copy copies the node.
func (c *CommandNode) Copy() Node {
	if c == nil {
		return c
	}
	d := *c
	d.Args = nil
	for _, n := range c.Args {
		d.Args = append(d.Args, n.Copy())
	}
	return &d
}

// An IdentifierNode is the name of a function.
type IdentifierNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident string
}

// NewIdentifier makes one.
func NewIdentifier(ident string) *IdentifierNode {
	return &IdentifierNode{NodeType: NodeIdentifier, Ident: ident}
}

// SetPos sets the position.
func (i *IdentifierNode) SetPos(pos Pos) *IdentifierNode {
	i.Pos = pos
	return i
}

// SetTree sets the tree that the node belongs to.
func (i *IdentifierNode) SetTree(t *Tree) *IdentifierNode {
	i.tr = t
	return i
}

func (i *IdentifierNode) String() string             { return i.Ident }
func (i *IdentifierNode) tree() *Tree                { return i.tr }
func (i *IdentifierNode) writeTo(b *strings.Builder) { b.WriteString(i.Ident) }

// Copy copies the node.
func (i *IdentifierNode) Copy() Node { c := *i; return &c }

// A VariableNode is a variable, with the fields behind it.
type VariableNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (t *Tree) newVariable(pos Pos, ident string) *VariableNode {
	return &VariableNode{NodeType: NodeVariable, Pos: pos, tr: t, Ident: strings.Split(ident, ".")}
}

func (v *VariableNode) String() string             { return str(v) }
func (v *VariableNode) tree() *Tree                { return v.tr }
func (v *VariableNode) writeTo(b *strings.Builder) { b.WriteString(strings.Join(v.Ident, ".")) }

// Copy copies the node.
func (v *VariableNode) Copy() Node {
	c := *v
	c.Ident = append([]string{}, v.Ident...)
	return &c
}

// A DotNode is the cursor.
type DotNode struct {
	NodeType
	Pos
	tr *Tree
}

// Type returns NodeDot.
func (d *DotNode) Type() NodeType             { return NodeDot }
func (d *DotNode) String() string             { return "." }
func (d *DotNode) tree() *Tree                { return d.tr }
func (d *DotNode) writeTo(b *strings.Builder) { b.WriteByte('.') }

// Copy copies the node.
func (d *DotNode) Copy() Node { c := *d; return &c }

// A NilNode is the constant nil.
type NilNode struct {
	NodeType
	Pos
	tr *Tree
}

// Type returns NodeNil.
func (n *NilNode) Type() NodeType             { return NodeNil }
func (n *NilNode) String() string             { return "nil" }
func (n *NilNode) tree() *Tree                { return n.tr }
func (n *NilNode) writeTo(b *strings.Builder) { b.WriteString("nil") }

// Copy copies the node.
func (n *NilNode) Copy() Node { c := *n; return &c }

// A FieldNode is a chain of fields of the cursor.
type FieldNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (f *FieldNode) String() string { return str(f) }
func (f *FieldNode) tree() *Tree    { return f.tr }
func (f *FieldNode) writeTo(b *strings.Builder) {
	for _, id := range f.Ident {
		b.WriteString("." + id)
	}
}

// Copy copies the node.
func (f *FieldNode) Copy() Node {
	c := *f
	c.Ident = append([]string{}, f.Ident...)
	return &c
}

// A ChainNode is a chain of fields of a term.
type ChainNode struct {
	NodeType
	Pos
	tr    *Tree
	Node  Node
	Field []string
}

// Add appends a field, written with its dot.
func (c *ChainNode) Add(field string) {
	if len(field) == 0 || field[0] != '.' {
		panic("no dot in field")
	}
	field = field[1:]
	if field == "" {
		panic("empty field")
	}
	c.Field = append(c.Field, field)
}

func (c *ChainNode) String() string { return str(c) }
func (c *ChainNode) tree() *Tree    { return c.tr }
func (c *ChainNode) writeTo(b *strings.Builder) {
	if _, ok := c.Node.(*PipeNode); ok {
		b.WriteByte('(')
		c.Node.writeTo(b)
		b.WriteByte(')')
	} else {
		c.Node.writeTo(b)
	}
	for _, f := range c.Field {
		b.WriteString("." + f)
	}
}

// Copy copies the node.
func (c *ChainNode) Copy() Node {
	d := *c
	d.Field = append([]string{}, c.Field...)
	return &d
}

// A BoolNode is a boolean constant.
type BoolNode struct {
	NodeType
	Pos
	tr   *Tree
	True bool
}

func (b *BoolNode) String() string               { return strconv.FormatBool(b.True) }
func (b *BoolNode) tree() *Tree                  { return b.tr }
func (b *BoolNode) writeTo(out *strings.Builder) { out.WriteString(b.String()) }

// Copy copies the node.
func (b *BoolNode) Copy() Node { c := *b; return &c }

// A NumberNode is a number, as all kinds that can hold it.
type NumberNode struct {
	NodeType
	Pos
	tr         *Tree
	IsInt      bool
	IsUint     bool
	IsFloat    bool
	IsComplex  bool
	Int64      int64
	Uint64     uint64
	Float64    float64
	Complex128 complex128
	Text       string
}

func (n *NumberNode) String() string             { return n.Text }
func (n *NumberNode) tree() *Tree                { return n.tr }
func (n *NumberNode) writeTo(b *strings.Builder) { b.WriteString(n.Text) }

// Copy copies the node.
func (n *NumberNode) Copy() Node { c := *n; return &c }

// A StringNode is a string constant.
type StringNode struct {
	NodeType
	Pos
	tr     *Tree
	Quoted string
	Text   string
}

func (s *StringNode) String() string             { return s.Quoted }
func (s *StringNode) tree() *Tree                { return s.tr }
func (s *StringNode) writeTo(b *strings.Builder) { b.WriteString(s.Quoted) }

// Copy copies the node.
func (s *StringNode) Copy() Node { c := *s; return &c }

// endNode and elseNode end lists; they are in no tree.
type endNode struct {
	NodeType
	Pos
	tr *Tree
}

func (e *endNode) String() string             { return e.tr.action("end") }
func (e *endNode) tree() *Tree                { return e.tr }
func (e *endNode) writeTo(b *strings.Builder) { b.WriteString(e.tr.action("end")) }
func (e *endNode) Copy() Node                 { c := *e; return &c }

type elseNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
}

func (e *elseNode) Type() NodeType             { return nodeElse }
func (e *elseNode) String() string             { return e.tr.action("else") }
func (e *elseNode) tree() *Tree                { return e.tr }
func (e *elseNode) writeTo(b *strings.Builder) { b.WriteString(e.tr.action("else")) }
func (e *elseNode) Copy() Node                 { c := *e; return &c }

// A BranchNode is what if, range and with have in common.
type BranchNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	Pipe     *PipeNode
	List     *ListNode
	ElseList *ListNode
}

func (b *BranchNode) String() string { return str(b) }
func (b *BranchNode) tree() *Tree    { return b.tr }
func (b *BranchNode) writeTo(out *strings.Builder) {
	name := ""
	switch b.NodeType {
	case NodeIf:
		name = "if"
	case NodeRange:
		name = "range"
	case NodeWith:
		name = "with"
	default:
		panic("unknown branch type")
	}
	out.WriteString(b.tr.action(name + " " + str(b.Pipe)))
	b.List.writeTo(out)
	if b.ElseList != nil {
		out.WriteString(b.tr.action("else"))
		b.ElseList.writeTo(out)
	}
	out.WriteString(b.tr.action("end"))
}

func (b *BranchNode) copied() BranchNode {
	c := *b
	c.Pipe, c.List, c.ElseList = b.Pipe.CopyPipe(), b.List.CopyList(), b.ElseList.CopyList()
	return c
}

// Copy copies the node.
func (b *BranchNode) Copy() Node {
	switch b.NodeType {
	case NodeIf:
		return &IfNode{b.copied()}
	case NodeRange:
		return &RangeNode{b.copied()}
	case NodeWith:
		return &WithNode{b.copied()}
	}
	panic("unknown branch type")
}

// An IfNode is an if action.
type IfNode struct {
	BranchNode
}

// Copy copies the node.
func (i *IfNode) Copy() Node { return &IfNode{i.copied()} }

// A BreakNode is a break action.
type BreakNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (b *BreakNode) tree() *Tree                  { return b.tr }
func (b *BreakNode) String() string               { return b.tr.action("break") }
func (b *BreakNode) writeTo(out *strings.Builder) { out.WriteString(b.tr.action("break")) }

// Copy copies the node.
func (b *BreakNode) Copy() Node { c := *b; return &c }

// A ContinueNode is a continue action.
type ContinueNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (c *ContinueNode) tree() *Tree                { return c.tr }
func (c *ContinueNode) String() string             { return c.tr.action("continue") }
func (c *ContinueNode) writeTo(b *strings.Builder) { b.WriteString(c.tr.action("continue")) }

// Copy copies the node.
func (c *ContinueNode) Copy() Node { d := *c; return &d }

// A RangeNode is a range action.
type RangeNode struct {
	BranchNode
}

// Copy copies the node.
func (r *RangeNode) Copy() Node { return &RangeNode{r.copied()} }

// A WithNode is a with action.
type WithNode struct {
	BranchNode
}

// Copy copies the node.
func (w *WithNode) Copy() Node { return &WithNode{w.copied()} }

// A TemplateNode invokes a template.
type TemplateNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Name string
	Pipe *PipeNode
}

func (t *TemplateNode) String() string { return str(t) }
func (t *TemplateNode) tree() *Tree    { return t.tr }
func (t *TemplateNode) writeTo(b *strings.Builder) {
	text := "template " + strconv.Quote(t.Name)
	if t.Pipe != nil {
		text += " " + str(t.Pipe)
	}
	b.WriteString(t.tr.action(text))
}

// Copy copies the node.
func (t *TemplateNode) Copy() Node {
	c := *t
	c.Pipe = t.Pipe.CopyPipe()
	return &c
}
