// Package url parses, builds and resolves URLs. Escaping is native; see escape.go.
package url

import (
	"errors"
	"strconv"
	"strings"
)

// Error tells which operation on which URL failed, and why.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }

func (e *Error) Error() string { return e.Op + " " + strconv.Quote(e.URL) + ": " + e.Err.Error() }

func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// A URL is a parsed URL: [scheme:][//[userinfo@]host][/]path[?query][#fragment].
type URL struct {
	Scheme      string
	Opaque      string    // what follows the scheme when no slash does
	User        *Userinfo // name and password
	Host        string    // host or host:port
	Path        string
	Fragment    string // without '#'
	RawQuery    string // encoded, without '?'
	RawPath     string // how Path was encoded, if not in the usual way
	RawFragment string // how Fragment was encoded, if not in the usual way
	ForceQuery  bool   // a '?' is written even before an empty query
	OmitHost    bool   // no '//' is written before an empty host
}

// Userinfo is the name and password of a URL; it cannot be changed.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

// User returns a Userinfo without password.
func User(username string) *Userinfo { return &Userinfo{username, "", false} }

// UserPassword returns a Userinfo with a password.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

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

// String returns name[:password], encoded.
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

// Parse parses a URL, absolute or relative.
func Parse(rawURL string) (*URL, error) {
	rest, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(rest, false)
	if err != nil {
		return nil, &Error{"parse", rest, err}
	}
	if fragment != "" {
		if err := u.setFragment(fragment); err != nil {
			return nil, &Error{"parse", rawURL, err}
		}
	}
	return u, nil
}

// ParseRequestURI parses the target of an HTTP request: an absolute URL or an absolute path, without fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	u, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// splitScheme splits off what stands before the first colon if that may be a scheme.
func splitScheme(s string) (scheme, rest string, err error) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
			if i == 0 {
				return "", s, nil
			}
		case c == ':':
			if i == 0 {
				return "", "", errors.New("missing protocol scheme")
			}
			return strings.ToLower(s[:i]), s[i+1:], nil
		default:
			return "", s, nil
		}
	}
	return "", s, nil
}

