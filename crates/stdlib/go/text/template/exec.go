package template

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"text/template/parse"
)

// maxDepth is how deep templates may invoke each other.
const maxDepth = 100000

// A state is an execution in progress: a stack of variables, and where it is.
type state struct {
	tmpl  *Template
	wr    io.Writer
	node  parse.Node
	vars  []variable
	depth int
}

type variable struct {
	name  string
	value reflect.Value
}

func (s *state) push(name string, value reflect.Value) {
	s.vars = append(s.vars, variable{name, value})
}

func (s *state) setVar(name string, value reflect.Value) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			s.vars[i].value = value
			return
		}
	}
	s.errorf("undefined variable: %s", name)
}

func (s *state) varValue(name string) reflect.Value {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return s.vars[i].value
		}
	}
	s.errorf("undefined variable: %s", name)
	return zero
}

var (
	zero      reflect.Value
	missing   = reflect.ValueOf(missingValType{})
	noneYet   = missing
	errBreak  = errors.New("break")
	errGoOn   = errors.New("continue")
	valueType = reflect.TypeFor[reflect.Value]()
	errorType = reflect.TypeFor[error]()
	strType   = reflect.TypeFor[fmt.Stringer]()
)

type missingValType struct{}

func isMissing(v reflect.Value) bool {
	return v.IsValid() && v.Kind() == reflect.Struct && v.Type() == missing.Type()
}

// An ExecError is what a template's execution fails with.
type ExecError struct {
	Name string
	Err  error
}

func (e ExecError) Error() string { return e.Err.Error() }

func (e ExecError) Unwrap() error { return e.Err }

// A writeError passes an error of the writer through the panics.
type writeError struct {
	err error
}

func (s *state) at(node parse.Node) { s.node = node }

func (s *state) errorf(format string, args ...any) {
	name := strings.ReplaceAll(s.tmpl.Name(), "%", "%%")
	if s.node == nil {
		format = fmt.Sprintf("template: %s: %s", name, format)
	} else {
		location, context := s.tmpl.ErrorContext(s.node)
		format = fmt.Sprintf("template: %s: executing %q at <%s>: %s", location, name, strings.ReplaceAll(context, "%", "%%"), format)
	}
	panic(ExecError{s.tmpl.Name(), fmt.Errorf(format, args...)})
}

func recovered(err *error) {
	switch e := recover().(type) {
	case nil:
	case runtime.Error:
		panic(e)
	case writeError:
		*err = e.err
	case ExecError:
		*err = e
	default:
		panic(e)
	}
}

func (s *state) writeFailed(err error) { panic(writeError{err}) }

// ExecuteTemplate executes the associated template of a name.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	u := t.Lookup(name)
	if u == nil {
		return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
	}
	return u.Execute(wr, data)
}

// Execute writes the template filled in with data.
func (t *Template) Execute(wr io.Writer, data any) (err error) {
	defer recovered(&err)
	value, ok := data.(reflect.Value)
	if !ok {
		value = reflect.ValueOf(data)
	}
	s := &state{tmpl: t, wr: wr, vars: []variable{{"$", value}}}
	if t.Tree == nil || t.Root == nil {
		s.errorf("%q is an incomplete or empty template", t.Name())
	}
	s.walk(value, t.Root)
	return
}

