package http

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"unicode"
)

// A pattern is [METHOD ][HOST]/[PATH].
type pattern struct {
	str      string
	method   string
	host     string
	segments []segment
	loc      string
}

// A segment of a pattern is a literal, a wildcard, or at the end a wildcard for the rest or "/" for {$}.
type segment struct {
	text  string // literal, or name of the wildcard; empty for a slash at the end
	wild  bool
	multi bool
}

func (p *pattern) String() string { return p.str }

func (p *pattern) last() segment { return p.segments[len(p.segments)-1] }

func parsePattern(s string) (_ *pattern, err error) {
	if s == "" {
		return nil, errors.New("empty pattern")
	}
	at := 0
	fail := func(format string, args ...any) (*pattern, error) {
		return nil, fmt.Errorf("at offset %d: "+format, append([]any{at}, args...)...)
	}
	p := &pattern{str: s}
	rest := s
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		p.method = s[:i]
		rest = strings.TrimLeft(s[i+1:], " \t")
		if p.method != "" && !isToken(p.method) {
			return fail("invalid method %q", p.method)
		}
		at = len(s) - len(rest)
		if rest == "" {
			at = i + 1
		}
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return fail("host/path missing /")
	}
	p.host = rest[:slash]
	if i := strings.IndexByte(p.host, '{'); i >= 0 {
		at += i
		return fail("host contains '{' (missing initial '/'?)")
	}
	at += slash
	rest = rest[slash:]
	seen := map[string]bool{}
	for len(rest) > 0 {
		rest = rest[1:]
		at = len(s) - len(rest)
		if rest == "" {
			p.segments = append(p.segments, segment{wild: true, multi: true})
			break
		}
		part := rest
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			part = rest[:i]
		}
		rest = rest[len(part):]
		brace := strings.IndexByte(part, '{')
		if brace < 0 {
			p.segments = append(p.segments, segment{text: unescapeSegment(part)})
			continue
		}
		if brace != 0 {
			return fail("bad wildcard segment (must start with '{')")
		}
		if part[len(part)-1] != '}' {
			return fail("bad wildcard segment (must end with '}')")
		}
		name := part[1 : len(part)-1]
		if name == "$" {
			if rest != "" {
				return fail("{$} not at end")
			}
			p.segments = append(p.segments, segment{text: "/"})
			break
		}
		name, multi := strings.CutSuffix(name, "...")
		if multi && rest != "" {
			return fail("{...} wildcard not at end")
		}
		if name == "" {
			return fail("empty wildcard")
		}
		for i, c := range name {
			if !unicode.IsLetter(c) && c != '_' && (i == 0 || !unicode.IsDigit(c)) {
				return fail("bad wildcard name %q", name)
			}
		}
		if seen[name] {
			return fail("duplicate wildcard name %q", name)
		}
		seen[name] = true
		p.segments = append(p.segments, segment{name, true, multi})
	}
	return p, nil
}

