// run

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"
)

func main() {
	r := rand.New(rand.NewSource(5))
	pieces := []string{"a", "bc", ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", " ", "#", "é", ";", "\t", "\n\n", ",\"x\"\n", "λ"}
	for i := 0; i < 250; i++ {
		var sb strings.Builder
		for j := r.Intn(14); j > 0; j-- {
			sb.WriteString(pieces[r.Intn(len(pieces))])
		}
		cr := csv.NewReader(strings.NewReader(sb.String()))
		cr.LazyQuotes = r.Intn(2) == 0
		cr.TrimLeadingSpace = r.Intn(3) == 0
		cr.FieldsPerRecord = []int{-1, 0, 0, 2}[r.Intn(4)]
		if r.Intn(3) == 0 {
			cr.Comment = '#'
		}
		switch r.Intn(6) {
		case 0:
			cr.Comma = ';'
		case 1:
			cr.Comma = 'λ'
		case 2:
			cr.ReuseRecord = true
		}
		fmt.Printf("%d %q\n", i, sb.String())
		for {
			rec, err := cr.Read()
			fmt.Printf("  %q %v %d", rec, err, cr.InputOffset())
			if err == io.EOF {
				fmt.Println()
				break
			}
			for k := range rec {
				l, c := cr.FieldPos(k)
				fmt.Printf(" %d:%d", l, c)
			}
			fmt.Println()
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				fmt.Println(pe.StartLine, pe.Line, pe.Column, errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote), errors.Is(err, csv.ErrFieldCount))
			}
		}
	}
	big := strings.Repeat("x", 10000) + ",\"" + strings.Repeat("y\n", 5000) + "\",z\n"
	recs, err := csv.NewReader(strings.NewReader(big)).ReadAll()
	fmt.Println(len(recs), len(recs[0]), len(recs[0][0]), len(recs[0][1]), err)
	for _, c := range []rune{0, '"', '\n', 0xFFFD, -1, 0x110000} {
		cr := csv.NewReader(strings.NewReader("a,b"))
		cr.Comma = c
		_, err := cr.Read()
		fmt.Println(err)
		cw := csv.NewWriter(io.Discard)
		cw.Comma = c
		fmt.Println(cw.Write([]string{"x"}))
	}
	w := csv.NewWriter(os.Stdout)
	w.WriteAll([][]string{{"a", "b,c", "d\"e", "f\ng", " lead", "trail ", "", `\.`, "\ttab", "é"}, {""}, {}, {"", ""}})
	w.UseCRLF = true
	w.Comma = ';'
	w.Write([]string{"a;b", "c,d", "x\r\ny", "q\"q"})
	w.Flush()
	fmt.Println(w.Error())
	bw := csv.NewWriter(bad{})
	bw.Write([]string{strings.Repeat("q", 5000)})
	bw.Flush()
	fmt.Println(bw.Error())

	// pem
	b := &pem.Block{Type: "TEST KEY", Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "B": "2", "A": "1"}, Bytes: bytes.Repeat([]byte("0123456789"), 12)}
	text := pem.EncodeToMemory(b)
	fmt.Print(string(text))
	got, rest := pem.Decode(append([]byte("junk\n"), append(text, []byte("more")...)...))
	fmt.Println(got.Type, got.Headers, len(got.Bytes), string(rest))
	fmt.Println(pem.Encode(io.Discard, &pem.Block{Type: "x", Headers: map[string]string{"a:b": "c"}}), pem.EncodeToMemory(&pem.Block{Headers: map[string]string{"a:b": "c"}}) == nil)
	ppieces := []string{"-----BEGIN A-----\n", "-----END A-----\n", "-----END A-----", "-----BEGIN B-----\n", "-----END B-----\n", "QUJD\n", "QUI=\n", "K: v\n", "\n", " ", "junk", "-----", "QQ==", "\r\n", "\n-----END A-----"}
	for i := 0; i < 250; i++ {
		var sb strings.Builder
		if r.Intn(2) == 0 {
			sb.WriteString(ppieces[0])
		}
		for j := r.Intn(8); j > 0; j-- {
			sb.WriteString(ppieces[r.Intn(len(ppieces))])
		}
		if r.Intn(2) == 0 {
			sb.WriteString(ppieces[1])
		}
		s := sb.String()
		p, rest := pem.Decode([]byte(s))
		if p != nil {
			fmt.Printf("%q -> %q %v %q %q\n", s, p.Type, p.Headers, p.Bytes, rest)
		} else {
			fmt.Printf("%q -> nil %q\n", s, rest)
		}
	}
}

type bad struct{}

func (bad) Write(p []byte) (int, error) { return 0, errors.New("bad writer") }
