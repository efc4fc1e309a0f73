package template

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FuncMap maps names to functions, which return a value, and may return an error besides.
type FuncMap map[string]any

// builtinNames is for the parser.
var builtinNames = map[string]any{
	"and": true, "or": true, "call": true, "eq": true, "ge": true, "gt": true, "html": true, "index": true, "js": true,
	"le": true, "len": true, "lt": true, "ne": true, "not": true, "print": true, "printf": true, "println": true,
	"slice": true, "urlquery": true,
}

// builtin returns the function of a name that is always there.
func builtin(name string) (v reflect.Value, ok bool) {
	var f any
	switch name {
	case "and":
		f = and
	case "or":
		f = or
	case "call":
		f = call
	case "eq":
		f = eq
	case "ge":
		f = ge
	case "gt":
		f = gt
	case "html":
		f = HTMLEscaper
	case "index":
		f = index
	case "js":
		f = JSEscaper
	case "le":
		f = le
	case "len":
		f = length
	case "lt":
		f = lt
	case "ne":
		f = ne
	case "not":
		f = not
	case "print":
		f = fmt.Sprint
	case "printf":
		f = fmt.Sprintf
	case "println":
		f = fmt.Sprintln
	case "slice":
		f = slice
	case "urlquery":
		f = URLQueryEscaper
	default:
		return
	}
	return reflect.ValueOf(f), true
}

func addFuncs(out map[string]reflect.Value, in FuncMap) {
	for name, fn := range in {
		if !goodName(name) {
			panic(fmt.Errorf("function name %q is not a valid identifier", name))
		}
		v := reflect.ValueOf(fn)
		if v.Kind() != reflect.Func {
			panic("value for " + name + " not a function")
		}
		if err := goodFunc(name, v.Type()); err != nil {
			panic(err)
		}
		out[name] = v
	}
}

func goodFunc(name string, typ reflect.Type) error {
	switch n := typ.NumOut(); {
	case n == 1:
		return nil
	case n == 2 && typ.Out(1) == errorType:
		return nil
	case n == 2:
		return fmt.Errorf("invalid function signature for %s: second return value should be error; is %s", name, typ.Out(1))
	default:
		return fmt.Errorf("function %s has %d return values; should be 1 or 2", name, typ.NumOut())
	}
}

func goodName(name string) bool {
	if name == "" {
		return false
	}
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return true
}

func findFunction(name string, t *Template) (v reflect.Value, isBuiltin, ok bool) {
	if t != nil && t.common != nil {
		t.mutex.RLock()
		fn := t.execFuncs[name]
		t.mutex.RUnlock()
		if fn.IsValid() {
			return fn, false, true
		}
	}
	fn, ok := builtin(name)
	return fn, true, ok
}

// argument fits a value to a parameter's type.
func argument(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	if !v.IsValid() {
		if !canBeNil(t) {
			return reflect.Value{}, fmt.Errorf("value is nil; should be of type %s", t)
		}
		v = reflect.Zero(t)
	}
	if v.Type().AssignableTo(t) {
		return v, nil
	}
	if isInt(v.Kind()) && isInt(t.Kind()) && v.Type().ConvertibleTo(t) {
		return v.Convert(t), nil
	}
	return reflect.Value{}, fmt.Errorf("value has type %s; should be %s", v.Type(), t)
}

func isInt(k reflect.Kind) bool { return reflect.Int <= k && k <= reflect.Uintptr }

func indexArg(v reflect.Value, limit int) (int, error) {
	var x int64
	switch k := v.Kind(); {
	case reflect.Int <= k && k <= reflect.Int64:
		x = v.Int()
	case reflect.Uint <= k && k <= reflect.Uintptr:
		x = int64(v.Uint())
	case k == reflect.Invalid:
		return 0, fmt.Errorf("cannot index slice/array with nil")
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", v.Type())
	}
	if x < 0 || int(x) < 0 || int(x) > limit {
		return 0, fmt.Errorf("index out of range: %d", x)
	}
	return int(x), nil
}

