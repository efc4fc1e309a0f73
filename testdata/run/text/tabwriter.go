// run

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"
	"text/tabwriter"
)

type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) {
	f.n--
	if f.n < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) / 2, nil }

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 0, '\t', 0)
	fmt.Fprintln(w, "a\tb\tc\td\t.")
	fmt.Fprintln(w, "123\t12345\t1234567\t123456789\t.")
	fmt.Fprintln(w)
	w.Flush()
	w.Init(os.Stdout, 5, 0, 1, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc\td\t.")
	fmt.Fprintln(w, "123\t12345\t1234567\t123456789\t.")
	fmt.Fprintln(w, "é\tüüü\t世界\tx\t.")
	w.Flush()
	r := rand.New(rand.NewSource(3))
	pieces := []string{"a", "bcd", "\t", "\t", "\t", "\n", "\n", "\v", "\f", "é", "<b>", "&amp;", "\xff", "世", " ", "x\ty\n", "\t\t", "<", ">", "&", ";"}
	for i := 0; i < 250; i++ {
		var sb strings.Builder
		for j := r.Intn(30); j > 0; j-- {
			sb.WriteString(pieces[r.Intn(len(pieces))])
		}
		var out bytes.Buffer
		flags := uint(r.Intn(64))
		pad := []byte{' ', '\t', '.', '-'}[r.Intn(4)]
		mw, tw, p := r.Intn(9), r.Intn(9), r.Intn(3)
		w := tabwriter.NewWriter(&out, mw, tw, p, pad, flags)
		s := sb.String()
		k := r.Intn(len(s) + 1)
		n1, e1 := io.WriteString(w, s[:k])
		if r.Intn(4) == 0 {
			w.Flush()
		}
		n2, e2 := io.WriteString(w, s[k:])
		e3 := w.Flush()
		fmt.Printf("%d %q %d %d %d %q %d %v %d %v %v\n%q\n", i, s, mw, tw, p, pad, n1, e1, n2, e2, e3, out.String())
	}
	for i := 0; i < 20; i++ {
		w := tabwriter.NewWriter(&failing{i}, 0, 8, 1, ' ', 0)
		n, err := fmt.Fprintf(w, "a\tb\nccc\td\n\nxx\ty\n")
		fmt.Println(n, err, w.Flush())
	}
	w = tabwriter.NewWriter(short{}, 0, 8, 1, ' ', 0)
	fmt.Fprintf(w, "a\tb\nccc\td\n\nxx\ty\n")
	fmt.Println(w.Flush())
	defer func() { fmt.Println(recover()) }()
	tabwriter.NewWriter(nil, -1, 0, 0, ' ', 0)
}
