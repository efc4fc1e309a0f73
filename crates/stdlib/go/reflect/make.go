package reflect

import "strconv"

func pointerTo(t *rtype) *rtype
func sliceOf(t *rtype) *rtype
func arrayOf(n int, t *rtype) *rtype
func mapOf(key, elem *rtype) *rtype
func chanOf(dir ChanDir, t *rtype) *rtype
func funcOf(in, out []*rtype, variadic bool) *rtype

// structOf makes a struct type; stub is what methods of embedded interfaces call.
func structOf(fields []makeField, stub func()) *rtype

// hidesMethods reports whether an interface type has unexported methods.
func hidesMethods(iface *rtype) bool

// A makeField is a field as the native that makes struct types wants it.
type makeField struct {
	name, pkg string
	typ       *rtype
	tag       string
	embedded  bool
}

// PointerTo returns the type *t.
func PointerTo(t Type) Type { return pointerTo(t.common()) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf returns the type []t.
func SliceOf(t Type) Type { return sliceOf(t.common()) }

// ArrayOf returns the type [length]elem.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	t := arrayOf(length, elem.common())
	if t == nil {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return t
}

// MapOf returns the type map[key]elem.
func MapOf(key, elem Type) Type {
	k := key.common()
	if !k.comparable {
		panic("reflect.MapOf: invalid key type " + k.String())
	}
	return mapOf(k, elem.common())
}

// ChanOf returns the channel type of a direction and an element type.
func ChanOf(dir ChanDir, t Type) Type {
	if t.Size() >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	return chanOf(dir, t.common())
}

// FuncOf returns the function type with those parameters and results.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	p, r := make([]*rtype, len(in)), make([]*rtype, len(out))
	for i, t := range in {
		p[i] = t.common()
	}
	for i, t := range out {
		r[i] = t.common()
	}
	if len(p)+len(r) > 128 {
		panic("reflect.FuncOf: too many arguments")
	}
	return funcOf(p, r, variadic)
}

func isLetter(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

func validName(s string) bool {
	for i, c := range s {
		if !isLetter(c) && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return len(s) > 0
}

// StructOf returns the struct type with those fields. Like Go it promotes methods of an embedded first field only, and panics where
// others would be.
func StructOf(fields []StructField) Type {
	list := make([]makeField, len(fields))
	pkg := ""
	seen := map[string]bool{}
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
		}
		if !validName(f.Name) {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
		}
		if f.Anonymous && f.PkgPath != "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
		}
		if c := f.Name[0]; f.PkgPath == "" && ('a' <= c && c <= 'z' || c == '_') {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		if f.PkgPath != "" {
			if pkg == "" {
				pkg = f.PkgPath
			} else if pkg != f.PkgPath {
				panic("reflect.StructOf: fields with different PkgPath " + pkg + " and " + f.PkgPath)
			}
		}
		if f.Anonymous {
			checkEmbedded(f.Type.common(), i, len(fields))
		}
		if seen[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		seen[f.Name] = true
		list[i] = makeField{f.Name, f.PkgPath, f.Type.common(), string(f.Tag), f.Anonymous}
	}
	t := structOf(list, func() { panic("reflect: StructOf does not support methods of embedded interfaces") })
	if t == nil {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	return t
}

// checkEmbedded panics if StructOf cannot embed t as the i-th of n fields.
func checkEmbedded(t *rtype, i, n int) {
	switch Kind(t.kind) {
	case Interface:
		if hidesMethods(t) {
			panic("reflect: embedded interface with unexported method(s) not implemented")
		}
		return
	case Pointer:
		if k := Kind(elemRecord(t).kind); k == Pointer || k == Interface {
			panic("reflect.StructOf: illegal embedded field type " + t.String())
		}
	}
	methods := numMethod(t)
	if i > 0 && methods > 0 {
		panic("reflect: embedded type with methods not implemented if type is not first field")
	}
	if n == 1 {
		return
	}
	if Kind(t.kind) == Pointer {
		if methods > 0 {
			panic("reflect: embedded type with methods not implemented if there is more than one field")
		}
	} else if (methods > 0 || typeName(t) != "") && t.direct && t.layout != 0 {
		panic("reflect: embedded type with methods not implemented for non-pointer type")
	}
}
