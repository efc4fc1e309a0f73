// run

package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

type freq struct {
	word string
	n    int
}

func main() {
	counts := make(map[string]int)
	lines, chars := 0, 0
	r := bufio.NewReader(os.Stdin)
	for {
		line, err := r.ReadString('\n')
		chars += utf8.RuneCountInString(line)
		if line != "" {
			lines++
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
			counts[w]++
		}
		if err != nil {
			break
		}
	}
	fs := make([]freq, 0, len(counts))
	for w, n := range counts {
		fs = append(fs, freq{w, n})
	}
	sort.Slice(fs, func(i, j int) bool {
		if fs[i].n != fs[j].n {
			return fs[i].n > fs[j].n
		}
		return fs[i].word < fs[j].word
	})
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for i, f := range fs {
		fmt.Fprintf(w, "%2d %-8s %d %s\n", i+1, f.word, f.n, strings.Repeat("*", f.n))
	}
	fmt.Fprintln(w, lines, chars, len(counts))
}
