package template

// The values of pipelines, commands, fields and variables.

import (
	"reflect"
	"strings"
	"text/template/parse"
	"unsafe"
)

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

// A fieldNote says that no method hides a field of a struct type itself; values with addresses have more methods.
type fieldNote struct {
	typ     reflect.Type
	name    string
	hasAddr bool
	index   int
}

// fieldNotes are the fields that were last used, by a hash of type and name.
var fieldNotes [64]fieldNote

func noteOf(typ reflect.Type, name string) *fieldNote {
	// A type is a pointer to its record.
	at := uintptr((*[2]unsafe.Pointer)(unsafe.Pointer(&typ))[1])>>5 + uintptr(unsafe.Pointer(unsafe.StringData(name)))>>2
	return &fieldNotes[(at+uintptr(len(name)))%uintptr(len(fieldNotes))]
}

// knownField is the number of a field that was noted, or -1.
func knownField(v reflect.Value, name string) int {
	typ := v.Type()
	n := noteOf(typ, name)
	if n.typ == typ && n.name == name && n.hasAddr == v.CanAddr() {
		return n.index
	}
	return -1
}

func noteField(v reflect.Value, name string, index int) {
	typ := v.Type()
	*noteOf(typ, name) = fieldNote{typ, name, v.CanAddr(), index}
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
	plain := receiver.Kind() == reflect.Struct && len(args) <= 1 && isMissing(final)
	if plain {
		if i := knownField(receiver, name); i >= 0 {
			return receiver.Field(i)
		}
	}
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
			if len(tField.Index) == 1 && plain {
				noteField(receiver, name, tField.Index[0])
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