func parse(raw string, request bool) (*URL, error) {
	if hasControl(raw) {
		return nil, errors.New("net/url: invalid control character in URL")
	}
	if raw == "" && request {
		return nil, errors.New("empty url")
	}
	u := new(URL)
	if raw == "*" {
		u.Path = "*"
		return u, nil
	}
	var rest string
	var err error
	if u.Scheme, rest, err = splitScheme(raw); err != nil {
		return nil, err
	}
	if at := strings.IndexByte(rest, '?'); at >= 0 {
		rest, u.RawQuery = rest[:at], rest[at+1:]
		u.ForceQuery = u.RawQuery == ""
	}
	if !strings.HasPrefix(rest, "/") {
		if u.Scheme != "" {
			u.Opaque = rest
			return u, nil
		}
		if request {
			return nil, errors.New("invalid URI for request")
		}
		if first, _, _ := strings.Cut(rest, "/"); strings.Contains(first, ":") {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if strings.HasPrefix(rest, "//") && (u.Scheme != "" || !request && !strings.HasPrefix(rest, "///")) {
		authority := rest[2:]
		rest = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if u.User, u.Host, err = parseAuthority(u.Scheme, authority); err != nil {
			return nil, err
		}
	} else if u.Scheme != "" && strings.HasPrefix(rest, "/") {
		u.OmitHost = true
	}
	if err := u.setPath(rest); err != nil {
		return nil, err
	}
	return u, nil
}

func parseAuthority(scheme, authority string) (user *Userinfo, host string, err error) {
	at := strings.LastIndexByte(authority, '@')
	host, err = parseHost(scheme, authority[at+1:])
	if err != nil || at < 0 {
		return nil, host, err
	}
	info := authority[:at]
	if !validUserinfo(info) {
		return nil, "", errors.New("net/url: invalid userinfo")
	}
	name, password, found := strings.Cut(info, ":")
	if name, err = unescape(name, inUser); err != nil {
		return nil, "", err
	}
	if !found {
		return User(name), host, nil
	}
	if password, err = unescape(password, inUser); err != nil {
		return nil, "", err
	}
	return UserPassword(name, password), host, nil
}

// parseHost decodes a host with optional port.
func parseHost(scheme, host string) (string, error) {
	if open := strings.LastIndexByte(host, '['); open >= 0 {
		if open > 0 {
			return "", errors.New("invalid IP-literal")
		}
		end := strings.LastIndexByte(host, ']')
		if end < 0 {
			return "", errors.New("missing ']' in host")
		}
		port := host[end+1:]
		if !validPort(port) {
			return "", errors.New("invalid port " + strconv.Quote(port) + " after host")
		}
		literal := host[1:end]
		text, err := unescape(literal, inHost)
		if zone := strings.Index(literal, "%25"); zone >= 0 {
			var before, after string
			if before, err = unescape(literal[:zone], inHost); err == nil {
				after, err = unescape(literal[zone:], inZone)
			}
			text = before + after
		}
		if err != nil {
			return "", err
		}
		if problem := checkIPv6(text); problem != "" {
			return "", errors.New(problem)
		}
		tail, err := unescape(port, inHost)
		if err != nil {
			return "", err
		}
		return "[" + text + "]" + tail, nil
	}
	if first := strings.IndexByte(host, ':'); first >= 0 {
		last := strings.LastIndexByte(host, ':')
		if scheme == "http" || scheme == "https" {
			last = first
		}
		if port := host[last:]; !validPort(port) {
			return "", errors.New("invalid port " + strconv.Quote(port) + " after host")
		}
	}
	return unescape(host, inHost)
}

// validPort reports whether s is empty or a colon with digits.
func validPort(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != ':' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func (u *URL) setPath(p string) error {
	path, err := unescape(p, inPath)
	if err != nil {
		return err
	}
	u.Path, u.RawPath = path, ""
	if escape(path, inPath) != p {
		u.RawPath = p
	}
	return nil
}

func (u *URL) setFragment(f string) error {
	fragment, err := unescape(f, inFragment)
	if err != nil {
		return err
	}
	u.Fragment, u.RawFragment = fragment, ""
	if escape(fragment, inFragment) != f {
		u.RawFragment = f
	}
	return nil
}

// EscapedPath returns RawPath if that is an encoding of Path, else the usual encoding.
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

// EscapedFragment returns RawFragment if that is an encoding of Fragment, else the usual encoding.
func (u *URL) EscapedFragment() string {
	if u.RawFragment != "" && validEncoded(u.RawFragment, inFragment) {
		if f, err := unescape(u.RawFragment, inFragment); err == nil && f == u.Fragment {
			return u.RawFragment
		}
	}
	return escape(u.Fragment, inFragment)
}

// String puts the URL together.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme)
		b.WriteByte(':')
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Scheme != "" || u.Host != "" || u.User != nil {
			if u.Host != "" || u.User != nil || u.Path != "" && !u.OmitHost {
				b.WriteString("//")
			}
			if u.User != nil {
				b.WriteString(u.User.String())
				b.WriteByte('@')
			}
			if u.Host != "" {
				b.WriteString(escape(u.Host, inHost))
			}
		}
		path := u.EscapedPath()
		if u.OmitHost && u.Host == "" && u.User == nil && strings.HasPrefix(path, "//") {
			// Two slashes would begin a host.
			path = "%2F" + path[1:]
		}
		if path != "" && path[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		if b.Len() == 0 {
			// A colon in the first segment would be taken for the end of a scheme.
			if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ":") {
				b.WriteString("./")
			}
		}
		b.WriteString(path)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteByte('?')
		b.WriteString(u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteByte('#')
		b.WriteString(u.EscapedFragment())
	}
	return b.String()
}

// Redacted is String with the password replaced by xxxxx.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	r := *u
	if _, found := r.User.Password(); found {
		r.User = UserPassword(r.User.Username(), "xxxxx")
	}
	return r.String()
}

// IsAbs reports whether there is a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Query parses RawQuery and drops what is malformed.
func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

// RequestURI returns what an HTTP request for the URL asks for: path and query, or the opaque part.
func (u *URL) RequestURI() string {
	s := u.Opaque
	switch {
	case s == "":
		if s = u.EscapedPath(); s == "" {
			s = "/"
		}
	case strings.HasPrefix(s, "//"):
		s = u.Scheme + ":" + s
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

// splitHostPort splits a valid port off and takes brackets away.
func splitHostPort(s string) (host, port string) {
	host = s
	if i := strings.LastIndexByte(host, ':'); i >= 0 && validPort(host[i:]) {
		host, port = host[:i], host[i+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

// Hostname returns the host without port and brackets.
func (u *URL) Hostname() string {
	host, _ := splitHostPort(u.Host)
	return host
}

// Port returns the port of Host, empty if it has none.
func (u *URL) Port() string {
	_, port := splitHostPort(u.Host)
	return port
}

// Clone returns a copy that shares nothing with u.
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

func (u *URL) MarshalBinary() (text []byte, err error) { return u.AppendBinary(nil) }

// AppendBinary appends the URL's text.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *parsed
	return nil
}
