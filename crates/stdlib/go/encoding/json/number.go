package json

import (
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonwire"
	"encoding/json/jsontext"
	"fmt"
	"strconv"
)

// MarshalJSONTo writes the number.
func (n Number) MarshalJSONTo(enc *jsontext.Encoder) error {
	flags := jsontext.Internal.Flags(enc.Options())
	s := string(n)
	if s == "" {
		s = "0"
	}
	quoted := flags.Get(jsonflags.StringifyNumbers)
	if !isNumber(s) {
		if quoted {
			s = strconv.Quote(s)
		}
		return fmt.Errorf("cannot parse %q as JSON number: %w", s, strconv.ErrSyntax)
	}
	if quoted {
		return enc.WriteToken(jsontext.String(s))
	}
	return enc.WriteValue(jsontext.Value(s))
}

// UnmarshalJSONFrom reads the number.
func (n *Number) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	flags := jsontext.Internal.Flags(dec.Options())
	raw, err := dec.ReadValue()
	if err != nil {
		return err
	}
	wrong := &internal.Mismatch{Kind: byte(raw.Kind())}
	switch raw.Kind() {
	case jsontext.KindNull:
		if !flags.Get(jsonflags.MergeWithLegacySemantics) {
			*n = ""
		}
		return nil
	case jsontext.KindString:
		s := jsonwire.Unquote(raw)
		if !isNumber(s) {
			wrong.Text, wrong.Err = raw, strconv.ErrSyntax
			return wrong
		}
		*n = Number(s)
		return nil
	case jsontext.KindNumber:
		if flags.Get(jsonflags.StringifyNumbers) {
			return wrong
		}
		*n = Number(raw)
		return nil
	}
	return wrong
}
