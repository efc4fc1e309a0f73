package http

import (
	"errors"
	"log"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// A Cookie is one, as a request or a response has it.
type Cookie struct {
	Name        string
	Value       string
	Quoted      bool
	Path        string
	Domain      string
	Expires     time.Time
	RawExpires  string
	MaxAge      int // 0: none; negative: at once
	Secure      bool
	HttpOnly    bool
	SameSite    SameSite
	Partitioned bool
	Raw         string
	Unparsed    []string
}

// SameSite says whether a cookie goes with requests from other sites.
type SameSite int

const (
	SameSiteDefaultMode SameSite = iota + 1
	SameSiteLaxMode
	SameSiteStrictMode
	SameSiteNoneMode
)

var (
	errBlankCookie          = errors.New("http: blank cookie")
	errEqualNotFoundCookie  = errors.New("http: '=' not found in cookie")
	errInvalidCookieName    = errors.New("http: invalid cookie name")
	errInvalidCookieValue   = errors.New("http: invalid cookie value")
	errCookieNumLimitExceed = errors.New("http: number of cookies exceeded limit")
)

func validCookieByte(c byte) bool {
	return ' ' <= c && c < 0x7f && c != '"' && c != ';' && c != '\\'
}

// cookieValue checks a value that was received; quotes are taken off.
func cookieValue(raw string, allowQuotes bool) (value string, quoted, ok bool) {
	if allowQuotes && len(raw) > 1 && raw[0] == '"' && raw[len(raw)-1] == '"' {
		raw, quoted = raw[1:len(raw)-1], true
	}
	for i := 0; i < len(raw); i++ {
		if !validCookieByte(raw[i]) {
			return "", quoted, false
		}
	}
	return raw, quoted, true
}

// ParseCookie parses the value of a Cookie field.
func ParseCookie(line string) ([]*Cookie, error) {
	parts := strings.Split(textproto.TrimString(line), ";")
	if len(parts) == 1 && parts[0] == "" {
		return nil, errBlankCookie
	}
	var list []*Cookie
	for _, s := range parts {
		s = textproto.TrimString(s)
		name, value, found := strings.Cut(s, "=")
		if !found {
			return nil, errEqualNotFoundCookie
		}
		if !isToken(name) {
			return nil, errInvalidCookieName
		}
		value, quoted, ok := cookieValue(value, true)
		if !ok {
			return nil, errInvalidCookieValue
		}
		list = append(list, &Cookie{Name: name, Value: value, Quoted: quoted})
	}
	return list, nil
}

// ParseSetCookie parses the value of a Set-Cookie field.
func ParseSetCookie(line string) (*Cookie, error) {
	parts := strings.Split(textproto.TrimString(line), ";")
	if len(parts) == 1 && parts[0] == "" {
		return nil, errBlankCookie
	}
	name, value, found := strings.Cut(textproto.TrimString(parts[0]), "=")
	if !found {
		return nil, errEqualNotFoundCookie
	}
	name = textproto.TrimString(name)
	if !isToken(name) {
		return nil, errInvalidCookieName
	}
	value, quoted, ok := cookieValue(value, true)
	if !ok {
		return nil, errInvalidCookieValue
	}
	c := &Cookie{Name: name, Value: value, Quoted: quoted, Raw: line}
	for _, part := range parts[1:] {
		part = textproto.TrimString(part)
		if part == "" {
			continue
		}
		attr, val, _ := strings.Cut(part, "=")
		val, _, ok := cookieValue(val, false)
		if !ok {
			c.Unparsed = append(c.Unparsed, part)
			continue
		}
		switch strings.ToLower(attr) {
		case "samesite":
			switch strings.ToLower(val) {
			case "lax":
				c.SameSite = SameSiteLaxMode
			case "strict":
				c.SameSite = SameSiteStrictMode
			case "none":
				c.SameSite = SameSiteNoneMode
			default:
				c.SameSite = SameSiteDefaultMode
			}
			continue
		case "secure":
			c.Secure = true
			continue
		case "httponly":
			c.HttpOnly = true
			continue
		case "partitioned":
			c.Partitioned = true
			continue
		case "domain":
			c.Domain = val
			continue
		case "path":
			c.Path = val
			continue
		case "max-age":
			n, err := strconv.Atoi(val)
			if err != nil || n != 0 && val[0] == '0' {
				break
			}
			if n <= 0 {
				n = -1
			}
			c.MaxAge = n
			continue
		case "expires":
			c.RawExpires = val
			t, err := time.Parse(time.RFC1123, val)
			if err != nil {
				if t, err = time.Parse("Mon, 02-Jan-2006 15:04:05 MST", val); err != nil {
					c.Expires = time.Time{}
					break
				}
			}
			c.Expires = t.UTC()
			continue
		}
		c.Unparsed = append(c.Unparsed, part)
	}
	return c, nil
}

func readSetCookies(h Header) []*Cookie {
	lines := h["Set-Cookie"]
	if len(lines) == 0 {
		return []*Cookie{}
	}
	list := make([]*Cookie, 0, len(lines))
	for _, line := range lines {
		if c, err := ParseSetCookie(line); err == nil {
			list = append(list, c)
		}
	}
	return list
}

// readCookies returns the cookies of a request, all or those of one name.
func readCookies(h Header, filter string) []*Cookie {
	list := []*Cookie{}
	for _, line := range h["Cookie"] {
		for part := range strings.SplitSeq(textproto.TrimString(line), ";") {
			part = textproto.TrimString(part)
			if part == "" {
				continue
			}
			name, value, _ := strings.Cut(part, "=")
			name = textproto.TrimString(name)
			if !isToken(name) || filter != "" && filter != name {
				continue
			}
			value, quoted, ok := cookieValue(value, true)
			if !ok {
				continue
			}
			list = append(list, &Cookie{Name: name, Value: value, Quoted: quoted})
		}
	}
	return list
}

// SetCookie adds a cookie to a response; one that is not valid is dropped.
func SetCookie(w ResponseWriter, cookie *Cookie) {
	if v := cookie.String(); v != "" {
		w.Header().Add("Set-Cookie", v)
	}
}

func cleanName(s string) string { return oneLineCookie.Replace(s) }

var oneLineCookie = strings.NewReplacer("\n", "-", "\r", "-")

// cleanValue drops bytes that may not stand in a value, and quotes one with spaces or commas.
func cleanValue(s string, quoted bool) string {
	s = dropBytes("Cookie.Value", validCookieByte, s)
	if s == "" {
		return s
	}
	if strings.ContainsAny(s, " ,") || quoted {
		return `"` + s + `"`
	}
	return s
}

func dropBytes(field string, valid func(byte) bool, s string) string {
	fine := true
	for i := 0; i < len(s); i++ {
		if !valid(s[i]) {
			log.Printf("net/http: invalid byte %q in %s; dropping invalid bytes", s[i], field)
			fine = false
			break
		}
	}
	if fine {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if valid(s[i]) {
			b = append(b, s[i])
		}
	}
	return string(b)
}

func validCookieDomain(s string) bool {
	if net.ParseIP(s) != nil && !strings.Contains(s, ":") {
		return true
	}
	if len(s) == 0 || len(s) > 255 {
		return false
	}
	s = strings.TrimPrefix(s, ".")
	letters := false
	for label := range strings.SplitSeq(s, ".") {
		if len(label) == 0 || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range []byte(label) {
			switch {
			case 'a' <= c|0x20 && c|0x20 <= 'z':
				letters = true
			case '0' <= c && c <= '9', c == '-':
			default:
				return false
			}
		}
	}
	return letters
}

// String returns the cookie for a Cookie field if only name and value are set, else for Set-Cookie.
func (c *Cookie) String() string {
	if c == nil || !isToken(c.Name) {
		return ""
	}
	s := c.Name + "=" + cleanValue(c.Value, c.Quoted)
	if c.Path != "" {
		s += "; Path=" + dropBytes("Cookie.Path", func(b byte) bool { return ' ' <= b && b < 0x7f && b != ';' }, c.Path)
	}
	if c.Domain != "" {
		if validCookieDomain(c.Domain) {
			s += "; Domain=" + strings.TrimPrefix(c.Domain, ".")
		} else {
			log.Printf("net/http: invalid Cookie.Domain %q; dropping domain attribute", c.Domain)
		}
	}
	if c.Expires.Year() >= 1601 {
		s += "; Expires=" + c.Expires.UTC().Format(TimeFormat)
	}
	if c.MaxAge > 0 {
		s += "; Max-Age=" + strconv.Itoa(c.MaxAge)
	} else if c.MaxAge < 0 {
		s += "; Max-Age=0"
	}
	if c.HttpOnly {
		s += "; HttpOnly"
	}
	if c.Secure {
		s += "; Secure"
	}
	switch c.SameSite {
	case SameSiteNoneMode:
		s += "; SameSite=None"
	case SameSiteLaxMode:
		s += "; SameSite=Lax"
	case SameSiteStrictMode:
		s += "; SameSite=Strict"
	}
	if c.Partitioned {
		s += "; Partitioned"
	}
	return s
}

// Valid tells what is wrong with the cookie.
func (c *Cookie) Valid() error {
	switch {
	case c == nil:
		return errors.New("http: nil Cookie")
	case !isToken(c.Name):
		return errors.New("http: invalid Cookie.Name")
	case !c.Expires.IsZero() && c.Expires.Year() < 1601:
		return errors.New("http: invalid Cookie.Expires")
	}
	for i := 0; i < len(c.Value); i++ {
		if !validCookieByte(c.Value[i]) {
			return errors.New("http: invalid byte " + strconv.QuoteRune(rune(c.Value[i])) + " in Cookie.Value")
		}
	}
	for i := 0; i < len(c.Path); i++ {
		if b := c.Path[i]; b < ' ' || b >= 0x7f || b == ';' {
			return errors.New("http: invalid byte " + strconv.QuoteRune(rune(b)) + " in Cookie.Path")
		}
	}
	if c.Domain != "" && !validCookieDomain(c.Domain) {
		return errors.New("http: invalid Cookie.Domain")
	}
	if c.Partitioned && !c.Secure {
		return errors.New("http: partitioned cookies must be set with Secure")
	}
	return nil
}
