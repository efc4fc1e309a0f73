package testing

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// InternalFuzzTarget names a fuzz target.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// F runs a fuzz target on its seeds: those of Add and the files in
// testdata/fuzz/NAME.
type F struct {
	common
	run   *runState
	t     *T
	seeds []seed
	used  bool
}

type seed struct {
	name   string
	values []any
}

// Add adds a seed.
func (f *F) Add(args ...any) {
	for i, arg := range args {
		switch arg.(type) {
		case []byte, string, bool, byte, int, int8, int16, rune, int64, uint, uint16, uint32, uint64, float32, float64:
		default:
			panic(fmt.Sprintf("testing: unsupported type to Add %v", reflect.TypeOf(args[i])))
		}
	}
	f.seeds = append(f.seeds, seed{fmt.Sprintf("seed#%d", len(f.seeds)), args})
}

// Fuzz runs ff, a func(*testing.T, ...), on all seeds.
func (f *F) Fuzz(ff any) {
	if f.used {
		panic("testing: F.Fuzz called more than once")
	}
	f.used = true
	fn := reflect.ValueOf(ff)
	if fn.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	ty := fn.Type()
	if ty.NumIn() < 2 || ty.In(0) != reflect.TypeFor[*T]() {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if ty.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	f.readSeeds(ty)
	var wanted []reflect.Type
	for i := 1; i < ty.NumIn(); i++ {
		wanted = append(wanted, ty.In(i))
	}
	for _, s := range f.seeds {
		if len(s.values) != ty.NumIn()-1 {
			f.Fatalf("wrong number of values in corpus entry: %d, want %d", len(s.values), ty.NumIn()-1)
		}
		for i, v := range s.values {
			if reflect.TypeOf(v) != ty.In(i+1) {
				f.Fatalf("mismatched types in corpus entry: %v, want %v", types(s.values), wanted)
			}
		}
	}
	for _, s := range f.seeds {
		f.t.Run(s.name, func(t *T) {
			args := []reflect.Value{reflect.ValueOf(t)}
			for _, v := range s.values {
				args = append(args, reflect.ValueOf(v))
			}
			fn.Call(args)
		})
	}
}

func types(values []any) []reflect.Type {
	var out []reflect.Type
	for _, v := range values {
		out = append(out, reflect.TypeOf(v))
	}
	return out
}

// readSeeds reads the files of testdata/fuzz/NAME.
func (f *F) readSeeds(ty reflect.Type) {
	dir := filepath.Join("testdata", "fuzz", f.name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			continue
		}
		values, err := parseSeed(string(text))
		if err != nil {
			f.Fatal(fmt.Errorf("failed to unmarshal %q: %v", filepath.Join(dir, e.Name()), err))
		}
		f.seeds = append(f.seeds, seed{e.Name(), values})
	}
}

// parseSeed reads a seed file: a version line, then one Go value a line, such
// as string("x") or int(3).
func parseSeed(text string) ([]any, error) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if strings.TrimSpace(lines[0]) != "go test fuzz v1" {
		return nil, fmt.Errorf("unknown encoding version: %s", lines[0])
	}
	var out []any
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		name, rest, ok := strings.Cut(line, "(")
		arg, closed := strings.CutSuffix(rest, ")")
		if !ok || !closed {
			return nil, fmt.Errorf("malformed line %q", line)
		}
		v, err := parseValue(name, arg)
		if err != nil {
			return nil, fmt.Errorf("malformed line %q: %v", line, err)
		}
		out = append(out, v)
	}
	return out, nil
}

func parseValue(name, arg string) (any, error) {
	char := func() (int64, error) {
		r, _, tail, err := strconv.UnquoteChar(strings.Trim(arg, "'"), '\'')
		if err == nil && tail != "" {
			err = strconv.ErrSyntax
		}
		return int64(r), err
	}
	integer := func(bits int) (int64, error) {
		if strings.HasPrefix(arg, "'") {
			return char()
		}
		return strconv.ParseInt(arg, 0, bits)
	}
	unsigned := func(bits int) (uint64, error) {
		if strings.HasPrefix(arg, "'") {
			r, err := char()
			return uint64(r), err
		}
		return strconv.ParseUint(arg, 0, bits)
	}
	switch name {
	case "[]byte":
		s, err := strconv.Unquote(arg)
		return []byte(s), err
	case "string":
		return strconv.Unquote(arg)
	case "bool":
		return strconv.ParseBool(arg)
	case "byte", "uint8":
		n, err := unsigned(8)
		return byte(n), err
	case "rune", "int32":
		n, err := integer(32)
		return rune(n), err
	case "int":
		n, err := integer(64)
		return int(n), err
	case "int8":
		n, err := integer(8)
		return int8(n), err
	case "int16":
		n, err := integer(16)
		return int16(n), err
	case "int64":
		return integer(64)
	case "uint":
		n, err := unsigned(64)
		return uint(n), err
	case "uint16":
		n, err := unsigned(16)
		return uint16(n), err
	case "uint32":
		n, err := unsigned(32)
		return uint32(n), err
	case "uint64":
		return unsigned(64)
	case "float32":
		x, err := strconv.ParseFloat(arg, 32)
		return float32(x), err
	case "float64":
		return strconv.ParseFloat(arg, 64)
	}
	return nil, fmt.Errorf("unknown type %s", name)
}

// runFuzzTargets runs targets as tests.
func runFuzzTargets(root *T, targets []InternalFuzzTarget) {
	for _, target := range targets {
		if root.Failed() && *failFast {
			return
		}
		root.Run(target.Name, func(t *T) {
			f := &F{run: t.run, t: t}
			f.common = common{parent: t.parent, level: t.level, name: t.name, chatty: t.chatty}
			defer t.adopt(f)
			target.Fn(f)
			if !f.used && !f.failed && !f.skipped {
				f.logAt("fuzz.go:666", "returned without calling F.Fuzz, F.Fail, or F.Skip")
				f.Fail()
			}
		})
	}
}

// adopt takes over what the fuzz target's F recorded.
func (t *T) adopt(f *F) {
	t.mu.Lock()
	t.kept = append(append([]byte{}, f.kept...), t.kept...)
	t.failed = t.failed || f.failed
	t.skipped = f.skipped
	t.finished = t.finished || f.finished
	t.cleanups = append(t.cleanups, f.cleanups...)
	t.mu.Unlock()
}
