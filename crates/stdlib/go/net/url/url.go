// Package url parses URLs and escapes their parts.
package url

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// An Error is the failure of an operation on a URL.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }

func (e *Error) Error() string { return fmt.Sprintf("%s %q: %s", e.Op, e.URL, e.Err) }

// Timeout reports whether the cause is one.
func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether the cause is.
func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// An EscapeError is a bad escape.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// An InvalidHostError is a character that hosts do not have.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// What is escaped depends on the part of the URL.
type part int

const (
	inPath part = 1 + iota
	inSegment
	inHost
	inZone
	inUser
	inQuery
	inFragment
)

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// mustEscape reports whether c is escaped in a part.
func mustEscape(c byte, in part) bool {
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
		return false
	}
	if in == inHost || in == inZone {
		switch c {
		case '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', ':', '[', ']', '<', '>', '"':
			return false
		}
	}
	switch c {
	case '-', '_', '.', '~':
		return false
	case '$', '&', '+', ',', '/', ':', ';', '=', '?', '@':
		switch in {
		case inPath:
			return c == '?'
		case inSegment:
			return c == '/' || c == ';' || c == ',' || c == '?'
		case inUser:
			return c == '@' || c == '/' || c == '?' || c == ':'
		case inQuery:
			return true
		case inFragment:
			return false
		}
	}
	if in == inFragment {
		switch c {
		case '!', '(', ')', '*':
			return false
		}
	}
	return true
}

// QueryUnescape undoes QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, inQuery) }

// PathUnescape undoes PathEscape.
func PathUnescape(s string) (string, error) { return unescape(s, inSegment) }

func unescape(s string, in part) (string, error) {
	n, plus := 0, false
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '%':
			n++
			if i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
				s = s[i:]
				if len(s) > 3 {
					s = s[:3]
				}
				return "", EscapeError(s)
			}
			if in == inHost && unhex(s[i+1]) < 8 && s[i:i+3] != "%25" {
				return "", EscapeError(s[i : i+3])
			}
			if in == inZone {
				v := unhex(s[i+1])<<4 | unhex(s[i+2])
				if s[i:i+3] != "%25" && v != ' ' && mustEscape(v, inHost) {
					return "", EscapeError(s[i : i+3])
				}
			}
			i += 3
		case '+':
			plus = in == inQuery
			i++
		default:
			if (in == inHost || in == inZone) && c < 0x80 && mustEscape(c, in) {
				return "", InvalidHostError(s[i : i+1])
			}
			i++
		}
	}
	if n == 0 && !plus {
		return s, nil
	}
	b := make([]byte, 0, len(s)-2*n)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			b = append(b, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		case c == '+' && in == inQuery:
			b = append(b, ' ')
		default:
			b = append(b, c)
		}
	}
	return string(b), nil
}

// QueryEscape escapes s for a query.
func QueryEscape(s string) string { return escape(s, inQuery) }

// PathEscape escapes s for a segment of a path.
func PathEscape(s string) string { return escape(s, inSegment) }

func escape(s string, in part) string {
	some := false
	for i := 0; i < len(s) && !some; i++ {
		some = mustEscape(s[i], in)
	}
	if !some {
		return s
	}
	const digits = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' && in == inQuery:
			b = append(b, '+')
		case mustEscape(c, in):
			b = append(b, '%', digits[c>>4], digits[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// A URL is a parsed URL.
type URL struct {
	Scheme      string
	Opaque      string
	User        *Userinfo
	Host        string
	Path        string
	Fragment    string
	RawQuery    string
	RawPath     string
	RawFragment string
	ForceQuery  bool
	OmitHost    bool
}

// User makes a Userinfo without password.
func User(username string) *Userinfo { return &Userinfo{username, "", false} }

// UserPassword makes a Userinfo.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

// A Userinfo is the name and password in a URL.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

// Username returns the name.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

// Password returns the password and whether there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.passwordSet
}

func (u *Userinfo) String() string {
	if u == nil || u.username == "" && u.password == "" && !u.passwordSet {
		return ""
	}
	s := escape(u.username, inUser)
	if u.passwordSet {
		s += ":" + escape(u.password, inUser)
	}
	return s
}

func splitScheme(raw string) (scheme, rest string, err error) {
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
			if i == 0 {
				return "", raw, nil
			}
		case c == ':':
			if i == 0 {
				return "", "", errors.New("missing protocol scheme")
			}
			return raw[:i], raw[i+1:], nil
		default:
			return "", raw, nil
		}
	}
	return "", raw, nil
}

