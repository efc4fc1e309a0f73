package jsontext

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonwire"
	"errors"
	"fmt"
	"math"
	"strconv"
)

// A Kind is the kind of a token: its first character, 0 for numbers.
type Kind byte

// The kinds.
const (
	KindInvalid     Kind = 0
	KindNull        Kind = 'n'
	KindFalse       Kind = 'f'
	KindTrue        Kind = 't'
	KindString      Kind = '"'
	KindNumber      Kind = '0'
	KindBeginObject Kind = '{'
	KindEndObject   Kind = '}'
	KindBeginArray  Kind = '['
	KindEndArray    Kind = ']'
)

// String returns the kind's name.
func (k Kind) String() string {
	switch k {
	case KindInvalid:
		return "invalid"
	case KindNull:
		return "null"
	case KindFalse:
		return "false"
	case KindTrue:
		return "true"
	case KindString:
		return "string"
	case KindNumber:
		return "number"
	case KindBeginObject, KindEndObject, KindBeginArray, KindEndArray:
		return string(rune(k))
	}
	return "<invalid jsontext.Kind: '" + quoteByte(byte(k)) + "'>"
}

// kindOf is the kind of what begins with c.
func kindOf(c byte) Kind {
	switch c {
	case 'n', 't', 'f', '"', '{', '}', '[', ']':
		return Kind(c)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return KindNumber
	}
	return KindInvalid
}

// quoteByte is a character as it stands between single quotes.
func quoteByte(c byte) string {
	if c >= 0x80 {
		return `\x` + strconv.FormatUint(uint64(c), 16)
	}
	q := strconv.QuoteRune(rune(c))
	return q[1 : len(q)-1]
}

// A Token is a literal, a string, a number or a bracket: the text a decoder has just read, or a Go value.
type Token struct {
	_ [0]func()

	// d holds the text if it stands at offset num there.
	d    *decoderState
	form byte
	num  uint64
	str  string
}

// Forms of tokens besides the first characters of their texts.
const (
	formText   = 1 + iota // of a decoder
	formNumber            // a number's text
	formInt
	formUint
	formFloat
	formFloat32
)

// The tokens of one text.
var (
	Null  = Token{form: 'n', str: "null"}
	False = Token{form: 'f', str: "false"}
	True  = Token{form: 't', str: "true"}

	BeginObject = Token{form: '{', str: "{"}
	EndObject   = Token{form: '}', str: "}"}
	BeginArray  = Token{form: '[', str: "["}
	EndArray    = Token{form: ']', str: "]"}
)

// Bool returns true or false.
func Bool(b bool) Token {
	if b {
		return True
	}
	return False
}

// String returns a string.
func String(s string) Token { return Token{form: '"', str: s} }

// Int returns a number.
func Int(n int64) Token { return Token{form: formInt, num: uint64(n)} }

// Uint returns a number.
func Uint(n uint64) Token { return Token{form: formUint, num: n} }

// Float returns a number, or a string for one that is not finite.
func Float(n float64) Token {
	if t, ok := infinite(n); ok {
		return t
	}
	return Token{form: formFloat, num: math.Float64bits(n)}
}

// Float32 returns a number of 32 bits, or a string for one that is not finite.
func Float32(n float32) Token {
	if t, ok := infinite(float64(n)); ok {
		return t
	}
	return Token{form: formFloat32, num: math.Float64bits(float64(n))}
}

func infinite(n float64) (Token, bool) {
	switch {
	case n != n:
		return String("NaN"), true
	case n > math.MaxFloat64:
		return String("Infinity"), true
	case n < -math.MaxFloat64:
		return String("-Infinity"), true
	}
	return Token{}, false
}

// raw returns the text of a token of a decoder.
func (t *Token) raw() []byte {
	if uint64(t.d.offset(t.d.prevStart)) != t.num {
		panic("invalid jsontext.Token; it has been voided by a subsequent json.Decoder call")
	}
	return t.d.buf[t.d.prevStart:t.d.prevEnd]
}

// Clone returns a token that stays valid.
func (t Token) Clone() Token {
	if t.form != formText {
		return t
	}
	raw := t.raw()
	switch k := kindOf(raw[0]); k {
	case KindString:
		return Token{form: '"', str: jsonwire.Unquote(raw)}
	case KindNumber:
		return Token{form: formNumber, str: string(raw)}
	default:
		return Token{form: byte(k), str: k.String()}
	}
}

// Kind returns the kind.
func (t Token) Kind() Kind {
	switch t.form {
	case formText:
		return kindOf(t.raw()[0])
	case formNumber, formInt, formUint, formFloat, formFloat32:
		return KindNumber
	}
	return Kind(t.form)
}