// DefinedTemplates lists the templates that are defined, for errors.
func (t *Template) DefinedTemplates() string {
	if t.common == nil {
		return ""
	}
	var b strings.Builder
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	for name, u := range t.tmpl {
		if u.Tree == nil || u.Root == nil {
			continue
		}
		if b.Len() == 0 {
			b.WriteString("; defined templates are: ")
		} else {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", name)
	}
	return b.String()
}

func (s *state) walk(dot reflect.Value, node parse.Node) {
	s.at(node)
	switch node := node.(type) {
	case *parse.TextNode:
		if _, err := s.wr.Write(node.Text); err != nil {
			s.writeFailed(err)
		}
	case *parse.ActionNode:
		val := s.pipeline(dot, node.Pipe)
		if len(node.Pipe.Decl) == 0 {
			s.print(node, val)
		}
	case *parse.ListNode:
		for _, n := range node.Nodes {
			s.walk(dot, n)
		}
	case *parse.IfNode:
		s.branch(parse.NodeIf, dot, node.Pipe, node.List, node.ElseList)
	case *parse.WithNode:
		s.branch(parse.NodeWith, dot, node.Pipe, node.List, node.ElseList)
	case *parse.RangeNode:
		s.rangeOver(dot, node)
	case *parse.TemplateNode:
		s.invoke(dot, node)
	case *parse.CommentNode:
	case *parse.BreakNode:
		panic(errBreak)
	case *parse.ContinueNode:
		panic(errGoOn)
	default:
		s.errorf("unknown node: %s", node)
	}
}

func (s *state) branch(typ parse.NodeType, dot reflect.Value, pipe *parse.PipeNode, list, elseList *parse.ListNode) {
	mark := len(s.vars)
	defer func() { s.vars = s.vars[:mark] }()
	val := s.pipeline(dot, pipe)
	is, ok := isTrue(indirectInterface(val))
	if !ok {
		s.errorf("if/with can't use %v", val)
	}
	if is {
		if typ == parse.NodeWith {
			dot = val
		}
		s.walk(dot, list)
	} else if elseList != nil {
		s.walk(dot, elseList)
	}
}

// IsTrue reports whether a value is not the zero value of its type, or not empty, and whether that can be said of it.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(val reflect.Value) (truth, ok bool) {
	if !val.IsValid() {
		return false, true
	}
	switch val.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		truth = val.Len() > 0
	case reflect.Bool:
		truth = val.Bool()
	case reflect.Complex64, reflect.Complex128:
		truth = val.Complex() != 0
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer, reflect.Interface:
		truth = !val.IsNil()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		truth = val.Int() != 0
	case reflect.Float32, reflect.Float64:
		truth = val.Float() != 0
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		truth = val.Uint() != 0
	case reflect.Struct:
		truth = true
	default:
		return
	}
	return truth, true
}

func (s *state) rangeOver(dot reflect.Value, r *parse.RangeNode) {
	s.at(r)
	defer func() {
		if e := recover(); e != nil && e != errBreak {
			panic(e)
		}
	}()
	start := len(s.vars)
	defer func() { s.vars = s.vars[:start] }()
	val, _ := indirect(s.pipeline(dot, r.Pipe))
	mark := len(s.vars)
	one := func(index, elem reflect.Value) {
		if n := len(r.Pipe.Decl); n > 0 {
			first := index
			if n == 1 {
				first = elem
			}
			if r.Pipe.IsAssign {
				s.setVar(r.Pipe.Decl[0].Ident[0], first)
			} else {
				s.vars[len(s.vars)-n].value = first
			}
			if n > 1 {
				if r.Pipe.IsAssign {
					s.setVar(r.Pipe.Decl[1].Ident[0], elem)
				} else {
					s.vars[len(s.vars)-1].value = elem
				}
			}
		}
		defer func() {
			s.vars = s.vars[:mark]
			if e := recover(); e != nil && e != errGoOn {
				panic(e)
			}
		}()
		s.walk(elem, r.List)
	}
	switch val.Kind() {
	case reflect.Array, reflect.Slice:
		if val.Len() == 0 {
			break
		}
		for i := range val.Len() {
			one(reflect.ValueOf(i), val.Index(i))
		}
		return
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8,
		reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if len(r.Pipe.Decl) > 1 {
			s.errorf("can't use %v to iterate over more than one variable", val)
		}
		run := false
		for v := range val.Seq() {
			run = true
			one(v, v)
		}
		if !run {
			break
		}
		return
	case reflect.Map:
		if val.Len() == 0 {
			break
		}
		for _, m := range sorted(val) {
			one(m.Key, m.Value)
		}
		return
	case reflect.Chan:
		if val.IsNil() {
			break
		}
		if val.Type().ChanDir() == reflect.SendDir {
			s.errorf("range over send-only channel %v", val)
			break
		}
		i := 0
		for ; ; i++ {
			elem, ok := val.Recv()
			if !ok {
				break
			}
			one(reflect.ValueOf(i), elem)
		}
		if i == 0 {
			break
		}
		return
	case reflect.Invalid:
	case reflect.Func:
		if val.Type().CanSeq() {
			if len(r.Pipe.Decl) > 1 {
				s.errorf("can't use %v iterate over more than one variable", val)
			}
			run := false
			for v := range val.Seq() {
				run = true
				one(v, v)
			}
			if !run {
				break
			}
			return
		}
		if val.Type().CanSeq2() {
			run := false
			for k, v := range val.Seq2() {
				run = true
				if len(r.Pipe.Decl) < 2 {
					v = k
				}
				one(k, v)
			}
			if !run {
				break
			}
			return
		}
		s.errorf("range can't iterate over %v", val)
	default:
		s.errorf("range can't iterate over %v", val)
	}
	if r.ElseList != nil {
		s.walk(dot, r.ElseList)
	}
}