func index(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = indirectInterface(item)
	if !item.IsValid() {
		return reflect.Value{}, fmt.Errorf("index of untyped nil")
	}
	for _, i := range indexes {
		i = indirectInterface(i)
		var isNil bool
		if item, isNil = indirect(item); isNil {
			return reflect.Value{}, fmt.Errorf("index of nil pointer")
		}
		switch item.Kind() {
		case reflect.Array, reflect.Slice, reflect.String:
			x, err := indexArg(i, item.Len())
			if err != nil {
				return reflect.Value{}, err
			}
			if x >= item.Len() {
				return reflect.Value{}, fmt.Errorf("index out of range: %d", x)
			}
			item = item.Index(x)
		case reflect.Map:
			i, err := argument(i, item.Type().Key())
			if err != nil {
				return reflect.Value{}, err
			}
			if x := item.MapIndex(i); x.IsValid() {
				item = x
			} else {
				item = reflect.Zero(item.Type().Elem())
			}
		case reflect.Invalid:
			panic("unreachable")
		default:
			return reflect.Value{}, fmt.Errorf("can't index item of type %s", item.Type())
		}
	}
	return item, nil
}

func slice(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = indirectInterface(item)
	if !item.IsValid() {
		return reflect.Value{}, fmt.Errorf("slice of untyped nil")
	}
	item, isNil := indirect(item)
	if isNil {
		return reflect.Value{}, fmt.Errorf("slice of nil pointer")
	}
	if len(indexes) > 3 {
		return reflect.Value{}, fmt.Errorf("too many slice indexes: %d", len(indexes))
	}
	var limit int
	switch item.Kind() {
	case reflect.String:
		if len(indexes) == 3 {
			return reflect.Value{}, fmt.Errorf("cannot 3-index slice a string")
		}
		limit = item.Len()
	case reflect.Array, reflect.Slice:
		limit = item.Cap()
	default:
		return reflect.Value{}, fmt.Errorf("can't slice item of type %s", item.Type())
	}
	at := [3]int{0, item.Len()}
	for i, x := range indexes {
		n, err := indexArg(indirectInterface(x), limit)
		if err != nil {
			return reflect.Value{}, err
		}
		at[i] = n
	}
	if at[0] > at[1] {
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", at[0], at[1])
	}
	if len(indexes) < 3 {
		return item.Slice(at[0], at[1]), nil
	}
	if at[1] > at[2] {
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", at[1], at[2])
	}
	return item.Slice3(at[0], at[1], at[2]), nil
}

func length(arg reflect.Value) (int, error) {
	arg, isNil := indirect(arg)
	if isNil {
		return 0, errors.New("len of nil pointer")
	}
	switch arg.Kind() {
	case reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String:
		return arg.Len(), nil
	}
	return 0, fmt.Errorf("len of type %s", arg.Type())
}

func call(name string, fn reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	fn = indirectInterface(fn)
	if !fn.IsValid() {
		return reflect.Value{}, fmt.Errorf("call of nil")
	}
	typ := fn.Type()
	if typ.Kind() != reflect.Func {
		return reflect.Value{}, fmt.Errorf("non-function %s of type %s", name, typ)
	}
	if err := goodFunc(name, typ); err != nil {
		return reflect.Value{}, err
	}
	n := typ.NumIn()
	var rest reflect.Type
	if typ.IsVariadic() {
		if len(args) < n-1 {
			return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want at least %d", name, len(args), n-1)
		}
		rest = typ.In(n - 1).Elem()
	} else if len(args) != n {
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want %d", name, len(args), n)
	}
	argv := make([]reflect.Value, len(args))
	for i, a := range args {
		t := rest
		if !typ.IsVariadic() || i < n-1 {
			t = typ.In(i)
		}
		var err error
		if argv[i], err = argument(indirectInterface(a), t); err != nil {
			return reflect.Value{}, fmt.Errorf("arg %d: %w", i, err)
		}
	}
	return safeCall(fn, argv)
}

// safeCall turns a panic into an error.
func safeCall(fun reflect.Value, args []reflect.Value) (val reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				err = e
			} else {
				err = fmt.Errorf("%v", r)
			}
		}
	}()
	if val, err, ok := quickCall(fun, args); ok {
		return val, err
	}
	ret := fun.Call(args)
	if len(ret) == 2 && !ret[1].IsNil() {
		return ret[0], ret[1].Interface().(error)
	}
	return ret[0], nil
}

