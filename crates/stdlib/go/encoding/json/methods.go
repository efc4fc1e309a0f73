package json

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
	"errors"
)

// The methods of version 2.
type (
	marshalerTo     interface{ MarshalJSONTo(*jsontext.Encoder) error }
	unmarshalerFrom interface{ UnmarshalJSONFrom(*jsontext.Decoder) error }
)

var errOneValue = errors.New("must read or write exactly one value")

// asOptions are this package's options for coders that methods are given.
func asOptions(flags int) *jsonopts.Struct {
	o := new(jsonopts.Struct)
	o.Flags.Set(jsonflags.DefaultV1 | jsonflags.OmitTopLevelNewline | 1)
	if flags&escapeHTML == 0 {
		o.Flags.Set(jsonflags.EscapeForHTML)
	}
	return o
}

// marshalTo returns what v writes of itself.
func marshalTo(v any, flags int) ([]byte, error) {
	setLegacy()
	e := jsontext.Internal.Encoder(asOptions(flags))
	s := jsontext.Internal.EncoderState(e)
	s.Within(true)
	err := v.(marshalerTo).MarshalJSONTo(e)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		if len(s.Bytes()) > 0 {
			return nil, errors.New("unsupported calls must not read or write any tokens")
		}
		return nil, errors.ErrUnsupported
	case err != nil:
		return nil, err
	}
	if _, n := e.StackIndex(0); e.StackDepth() != 0 || n != 1 {
		return nil, errOneValue
	}
	return s.Bytes(), nil
}

// unmarshalFrom lets v read the text, which is a value.
func unmarshalFrom(v any, text []byte, flags int) error {
	setLegacy()
	d := jsontext.Internal.Decoder(text, asOptions(escapeHTML))
	jsontext.Internal.DecoderState(d).Within(true)
	err := v.(unmarshalerFrom).UnmarshalJSONFrom(d)
	_, n := d.StackIndex(0)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		if n > 0 || d.StackDepth() > 0 {
			return errors.New("unsupported calls must not read or write any tokens")
		}
		return unmarshal(text, v, flags|withoutFrom)
	case err != nil:
		return err
	case d.StackDepth() != 0 || n != 1:
		return errOneValue
	}
	return nil
}