func (s *state) invoke(dot reflect.Value, t *parse.TemplateNode) {
	s.at(t)
	tmpl := s.tmpl.Lookup(t.Name)
	if tmpl == nil {
		s.errorf("template %q not defined", t.Name)
	}
	if s.depth == maxDepth {
		s.errorf("exceeded maximum template depth (%v)", maxDepth)
	}
	dot = s.pipeline(dot, t.Pipe)
	inner := *s
	inner.depth++
	inner.tmpl = tmpl
	inner.vars = []variable{{"$", dot}}
	inner.walk(dot, tmpl.Root)
}

func (s *state) pipeline(dot reflect.Value, pipe *parse.PipeNode) (value reflect.Value) {
	if pipe == nil {
		return
	}
	s.at(pipe)
	value = noneYet
	for _, cmd := range pipe.Cmds {
		value = s.command(dot, cmd, value)
		if value.Kind() == reflect.Interface && value.NumMethod() == 0 {
			value = value.Elem()
		}
	}
	for _, v := range pipe.Decl {
		if pipe.IsAssign {
			s.setVar(v.Ident[0], value)
		} else {
			s.push(v.Ident[0], value)
		}
	}
	return value
}

func (s *state) noArguments(args []parse.Node, final reflect.Value) {
	if len(args) > 1 || !isMissing(final) {
		s.errorf("can't give argument to non-function %s", args[0])
	}
}

