// Package regexp searches texts with regular expressions.
//
// Parsing and matching are native; an expression is known to the natives by its number, and every call brings its text
// along, so that a forgotten one can be compiled again.
package regexp

import (
	"io"
	"regexp/syntax"
	"strconv"
	"strings"
	"unsafe"
)

// Modes of compilation.
const (
	posix = 1 << iota
	longest
)

func compile(expr string, mode int) (id, groups int, names []string, prefix string, complete bool, code, bad string)
func match(id int, expr string, mode int, s string) bool
func find(id int, expr string, mode int, s string, pos int, out []int) bool
func findAll(id int, expr string, mode int, s string, n, width int, replace bool) []int
func findStrings(id int, expr string, mode int, s string, n int) []string
func split(id int, expr string, mode int, s string, n int) []string
func replace(id int, expr string, mode int, s, with string, literal bool) string
func expand(names []string, template, src string, spans []int) string

// view is the text of b, which must not change while it is used.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Regexp is a compiled expression. It may be used by several goroutines at once.
type Regexp struct {
	id       int
	expr     string
	mode     int
	groups   int
	names    []string
	prefix   string
	complete bool
}

func newRegexp(expr string, mode int) (*Regexp, error) {
	re := &Regexp{expr: expr, mode: mode}
	var code, bad string
	re.id, re.groups, re.names, re.prefix, re.complete, code, bad = compile(expr, mode)
	if code != "" {
		return nil, &syntax.Error{Code: syntax.ErrorCode(code), Expr: bad}
	}
	return re, nil
}

// Compile parses an expression of Go's syntax; matches are leftmost-first.
func Compile(expr string) (*Regexp, error) { return newRegexp(expr, 0) }

// CompilePOSIX parses an expression of egrep's syntax; matches are leftmost-longest.
func CompilePOSIX(expr string) (*Regexp, error) { return newRegexp(expr, posix|longest) }

// MustCompile is Compile that panics on an error.
func MustCompile(expr string) *Regexp {
	re, err := Compile(expr)
	if err != nil {
		panic("regexp: Compile(" + quote(expr) + "): " + err.Error())
	}
	return re
}

// MustCompilePOSIX is CompilePOSIX that panics on an error.
func MustCompilePOSIX(expr string) *Regexp {
	re, err := CompilePOSIX(expr)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quote(expr) + "): " + err.Error())
	}
	return re
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// Copy returns a copy.
//
// Deprecated: there is no need for copies.
func (re *Regexp) Copy() *Regexp {
	c := *re
	return &c
}

// Longest makes future matches leftmost-longest.
func (re *Regexp) Longest() {
	if re.mode&longest == 0 {
		re.mode |= longest
		re.id, _, _, _, _, _, _ = compile(re.expr, re.mode)
	}
}

// String returns the expression's text.
func (re *Regexp) String() string { return re.expr }

// NumSubexp returns the number of groups.
func (re *Regexp) NumSubexp() int { return re.groups }

// SubexpNames returns the names of the groups; the first is that of the whole match, which has none.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the index of the first group of the name, or -1.
func (re *Regexp) SubexpIndex(name string) int {
	if name != "" {
		for i, s := range re.names {
			if name == s {
				return i
			}
		}
	}
	return -1
}

// LiteralPrefix returns the text that every match begins with, and whether it is all of the expression.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.complete }

// AppendText appends the expression's text.
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }

// MarshalText returns the expression's text.
func (re *Regexp) MarshalText() ([]byte, error) { return re.AppendText(nil) }

// UnmarshalText compiles a text.
func (re *Regexp) UnmarshalText(text []byte) error {
	made, err := Compile(string(text))
	if err != nil {
		return err
	}
	*re = *made
	return nil
}

