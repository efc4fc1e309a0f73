package strings

import "io"

// A Replacer replaces a list of strings.
type Replacer struct {
	pairs []string
}

// replacePairs replaces, at each position, the first pair whose old text stands there.
func replacePairs(pairs []string, s string) string

// NewReplacer returns a Replacer from a list of old, new pairs; earlier pairs go first.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string { return replacePairs(r.pairs, s) }

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, replacePairs(r.pairs, s))
}
