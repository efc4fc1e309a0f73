package testing

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// matcher decides which tests run, by the patterns of -run and -skip, and
// gives subtests their names.
type matcher struct {
	run  []alternative
	skip []alternative

	mu   sync.Mutex
	used map[string]int // names given, with how often a number was added
}

// alternative is a list of expressions, one for each level of names.
type alternative []*regexp.Regexp

func newMatcher(run, runFlag, skip, skipFlag string) *matcher {
	return &matcher{run: alternatives(run, runFlag), skip: alternatives(skip, skipFlag), used: map[string]int{}}
}

func alternatives(pattern, flag string) []alternative {
	if pattern == "" {
		return nil
	}
	var out []alternative
	for _, part := range cut(pattern, '|') {
		var a alternative
		for _, element := range cut(part, '/') {
			re, err := regexp.Compile(rewrite(element))
			if err != nil {
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for element %d of -%s (%q): %s\n", len(a), flag, element, err)
				os.Exit(1)
			}
			a = append(a, re)
		}
		out = append(out, a)
	}
	return out
}

// cut splits at a character that is in no brackets.
func cut(pattern string, at byte) []string {
	var out []string
	square, round, start := 0, 0, 0
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			square++
		case ']':
			square = max(square-1, 0)
		case '(':
			if square == 0 {
				round++
			}
		case ')':
			if square == 0 {
				round--
			}
		case at:
			if square == 0 && round == 0 {
				out = append(out, pattern[start:i])
				start = i + 1
			}
		}
	}
	return append(out, pattern[start:])
}

// full gives a test its full name and reports whether it runs; partial says
// that only some of its subtests may.
func (m *matcher) full(c *common, name string) (full string, ok, partial bool) {
	full = name
	if c != nil && c.level > 0 {
		full = m.unique(c.name, rewrite(name))
	}
	elements := strings.Split(full, "/")
	ok, partial = matches(m.run, elements)
	if len(m.run) == 0 {
		ok, partial = true, false
	}
	if ok && len(m.skip) > 0 {
		if skip, part := matches(m.skip, elements); skip && !part {
			return full, false, false
		}
	}
	return full, ok, partial
}

// matches reports whether some alternative matches all levels that it and the
// name have in common; partial: it has more levels than the name.
func matches(list []alternative, name []string) (ok, partial bool) {
	partial = true
	for _, a := range list {
		held := true
		for i, re := range a {
			if i < len(name) && !re.MatchString(name[i]) {
				held = false
				break
			}
		}
		if held {
			ok = true
			partial = partial && len(a) > len(name)
		}
	}
	return ok, ok && partial
}

// unique makes the name of a subtest that no other has.
func (m *matcher) unique(parent, name string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	base := parent + "/" + name
	for {
		n, taken := m.used[base]
		if !taken && name != "" {
			m.used[base] = 1
			// a name that looks like a numbered one takes that number
			return base
		}
		m.used[base] = n + 1
		numbered := fmt.Sprintf("%s#%02d", base, n)
		if _, taken := m.used[numbered]; !taken {
			m.used[numbered] = 1
			return numbered
		}
	}
}

// rewrite makes a name printable: blanks become underscores.
func rewrite(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			out.WriteByte('_')
		case !strconv.IsPrint(r):
			quoted := strconv.QuoteRune(r)
			out.WriteString(quoted[1 : len(quoted)-1])
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