// Parse parses a URL, which may be relative.
func Parse(rawURL string) (*URL, error) {
	u, frag, _ := strings.Cut(rawURL, "#")
	url, err := parse(u, false)
	if err != nil {
		return nil, &Error{"parse", u, err}
	}
	if frag == "" {
		return url, nil
	}
	if err = url.setFragment(frag); err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return url, nil
}

// ParseRequestURI parses the URL of a request, which is absolute or begins with a slash and has no fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	url, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return url, nil
}

func parse(raw string, request bool) (*URL, error) {
	for i := 0; i < len(raw); i++ {
		if raw[i] < ' ' || raw[i] == 0x7f {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	if raw == "" && request {
		return nil, errors.New("empty url")
	}
	url := new(URL)
	if raw == "*" {
		url.Path = "*"
		return url, nil
	}
	scheme, rest, err := splitScheme(raw)
	if err != nil {
		return nil, err
	}
	url.Scheme = strings.ToLower(scheme)
	if strings.HasSuffix(rest, "?") && strings.Count(rest, "?") == 1 {
		url.ForceQuery = true
		rest = rest[:len(rest)-1]
	} else {
		rest, url.RawQuery, _ = strings.Cut(rest, "?")
	}
	if !strings.HasPrefix(rest, "/") {
		if url.Scheme != "" {
			url.Opaque = rest
			return url, nil
		}
		if request {
			return nil, errors.New("invalid URI for request")
		}
		if segment, _, _ := strings.Cut(rest, "/"); strings.Contains(segment, ":") {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if (url.Scheme != "" || !request && !strings.HasPrefix(rest, "///")) && strings.HasPrefix(rest, "//") {
		authority := rest[2:]
		rest = ""
		if i := strings.Index(authority, "/"); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if url.User, url.Host, err = parseAuthority(authority); err != nil {
			return nil, err
		}
	} else if url.Scheme != "" && strings.HasPrefix(rest, "/") {
		url.OmitHost = true
	}
	return url, url.setPath(rest)
}

func parseAuthority(authority string) (user *Userinfo, host string, err error) {
	i := strings.LastIndex(authority, "@")
	if host, err = parseHost(authority[i+1:]); err != nil {
		return nil, "", err
	}
	if i < 0 {
		return nil, host, nil
	}
	info := authority[:i]
	for _, c := range info {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("-._:~!$&'()*+,;=%@", c)) {
			return nil, "", errors.New("net/url: invalid userinfo")
		}
	}
	name, password, set := strings.Cut(info, ":")
	if name, err = unescape(name, inUser); err != nil {
		return nil, "", err
	}
	if !set {
		return User(name), host, nil
	}
	if password, err = unescape(password, inUser); err != nil {
		return nil, "", err
	}
	return UserPassword(name, password), host, nil
}

func validPort(port string) bool {
	if port == "" {
		return true
	}
	if port[0] != ':' {
		return false
	}
	for _, c := range port[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func parseHost(host string) (string, error) {
	if open := strings.LastIndex(host, "["); open > 0 {
		return "", errors.New("invalid IP-literal")
	} else if open == 0 {
		end := strings.LastIndex(host, "]")
		if end < 0 {
			return "", errors.New("missing ']' in host")
		}
		port := host[end+1:]
		if !validPort(port) {
			return "", fmt.Errorf("invalid port %q after host", port)
		}
		inside := host[1:end]
		var s string
		var err error
		if zone := strings.Index(inside, "%25"); zone >= 0 {
			a, err := unescape(inside[:zone], inHost)
			if err != nil {
				return "", err
			}
			b, err := unescape(inside[zone:], inZone)
			if err != nil {
				return "", err
			}
			s = a + b
		} else if s, err = unescape(inside, inHost); err != nil {
			return "", err
		}
		if !strings.Contains(s, ":") {
			return "", errors.New("invalid IP-literal")
		}
		if !validIPv6(s) {
			return "", errors.New("invalid host: ParseAddr(" + strconv.Quote(s) + "): unable to parse IP")
		}
		return "[" + s + "]" + port, nil
	}
	if i := strings.LastIndex(host, ":"); i >= 0 {
		if strings.IndexByte(host, ':') != i {
			return "", errors.New("invalid port " + strconv.Quote(host[strings.IndexByte(host, ':'):]) + " after host")
		}
		if !validPort(host[i:]) {
			return "", fmt.Errorf("invalid port %q after host", host[i:])
		}
	}
	return unescape(host, inHost)
}

// validIPv6 reports whether s is an IPv6 address, which may have a zone.
func validIPv6(s string) bool {
	s, zone, has := strings.Cut(s, "%")
	if has && zone == "" || !strings.Contains(s, ":") {
		return false
	}
	groups, short := 0, false
	for s != "" || groups == 0 {
		if strings.HasPrefix(s, "::") {
			if short {
				return false
			}
			short = true
			s = s[2:]
			if s == "" {
				break
			}
		} else if groups > 0 {
			if s[0] != ':' {
				return false
			}
			s = s[1:]
		}
		n := 0
		for n < len(s) && isHex(s[n]) {
			n++
		}
		if n < len(s) && s[n] == '.' {
			v4 := strings.Split(s, ".")
			for _, p := range v4 {
				if v, err := strconv.ParseUint(p, 10, 8); err != nil || len(p) > 1 && p[0] == '0' || v > 255 {
					return false
				}
			}
			groups += 2
			return len(v4) == 4 && (groups == 8 && !short || short && groups < 8)
		}
		if n == 0 || n > 4 {
			return false
		}
		groups++
		s = s[n:]
	}
	return groups == 8 && !short || short && groups < 8
}

func (u *URL) setPath(p string) error {
	s, err := unescape(p, inPath)
	if err != nil {
		return err
	}
	u.Path = s
	u.RawPath = ""
	if escape(s, inPath) != p {
		u.RawPath = p
	}
	return nil
}

func validEncoded(s string, in part) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', ':', '@', '[', ']', '%':
		default:
			if mustEscape(s[i], in) {
				return false
			}
		}
	}
	return true
}

// EscapedPath returns the path escaped, RawPath if it is an escaped form of Path.
func (u *URL) EscapedPath() string {
	if u.RawPath != "" && validEncoded(u.RawPath, inPath) {
		if p, err := unescape(u.RawPath, inPath); err == nil && p == u.Path {
			return u.RawPath
		}
	}
	if u.Path == "*" {
		return "*"
	}
	return escape(u.Path, inPath)
}

func (u *URL) setFragment(f string) error {
	s, err := unescape(f, inFragment)
	if err != nil {
		return err
	}
	u.Fragment = s
	u.RawFragment = ""
	if escape(s, inFragment) != f {
		u.RawFragment = f
	}
	return nil
}

// EscapedFragment returns the fragment escaped.
func (u *URL) EscapedFragment() string {
	if u.RawFragment != "" && validEncoded(u.RawFragment, inFragment) {
		if f, err := unescape(u.RawFragment, inFragment); err == nil && f == u.Fragment {
			return u.RawFragment
		}
	}
	return escape(u.Fragment, inFragment)
}

func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Scheme != "" || u.Host != "" || u.User != nil {
			if !(u.OmitHost && u.Host == "" && u.User == nil) {
				if u.Host != "" || u.Path != "" || u.User != nil {
					b.WriteString("//")
				}
				if u.User != nil {
					b.WriteString(u.User.String() + "@")
				}
				b.WriteString(escape(u.Host, inHost))
			}
		}
		p := u.EscapedPath()
		if p != "" && p[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		if b.Len() == 0 {
			if segment, _, _ := strings.Cut(p, "/"); strings.Contains(segment, ":") {
				b.WriteString("./")
			}
		}
		b.WriteString(p)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

// Redacted is String with the password replaced by xxxxx.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	c := *u
	if _, has := c.User.Password(); has {
		c.User = UserPassword(c.User.Username(), "xxxxx")
	}
	return c.String()
}

// Values maps keys to lists of values, as in a query.
type Values map[string][]string

// Get returns the first value of a key.
func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

// Set replaces the values of a key.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value to a key.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del removes the values of a key.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether a key is there.
func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

// Clone copies v.
func (v Values) Clone() Values {
	if v == nil {
		return nil
	}
	c := make(Values, len(v))
	for k, vs := range v {
		c[k] = slices.Clone(vs)
	}
	return c
}

// ParseQuery parses a query; the first error is returned together with what is valid.
func ParseQuery(query string) (Values, error) {
	m := Values{}
	var err error
	for query != "" {
		var key string
		key, query, _ = strings.Cut(query, "&")
		if strings.Contains(key, ";") {
			err = errors.New("invalid semicolon separator in query")
			continue
		}
		if key == "" {
			continue
		}
		key, value, _ := strings.Cut(key, "=")
		key, e := QueryUnescape(key)
		if e != nil {
			if err == nil {
				err = e
			}
			continue
		}
		value, e = QueryUnescape(value)
		if e != nil {
			if err == nil {
				err = e
			}
			continue
		}
		m[key] = append(m[key], value)
	}
	return m, err
}

// Encode returns the values as a query, sorted by key.
func (v Values) Encode() string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(v)) {
		for _, s := range v[k] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(QueryEscape(k) + "=" + QueryEscape(s))
		}
	}
	return b.String()
}