// QuoteMeta puts a backslash before everything in s that means something in an expression.
func QuoteMeta(s string) string {
	const special = `\.+*?()|[]{}^$`
	if !strings.ContainsAny(s, special) {
		return s
	}
	b := make([]byte, 0, 2*len(s))
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(special, s[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(b)
}

// Match reports whether b has a match of the pattern.
func Match(pattern string, b []byte) (matched bool, err error) { return MatchString(pattern, view(b)) }

// MatchString reports whether s has a match of the pattern.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

// MatchReader reports whether the text that r returns has a match of the pattern.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}

// Match reports whether b has a match.
func (re *Regexp) Match(b []byte) bool { return match(re.id, re.expr, re.mode, view(b)) }

// MatchString reports whether s has a match.
func (re *Regexp) MatchString(s string) bool { return match(re.id, re.expr, re.mode, s) }

// first fills spans with the positions of the leftmost match and its groups.
func (re *Regexp) first(s string, spans []int) bool {
	return find(re.id, re.expr, re.mode, s, 0, spans)
}

func (re *Regexp) all(s string, n, width int) []int {
	if n < 0 {
		n = -1
	}
	return findAll(re.id, re.expr, re.mode, s, n, width, false)
}

// Find returns the leftmost match in b; nil if there is none.
func (re *Regexp) Find(b []byte) []byte {
	var a [2]int
	if !re.first(view(b), a[:]) {
		return nil
	}
	return b[a[0]:a[1]:a[1]]
}

// FindIndex returns the position of the leftmost match in b.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.FindStringIndex(view(b)) }

// FindString returns the leftmost match in s, "" if there is none.
func (re *Regexp) FindString(s string) string {
	var a [2]int
	if !re.first(s, a[:]) {
		return ""
	}
	return s[a[0]:a[1]]
}

// FindStringIndex returns the position of the leftmost match in s.
func (re *Regexp) FindStringIndex(s string) (loc []int) {
	loc = make([]int, 2)
	if !re.first(s, loc) {
		return nil
	}
	return loc
}

// FindSubmatch returns the leftmost match in b and its groups.
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	a := re.FindSubmatchIndex(b)
	if a == nil {
		return nil
	}
	return slices(b, a)
}

// FindSubmatchIndex returns the positions of the leftmost match in b and its groups.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.FindStringSubmatchIndex(view(b)) }

// FindStringSubmatch returns the leftmost match in s and its groups.
func (re *Regexp) FindStringSubmatch(s string) []string {
	a := re.FindStringSubmatchIndex(s)
	if a == nil {
		return nil
	}
	return strs(s, a)
}

// FindStringSubmatchIndex returns the positions of the leftmost match in s and its groups.
func (re *Regexp) FindStringSubmatchIndex(s string) []int {
	a := make([]int, 2*(re.groups+1))
	if !re.first(s, a) {
		return nil
	}
	return a
}

func slices(b []byte, a []int) [][]byte {
	out := make([][]byte, len(a)/2)
	for i := range out {
		if a[2*i] >= 0 {
			out[i] = b[a[2*i]:a[2*i+1]:a[2*i+1]]
		}
	}
	return out
}

func strs(s string, a []int) []string {
	out := make([]string, len(a)/2)
	for i := range out {
		if a[2*i] >= 0 {
			out[i] = s[a[2*i]:a[2*i+1]]
		}
	}
	return out
}

// FindAll returns the matches in b, at most n of them if n >= 0.
func (re *Regexp) FindAll(b []byte, n int) [][]byte {
	a := re.all(view(b), n, 2)
	if len(a) == 0 {
		return nil
	}
	return slices(b, a)
}

// FindAllIndex returns the positions of the matches in b.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.FindAllStringIndex(view(b), n) }

// FindAllString returns the matches in s, at most n of them if n >= 0.
func (re *Regexp) FindAllString(s string, n int) []string {
	if n < 0 {
		n = -1
	}
	return findStrings(re.id, re.expr, re.mode, s, n)
}

// FindAllStringIndex returns the positions of the matches in s.
func (re *Regexp) FindAllStringIndex(s string, n int) [][]int { return groupsOf(re.all(s, n, 2), 2) }

func groupsOf(a []int, width int) [][]int {
	if len(a) == 0 {
		return nil
	}
	out := make([][]int, len(a)/width)
	for i := range out {
		out[i] = a[i*width : (i+1)*width : (i+1)*width]
	}
	return out
}

// FindAllSubmatch returns the matches in b with their groups.
func (re *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte {
	w := 2 * (re.groups + 1)
	a := re.all(view(b), n, w)
	if len(a) == 0 {
		return nil
	}
	out := make([][][]byte, len(a)/w)
	for i := range out {
		out[i] = slices(b, a[i*w:(i+1)*w])
	}
	return out
}

// FindAllSubmatchIndex returns the positions of the matches in b and their groups.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.FindAllStringSubmatchIndex(view(b), n)
}

// FindAllStringSubmatch returns the matches in s with their groups.
func (re *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	w := 2 * (re.groups + 1)
	a := re.all(s, n, w)
	if len(a) == 0 {
		return nil
	}
	out := make([][]string, len(a)/w)
	for i := range out {
		out[i] = strs(s, a[i*w:(i+1)*w])
	}
	return out
}

// FindAllStringSubmatchIndex returns the positions of the matches in s and their groups.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	w := 2 * (re.groups + 1)
	return groupsOf(re.all(s, n, w), w)
}