// quickCall calls functions of the types that most have without the detour by reflection; ok is false of others.
func quickCall(fun reflect.Value, args []reflect.Value) (val reflect.Value, err error, ok bool) {
	if !fun.CanInterface() {
		return
	}
	for _, a := range args {
		if !a.IsValid() || !a.CanInterface() {
			return
		}
	}
	switch f := fun.Interface().(type) {
	case func(string) string:
		if len(args) == 1 && f != nil {
			if s, is := args[0].Interface().(string); is {
				return reflect.ValueOf(f(s)), nil, true
			}
		}
	case func(...any) string:
		if f != nil {
			return reflect.ValueOf(f(interfaces(args)...)), nil, true
		}
	case func(string, ...any) string:
		if len(args) > 0 && f != nil {
			if s, is := args[0].Interface().(string); is {
				return reflect.ValueOf(f(s, interfaces(args[1:])...)), nil, true
			}
		}
	case func(reflect.Value) (int, error):
		if len(args) == 1 && f != nil {
			if v, is := args[0].Interface().(reflect.Value); is {
				n, err := f(v)
				return reflect.ValueOf(n), err, true
			}
		}
	case func(reflect.Value) bool:
		if len(args) == 1 && f != nil {
			if v, is := args[0].Interface().(reflect.Value); is {
				return reflect.ValueOf(f(v)), nil, true
			}
		}
	case func(reflect.Value, reflect.Value) (bool, error):
		if len(args) == 2 && f != nil {
			v, is := args[0].Interface().(reflect.Value)
			w, both := args[1].Interface().(reflect.Value)
			if is && both {
				b, err := f(v, w)
				return reflect.ValueOf(b), err, true
			}
		}
	case func(reflect.Value, ...reflect.Value) (bool, error):
		if len(args) == 2 && f != nil {
			v, is := args[0].Interface().(reflect.Value)
			w, both := args[1].Interface().(reflect.Value)
			if is && both {
				b, err := f(v, w)
				return reflect.ValueOf(b), err, true
			}
		}
	}
	return
}

func interfaces(args []reflect.Value) []any {
	list := make([]any, len(args))
	for i, a := range args {
		list[i] = a.Interface()
	}
	return list
}

func truth(arg reflect.Value) bool {
	t, _ := isTrue(indirectInterface(arg))
	return t
}

func and(arg0 reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }

func or(arg0 reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }

func not(arg reflect.Value) bool { return !truth(arg) }

var (
	errBadComparisonType = errors.New("invalid type for comparison")
	errNoComparison      = errors.New("missing argument for comparison")
)

type basic int

const (
	noBasic basic = iota
	boolBasic
	complexBasic
	intBasic
	floatBasic
	stringBasic
	uintBasic
)

func basicKind(v reflect.Value) (basic, error) {
	switch k := v.Kind(); {
	case k == reflect.Bool:
		return boolBasic, nil
	case reflect.Int <= k && k <= reflect.Int64:
		return intBasic, nil
	case reflect.Uint <= k && k <= reflect.Uintptr:
		return uintBasic, nil
	case k == reflect.Float32 || k == reflect.Float64:
		return floatBasic, nil
	case k == reflect.Complex64 || k == reflect.Complex128:
		return complexBasic, nil
	case k == reflect.String:
		return stringBasic, nil
	}
	return noBasic, errBadComparisonType
}

func isNil(v reflect.Value) bool {
	if !v.IsValid() {
		return true
	}
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return v.IsNil()
	}
	return false
}

func eq(arg1 reflect.Value, arg2 ...reflect.Value) (bool, error) {
	arg1 = indirectInterface(arg1)
	if len(arg2) == 0 {
		return false, errNoComparison
	}
	k1, _ := basicKind(arg1)
	for _, arg := range arg2 {
		arg = indirectInterface(arg)
		k2, _ := basicKind(arg)
		same := false
		if k1 != k2 {
			switch {
			case k1 == intBasic && k2 == uintBasic:
				same = arg1.Int() >= 0 && uint64(arg1.Int()) == arg.Uint()
			case k1 == uintBasic && k2 == intBasic:
				same = arg.Int() >= 0 && arg1.Uint() == uint64(arg.Int())
			default:
				if arg1.IsValid() && arg.IsValid() {
					return false, errIncompatible(arg1, arg)
				}
			}
		} else {
			switch k1 {
			case boolBasic:
				same = arg1.Bool() == arg.Bool()
			case complexBasic:
				same = arg1.Complex() == arg.Complex()
			case floatBasic:
				same = arg1.Float() == arg.Float()
			case intBasic:
				same = arg1.Int() == arg.Int()
			case stringBasic:
				same = arg1.String() == arg.String()
			case uintBasic:
				same = arg1.Uint() == arg.Uint()
			default:
				if !canCompare(arg1, arg) {
					return false, fmt.Errorf("non-comparable types %s: %v, %s: %v", arg1, arg1.Type(), arg.Type(), arg)
				}
				if isNil(arg1) || isNil(arg) {
					same = isNil(arg) == isNil(arg1)
				} else {
					if !arg.Type().Comparable() {
						return false, fmt.Errorf("non-comparable type %s: %v", arg, arg.Type())
					}
					same = arg1.Interface() == arg.Interface()
				}
			}
		}
		if same {
			return true, nil
		}
	}
	return false, nil
}