func unescapeSegment(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// How the sets of requests of two patterns lie to each other.
const (
	same = iota
	more // the first has all of the second's and others
	less
	apart
	across
)

func (p *pattern) compareMethods(q *pattern) int {
	switch {
	case p.method == q.method:
		return same
	case p.method == "", p.method == "GET" && q.method == "HEAD":
		return more
	case q.method == "", q.method == "GET" && p.method == "HEAD":
		return less
	}
	return apart
}

func compareSegments(a, b segment) int {
	switch {
	case a.multi && b.multi, a.wild && b.wild && !a.multi && !b.multi:
		return same
	case a.multi:
		return more
	case b.multi:
		return less
	case a.wild:
		if b.text == "/" {
			return apart
		}
		return more
	case b.wild:
		if a.text == "/" {
			return apart
		}
		return less
	case a.text == b.text:
		return same
	}
	return apart
}

func join(a, b int) int {
	switch {
	case a == apart || b == apart:
		return apart
	case a == same:
		return b
	case b == same || a == b:
		return a
	}
	return across
}

func (p *pattern) comparePaths(q *pattern) int {
	if len(p.segments) != len(q.segments) && !p.last().multi && !q.last().multi {
		return apart
	}
	rel := same
	a, b := p.segments, q.segments
	for len(a) > 0 && len(b) > 0 {
		if a[0].multi || b[0].multi {
			break
		}
		if rel = join(rel, compareSegments(a[0], b[0])); rel == apart {
			return rel
		}
		a, b = a[1:], b[1:]
	}
	switch {
	case len(a) == 0 && len(b) == 0:
		return rel
	case len(a) == 1 && len(b) == 1:
		return join(rel, compareSegments(a[0], b[0]))
	case len(a) > 0 && a[0].multi:
		if len(b) == 0 {
			return apart
		}
		return join(rel, more)
	case len(b) > 0 && b[0].multi:
		if len(a) == 0 {
			return apart
		}
		return join(rel, less)
	}
	return apart
}

// relation puts methods and paths together.
func (p *pattern) relation(q *pattern) int {
	m := p.compareMethods(q)
	if m == apart {
		return apart
	}
	return join(m, p.comparePaths(q))
}

func (p *pattern) conflicts(q *pattern) bool {
	if p.host != q.host {
		return false
	}
	r := p.relation(q)
	return r == same || r == across
}

// describe says why two patterns are in conflict.
func describe(p, q *pattern) string {
	m, w := p.compareMethods(q), p.comparePaths(q)
	switch {
	case w == across:
		return fmt.Sprintf("%[1]s and %[2]s both match some paths, like %[3]q.\nBut neither is more specific than the other.\n"+
			"%[1]s matches %[4]q, but %[2]s doesn't.\n%[2]s matches %[5]q, but %[1]s doesn't.",
			p, q, commonPath(p, q), ownPath(p, q), ownPath(q, p))
	case m == same && w == same:
		return fmt.Sprintf("%s matches the same requests as %s", p, q)
	case m == more && w == less:
		return fmt.Sprintf("%s matches more methods than %s, but has a more specific path pattern", p, q)
	case m == less && w == more:
		return fmt.Sprintf("%s matches fewer methods than %s, but has a more general path pattern", p, q)
	}
	return fmt.Sprintf("bug: unexpected way for two patterns %s and %s to conflict", p, q)
}

func (s segment) sample() string {
	if s.multi && s.text == "" {
		return ""
	}
	return s.text
}

func pathOf(parts []string) string {
	s := ""
	for _, p := range parts {
		if s += "/"; p != "/" {
			s += p
		}
	}
	return s
}

// commonPath returns a path that both match.
func commonPath(p, q *pattern) string {
	var parts []string
	a, b := p.segments, q.segments
	for len(a) > 0 && len(b) > 0 {
		if a[0].wild && !(b[0].multi && !a[0].multi) {
			parts = append(parts, b[0].sample())
		} else {
			parts = append(parts, a[0].sample())
		}
		a, b = a[1:], b[1:]
	}
	for _, s := range append(a, b...) {
		parts = append(parts, s.sample())
	}
	return pathOf(parts)
}

// ownPath returns a path that p matches and q does not.
func ownPath(p, q *pattern) string {
	var parts []string
	for i, s := range p.segments {
		switch {
		case i >= len(q.segments):
			parts = append(parts, s.sample())
			continue
		case s.multi && q.segments[i].text == "/":
			if s.text == "" {
				s.text = "x"
			}
			parts = append(parts, s.text)
			continue
		case s.multi && !q.segments[i].multi:
			parts = append(parts, "")
			continue
		case s.wild && !s.multi && !q.segments[i].wild && s.text == q.segments[i].text:
			parts = append(parts, s.text+"x")
			continue
		}
		parts = append(parts, s.sample())
	}
	return pathOf(parts)
}

// node is one segment deep in the tree of a mux's patterns.
type node struct {
	literal map[string]*node
	single  *node
	rest    *leaf // {name...} or a slash at the end
	here    *leaf // the path ends here
}

// leaf holds what is registered for one form of path, by method.
type leaf struct {
	methods map[string]*entry
}

type entry struct {
	pat     *pattern
	handler Handler
}

func (n *node) add(segments []segment, e *entry) {
	if len(segments) == 0 {
		n.here = n.here.with(e)
		return
	}
	s := segments[0]
	switch {
	case s.multi:
		n.rest = n.rest.with(e)
	case s.wild:
		if n.single == nil {
			n.single = &node{}
		}
		n.single.add(segments[1:], e)
	default:
		child := n.literal[s.text]
		if child == nil {
			if n.literal == nil {
				n.literal = make(map[string]*node)
			}
			child = &node{}
			n.literal[s.text] = child
		}
		child.add(segments[1:], e)
	}
}

func (l *leaf) with(e *entry) *leaf {
	if l == nil {
		l = &leaf{make(map[string]*entry)}
	}
	l.methods[e.pat.method] = e
	return l
}

func (l *leaf) find(method string) *entry {
	if l == nil {
		return nil
	}
	return l.methods[method]
}

// match finds the entry for a method; the path begins with a slash. all collects the methods of whatever matches.
func (n *node) match(path, method string, matches []string, all map[string]bool) (*entry, []string) {
	collect := func(l *leaf) {
		if all != nil && l != nil {
			for m := range l.methods {
				all[m] = true
			}
		}
	}
	if path == "" {
		collect(n.here)
		return n.here.find(method), matches
	}
	part, rest := path[1:], ""
	if i := strings.IndexByte(part, '/'); i >= 0 {
		part, rest = part[:i], part[i:]
	}
	text := unescapeSegment(part)
	if part == "" && rest == "" {
		text = "/"
	}
	if child := n.literal[text]; child != nil {
		if e, m := child.match(rest, method, matches, all); e != nil {
			return e, m
		}
	}
	if n.single != nil && text != "/" {
		if e, m := n.single.match(rest, method, append(matches[:len(matches):len(matches)], text), all); e != nil {
			return e, m
		}
	}
	collect(n.rest)
	if e := n.rest.find(method); e != nil {
		if e.pat.last().text != "" {
			matches = append(matches[:len(matches):len(matches)], unescapeSegment(path[1:]))
		}
		return e, matches
	}
	return nil, nil
}

// A ServeMux passes requests to handlers by patterns.
type ServeMux struct {
	hosts    map[string]*node
	methods  []string // all that patterns name, "" included
	patterns []*pattern
}

// NewServeMux returns a mux without patterns.
func NewServeMux() *ServeMux { return &ServeMux{} }

// DefaultServeMux is what Handle and HandleFunc add to.
var DefaultServeMux = &defaultServeMux

var defaultServeMux ServeMux

// Handle registers a handler for a pattern.
func (mux *ServeMux) Handle(pattern string, handler Handler) { mux.register(pattern, handler) }

// HandleFunc registers a function for a pattern.
func (mux *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	mux.register(pattern, HandlerFunc(handler))
}

// Handle registers a handler with DefaultServeMux.
func Handle(pattern string, handler Handler) { DefaultServeMux.register(pattern, handler) }

// HandleFunc registers a function with DefaultServeMux.
func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	DefaultServeMux.register(pattern, HandlerFunc(handler))
}

