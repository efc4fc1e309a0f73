package mime

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// ErrInvalidMediaParameter says that the type is well formed and its parameters are not.
var ErrInvalidMediaParameter = errors.New("mime: invalid media parameter")

func isSpecial(c byte) bool { return strings.IndexByte("()<>@,;:\\\"/[]?=", c) >= 0 }

func isTokenByte(c byte) bool { return c > 0x20 && c < 0x7f && !isSpecial(c) }

func isToken(s string) bool { return s != "" && token(s) == len(s) }

// token returns the length of the token that s begins with.
func token(s string) int {
	for i := 0; i < len(s); i++ {
		if !isTokenByte(s[i]) {
			return i
		}
	}
	return len(s)
}

func needsEncoding(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < ' ' || s[i] > '~') && s[i] != '\t' {
			return true
		}
	}
	return false
}

const upperHex = "0123456789ABCDEF"

// FormatMediaType returns the text of a type with parameters; empty if it is malformed.
func FormatMediaType(t string, param map[string]string) string {
	major, sub, slash := strings.Cut(t, "/")
	if !isToken(major) || slash && !isToken(sub) {
		return ""
	}
	var b strings.Builder
	b.WriteString(strings.ToLower(major))
	if slash {
		b.WriteString("/" + strings.ToLower(sub))
	}
	for _, name := range slices.Sorted(maps.Keys(param)) {
		if !isToken(name) {
			return ""
		}
		value := param[name]
		b.WriteString("; " + strings.ToLower(name))
		switch {
		case needsEncoding(value):
			b.WriteString("*=utf-8''")
			for i := 0; i < len(value); i++ {
				c := value[i]
				if !isTokenByte(c) || c == '*' || c == '\'' || c == '%' {
					b.WriteString("%" + upperHex[c>>4:c>>4+1] + upperHex[c&15:c&15+1])
				} else {
					b.WriteByte(c)
				}
			}
		case isToken(value):
			b.WriteString("=" + value)
		default:
			b.WriteString(`="`)
			for i := 0; i < len(value); i++ {
				if value[i] == '"' || value[i] == '\\' {
					b.WriteByte('\\')
				}
				b.WriteByte(value[i])
			}
			b.WriteByte('"')
		}
	}
	return b.String()
}

func checkType(s string) error {
	n := token(s)
	if n == 0 {
		return errors.New("mime: no media type")
	}
	rest := s[n:]
	if rest == "" {
		return nil
	}
	if rest[0] != '/' {
		return errors.New("mime: expected slash after first token")
	}
	n = token(rest[1:])
	if n == 0 {
		return errors.New("mime: expected token after slash")
	}
	if len(rest) > 1+n {
		return errors.New("mime: unexpected content after media subtype")
	}
	return nil
}

// ParseMediaType takes a Content-Type or Content-Disposition header apart; names are made lower case, continued and encoded values
// (RFC 2231) are put together.
func ParseMediaType(v string) (mediatype string, params map[string]string, err error) {
	base, _, _ := strings.Cut(v, ";")
	mediatype = strings.TrimSpace(strings.ToLower(base))
	if err = checkType(mediatype); err != nil {
		return "", nil, err
	}
	params = map[string]string{}
	continued := map[string]map[string]string{}
	v = v[len(base):]
	for len(v) > 0 {
		v = strings.TrimLeftFunc(v, unicode.IsSpace)
		if v == "" {
			break
		}
		key, value, rest := parameter(v)
		if key == "" {
			if strings.TrimSpace(rest) == ";" {
				break
			}
			return mediatype, nil, ErrInvalidMediaParameter
		}
		to := params
		if name, _, ok := strings.Cut(key, "*"); ok {
			if to = continued[name]; to == nil {
				to = map[string]string{}
				continued[name] = to
			}
		}
		if have, twice := to[key]; twice && have != value {
			return "", nil, errors.New("mime: duplicate parameter name")
		}
		to[key] = value
		v = rest
	}
	for name, pieces := range continued {
		if value, ok := pieces[name+"*"]; ok {
			if decoded, ok := decodeExtended(value); ok {
				params[name] = decoded
			}
			continue
		}
		if value, ok := join(name, pieces); ok {
			params[name] = value
		}
	}
	return mediatype, params, nil
}

// join puts the pieces of a continued value together.
func join(name string, pieces map[string]string) (value string, ok bool) {
	for n := 0; ; n++ {
		piece := name + "*" + decimal(n)
		if v, there := pieces[piece]; there {
			ok = true
			value += v
			continue
		}
		v, there := pieces[piece+"*"]
		if !there {
			return value, ok
		}
		ok = true
		if n == 0 {
			decoded, _ := decodeExtended(v)
			value += decoded
		} else {
			decoded, _ := unescape(v)
			value += decoded
		}
	}
}

func decimal(n int) string {
	if n >= 10 {
		return decimal(n/10) + decimal(n%10)
	}
	return string(rune('0' + n))
}

// decodeExtended decodes charset'language'text.
func decodeExtended(v string) (string, bool) {
	parts := strings.SplitN(v, "'", 3)
	if len(parts) != 3 {
		return "", false
	}
	switch strings.ToLower(parts[0]) {
	case "us-ascii", "utf-8":
		s, err := unescape(parts[2])
		return s, err == nil
	}
	return "", false
}

func hexValue(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func unescape(s string) (string, error) {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b = append(b, s[i])
			continue
		}
		if i+2 >= len(s) {
			return "", errors.New("mime: bogus characters after %: " + s[i:])
		}
		high, ok1 := hexValue(s[i+1])
		low, ok2 := hexValue(s[i+2])
		if !ok1 || !ok2 {
			return "", errors.New("mime: bogus characters after %: " + s[i:i+3])
		}
		b = append(b, high<<4|low)
		i += 2
	}
	return string(b), nil
}

// parameter takes "; name=value" off v; the name is empty if there is none.
func parameter(v string) (name, value, rest string) {
	rest = strings.TrimLeftFunc(v, unicode.IsSpace)
	if !strings.HasPrefix(rest, ";") {
		return "", "", v
	}
	rest = strings.TrimLeftFunc(rest[1:], unicode.IsSpace)
	n := token(rest)
	name, rest = strings.ToLower(rest[:n]), rest[n:]
	if name == "" {
		return "", "", v
	}
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	if !strings.HasPrefix(rest, "=") {
		return "", "", v
	}
	rest = strings.TrimLeftFunc(rest[1:], unicode.IsSpace)
	value, after := parameterValue(rest)
	if value == "" && after == rest {
		return "", "", v
	}
	return name, value, after
}

// parameterValue takes a token or a quoted string off v.
func parameterValue(v string) (value, rest string) {
	if v == "" {
		return "", ""
	}
	if v[0] != '"' {
		n := token(v)
		return v[:n], v[n:]
	}
	var b []byte
	for i := 1; i < len(v); i++ {
		switch c := v[i]; {
		case c == '"':
			return string(b), v[i+1:]
		case c == '\\' && i+1 < len(v) && isSpecial(v[i+1]):
			// Other backslashes stand in names of files.
			b = append(b, v[i+1])
			i++
		case c == '\r' || c == '\n':
			return "", v
		default:
			b = append(b, c)
		}
	}
	return "", v
}