var errIncompatibleTypes = errors.New("incompatible types for comparison")

func errIncompatible(a, b reflect.Value) error {
	return fmt.Errorf("%w: %s and %s", errIncompatibleTypes, a.Type(), b.Type())
}

// canCompare reports whether the operator == applies; nil can be compared with everything.
func canCompare(a, b reflect.Value) bool {
	k1, k2 := a.Kind(), b.Kind()
	if k1 == reflect.Invalid || k2 == reflect.Invalid {
		return true
	}
	if k1 == k2 {
		return true
	}
	return a.Type().Comparable() && b.Type().Comparable()
}

func ne(arg1, arg2 reflect.Value) (bool, error) {
	same, err := eq(arg1, arg2)
	return !same, err
}

func lt(arg1, arg2 reflect.Value) (bool, error) {
	arg1, arg2 = indirectInterface(arg1), indirectInterface(arg2)
	k1, err := basicKind(arg1)
	if err != nil {
		return false, err
	}
	k2, err := basicKind(arg2)
	if err != nil {
		return false, err
	}
	if k1 != k2 {
		switch {
		case k1 == intBasic && k2 == uintBasic:
			return arg1.Int() < 0 || uint64(arg1.Int()) < arg2.Uint(), nil
		case k1 == uintBasic && k2 == intBasic:
			return arg2.Int() >= 0 && arg1.Uint() < uint64(arg2.Int()), nil
		}
		return false, errIncompatible(arg1, arg2)
	}
	switch k1 {
	case boolBasic, complexBasic:
		return false, errBadComparisonType
	case floatBasic:
		return arg1.Float() < arg2.Float(), nil
	case intBasic:
		return arg1.Int() < arg2.Int(), nil
	case stringBasic:
		return arg1.String() < arg2.String(), nil
	case uintBasic:
		return arg1.Uint() < arg2.Uint(), nil
	}
	panic("invalid kind")
}

func le(arg1, arg2 reflect.Value) (bool, error) {
	less, err := lt(arg1, arg2)
	if less || err != nil {
		return less, err
	}
	return eq(arg1, arg2)
}

func gt(arg1, arg2 reflect.Value) (bool, error) {
	lessOrEqual, err := le(arg1, arg2)
	if err != nil {
		return false, err
	}
	return !lessOrEqual, nil
}

func ge(arg1, arg2 reflect.Value) (bool, error) {
	less, err := lt(arg1, arg2)
	if err != nil {
		return false, err
	}
	return !less, nil
}

var htmlReplacer = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "&", "&amp;", "<", "&lt;", ">", "&gt;")

// HTMLEscape writes b escaped for HTML.
func HTMLEscape(w io.Writer, b []byte) { io.WriteString(w, HTMLEscapeString(string(b))) }

// HTMLEscapeString returns s escaped for HTML.
func HTMLEscapeString(s string) string {
	if !strings.ContainsAny(s, "'\"&<>\000") {
		return s
	}
	return htmlReplacer.Replace(s)
}

// HTMLEscaper returns the printed arguments escaped for HTML.
func HTMLEscaper(args ...any) string { return HTMLEscapeString(printed(args)) }

// JSEscape writes b escaped for JavaScript.
func JSEscape(w io.Writer, b []byte) { io.WriteString(w, JSEscapeString(string(b))) }

// JSEscapeString returns s escaped for JavaScript.
func JSEscapeString(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && r >= ' ' && r < utf8.RuneSelf && !strings.ContainsRune(`\'"<>&=`, r)
	}
	if plain {
		return s
	}
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == '\'':
			b.WriteString(`\'`)
		case r == '"':
			b.WriteString(`\"`)
		case r < utf8.RuneSelf && (r < ' ' || strings.ContainsRune("<>&=", r)):
			b.WriteString(`\u00` + digits[r>>4:r>>4+1] + digits[r&15:r&15+1])
		case r >= utf8.RuneSelf && !unicode.IsPrint(r):
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// JSEscaper returns the printed arguments escaped for JavaScript.
func JSEscaper(args ...any) string { return JSEscapeString(printed(args)) }

// URLQueryEscaper returns the printed arguments escaped for a query.
func URLQueryEscaper(args ...any) string { return url.QueryEscape(printed(args)) }

func printed(args []any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	for i, arg := range args {
		if a, ok := printable(reflect.ValueOf(arg)); ok {
			args[i] = a
		}
	}
	return fmt.Sprint(args...)
}
