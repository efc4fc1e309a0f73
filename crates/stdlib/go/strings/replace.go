package strings

import (
	"io"
	"sync"
)

// A Replacer replaces a list of strings.
type Replacer struct {
	once   sync.Once
	r      replacer
	oldnew []string
}

// A replacer is one way to replace.
type replacer interface {
	Replace(s string) string
}

// NewReplacer returns a Replacer from a list of old, new pairs; earlier pairs go first.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{oldnew: append([]string(nil), oldnew...)}
}

// buildOnce chooses the way by the lengths of the strings.
func (r *Replacer) buildOnce() {
	pairs := r.oldnew
	if len(pairs) == 2 && len(pairs[0]) > 1 {
		r.r = &singleStringReplacer{makeStringFinder(pairs[0]), pairs[1]}
		return
	}
	bytes := true
	for i := 0; i < len(pairs); i += 2 {
		if len(pairs[i]) != 1 {
			r.r = &genericReplacer{pairs}
			return
		}
		bytes = bytes && len(pairs[i+1]) == 1
	}
	if !bytes {
		r.r = &byteStringReplacer{pairs}
		return
	}
	table := new(byteReplacer)
	for i := range table {
		table[i] = byte(i)
	}
	for i := len(pairs) - 2; i >= 0; i -= 2 {
		table[pairs[i][0]] = pairs[i+1][0]
	}
	r.r = table
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string {
	r.once.Do(r.buildOnce)
	return r.r.Replace(s)
}

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}

// A genericReplacer replaces, at each position, the first of its pairs whose old text stands there.
type genericReplacer struct{ pairs []string }

func (r *genericReplacer) Replace(s string) string { return replacePairs(r.pairs, s) }

func replacePairs(pairs []string, s string) string

// A singleStringReplacer replaces one string of at least two bytes.
type singleStringReplacer struct {
	finder *stringFinder
	value  string
}

func (r *singleStringReplacer) Replace(s string) string {
	return ReplaceAll(s, r.finder.pattern, r.value)
}

// A byteStringReplacer replaces bytes by strings.
type byteStringReplacer struct{ pairs []string }

func (r *byteStringReplacer) Replace(s string) string { return replacePairs(r.pairs, s) }

// A byteReplacer has what stands for each byte.
type byteReplacer [256]byte

func (r *byteReplacer) Replace(s string) string { return mapBytes(r[:], s) }

// mapBytes looks up each byte of s in the table; it answers s itself when nothing changes.
func mapBytes(table []byte, s string) string

// A stringFinder looks for one string.
type stringFinder struct{ pattern string }

func makeStringFinder(pattern string) *stringFinder { return &stringFinder{pattern} }

// next returns where the pattern first occurs in text, or -1.
func (f *stringFinder) next(text string) int { return Index(text, f.pattern) }