func (s *state) command(dot reflect.Value, cmd *parse.CommandNode, final reflect.Value) reflect.Value {
	first := cmd.Args[0]
	switch n := first.(type) {
	case *parse.FieldNode:
		s.at(n)
		return s.chain(dot, dot, n, n.Ident, cmd.Args, final)
	case *parse.ChainNode:
		return s.chainNode(dot, n, cmd.Args, final)
	case *parse.IdentifierNode:
		return s.function(dot, n, cmd, cmd.Args, final)
	case *parse.PipeNode:
		s.noArguments(cmd.Args, final)
		return s.pipeline(dot, n)
	case *parse.VariableNode:
		return s.variable(dot, n, cmd.Args, final)
	}
	s.at(first)
	s.noArguments(cmd.Args, final)
	switch n := first.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		s.errorf("nil is not a command")
	case *parse.NumberNode:
		return s.number(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.errorf("can't evaluate command %q", first)
	panic("not reached")
}

// number gives a constant the type that it would have in Go.
func (s *state) number(n *parse.NumberNode) reflect.Value {
	s.at(n)
	hex := len(n.Text) > 2 && n.Text[0] == '0' && (n.Text[1] == 'x' || n.Text[1] == 'X')
	switch {
	case n.IsComplex:
		return reflect.ValueOf(n.Complex128)
	case n.IsFloat && !(hex && !strings.ContainsAny(n.Text, "pP")) && (n.Text == "" || n.Text[0] != '\'') && strings.ContainsAny(n.Text, ".eEpP"):
		return reflect.ValueOf(n.Float64)
	case n.IsInt:
		if i := int(n.Int64); int64(i) == n.Int64 {
			return reflect.ValueOf(i)
		}
		s.errorf("%s overflows int", n.Text)
	case n.IsUint:
		s.errorf("%s overflows int", n.Text)
	}
	return zero
}

func (s *state) chainNode(dot reflect.Value, c *parse.ChainNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(c)
	if len(c.Field) == 0 {
		s.errorf("internal error: no fields in evalChainNode")
	}
	if c.Node.Type() == parse.NodeNil {
		s.errorf("indirection through explicit nil in %s", c)
	}
	return s.chain(dot, s.arg(dot, nil, c.Node), c, c.Field, args, final)
}

func (s *state) variable(dot reflect.Value, v *parse.VariableNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(v)
	value := s.varValue(v.Ident[0])
	if len(v.Ident) == 1 {
		s.noArguments(args, final)
		return value
	}
	return s.chain(dot, value, v, v.Ident[1:], args, final)
}

// chain evaluates fields one after the other; the last may be a method with arguments.
func (s *state) chain(dot, receiver reflect.Value, node parse.Node, ident []string, args []parse.Node, final reflect.Value) reflect.Value {
	n := len(ident)
	for i := range n - 1 {
		receiver = s.field(dot, ident[i], node, nil, missing, receiver)
	}
	return s.field(dot, ident[n-1], node, args, final, receiver)
}

func (s *state) function(dot reflect.Value, node *parse.IdentifierNode, cmd parse.Node, args []parse.Node, final reflect.Value) reflect.Value {
	s.at(node)
	name := node.Ident
	fn, isBuiltin, ok := findFunction(name, s.tmpl)
	if !ok {
		s.errorf("%q is not a defined function", name)
	}
	return s.call(dot, fn, isBuiltin, cmd, name, args, final)
}

func (s *state) field(dot reflect.Value, name string, node parse.Node, args []parse.Node, final, receiver reflect.Value) reflect.Value {
	if !receiver.IsValid() {
		if s.tmpl.common.missing == missingError {
			s.errorf("nil data; no entry for key %q", name)
		}
		return zero
	}
	typ := receiver.Type()
	receiver, isNil := indirect(receiver)
	if receiver.Kind() == reflect.Interface && isNil {
		s.errorf("nil pointer evaluating %s.%s", typ, name)
		return zero
	}
	ptr := receiver
	if ptr.Kind() != reflect.Interface && ptr.Kind() != reflect.Pointer && ptr.CanAddr() {
		ptr = ptr.Addr()
	}
	if method := ptr.MethodByName(name); method.IsValid() {
		return s.call(dot, method, false, node, name, args, final)
	}
	hasArgs := len(args) > 1 || !isMissing(final)
	switch receiver.Kind() {
	case reflect.Struct:
		if tField, ok := receiver.Type().FieldByName(name); ok {
			field, err := receiver.FieldByIndexErr(tField.Index)
			if !tField.IsExported() {
				s.errorf("%s is an unexported field of struct type %s", name, typ)
			}
			if err != nil {
				s.errorf("%v", err)
			}
			if hasArgs {
				s.errorf("%s has arguments but cannot be invoked as function", name)
			}
			return field
		}
	case reflect.Map:
		nameVal := reflect.ValueOf(name)
		if nameVal.Type().AssignableTo(receiver.Type().Key()) {
			if hasArgs {
				s.errorf("%s is not a method but has arguments", name)
			}
			result := receiver.MapIndex(nameVal)
			if !result.IsValid() {
				switch s.tmpl.missing {
				case missingInvalid:
				case missingZero:
					result = reflect.Zero(receiver.Type().Elem())
				case missingError:
					s.errorf("map has no entry for key %q", name)
				}
			}
			return result
		}
	case reflect.Pointer:
		etyp := receiver.Type().Elem()
		if etyp.Kind() == reflect.Struct {
			if _, ok := etyp.FieldByName(name); !ok {
				break
			}
		}
		if isNil {
			s.errorf("nil pointer evaluating %s.%s", typ, name)
		}
	}
	s.errorf("can't evaluate field %s in type %s", name, typ)
	panic("not reached")
}

func unwrapValue(v reflect.Value) reflect.Value {
	if v.Type() == valueType {
		v = v.Interface().(reflect.Value)
	}
	return v
}

// call calls a function or method; args begins with the node of its name, final is the value piped into it.
func (s *state) call(dot, fun reflect.Value, isBuiltin bool, node parse.Node, name string, args []parse.Node, final reflect.Value) reflect.Value {
	if args != nil {
		args = args[1:]
	}
	typ := fun.Type()
	numIn := len(args)
	piped := !isMissing(final)
	if piped {
		numIn++
	}
	fixed := len(args)
	if isBuiltin && name == "call" {
		if numIn < 1 {
			s.errorf("wrong number of args for %s: want at least %d got %d", name, 1, len(args))
		}
	} else if typ.IsVariadic() {
		fixed = typ.NumIn() - 1
		if numIn < fixed {
			s.errorf("wrong number of args for %s: want at least %d got %d", name, typ.NumIn()-1, len(args))
		}
	} else if numIn != typ.NumIn() {
		s.errorf("wrong number of args for %s: want %d got %d", name, typ.NumIn(), numIn)
	}
	if err := goodFunc(name, typ); err != nil {
		s.errorf("%v", err)
	}
	if isBuiltin && (name == "and" || name == "or") {
		arg0 := typ.In(0)
		var v reflect.Value
		for _, a := range args {
			v = s.arg(dot, arg0, a).Interface().(reflect.Value)
			if truth(v) == (name == "or") {
				return v
			}
		}
		if piped {
			v = unwrapValue(s.validate(final, arg0))
		}
		return v
	}
	argv := make([]reflect.Value, 0, numIn+1)
	if isBuiltin && name == "call" {
		// The text of the function is for its errors.
		text := final.String()
		if len(args) > 0 {
			text = args[0].String()
		}
		argv = append(argv, reflect.ValueOf(text))
		for _, a := range args {
			argv = append(argv, s.arg(dot, valueType, a))
		}
		if piped {
			argv = append(argv, s.validate(final, valueType))
		}
		return s.finish(fun, argv, node, name)
	}
	i := 0
	for ; i < fixed && i < len(args); i++ {
		argv = append(argv, s.arg(dot, typ.In(i), args[i]))
	}
	if typ.IsVariadic() {
		t := typ.In(typ.NumIn() - 1).Elem()
		for ; i < len(args); i++ {
			argv = append(argv, s.arg(dot, t, args[i]))
		}
	}
	if piped {
		t := typ.In(typ.NumIn() - 1)
		if typ.IsVariadic() {
			if numIn-1 < fixed {
				t = typ.In(numIn - 1)
			} else {
				t = t.Elem()
			}
		}
		argv = append(argv, s.validate(final, t))
	}
	return s.finish(fun, argv, node, name)
}

func (s *state) finish(fun reflect.Value, argv []reflect.Value, node parse.Node, name string) reflect.Value {
	v, err := safeCall(fun, argv)
	if err != nil {
		s.at(node)
		s.errorf("error calling %s: %w", name, err)
	}
	return unwrapValue(v)
}

func canBeNil(typ reflect.Type) bool {
	switch typ.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	case reflect.Struct:
		return typ == valueType
	}
	return false
}

