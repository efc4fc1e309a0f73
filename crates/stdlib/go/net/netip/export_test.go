package netip

import (
	"bytes"
	"testing"
)

func (a Addr) isZero() bool { return a == Addr{} }

func (p Prefix) isZero() bool { return p == Prefix{} }

// testAppendToMarshal finds out whether a value appends the text that it marshals to.
func testAppendToMarshal(t *testing.T, x interface {
	MarshalText() ([]byte, error)
	AppendTo([]byte) []byte
}) {
	t.Helper()
	text, err := x.MarshalText()
	if err != nil {
		t.Fatalf("%v: MarshalText: %v", x, err)
	}
	if appended := x.AppendTo(nil); !bytes.Equal(text, appended) {
		t.Errorf("%v is marshalled to %q, appended as %q", x, text, appended)
	}
}
