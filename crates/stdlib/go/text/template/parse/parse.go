// Package parse turns the texts of templates into trees. Package text/template is what programs use.
package parse

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// A Mode changes what the parser does.
type Mode uint

// The modes.
const (
	ParseComments Mode = 1 << iota
	SkipFuncCheck
)

// A Tree is a parsed template.
type Tree struct {
	Name       string
	ParseName  string
	Root       *ListNode
	Mode       Mode
	text       string
	funcs      []map[string]any
	lex        *lexer
	ahead      [3]token
	peeked     int
	vars       []string
	treeSet    map[string]*Tree
	actionLine int
	rangeDepth int
	left       string
	right      string
}

// New makes an empty tree.
func New(name string, funcs ...map[string]any) *Tree { return &Tree{Name: name, funcs: funcs} }

// Parse parses text and returns the trees of all templates in it by name.
func Parse(name, text, leftDelim, rightDelim string, funcs ...map[string]any) (map[string]*Tree, error) {
	trees := map[string]*Tree{}
	t := New(name)
	t.text = text
	_, err := t.Parse(text, leftDelim, rightDelim, trees, funcs...)
	return trees, err
}

// Copy copies the tree.
func (t *Tree) Copy() *Tree {
	if t == nil {
		return nil
	}
	return &Tree{Name: t.Name, ParseName: t.ParseName, Root: t.Root.CopyList(), text: t.text, left: t.left, right: t.right}
}

// Parse parses text into t, and adds t and the templates that text defines to trees.
func (t *Tree) Parse(text, leftDelim, rightDelim string, treeSet map[string]*Tree, funcs ...map[string]any) (tree *Tree, err error) {
	defer t.recovered(&err)
	t.ParseName = t.Name
	t.start(funcs, t.lexer(text, leftDelim, rightDelim), treeSet)
	t.lex.breakOK = !t.hasFunction("break")
	t.lex.continueOK = !t.hasFunction("continue")
	t.text = text
	t.parse()
	t.add()
	t.stop()
	return t, nil
}

func (t *Tree) lexer(text, left, right string) *lexer {
	if left == "" {
		left = leftDelim
	}
	if right == "" {
		right = rightDelim
	}
	return &lexer{input: text, left: left, right: right, line: 1, comments: t.Mode&ParseComments != 0}
}

func (t *Tree) start(funcs []map[string]any, lex *lexer, trees map[string]*Tree) {
	t.Root = nil
	t.lex = lex
	t.vars = []string{"$"}
	t.funcs = funcs
	t.left, t.right = lex.left, lex.right
	t.treeSet = trees
}

func (t *Tree) stop() {
	t.lex = nil
	t.vars = nil
	t.funcs = nil
	t.treeSet = nil
}

func (t *Tree) recovered(err *error) {
	e := recover()
	if e == nil {
		return
	}
	if _, ok := e.(runtime.Error); ok {
		panic(e)
	}
	t.stop()
	*err = e.(error)
}

// ErrorContext returns where a node is, and its text.
func (t *Tree) ErrorContext(n Node) (location, context string) {
	pos := int(n.Position())
	tree := n.tree()
	if tree == nil {
		tree = t
	}
	text := tree.text[:pos]
	column := pos
	if i := strings.LastIndex(text, "\n"); i >= 0 {
		column = pos - i - 1
	}
	return fmt.Sprintf("%s:%d:%d", tree.ParseName, 1+strings.Count(text, "\n"), column), n.String()
}

func (t *Tree) errorf(format string, args ...any) {
	t.Root = nil
	panic(fmt.Errorf(fmt.Sprintf("template: %s:%d: %s", t.ParseName, t.ahead[0].line, format), args...))
}

func (t *Tree) unexpected(tok token, context string) {
	if tok.kind == tokError {
		extra := ""
		if t.actionLine != 0 && t.actionLine != tok.line {
			extra = fmt.Sprintf(" in action started at %s:%d", t.ParseName, t.actionLine)
			if strings.HasSuffix(tok.text, " action") {
				extra = extra[len(" in action"):]
			}
		}
		t.errorf("%s%s", tok, extra)
	}
	t.errorf("unexpected %s in %s", tok, context)
}