// Clone copies u.
func (u *URL) Clone() *URL {
	if u == nil {
		return nil
	}
	c := *u
	if u.User != nil {
		user := *u.User
		c.User = &user
	}
	return &c
}

// IsAbs reports whether u has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Parse parses a reference and resolves it against u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// resolvePath joins a base path with a reference and removes dots.
func resolvePath(base, ref string) string {
	full := ref
	switch {
	case ref == "":
		full = base
	case ref[0] != '/':
		full = base[:strings.LastIndex(base, "/")+1] + ref
	}
	if full == "" {
		return ""
	}
	var out []string
	elems := strings.Split(full, "/")
	if elems[0] == "" {
		elems = elems[1:]
	}
	for i, e := range elems {
		last := i == len(elems)-1
		switch e {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, e)
		}
	}
	return "/" + strings.TrimPrefix(strings.Join(out, "/"), "/")
}

// ResolveReference resolves a reference against u.
func (u *URL) ResolveReference(ref *URL) *URL {
	url := *ref
	if ref.Scheme == "" {
		url.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		url.setPath(resolvePath(ref.EscapedPath(), ""))
		return &url
	}
	if ref.Opaque != "" {
		url.User = nil
		url.Host = ""
		url.Path = ""
		return &url
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		url.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			url.Fragment = u.Fragment
			url.RawFragment = u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		url.Opaque = u.Opaque
		url.User = nil
		url.Host = ""
		url.Path = ""
		return &url
	}
	url.Host = u.Host
	url.User = u.User
	url.setPath(resolvePath(u.EscapedPath(), ref.EscapedPath()))
	return &url
}

