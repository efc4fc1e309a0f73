package jsontext

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// A Pointer leads from a value to one inside it (RFC 6901).
type Pointer string

// IsValid reports whether p is a pointer.
func (p Pointer) IsValid() bool {
	for i := 0; i < len(p); i++ {
		if p[i] == '~' && (i+1 == len(p) || p[i+1] != '0' && p[i+1] != '1') {
			return false
		}
	}
	return (p == "" || p[0] == '/') && utf8.ValidString(string(p))
}

// Contains reports whether pc leads to what p leads to, or into it.
func (p Pointer) Contains(pc Pointer) bool {
	rest, ok := strings.CutPrefix(string(pc), string(p))
	return ok && (rest == "" || rest[0] == '/')
}

// Parent returns p without its last token.
func (p Pointer) Parent() Pointer { return p[:max(strings.LastIndexByte(string(p), '/'), 0)] }

// LastToken returns the last token.
func (p Pointer) LastToken() string {
	last := p[max(strings.LastIndexByte(string(p), '/'), 0):]
	return unescapeToken(strings.TrimPrefix(string(last), "/"))
}

// AppendToken returns p with another token.
func (p Pointer) AppendToken(tok string) Pointer {
	if !utf8.ValidString(tok) {
		tok = string([]rune(tok))
	}
	return Pointer(appendToken([]byte(p), tok))
}

// Tokens returns the tokens in order.
func (p Pointer) Tokens() iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := string(p); rest != ""; {
			rest = strings.TrimPrefix(rest, "/")
			end := strings.IndexByte(rest, '/')
			if end < 0 {
				end = len(rest)
			}
			if !yield(unescapeToken(rest[:end])) {
				return
			}
			rest = rest[end:]
		}
	}
}

func unescapeToken(s string) string {
	if strings.IndexByte(s, '~') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "~1", "/"), "~0", "~")
	}
	return s
}

func appendToken(b []byte, token string) []byte {
	b = append(b, '/')
	for i := 0; i < len(token); i++ {
		switch c := token[i]; c {
		case '~':
			b = append(b, "~0"...)
		case '/':
			b = append(b, "~1"...)
		default:
			b = append(b, c)
		}
	}
	return b
}
