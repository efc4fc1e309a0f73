// Calls of a few nanoseconds: prefixes, single bytes and short words in strings, runes, small numbers, functions of math.
package main

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var words = strings.Split("hello, world|  some text with spaces |prefix-and-more|ünïcödé wörds|x|a/b/c/d|12345|The Quick Brown|the quick brown", "|")

const rounds = 400000

func texts() (n int) {
	for range rounds {
		for _, w := range words {
			if strings.HasPrefix(w, "pre") || strings.HasSuffix(w, "own") {
				n++
			}
			n += strings.IndexByte(w, '/') + strings.Index(w, "wor") + len(strings.TrimSpace(w))
			if strings.Contains(w, "quick") || strings.ContainsRune(w, 'ö') {
				n++
			}
			if strings.EqualFold(w, "the quick brown") {
				n++
			}
		}
	}
	return n
}

func slices() (n int) {
	var all [][]byte
	for _, w := range words {
		all = append(all, []byte(w))
	}
	for range rounds {
		for i, b := range all {
			if bytes.Equal(b, all[len(all)-1-i]) || bytes.HasPrefix(b, all[4]) {
				n++
			}
			n += bytes.IndexByte(b, 'o') + bytes.Compare(b, all[0])
		}
	}
	return n
}

func runes() (n int) {
	buf := make([]byte, 0, 16)
	for range rounds {
		for _, w := range words {
			r, size := utf8.DecodeRuneInString(w)
			n += int(r) + size + utf8.RuneLen(r) + utf8.RuneCountInString(w)
			if unicode.IsLetter(r) || unicode.IsSpace(r) || unicode.IsDigit(r) {
				n++
			}
			if unicode.IsUpper(unicode.ToUpper(r)) {
				buf = utf8.AppendRune(buf[:0], r)
				n += len(buf)
			}
		}
	}
	return n
}

func numbers() (n int) {
	buf := make([]byte, 0, 32)
	for i := range rounds * 4 {
		n += len(strconv.Itoa(i % 100))
		buf = strconv.AppendInt(buf[:0], int64(i), 10)
		v, _ := strconv.Atoi(words[6])
		n += len(buf) + v
	}
	return n
}

func floats() (sum float64) {
	for i := range rounds * 4 {
		x := float64(i) * 0.37
		sum += math.Floor(x) + math.Sqrt(x) + math.Abs(-x) + math.Max(x, 100) + math.Trunc(x)
		sum += math.Sin(x) + math.Exp(-x) + math.Log(x+1) + math.Hypot(x, 3)
	}
	return sum
}

func main() {
	fmt.Println(texts(), slices(), runes(), numbers())
	fmt.Printf("%.6g\n", floats())
}