func (mux *ServeMux) register(text string, handler Handler) {
	if text == "" {
		panic("http: invalid pattern")
	}
	if handler == nil {
		panic("http: nil handler")
	}
	if f, ok := handler.(HandlerFunc); ok && f == nil {
		panic("http: nil handler")
	}
	p, err := parsePattern(text)
	if err != nil {
		panic(fmt.Errorf("parsing %q: %w", text, err))
	}
	p.loc = "unknown location"
	if _, file, line, ok := runtime.Caller(2); ok {
		p.loc = fmt.Sprintf("%s:%d", file, line)
	}
	for _, q := range mux.patterns {
		if p.conflicts(q) {
			panic(fmt.Sprintf("pattern %q (registered at %s) conflicts with pattern %q (registered at %s):\n%s",
				p, p.loc, q, q.loc, describe(p, q)))
		}
	}
	mux.patterns = append(mux.patterns, p)
	if !slices.Contains(mux.methods, p.method) {
		mux.methods = append(mux.methods, p.method)
	}
	if mux.hosts == nil {
		mux.hosts = make(map[string]*node)
	}
	root := mux.hosts[p.host]
	if root == nil {
		root = &node{}
		mux.hosts[p.host] = root
	}
	root.add(p.segments, &entry{p, handler})
}

// find finds the entry for a request.
func (mux *ServeMux) find(host, method, path string) (*entry, []string) {
	order := [3]string{method, "", ""}
	n := 1
	if method == "HEAD" {
		order[n] = "GET"
		n++
	}
	n++
	for _, h := range [2]string{host, ""} {
		root := mux.hosts[h]
		if root == nil {
			if h == "" {
				break
			}
			continue
		}
		for _, m := range order[:n] {
			if m != "" && !slices.Contains(mux.methods, m) {
				continue
			}
			if e, matches := root.match(path, m, nil, nil); e != nil {
				return e, matches
			}
		}
		if h == "" {
			break
		}
	}
	return nil, nil
}