// Split cuts s at the matches; n is as for FindAllString, the last of n parts being the rest.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	if n < 0 {
		n = -1
	}
	return split(re.id, re.expr, re.mode, s, n)
}

// ReplaceAllString replaces the matches by repl, in which $1, $name and ${name} stand for groups.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	return replace(re.id, re.expr, re.mode, src, repl, false)
}

// ReplaceAllLiteralString replaces the matches by repl as it is.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return replace(re.id, re.expr, re.mode, src, repl, true)
}

// ReplaceAllStringFunc replaces each match by what repl returns for it.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	a := findAll(re.id, re.expr, re.mode, src, -1, 2, true)
	if len(a) == 0 {
		return src
	}
	var b strings.Builder
	last := 0
	for i := 0; i < len(a); i += 2 {
		b.WriteString(src[last:a[i]])
		b.WriteString(repl(src[a[i]:a[i+1]]))
		last = a[i+1]
	}
	b.WriteString(src[last:])
	return b.String()
}

func copied(src []byte, s string) []byte {
	if src == nil && s == "" {
		return nil
	}
	return []byte(s)
}

// ReplaceAll replaces the matches by repl, in which $1, $name and ${name} stand for groups.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	return copied(src, re.ReplaceAllString(view(src), view(repl)))
}

// ReplaceAllLiteral replaces the matches by repl as it is.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return copied(src, re.ReplaceAllLiteralString(view(src), view(repl)))
}

// ReplaceAllFunc replaces each match by what repl returns for it.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	a := findAll(re.id, re.expr, re.mode, view(src), -1, 2, true)
	if len(a) == 0 {
		return append([]byte(nil), src...)
	}
	b := make([]byte, 0, len(src)+16)
	last := 0
	for i := 0; i < len(a); i += 2 {
		b = append(b, src[last:a[i]]...)
		b = append(b, repl(src[a[i]:a[i+1]])...)
		last = a[i+1]
	}
	return append(b, src[last:]...)
}

// Expand appends template to dst with its references replaced by the groups of a match in src.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return append(dst, expand(re.names, view(template), view(src), match)...)
}

// ExpandString is Expand with strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return append(dst, expand(re.names, template, src, match)...)
}

// MatchReader reports whether the text that r returns has a match. It reads no more runes than it needs to know.
func (re *Regexp) MatchReader(r io.RuneReader) bool { return re.run(r, 0) != nil }

// FindReaderIndex returns the position of the leftmost match in the text that r returns.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) {
	if a := re.run(r, 2); a != nil {
		return a[:2]
	}
	return nil
}

// FindReaderSubmatchIndex returns the positions of the leftmost match in the text that r returns, and its groups.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	return re.run(r, 2*(re.groups+1))
}