func (t *Tree) next() token {
	if t.peeked > 0 {
		t.peeked--
	} else {
		t.ahead[0] = t.lex.next()
	}
	return t.ahead[t.peeked]
}

func (t *Tree) backup() { t.peeked++ }

// backup2 puts first back before the token that was read last.
func (t *Tree) backup2(first token) {
	t.ahead[1] = first
	t.peeked = 2
}

func (t *Tree) backup3(second, first token) {
	t.ahead[1] = first
	t.ahead[2] = second
	t.peeked = 3
}

func (t *Tree) peek() token {
	if t.peeked > 0 {
		return t.ahead[t.peeked-1]
	}
	t.peeked = 1
	t.ahead[0] = t.lex.next()
	return t.ahead[0]
}

func (t *Tree) nextNonSpace() token {
	for {
		if tok := t.next(); tok.kind != tokSpace {
			return tok
		}
	}
}

func (t *Tree) peekNonSpace() token {
	tok := t.nextNonSpace()
	t.backup()
	return tok
}

func (t *Tree) expect(k kind, context string) token {
	tok := t.nextNonSpace()
	if tok.kind != k {
		t.unexpected(tok, context)
	}
	return tok
}

func (t *Tree) hasFunction(name string) bool {
	for _, m := range t.funcs {
		if m[name] != nil {
			return true
		}
	}
	return false
}

func (t *Tree) add() {
	old := t.treeSet[t.Name]
	if old == nil || IsEmptyTree(old.Root) {
		t.treeSet[t.Name] = t
		return
	}
	if !IsEmptyTree(t.Root) {
		t.errorf("template: multiple definition of template %q", t.Name)
	}
}

// IsEmptyTree reports whether a tree has nothing but space and comments.
func IsEmptyTree(n Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *ActionNode:
	case *CommentNode:
		return true
	case *IfNode:
	case *ListNode:
		for _, m := range n.Nodes {
			if !IsEmptyTree(m) {
				return false
			}
		}
		return true
	case *RangeNode:
	case *TemplateNode:
	case *TextNode:
		return len(bytes.TrimSpace(n.Text)) == 0
	case *WithNode:
	default:
		panic("unknown node: " + n.String())
	}
	return false
}

func (t *Tree) parse() {
	t.Root = t.newList(t.peek().pos)
	for t.peek().kind != tokEOF {
		if t.peek().kind == tokLeftDelim {
			delim := t.next()
			if t.nextNonSpace().kind == tokDefine {
				sub := New("definition")
				sub.text = t.text
				sub.Mode = t.Mode
				sub.ParseName = t.ParseName
				sub.start(t.funcs, t.lex, t.treeSet)
				sub.definition()
				continue
			}
			t.backup2(delim)
		}
		switch n := t.textOrAction(); n.Type() {
		case nodeEnd, nodeElse:
			t.errorf("unexpected %s", n)
		default:
			t.Root.append(n)
		}
	}
}

func (t *Tree) definition() {
	const context = "define clause"
	t.Name = t.templateName(t.nextNonSpace(), context)
	t.expect(tokRightDelim, context)
	var end Node
	t.Root, end = t.itemList()
	if end.Type() != nodeEnd {
		t.errorf("unexpected %s in %s", end, context)
	}
	t.add()
	t.stop()
}

func (t *Tree) itemList() (list *ListNode, end Node) {
	list = t.newList(t.peekNonSpace().pos)
	for t.peekNonSpace().kind != tokEOF {
		n := t.textOrAction()
		switch n.Type() {
		case nodeEnd, nodeElse:
			return list, n
		}
		list.append(n)
	}
	t.errorf("unexpected EOF")
	return
}

func (t *Tree) textOrAction() Node {
	switch tok := t.nextNonSpace(); tok.kind {
	case tokText:
		return &TextNode{NodeType: NodeText, Pos: tok.pos, tr: t, Text: []byte(tok.text)}
	case tokLeftDelim:
		t.actionLine = tok.line
		defer func() { t.actionLine = 0 }()
		return t.actionNode()
	case tokComment:
		return &CommentNode{NodeType: NodeComment, Pos: tok.pos, tr: t, Text: tok.text}
	default:
		t.unexpected(tok, "input")
	}
	return nil
}