// allowed returns the methods for which there is something at a path.
func (mux *ServeMux) allowed(host, path string) []string {
	all := make(map[string]bool)
	for _, h := range []string{host, ""} {
		for _, p := range []string{path, path + "/"} {
			if root := mux.hosts[h]; root != nil && (p == path || !strings.HasSuffix(path, "/")) {
				root.match(p, "\x00", nil, all)
			}
		}
	}
	if all["GET"] {
		all["HEAD"] = true
	}
	var list []string
	for m := range all {
		list = append(list, m)
	}
	slices.Sort(list)
	return list
}

func cleanPath(p string) string {
	if p == "" {
		return "/"
	}
	if p[0] != '/' {
		p = "/" + p
	}
	c := path.Clean(p)
	if p[len(p)-1] == '/' && c != "/" {
		c += "/"
	}
	return c
}

func stripPort(h string) string {
	if strings.IndexByte(h, ':') < 0 {
		return h
	}
	host, _, err := net.SplitHostPort(h)
	if err != nil {
		return h
	}
	return host
}

// Handler returns the handler for a request and the pattern it was found by.
func (mux *ServeMux) Handler(r *Request) (h Handler, pattern string) {
	h, pattern, _, _ = mux.handler(r)
	return h, pattern
}

func (mux *ServeMux) handler(r *Request) (h Handler, text string, p *pattern, matches []string) {
	host, target := r.URL.Host, r.URL.EscapedPath()
	if r.Method == "CONNECT" {
		if e, _ := mux.find(r.Host, r.Method, target); e == nil {
			if e, _ := mux.find(host, r.Method, target+"/"); e != nil && !strings.HasSuffix(target, "/") {
				return moved(target+"/", r), e.pat.str, nil, nil
			}
		}
		host = r.Host
	} else {
		host = stripPort(r.Host)
		clean := target
		if target == "" || target[0] != '/' || strings.Contains(target, "//") || strings.Contains(target, "/.") {
			clean = cleanPath(target)
		}
		if clean != target {
			found := ""
			if e, _ := mux.find(host, r.Method, clean); e != nil {
				found = e.pat.str
			} else if e, _ := mux.find(host, r.Method, clean+"/"); e != nil && !strings.HasSuffix(clean, "/") {
				found = e.pat.str
				clean += "/"
			}
			return moved(clean, r), found, nil, nil
		}
	}
	e, matches := mux.find(host, r.Method, target)
	if !strings.HasSuffix(target, "/") && r.Method != "CONNECT" && (e == nil || !exact(e.pat, target)) {
		if f, _ := mux.find(host, r.Method, target+"/"); f != nil && exactSlash(f.pat, target) {
			return moved(cleanPath(target)+"/", r), f.pat.str, nil, nil
		}
	}
	if e != nil {
		return e.handler, e.pat.str, e.pat, matches
	}
	if list := mux.allowed(host, target); len(list) > 0 {
		return HandlerFunc(func(w ResponseWriter, r *Request) {
			w.Header().Set("Allow", strings.Join(list, ", "))
			Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
		}), "", nil, nil
	}
	return NotFoundHandler(), "", nil, nil
}

// moved returns what redirects a request to another path, which is escaped.
func moved(target string, r *Request) Handler {
	u := &url.URL{Path: target, RawQuery: r.URL.RawQuery}
	if plain, err := url.PathUnescape(target); err == nil {
		u.Path, u.RawPath = plain, target
	}
	return RedirectHandler(u.String(), StatusTemporaryRedirect)
}

// exact reports whether a pattern matches a path without its last wildcard taking in several segments.
func exact(p *pattern, path string) bool {
	if !p.last().multi {
		return true
	}
	return len(path) > 0 && path[len(path)-1] == '/' && len(p.segments) == strings.Count(path, "/")
}

// exactSlash reports whether a pattern is of the path with just a slash added.
func exactSlash(p *pattern, path string) bool {
	return len(p.segments) == strings.Count(path, "/")+1
}

// ServeHTTP passes the request to the handler of the pattern that matches best.
func (mux *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	if r.RequestURI == "*" {
		if r.ProtoAtLeast(1, 1) {
			w.Header().Set("Connection", "close")
		}
		w.WriteHeader(StatusBadRequest)
		return
	}
	var h Handler
	h, r.Pattern, r.pat, r.matches = mux.handler(r)
	h.ServeHTTP(w, r)
}
