package template

import (
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

// A jump is how the walk of a node ends.
type jump int

const (
	goesOn jump = iota
	breaks
	continues
)

func (s *state) walk(dot reflect.Value, node parse.Node) jump {
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
			if j := s.walk(dot, n); j != goesOn {
				return j
			}
		}
	case *parse.IfNode:
		return s.branch(parse.NodeIf, dot, node.Pipe, node.List, node.ElseList)
	case *parse.WithNode:
		return s.branch(parse.NodeWith, dot, node.Pipe, node.List, node.ElseList)
	case *parse.RangeNode:
		return s.rangeOver(dot, node)
	case *parse.TemplateNode:
		s.invoke(dot, node)
	case *parse.CommentNode:
	case *parse.BreakNode:
		return breaks
	case *parse.ContinueNode:
		return continues
	default:
		s.errorf("unknown node: %s", node)
	}
	return goesOn
}

// branch walks one of two lists. What panics ends the whole execution, so that nothing needs to be put in order then.
func (s *state) branch(typ parse.NodeType, dot reflect.Value, pipe *parse.PipeNode, list, elseList *parse.ListNode) (j jump) {
	mark := len(s.vars)
	val := s.pipeline(dot, pipe)
	is, ok := isTrue(indirectInterface(val))
	if !ok {
		s.errorf("if/with can't use %v", val)
	}
	if is {
		if typ == parse.NodeWith {
			dot = val
		}
		j = s.walk(dot, list)
	} else if elseList != nil {
		j = s.walk(dot, elseList)
	}
	s.vars = s.vars[:mark]
	return j
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

// rangeOver walks the list of a range; a continue in its else list is for the range around it.
func (s *state) rangeOver(dot reflect.Value, r *parse.RangeNode) jump {
	start := len(s.vars)
	j := s.iterate(dot, r)
	s.vars = s.vars[:start]
	return j
}

func (s *state) iterate(dot reflect.Value, r *parse.RangeNode) jump {
	s.at(r)
	val, _ := indirect(s.pipeline(dot, r.Pipe))
	mark := len(s.vars)
	// one walks the list once; it reports whether to go on.
	one := func(index, elem reflect.Value) bool {
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
		j := s.walk(elem, r.List)
		s.vars = s.vars[:mark]
		return j != breaks
	}
	switch val.Kind() {
	case reflect.Array, reflect.Slice:
		if val.Len() == 0 {
			break
		}
		for i := range val.Len() {
			if !one(reflect.ValueOf(i), val.Index(i)) {
				break
			}
		}
		return goesOn
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8,
		reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if len(r.Pipe.Decl) > 1 {
			s.errorf("can't use %v to iterate over more than one variable", val)
		}
		run := false
		for v := range val.Seq() {
			run = true
			if !one(v, v) {
				break
			}
		}
		if !run {
			break
		}
		return goesOn
	case reflect.Map:
		if val.Len() == 0 {
			break
		}
		for _, m := range sorted(val) {
			if !one(m.Key, m.Value) {
				break
			}
		}
		return goesOn
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
			if !one(reflect.ValueOf(i), elem) {
				return goesOn
			}
		}
		if i == 0 {
			break
		}
		return goesOn
	case reflect.Invalid:
	case reflect.Func:
		if val.Type().CanSeq() {
			if len(r.Pipe.Decl) > 1 {
				s.errorf("can't use %v iterate over more than one variable", val)
			}
			run := false
			for v := range val.Seq() {
				run = true
				if !one(v, v) {
					break
				}
			}
			if !run {
				break
			}
			return goesOn
		}
		if val.Type().CanSeq2() {
			run := false
			for k, v := range val.Seq2() {
				run = true
				if len(r.Pipe.Decl) < 2 {
					v = k
				}
				if !one(k, v) {
					break
				}
			}
			if !run {
				break
			}
			return goesOn
		}
		s.errorf("range can't iterate over %v", val)
	default:
		s.errorf("range can't iterate over %v", val)
	}
	if r.ElseList != nil {
		// A break there ends this range, which has ended.
		if j := s.walk(dot, r.ElseList); j == continues {
			return j
		}
	}
	return goesOn
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