// Query parses the query, passing over what is malformed.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// RequestURI returns what a request for u asks for.
func (u *URL) RequestURI() string {
	s := u.Opaque
	if s == "" {
		s = u.EscapedPath()
		if s == "" {
			s = "/"
		}
	} else if strings.HasPrefix(s, "//") {
		s = u.Scheme + ":" + s
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

func splitHostPort(hostPort string) (host, port string) {
	host = hostPort
	if colon := strings.LastIndexByte(host, ':'); colon != -1 && validPort(host[colon:]) {
		host, port = host[:colon], host[colon+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return
}

// Hostname returns the host without its port.
func (u *URL) Hostname() string {
	host, _ := splitHostPort(u.Host)
	return host
}

// Port returns the port.
func (u *URL) Port() string {
	_, port := splitHostPort(u.Host)
	return port
}

// MarshalBinary returns the text of u.
func (u *URL) MarshalBinary() (text []byte, err error) { return u.AppendBinary(nil) }

// AppendBinary appends the text of u.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

// UnmarshalBinary parses a text.
func (u *URL) UnmarshalBinary(text []byte) error {
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *v
	return nil
}

// JoinPath returns u with elements added to its path.
func (u *URL) JoinPath(elem ...string) *URL {
	elem = append([]string{u.EscapedPath()}, elem...)
	var p string
	if !strings.HasPrefix(elem[0], "/") {
		elem[0] = "/" + elem[0]
		p = path.Join(elem...)[1:]
	} else {
		p = path.Join(elem...)
	}
	if strings.HasSuffix(elem[len(elem)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	c := *u
	c.setPath(p)
	return &c
}

// JoinPath adds elements to the path of a URL.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return
	}
	return u.JoinPath(elem...).String(), nil
}
