// Package quick checks properties of functions on random arguments.
package quick

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"time"
)

var defaultMaxCount = flag.Int("quickchecks", 100, "The default number of iterations for each check")

// Generator makes random values of its own type.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

// maxSize bounds the lengths of random strings, slices and maps.
const maxSize = 50

// Value returns a random value of a type; ok is false if it cannot make one.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return sized(t, rand, maxSize)
}

func randomFloat32(r *rand.Rand) float64 {
	f := r.Float64() * math.MaxFloat32
	if r.Int()&1 == 1 {
		return -f
	}
	return f
}

func randomFloat64(r *rand.Rand) float64 {
	f := r.Float64() * math.MaxFloat64
	if r.Int()&1 == 1 {
		return -f
	}
	return f
}

func sized(t reflect.Type, r *rand.Rand, size int) (value reflect.Value, ok bool) {
	if own, ok := reflect.Zero(t).Interface().(Generator); ok {
		return own.Generate(r, size), true
	}
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(r.Int()&1 == 0)
	case reflect.Float32:
		v.SetFloat(randomFloat32(r))
	case reflect.Float64:
		v.SetFloat(randomFloat64(r))
	case reflect.Complex64:
		v.SetComplex(complex(randomFloat32(r), randomFloat32(r)))
	case reflect.Complex128:
		v.SetComplex(complex(randomFloat64(r), randomFloat64(r)))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(r.Uint64())
	case reflect.String:
		runes := make([]rune, r.Intn(maxSize))
		for i := range runes {
			runes[i] = rune(r.Intn(0x10ffff))
		}
		v.SetString(string(runes))
	case reflect.Map:
		n := r.Intn(size)
		v.Set(reflect.MakeMap(t))
		for range n {
			key, keyOK := sized(t.Key(), r, size)
			elem, elemOK := sized(t.Elem(), r, size)
			if !keyOK || !elemOK {
				return reflect.Value{}, false
			}
			v.SetMapIndex(key, elem)
		}
	case reflect.Pointer:
		if r.Intn(size) == 0 {
			v.SetZero()
			break
		}
		elem, ok := sized(t.Elem(), r, size)
		if !ok {
			return reflect.Value{}, false
		}
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(elem)
	case reflect.Slice:
		n := r.Intn(size)
		left := size - n
		v.Set(reflect.MakeSlice(t, n, n))
		for i := range n {
			elem, ok := sized(t.Elem(), r, left)
			if !ok {
				return reflect.Value{}, false
			}
			v.Index(i).Set(elem)
		}
	case reflect.Array:
		for i := range v.Len() {
			elem, ok := sized(t.Elem(), r, size)
			if !ok {
				return reflect.Value{}, false
			}
			v.Index(i).Set(elem)
		}
	case reflect.Struct:
		n := v.NumField()
		// What is left is shared out among the fields.
		each := size
		if n > size {
			each = 1
		} else if n > 0 {
			each = size / n
		}
		for i := range n {
			elem, ok := sized(t.Field(i).Type, r, each)
			if !ok {
				return reflect.Value{}, false
			}
			v.Field(i).Set(elem)
		}
	default:
		return reflect.Value{}, false
	}
	return v, true
}

// Config says how a check is made; the zero value and nil mean the defaults.
type Config struct {
	MaxCount      int
	MaxCountScale float64
	Rand          *rand.Rand
	Values        func([]reflect.Value, *rand.Rand)
}

func (c *Config) random() *rand.Rand {
	if c.Rand != nil {
		return c.Rand
	}
	return rand.New(rand.NewSource(time.Now().UnixNano()))
}

func (c *Config) count() int {
	switch {
	case c.MaxCount != 0:
		return c.MaxCount
	case c.MaxCountScale != 0:
		return int(c.MaxCountScale * float64(*defaultMaxCount))
	}
	return *defaultMaxCount
}

// A SetupError says that a check was asked for wrongly.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// A CheckError says for which arguments Check found the property not to hold.
type CheckError struct {
	Count int
	In    []any
}

func (e *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", e.Count, texts(e.In))
}

// A CheckEqualError says for which arguments CheckEqual found different results.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (e *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s",
		e.Count, texts(e.In), texts(e.Out1), texts(e.Out2))
}

func texts(values []any) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = fmt.Sprintf("%#v", v)
	}
	return strings.Join(parts, ", ")
}

// Check looks for arguments for which f returns false.
func Check(f any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	fn, t, ok := function(f)
	if !ok {
		return SetupError("argument is not a function")
	}
	if t.NumOut() != 1 {
		return SetupError("function does not return one value")
	}
	if t.Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	args := make([]reflect.Value, t.NumIn())
	r := config.random()
	for i := range config.count() {
		if err := arguments(args, t, config, r); err != nil {
			return err
		}
		if !fn.Call(args)[0].Bool() {
			return &CheckError{i + 1, interfaces(args)}
		}
	}
	return nil
}

// CheckEqual looks for arguments for which f and g return different results.
func CheckEqual(f, g any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	x, xt, ok := function(f)
	if !ok {
		return SetupError("f is not a function")
	}
	y, yt, ok := function(g)
	if !ok {
		return SetupError("g is not a function")
	}
	if xt != yt {
		return SetupError("functions have different types")
	}
	args := make([]reflect.Value, xt.NumIn())
	r := config.random()
	for i := range config.count() {
		if err := arguments(args, xt, config, r); err != nil {
			return err
		}
		out1 := interfaces(x.Call(args))
		out2 := interfaces(y.Call(args))
		if !reflect.DeepEqual(out1, out2) {
			return &CheckEqualError{CheckError{i + 1, interfaces(args)}, out1, out2}
		}
	}
	return nil
}

func arguments(args []reflect.Value, f reflect.Type, config *Config, r *rand.Rand) error {
	if config.Values != nil {
		config.Values(args, r)
		return nil
	}
	for i := range args {
		v, ok := Value(f.In(i), r)
		if !ok {
			return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", f.In(i), i))
		}
		args[i] = v
	}
	return nil
}

func function(f any) (v reflect.Value, t reflect.Type, ok bool) {
	v = reflect.ValueOf(f)
	if ok = v.Kind() == reflect.Func; ok {
		t = v.Type()
	}
	return
}

func interfaces(values []reflect.Value) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v.Interface()
	}
	return list
}