func (t *Tree) actionNode() (n Node) {
	switch tok := t.nextNonSpace(); tok.kind {
	case tokBlock:
		return t.block()
	case tokBreak, tokContinue:
		name := "{{" + tok.text + "}}"
		if end := t.nextNonSpace(); end.kind != tokRightDelim {
			t.unexpected(end, name)
		}
		if t.rangeDepth == 0 {
			t.errorf("%s outside {{range}}", name)
		}
		if tok.kind == tokBreak {
			return &BreakNode{tr: t, NodeType: NodeBreak, Pos: tok.pos, Line: tok.line}
		}
		return &ContinueNode{tr: t, NodeType: NodeContinue, Pos: tok.pos, Line: tok.line}
	case tokElse:
		if p := t.peekNonSpace(); p.kind == tokIf || p.kind == tokWith {
			return &elseNode{NodeType: nodeElse, Pos: p.pos, tr: t, Line: p.line}
		}
		d := t.expect(tokRightDelim, "else")
		return &elseNode{NodeType: nodeElse, Pos: d.pos, tr: t, Line: d.line}
	case tokEnd:
		return &endNode{NodeType: nodeEnd, Pos: t.expect(tokRightDelim, "end").pos, tr: t}
	case tokIf:
		return &IfNode{t.control(NodeIf, "if")}
	case tokRange:
		return &RangeNode{t.control(NodeRange, "range")}
	case tokTemplate:
		return t.template()
	case tokWith:
		return &WithNode{t.control(NodeWith, "with")}
	}
	t.backup()
	tok := t.peek()
	return &ActionNode{NodeType: NodeAction, Pos: tok.pos, tr: t, Line: tok.line, Pipe: t.pipeline("command", tokRightDelim)}
}

func (t *Tree) control(kind NodeType, context string) BranchNode {
	vars := len(t.vars)
	defer func() { t.vars = t.vars[:vars] }()
	b := BranchNode{NodeType: kind, tr: t}
	b.Pipe = t.pipeline(context, tokRightDelim)
	b.Pos, b.Line = b.Pipe.Pos, b.Pipe.Line
	if kind == NodeRange {
		t.rangeDepth++
	}
	var next Node
	b.List, next = t.itemList()
	if kind == NodeRange {
		t.rangeDepth--
	}
	if next.Type() == nodeElse {
		// An {{else if}} is an if in the else list that shares the end.
		switch p := t.peek().kind; {
		case kind == NodeIf && p == tokIf:
			t.next()
			b.ElseList = t.newList(next.Position())
			b.ElseList.append(&IfNode{t.control(NodeIf, "if")})
			return b
		case kind == NodeWith && p == tokWith:
			t.next()
			b.ElseList = t.newList(next.Position())
			b.ElseList.append(&WithNode{t.control(NodeWith, "with")})
			return b
		}
		b.ElseList, next = t.itemList()
		if next.Type() != nodeEnd {
			t.errorf("expected end; found %s", next)
		}
	}
	return b
}

func (t *Tree) block() Node {
	const context = "block clause"
	tok := t.nextNonSpace()
	name := t.templateName(tok, context)
	pipe := t.pipeline(context, tokRightDelim)
	sub := New(name)
	sub.text = t.text
	sub.Mode = t.Mode
	sub.ParseName = t.ParseName
	sub.start(t.funcs, t.lex, t.treeSet)
	var end Node
	sub.Root, end = sub.itemList()
	if end.Type() != nodeEnd {
		t.errorf("unexpected %s in %s", end, context)
	}
	sub.add()
	sub.stop()
	return &TemplateNode{NodeType: NodeTemplate, Pos: tok.pos, tr: t, Line: tok.line, Name: name, Pipe: pipe}
}

func (t *Tree) template() Node {
	const context = "template clause"
	tok := t.nextNonSpace()
	n := &TemplateNode{NodeType: NodeTemplate, Pos: tok.pos, tr: t, Line: tok.line, Name: t.templateName(tok, context)}
	if t.nextNonSpace().kind != tokRightDelim {
		t.backup()
		n.Pipe = t.pipeline(context, tokRightDelim)
	}
	return n
}

