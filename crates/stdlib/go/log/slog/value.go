package slog

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Value holds any value; small ones take no memory of their own.
type Value struct {
	num uint64
	any any
}

// What stands in any for kinds that are kept in num, or besides.
type (
	stringText struct{ s string }
	timeValue  time.Time
	groupList  []Attr
)

// A Kind says what a Value holds.
type Kind int

// The kinds.
const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

var kindNames = [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}

func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "<unknown slog.Kind>"
}

// kindMark is how a Value says that num holds it.
type kindMark Kind

// Kind returns what v holds.
func (v Value) Kind() Kind {
	switch x := v.any.(type) {
	case kindMark:
		return Kind(x)
	case stringText:
		return KindString
	case timeValue:
		return KindTime
	case groupList:
		return KindGroup
	case LogValuer:
		return KindLogValuer
	}
	return KindAny
}

// StringValue holds a string.
func StringValue(value string) Value { return Value{any: stringText{value}} }

// IntValue holds an int.
func IntValue(v int) Value { return Int64Value(int64(v)) }

// Int64Value holds an int64.
func Int64Value(v int64) Value { return Value{uint64(v), kindMark(KindInt64)} }

// Uint64Value holds a uint64.
func Uint64Value(v uint64) Value { return Value{v, kindMark(KindUint64)} }

// Float64Value holds a float64.
func Float64Value(v float64) Value { return Value{math.Float64bits(v), kindMark(KindFloat64)} }

// BoolValue holds a bool.
func BoolValue(v bool) Value {
	u := uint64(0)
	if v {
		u = 1
	}
	return Value{u, kindMark(KindBool)}
}

// TimeValue holds a time without its monotonic part.
func TimeValue(v time.Time) Value { return Value{any: timeValue(v.Round(0))} }

// DurationValue holds a duration.
func DurationValue(v time.Duration) Value { return Value{uint64(v), kindMark(KindDuration)} }

// GroupValue holds attributes; empty groups among them are left out.
func GroupValue(as ...Attr) Value {
	if slices.ContainsFunc(as, isEmptyGroup) {
		kept := make([]Attr, 0, len(as))
		for _, a := range as {
			if !isEmptyGroup(a) {
				kept = append(kept, a)
			}
		}
		as = kept
	}
	return Value{any: groupList(as)}
}

func isEmptyGroup(a Attr) bool {
	g, ok := a.Value.any.(groupList)
	return ok && len(g) == 0
}

// AnyValue holds any value, as one of the other kinds if it is of a type of theirs.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case string:
		return StringValue(v)
	case int:
		return Int64Value(int64(v))
	case uint:
		return Uint64Value(uint64(v))
	case int64:
		return Int64Value(v)
	case uint64:
		return Uint64Value(v)
	case bool:
		return BoolValue(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uintptr:
		return Uint64Value(uint64(v))
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case float64:
		return Float64Value(v)
	case float32:
		return Float64Value(float64(v))
	case []Attr:
		return GroupValue(v...)
	case Value:
		return v
	}
	return Value{any: v}
}

// Any returns what v holds.
func (v Value) Any() any {
	switch v.Kind() {
	case KindInt64:
		return int64(v.num)
	case KindUint64:
		return v.num
	case KindFloat64:
		return math.Float64frombits(v.num)
	case KindString:
		return v.str()
	case KindBool:
		return v.num == 1
	case KindDuration:
		return time.Duration(v.num)
	case KindTime:
		return v.time()
	case KindGroup:
		return v.group()
	}
	return v.any
}

func (v Value) str() string     { return v.any.(stringText).s }
func (v Value) time() time.Time { return time.Time(v.any.(timeValue)) }
func (v Value) group() []Attr   { return v.any.(groupList) }
func (v Value) float() float64  { return math.Float64frombits(v.num) }

// String returns the text of v, whatever it holds.
func (v Value) String() string {
	if s, ok := v.any.(stringText); ok {
		return s.s
	}
	return string(v.append(nil))
}

func (v Value) must(k Kind) {
	if g := v.Kind(); g != k {
		panic(fmt.Sprintf("Value kind is %s, not %s", g, k))
	}
}

// Int64 returns the int64 that v holds.
func (v Value) Int64() int64 {
	v.must(KindInt64)
	return int64(v.num)
}

// Uint64 returns the uint64 that v holds.
func (v Value) Uint64() uint64 {
	v.must(KindUint64)
	return v.num
}

// Bool returns the bool that v holds.
func (v Value) Bool() bool {
	v.must(KindBool)
	return v.num == 1
}

// Duration returns the duration that v holds.
func (v Value) Duration() time.Duration {
	v.must(KindDuration)
	return time.Duration(v.num)
}

// Float64 returns the float64 that v holds.
func (v Value) Float64() float64 {
	v.must(KindFloat64)
	return v.float()
}

// Time returns the time that v holds.
func (v Value) Time() time.Time {
	v.must(KindTime)
	return v.time()
}

// LogValuer returns the LogValuer that v holds.
func (v Value) LogValuer() LogValuer { return v.any.(LogValuer) }