// String returns what a string means, and the text of anything else.
func (t Token) String() string {
	switch t.form {
	case 0:
		return "<invalid jsontext.Token>"
	case formText:
		raw := t.raw()
		if raw[0] == '"' {
			return jsonwire.Unquote(raw)
		}
		return string(raw)
	case formInt, formUint, formFloat, formFloat32:
		return string(t.appendNumber(nil))
	}
	return t.str
}

func (t *Token) appendNumber(b []byte) []byte {
	switch t.form {
	case formInt:
		return strconv.AppendInt(b, int64(t.num), 10)
	case formUint:
		return strconv.AppendUint(b, t.num, 10)
	case formFloat:
		return jsonwire.AppendFloat(b, math.Float64frombits(t.num), 64)
	case formFloat32:
		return jsonwire.AppendFloat(b, math.Float64frombits(t.num), 32)
	}
	return append(b, t.str...)
}

// append writes the token as the flags want it.
func (t *Token) append(b []byte, flags *jsonflags.Flags) ([]byte, error) {
	switch t.form {
	case 0:
		return b, errInvalidToken
	case formText:
		raw := t.raw()
		if len(raw) == 1 || raw[0] != '"' && kindOf(raw[0]) != KindNumber {
			return append(b, raw...), nil
		}
		return jsonwire.AppendValue(b, raw, jsonwire.Wire(flags), "", "", 0), nil
	case formNumber:
		return jsonwire.AppendValue(b, []byte(t.str), jsonwire.Wire(flags), "", "", 0), nil
	case '"':
		out, ok := jsonwire.AppendQuote(b, t.str, jsonwire.Wire(flags))
		if !ok && !flags.Get(jsonflags.AllowInvalidUTF8) {
			return b, jsonwire.ErrInvalidUTF8
		}
		return out, nil
	}
	return t.appendNumber(b), nil
}

// Bool returns whether it is true.
func (t Token) Bool() bool {
	switch k := t.Kind(); k {
	case KindTrue:
		return true
	case KindFalse:
		return false
	default:
		panic("invalid JSON token kind: " + k.String())
	}
}

// A tokenError is the error of a number that a type does not hold.
func (t *Token) failed(method string, err error) error {
	return fmt.Errorf("jsontext.Token(%s).%s error: %w", t.String(), method, err)
}

// number returns the text of a number.
func (t *Token) number() string {
	if k := t.Kind(); k != KindNumber {
		panic("invalid JSON token kind: " + k.String())
	}
	return t.String()
}

// Float returns the number as a float64.
func (t Token) Float() (float64, error) {
	f, err := t.float(64)
	return f, err
}

// Float32 returns the number as a float32.
func (t Token) Float32() (float32, error) {
	f, err := t.float(32)
	return float32(f), err
}

func (t *Token) float(bits int) (float64, error) {
	switch t.form {
	case formFloat, formFloat32:
		f := math.Float64frombits(t.num)
		if bits == 64 || math.Abs(f) <= math.MaxFloat32 {
			return f, nil
		}
	case '"', formText:
		switch t.Kind() {
		case KindString:
			switch t.String() {
			case "NaN":
				return math.NaN(), nil
			case "Infinity":
				return math.Inf(1), nil
			case "-Infinity":
				return math.Inf(-1), nil
			}
		}
	}
	f, err := strconv.ParseFloat(t.number(), bits)
	if err != nil {
		return f, t.failed("Float", strconv.ErrRange)
	}
	return f, nil
}

// Int returns the number as an int64, as near as that comes.
func (t Token) Int() (int64, error) {
	s := t.number()
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, nil
	} else if errors.Is(err, strconv.ErrRange) {
		return n, t.failed("Int", strconv.ErrRange)
	}
	f, _ := strconv.ParseFloat(s, 64)
	err := strconv.ErrSyntax
	if (t.form == formFloat || t.form == formFloat32) && f == math.Trunc(f) {
		err = strconv.ErrRange
	}
	switch {
	case f >= 1<<63:
		return math.MaxInt64, t.failed("Int", err)
	case f < -1<<63:
		return math.MinInt64, t.failed("Int", err)
	}
	return int64(f), t.failed("Int", err)
}

// Uint returns the number as a uint64, as near as that comes.
func (t Token) Uint() (uint64, error) {
	s := t.number()
	if s[0] == '-' {
		return 0, t.failed("Uint", strconv.ErrSyntax)
	}
	if n, err := strconv.ParseUint(s, 10, 64); err == nil {
		return n, nil
	} else if errors.Is(err, strconv.ErrRange) {
		return n, t.failed("Uint", strconv.ErrRange)
	}
	f, _ := strconv.ParseFloat(s, 64)
	err := strconv.ErrSyntax
	if (t.form == formFloat || t.form == formFloat32) && f == math.Trunc(f) {
		err = strconv.ErrRange
	}
	if f >= 1<<64 {
		return math.MaxUint64, t.failed("Uint", err)
	}
	return uint64(f), t.failed("Uint", err)
}
