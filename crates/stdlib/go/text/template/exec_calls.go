package template

// Calls of functions and methods, and how their arguments are made.

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

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
	if k := v.Kind(); (k >= reflect.Bool && k <= reflect.Float64 || k == reflect.String) && v.CanInterface() {
		i := v.Interface()
		switch i.(type) {
		case string, int, bool, float64, int64, int32, uint8, uint, uint64, uint32, float32:
			// These have no methods.
			return i, true
		}
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