// Group returns the attributes that v holds.
func (v Value) Group() []Attr {
	if g, ok := v.any.(groupList); ok {
		return g
	}
	panic("Group: bad kind")
}

// Equal reports whether v and w hold equal values of one kind.
func (v Value) Equal(w Value) bool {
	k := v.Kind()
	if k != w.Kind() {
		return false
	}
	switch k {
	case KindInt64, KindUint64, KindBool, KindDuration:
		return v.num == w.num
	case KindString:
		return v.str() == w.str()
	case KindFloat64:
		return v.float() == w.float()
	case KindTime:
		return v.time().Equal(w.time())
	case KindAny, KindLogValuer:
		return v.any == w.any
	case KindGroup:
		return slices.EqualFunc(v.group(), w.group(), Attr.Equal)
	}
	panic(fmt.Sprintf("bad kind: %s", k))
}

// append appends the text of v.
func (v Value) append(b []byte) []byte {
	switch v.Kind() {
	case KindString:
		return append(b, v.str()...)
	case KindInt64:
		return strconv.AppendInt(b, int64(v.num), 10)
	case KindUint64:
		return strconv.AppendUint(b, v.num, 10)
	case KindFloat64:
		return strconv.AppendFloat(b, v.float(), 'g', -1, 64)
	case KindBool:
		return strconv.AppendBool(b, v.num == 1)
	case KindDuration:
		return append(b, time.Duration(v.num).String()...)
	case KindTime:
		return append(b, v.time().String()...)
	case KindGroup:
		return fmt.Append(b, v.group())
	}
	return fmt.Append(b, v.any)
}

// A LogValuer turns itself into a Value when it is logged.
type LogValuer interface {
	LogValue() Value
}

// Resolve calls LogValue until there is no LogValuer any more. A panic becomes an error as the value.
func (v Value) Resolve() (rv Value) {
	if _, ok := v.any.(LogValuer); !ok {
		return v
	}
	orig := v
	defer func() {
		if r := recover(); r != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%s", stack(3, 5)))
		}
	}()
	for range 100 {
		if v.Kind() != KindLogValuer {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times on Value of type %T", orig.Any()))
}

func stack(skip, n int) string {
	pcs := make([]uintptr, n)
	k := runtime.Callers(skip+1, pcs)
	if k == 0 {
		return "(no stack)"
	}
	frames := runtime.CallersFrames(pcs[:k])
	var b strings.Builder
	for i := 0; ; {
		frame, more := frames.Next()
		fmt.Fprintf(&b, "called from %s (%s:%d)\n", frame.Function, frame.File, frame.Line)
		if !more {
			break
		}
		if i++; i >= n {
			b.WriteString("(rest of stack elided)\n")
			break
		}
	}
	return b.String()
}

// An Attr is a key with a value.
type Attr struct {
	Key   string
	Value Value
}

// String makes an Attr of a string.
func String(key, value string) Attr { return Attr{key, StringValue(value)} }

// Int64 makes an Attr of an int64.
func Int64(key string, value int64) Attr { return Attr{key, Int64Value(value)} }

// Int makes an Attr of an int.
func Int(key string, value int) Attr { return Int64(key, int64(value)) }

// Uint64 makes an Attr of a uint64.
func Uint64(key string, v uint64) Attr { return Attr{key, Uint64Value(v)} }

// Float64 makes an Attr of a float64.
func Float64(key string, v float64) Attr { return Attr{key, Float64Value(v)} }

// Bool makes an Attr of a bool.
func Bool(key string, v bool) Attr { return Attr{key, BoolValue(v)} }

// Time makes an Attr of a time.
func Time(key string, v time.Time) Attr { return Attr{key, TimeValue(v)} }

// Duration makes an Attr of a duration.
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }

// Group makes an Attr of attributes, which may be given as keys and values.
func Group(key string, args ...any) Attr { return Attr{key, GroupValue(attrs(args)...)} }

// GroupAttrs makes an Attr of attributes.
func GroupAttrs(key string, attrs ...Attr) Attr { return Attr{key, GroupValue(attrs...)} }

// Any makes an Attr of any value.
func Any(key string, value any) Attr { return Attr{key, AnyValue(value)} }

// Equal reports whether a and b have equal keys and values.
func (a Attr) Equal(b Attr) bool { return a.Key == b.Key && a.Value.Equal(b.Value) }

func (a Attr) String() string { return a.Key + "=" + a.Value.String() }

func (a Attr) isEmpty() bool { return a.Key == "" && a.Value.num == 0 && a.Value.any == nil }

const badKey = "!BADKEY"

// nextAttr takes an Attr, or a key and a value, from args.
func nextAttr(args []any) (Attr, []any) {
	switch x := args[0].(type) {
	case string:
		if len(args) == 1 {
			return String(badKey, x), nil
		}
		return Any(x, args[1]), args[2:]
	case Attr:
		return x, args[1:]
	default:
		return Any(badKey, x), args[1:]
	}
}

func attrs(args []any) []Attr {
	var list []Attr
	for len(args) > 0 {
		var a Attr
		a, args = nextAttr(args)
		list = append(list, a)
	}
	return list
}
