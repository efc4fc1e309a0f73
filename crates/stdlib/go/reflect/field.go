package reflect

import (
	"iter"
	"strconv"
)

// A StructField describes a field of a struct.
type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// A StructTag is the tag of a field: by convention key:"value" pairs with spaces between them.
type StructTag string

// Get returns the value of a key, or "".
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

func tagValue(tag, key string) (quoted string, ok bool)

// Lookup returns the value of a key and whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	quoted, ok := tagValue(string(tag), key)
	if !ok {
		return "", false
	}
	value, err := strconv.Unquote(quoted)
	if err != nil {
		return "", false
	}
	return value, true
}

func fieldType(t *rtype, i int) (typ *rtype, offset uintptr, exported, embedded bool)
func fieldInfo(t *rtype, i int) (name, pkg, tag string)
func fieldNamed(t *rtype, name string) int

func (t *rtype) NumField() int {
	t.mustBeStruct("NumField")
	return numField(t)
}

func (t *rtype) mustBeStruct(what string) {
	if Kind(t.kind) != Struct {
		panic("reflect: " + what + " of non-struct type " + t.String())
	}
}

func (t *rtype) field(i int) StructField {
	typ, offset, _, embedded := fieldType(t, i)
	name, pkg, tag := fieldInfo(t, i)
	return StructField{
		Name: name, PkgPath: pkg, Type: typ, Tag: StructTag(tag), Offset: offset, Index: []int{i}, Anonymous: embedded,
	}
}

func (t *rtype) Field(i int) StructField {
	t.mustBeStruct("Field")
	if i < 0 || i >= numField(t) {
		panic("reflect: Field index out of bounds")
	}
	return t.field(i)
}

func (t *rtype) Fields() iter.Seq[StructField] {
	t.mustBeStruct("Fields")
	return func(yield func(StructField) bool) {
		for i := range numField(t) {
			if !yield(t.field(i)) {
				return
			}
		}
	}
}

func (t *rtype) FieldByIndex(index []int) StructField {
	t.mustBeStruct("FieldByIndex")
	var f StructField
	var typ Type = t
	for i, x := range index {
		if i > 0 {
			if typ.Kind() == Pointer && typ.Elem().Kind() == Struct {
				typ = typ.Elem()
			}
		}
		f = typ.Field(x)
		typ = f.Type
	}
	if len(index) == 0 {
		f.Type = t
	}
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.mustBeStruct("FieldByName")
	if name != "" {
		if i := fieldNamed(t, name); i >= 0 {
			return t.field(i), true
		} else if i == -2 {
			return StructField{}, false
		}
	}
	return t.search(func(s string) bool { return s == name })
}

func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	t.mustBeStruct("FieldByNameFunc")
	return t.search(match)
}

// An embedding is a struct type reached by embedded fields, and how.
type embedding struct {
	typ   *rtype
	index []int
	// several is set for a type that is there more than once at its depth.
	several bool
}

// search looks for the one field whose name matches, level by level of embedding: at the first level with a match, more than one
// is none.
func (t *rtype) search(match func(string) bool) (StructField, bool) {
	level := []embedding{{typ: t}}
	seen := map[*rtype]bool{t: true}
	for len(level) > 0 {
		var next []embedding
		at := map[*rtype]int{}
		var found StructField
		n := 0
		for _, e := range level {
			for i := range numField(e.typ) {
				typ, _, _, embedded := fieldType(e.typ, i)
				name, _, _ := fieldInfo(e.typ, i)
				if match(name) {
					n++
					if n > 1 || e.several {
						return StructField{}, false
					}
					found = e.typ.field(i)
					found.Index = append(append([]int(nil), e.index...), i)
					continue
				}
				if n > 0 || !embedded {
					continue
				}
				if Kind(typ.kind) == Pointer {
					typ = elemRecord(typ)
				}
				if Kind(typ.kind) != Struct {
					continue
				}
				if k, ok := at[typ]; ok {
					next[k].several = true
					continue
				}
				if seen[typ] {
					continue
				}
				at[typ] = len(next)
				next = append(next, embedding{typ, append(append([]int(nil), e.index...), i), e.several})
			}
		}
		if n == 1 {
			return found, true
		}
		for _, e := range next {
			seen[e.typ] = true
		}
		level = next
	}
	return StructField{}, false
}

// VisibleFields returns the fields of struct type t that selectors reach, those of embedded structs included.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := visible{at: map[string]int{}, open: map[*rtype]bool{}}
	w.walk(t.common(), nil)
	kept := w.fields[:0]
	for i, f := range w.fields {
		if !w.hidden[i] {
			kept = append(kept, f)
		}
	}
	return kept
}

type visible struct {
	fields []StructField
	hidden []bool
	at     map[string]int
	// open holds the types on the way down.
	open map[*rtype]bool
}

func (w *visible) walk(t *rtype, index []int) {
	if w.open[t] {
		return
	}
	w.open[t] = true
	for i := range numField(t) {
		f := t.field(i)
		f.Index = append(append([]int(nil), index...), i)
		add := true
		if k, ok := w.at[f.Name]; ok {
			switch old := len(w.fields[k].Index); {
			case len(f.Index) == old:
				w.hidden[k] = true
				add = false
			case len(f.Index) < old:
				w.hidden[k] = true
			default:
				add = false
			}
		}
		if add {
			w.at[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
			w.hidden = append(w.hidden, false)
		}
		if f.Anonymous {
			typ := f.Type.common()
			if Kind(typ.kind) == Pointer {
				typ = elemRecord(typ)
			}
			if Kind(typ.kind) == Struct {
				w.walk(typ, f.Index)
			}
		}
	}
	delete(w.open, t)
}