func (t *Tree) templateName(tok token, context string) string {
	switch tok.kind {
	case tokString, tokRawString:
		s, err := strconv.Unquote(tok.text)
		if err != nil {
			t.fail(err)
		}
		return s
	}
	t.unexpected(tok, context)
	return ""
}

func (t *Tree) fail(err error) { t.errorf("%s", err) }

func (t *Tree) pipeline(context string, end kind) *PipeNode {
	first := t.peekNonSpace()
	pipe := &PipeNode{NodeType: NodePipe, Pos: first.pos, tr: t, Line: first.line}
	for again := true; again; {
		again = false
		v := t.peekNonSpace()
		if v.kind != tokVariable {
			break
		}
		t.next()
		behind := t.peek()
		switch next := t.peekNonSpace(); {
		case next.kind == tokAssign, next.kind == tokDeclare:
			pipe.IsAssign = next.kind == tokAssign
			t.nextNonSpace()
			pipe.Decl = append(pipe.Decl, t.newVariable(v.pos, v.text))
			t.vars = append(t.vars, v.text)
		case next.kind == tokChar && next.text == ",":
			t.nextNonSpace()
			pipe.Decl = append(pipe.Decl, t.newVariable(v.pos, v.text))
			t.vars = append(t.vars, v.text)
			if context == "range" && len(pipe.Decl) < 2 {
				switch t.peekNonSpace().kind {
				case tokVariable, tokRightDelim, tokRightParen:
					again = true
					continue
				}
				t.errorf("range can only initialize variables")
			}
			t.errorf("too many declarations in %s", context)
		case behind.kind == tokSpace:
			t.backup3(v, behind)
		default:
			t.backup2(v)
		}
	}
	for {
		switch tok := t.nextNonSpace(); tok.kind {
		case end:
			t.check(pipe, context)
			return pipe
		case tokBool, tokCharConstant, tokComplex, tokDot, tokField, tokIdentifier, tokNumber, tokNil, tokRawString,
			tokString, tokVariable, tokLeftParen:
			t.backup()
			pipe.Cmds = append(pipe.Cmds, t.command())
		default:
			t.unexpected(tok, context)
		}
	}
}

func (t *Tree) check(pipe *PipeNode, context string) {
	if len(pipe.Cmds) == 0 {
		t.errorf("missing value for %s", context)
	}
	for i, c := range pipe.Cmds[1:] {
		switch c.Args[0].Type() {
		case NodeBool, NodeDot, NodeNil, NodeNumber, NodeString:
			t.errorf("non executable command in pipeline stage %d", i+2)
		}
	}
}

func (t *Tree) command() *CommandNode {
	c := &CommandNode{NodeType: NodeCommand, Pos: t.peekNonSpace().pos, tr: t}
loop:
	for {
		t.peekNonSpace()
		if n := t.operand(); n != nil {
			c.Args = append(c.Args, n)
		}
		switch tok := t.next(); tok.kind {
		case tokSpace:
			continue
		case tokRightDelim, tokRightParen:
			t.backup()
		case tokPipe:
		default:
			t.unexpected(tok, "operand")
		}
		break loop
	}
	if len(c.Args) == 0 {
		t.errorf("empty command")
	}
	return c
}

func (t *Tree) newField(pos Pos, ident string) *FieldNode {
	return &FieldNode{NodeType: NodeField, Pos: pos, tr: t, Ident: strings.Split(ident[1:], ".")}
}

func (t *Tree) operand() Node {
	n := t.term()
	if n == nil {
		return nil
	}
	if t.peek().kind != tokField {
		return n
	}
	chain := &ChainNode{NodeType: NodeChain, Pos: t.peek().pos, tr: t, Node: n}
	for t.peek().kind == tokField {
		chain.Add(t.next().text)
	}
	switch n.Type() {
	case NodeField:
		return t.newField(chain.Position(), chain.String())
	case NodeVariable:
		return t.newVariable(chain.Position(), chain.String())
	case NodeBool, NodeString, NodeNumber, NodeNil, NodeDot:
		t.errorf("unexpected . after term %q", n.String())
	}
	return chain
}

