package flag

import (
	"encoding"
	"errors"
	"strconv"
	"time"
)

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

// plain takes the value out of strconv's errors.
func plain(err error) error {
	if e, ok := err.(*strconv.NumError); ok {
		switch e.Err {
		case strconv.ErrSyntax:
			return errParse
		case strconv.ErrRange:
			return errRange
		}
	}
	return err
}

type boolValue bool

func (p *boolValue) Set(s string) error {
	v, err := strconv.ParseBool(s)
	if err != nil {
		err = errParse
	}
	*p = boolValue(v)
	return err
}

func (p *boolValue) String() string   { return strconv.FormatBool(bool(*p)) }
func (p *boolValue) Get() any         { return bool(*p) }
func (p *boolValue) IsBoolFlag() bool { return true }

type intValue int

func (p *intValue) Set(s string) error {
	v, err := strconv.ParseInt(s, 0, strconv.IntSize)
	if err != nil {
		err = plain(err)
	}
	*p = intValue(v)
	return err
}

func (p *intValue) String() string { return strconv.Itoa(int(*p)) }
func (p *intValue) Get() any       { return int(*p) }

type int64Value int64

func (p *int64Value) Set(s string) error {
	v, err := strconv.ParseInt(s, 0, 64)
	if err != nil {
		err = plain(err)
	}
	*p = int64Value(v)
	return err
}

func (p *int64Value) String() string { return strconv.FormatInt(int64(*p), 10) }
func (p *int64Value) Get() any       { return int64(*p) }

type uintValue uint

func (p *uintValue) Set(s string) error {
	v, err := strconv.ParseUint(s, 0, strconv.IntSize)
	if err != nil {
		err = plain(err)
	}
	*p = uintValue(v)
	return err
}

func (p *uintValue) String() string { return strconv.FormatUint(uint64(*p), 10) }
func (p *uintValue) Get() any       { return uint(*p) }

type uint64Value uint64

func (p *uint64Value) Set(s string) error {
	v, err := strconv.ParseUint(s, 0, 64)
	if err != nil {
		err = plain(err)
	}
	*p = uint64Value(v)
	return err
}

func (p *uint64Value) String() string { return strconv.FormatUint(uint64(*p), 10) }
func (p *uint64Value) Get() any       { return uint64(*p) }

type stringValue string

func (p *stringValue) Set(s string) error {
	*p = stringValue(s)
	return nil
}

func (p *stringValue) String() string { return string(*p) }
func (p *stringValue) Get() any       { return string(*p) }

type float64Value float64

func (p *float64Value) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		err = plain(err)
	}
	*p = float64Value(v)
	return err
}

func (p *float64Value) String() string { return strconv.FormatFloat(float64(*p), 'g', -1, 64) }
func (p *float64Value) Get() any       { return float64(*p) }

type durationValue time.Duration

func (p *durationValue) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil {
		err = errParse
	}
	*p = durationValue(v)
	return err
}

func (p *durationValue) String() string { return time.Duration(*p).String() }
func (p *durationValue) Get() any       { return time.Duration(*p) }

type textValue struct {
	p encoding.TextUnmarshaler
}

func (v textValue) Set(s string) error { return v.p.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.p }

func (v textValue) String() string {
	if m, ok := v.p.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}

type funcValue func(string) error

func (f funcValue) Set(s string) error { return f(s) }
func (f funcValue) String() string     { return "" }

type boolFuncValue func(string) error

func (f boolFuncValue) Set(s string) error { return f(s) }
func (f boolFuncValue) String() string     { return "" }
func (f boolFuncValue) IsBoolFlag() bool   { return true }

// newTextValue assigns the default by its text, which is what any two types have in common.
func newTextValue(value encoding.TextMarshaler, p encoding.TextUnmarshaler) textValue {
	assign(p, value)
	return textValue{p}
}

// assignTo copies what value is, or points to, to *p.
func assignTo(p, value any) (problem int, have, want string)

func assign(p, value any) {
	switch problem, have, want := assignTo(p, value); problem {
	case 1:
		panic("variable value type must be a pointer")
	case 3:
		panic(errors.New("reflect: call of reflect.Value.Set on zero Value"))
	case 2:
		panic("default type does not match variable type: " + have + " != " + want)
	}
}

// zeroOf returns a zero value of v's type; of a pointer type, a pointer to a zero value.
func zeroOf(v any) any