// validate fits a value to a type.
func (s *state) validate(value reflect.Value, typ reflect.Type) reflect.Value {
	if !value.IsValid() {
		if typ == nil {
			return reflect.ValueOf(nil)
		}
		if canBeNil(typ) {
			if typ == valueType {
				return reflect.ValueOf(value)
			}
			return reflect.Zero(typ)
		}
		s.errorf("invalid value; expected %s", typ)
	}
	if typ == valueType && value.Type() != typ {
		return reflect.ValueOf(value)
	}
	if typ != nil && !value.Type().AssignableTo(typ) {
		if value.Kind() == reflect.Interface && !value.IsNil() {
			value = value.Elem()
			if value.Type().AssignableTo(typ) {
				return value
			}
		}
		switch {
		case value.Kind() == reflect.Pointer && value.Type().Elem().AssignableTo(typ):
			value = value.Elem()
			if !value.IsValid() {
				s.errorf("dereference of nil pointer of type %s", typ)
			}
		case reflect.PointerTo(value.Type()).AssignableTo(typ) && value.CanAddr():
			value = value.Addr()
		default:
			s.errorf("wrong type for value; expected %s; got %s", typ, value.Type())
		}
	}
	return value
}

// arg evaluates an argument for a parameter of a type, any if it is nil.
func (s *state) arg(dot reflect.Value, typ reflect.Type, n parse.Node) reflect.Value {
	s.at(n)
	switch arg := n.(type) {
	case *parse.DotNode:
		return s.validate(dot, typ)
	case *parse.NilNode:
		if typ != nil && canBeNil(typ) {
			return reflect.Zero(typ)
		}
		s.errorf("cannot assign nil to %s", typ)
	case *parse.FieldNode:
		return s.validate(s.chain(dot, dot, arg, arg.Ident, []parse.Node{n}, missing), typ)
	case *parse.VariableNode:
		return s.validate(s.variable(dot, arg, nil, missing), typ)
	case *parse.PipeNode:
		return s.validate(s.pipeline(dot, arg), typ)
	case *parse.IdentifierNode:
		return s.validate(s.function(dot, arg, arg, nil, missing), typ)
	case *parse.ChainNode:
		return s.validate(s.chainNode(dot, arg, nil, missing), typ)
	}
	if typ == nil {
		return s.anything(dot, n)
	}
	switch k := typ.Kind(); {
	case k == reflect.Bool:
		if b, ok := n.(*parse.BoolNode); ok {
			v := reflect.New(typ).Elem()
			v.SetBool(b.True)
			return v
		}
		s.errorf("expected bool; found %s", n)
	case k == reflect.Complex64 || k == reflect.Complex128:
		if c, ok := n.(*parse.NumberNode); ok && c.IsComplex {
			v := reflect.New(typ).Elem()
			v.SetComplex(c.Complex128)
			return v
		}
		s.errorf("expected complex; found %s", n)
	case k == reflect.Float32 || k == reflect.Float64:
		if c, ok := n.(*parse.NumberNode); ok && c.IsFloat {
			v := reflect.New(typ).Elem()
			v.SetFloat(c.Float64)
			return v
		}
		s.errorf("expected float; found %s", n)
	case reflect.Int <= k && k <= reflect.Int64:
		if c, ok := n.(*parse.NumberNode); ok && c.IsInt {
			v := reflect.New(typ).Elem()
			v.SetInt(c.Int64)
			return v
		}
		s.errorf("expected integer; found %s", n)
	case reflect.Uint <= k && k <= reflect.Uintptr:
		if c, ok := n.(*parse.NumberNode); ok && c.IsUint {
			v := reflect.New(typ).Elem()
			v.SetUint(c.Uint64)
			return v
		}
		s.errorf("expected unsigned integer; found %s", n)
	case k == reflect.String:
		if c, ok := n.(*parse.StringNode); ok {
			v := reflect.New(typ).Elem()
			v.SetString(c.Text)
			return v
		}
		s.errorf("expected string; found %s", n)
	case k == reflect.Interface:
		if typ.NumMethod() == 0 {
			return s.anything(dot, n)
		}
	case k == reflect.Struct:
		if typ == valueType {
			return reflect.ValueOf(s.anything(dot, n))
		}
	}
	s.errorf("can't handle %s for arg of type %s", n, typ)
	panic("not reached")
}