func (t *Tree) term() Node {
	switch tok := t.nextNonSpace(); tok.kind {
	case tokIdentifier:
		if t.Mode&SkipFuncCheck == 0 && !t.hasFunction(tok.text) {
			t.errorf("function %q not defined", tok.text)
		}
		return NewIdentifier(tok.text).SetTree(t).SetPos(tok.pos)
	case tokDot:
		return &DotNode{NodeType: NodeDot, Pos: tok.pos, tr: t}
	case tokNil:
		return &NilNode{NodeType: NodeNil, Pos: tok.pos, tr: t}
	case tokVariable:
		v := t.newVariable(tok.pos, tok.text)
		for _, name := range t.vars {
			if name == v.Ident[0] {
				return v
			}
		}
		t.errorf("undefined variable %q", v.Ident[0])
	case tokField:
		return t.newField(tok.pos, tok.text)
	case tokBool:
		return &BoolNode{NodeType: NodeBool, Pos: tok.pos, tr: t, True: tok.text == "true"}
	case tokCharConstant, tokComplex, tokNumber:
		n, err := t.newNumber(tok)
		if err != nil {
			t.fail(err)
		}
		return n
	case tokLeftParen:
		return t.pipeline("parenthesized pipeline", tokRightParen)
	case tokString, tokRawString:
		s, err := strconv.Unquote(tok.text)
		if err != nil {
			t.fail(err)
		}
		return &StringNode{NodeType: NodeString, Pos: tok.pos, tr: t, Quoted: tok.text, Text: s}
	}
	t.backup()
	return nil
}

func (t *Tree) newNumber(tok token) (*NumberNode, error) {
	n := &NumberNode{NodeType: NodeNumber, Pos: tok.pos, tr: t, Text: tok.text}
	text := tok.text
	switch tok.kind {
	case tokCharConstant:
		r, _, tail, err := strconv.UnquoteChar(text[1:], text[0])
		if err != nil {
			return nil, err
		}
		if tail != "'" {
			return nil, fmt.Errorf("malformed character constant: %s", text)
		}
		n.Int64, n.IsInt = int64(r), true
		n.Uint64, n.IsUint = uint64(r), true
		n.Float64, n.IsFloat = float64(r), true
		return n, nil
	case tokComplex:
		if _, err := fmt.Sscan(text, &n.Complex128); err != nil {
			return nil, err
		}
		n.IsComplex = true
		n.simplify()
		return n, nil
	}
	if text[len(text)-1] == 'i' {
		if f, err := strconv.ParseFloat(text[:len(text)-1], 64); err == nil {
			n.Complex128 = complex(0, f)
			n.IsComplex = true
			n.simplify()
			return n, nil
		}
	}
	if u, err := strconv.ParseUint(text, 0, 64); err == nil {
		n.IsUint, n.Uint64 = true, u
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		n.IsInt, n.Int64 = true, i
		if i == 0 {
			n.IsUint, n.Uint64 = true, 0
		}
	}
	switch {
	case n.IsInt:
		n.IsFloat, n.Float64 = true, float64(n.Int64)
	case n.IsUint:
		n.IsFloat, n.Float64 = true, float64(n.Uint64)
	default:
		if f, err := strconv.ParseFloat(text, 64); err == nil {
			if !strings.ContainsAny(text, ".eEpP") {
				return nil, fmt.Errorf("integer overflow: %q", text)
			}
			n.IsFloat, n.Float64 = true, f
			n.integers(f)
		}
	}
	if !n.IsInt && !n.IsUint && !n.IsFloat {
		return nil, fmt.Errorf("illegal number syntax: %q", text)
	}
	return n, nil
}

// integers sets the integer forms of a float that is one.
func (n *NumberNode) integers(f float64) {
	if !n.IsInt && float64(int64(f)) == f {
		n.IsInt, n.Int64 = true, int64(f)
	}
	if !n.IsUint && float64(uint64(f)) == f {
		n.IsUint, n.Uint64 = true, uint64(f)
	}
}

// simplify sets the real forms of a complex number that is real.
func (n *NumberNode) simplify() {
	if imag(n.Complex128) == 0 {
		n.IsFloat, n.Float64 = true, real(n.Complex128)
		n.integers(n.Float64)
	}
}