func (s *state) anything(dot reflect.Value, n parse.Node) reflect.Value {
	s.at(n)
	switch n := n.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return s.chain(dot, dot, n, n.Ident, nil, missing)
	case *parse.IdentifierNode:
		return s.function(dot, n, n, nil, missing)
	case *parse.NilNode:
		s.errorf("evalEmptyInterface: nil (can't happen)")
	case *parse.NumberNode:
		return s.number(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	case *parse.VariableNode:
		return s.variable(dot, n, nil, missing)
	case *parse.PipeNode:
		return s.pipeline(dot, n)
	}
	s.errorf("can't handle assignment of %s to empty interface argument", n)
	panic("not reached")
}

// indirect follows pointers and interfaces, down to a nil or to an interface with methods.
func indirect(v reflect.Value) (rv reflect.Value, isNil bool) {
	for ; v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface; v = v.Elem() {
		if v.IsNil() {
			return v, true
		}
	}
	return v, false
}

// indirectInterface takes a value out of its interface.
func indirectInterface(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Interface {
		return v
	}
	if v.IsNil() {
		return reflect.Value{}
	}
	return v.Elem()
}

func (s *state) print(n parse.Node, v reflect.Value) {
	s.at(n)
	iface, ok := printable(v)
	if !ok {
		s.errorf("can't print %s of type %s", n, v.Type())
	}
	if _, err := fmt.Fprint(s.wr, iface); err != nil {
		s.writeFailed(err)
	}
}

// printable returns what fmt prints of a value, if it can be printed.
func printable(v reflect.Value) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	if t := v.Type(); !t.Implements(errorType) && !t.Implements(strType) {
		if p := reflect.PointerTo(t); v.CanAddr() && (p.Implements(errorType) || p.Implements(strType)) {
			v = v.Addr()
		} else {
			switch v.Kind() {
			case reflect.Chan, reflect.Func:
				return nil, false
			}
		}
	}
	return v.Interface(), true
}
