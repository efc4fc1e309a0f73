package main

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

func init() {
	bline, blong := []byte(line), []byte(long)
	add("bytes.Index", func(n int) {
		for range n {
			sinkInt += bytes.Index(bline, []byte("lazy"))
		}
	})
	add("bytes.IndexByte", func(n int) {
		for range n {
			sinkInt += bytes.IndexByte(bline, 'z')
		}
	})
	add("bytes.Equal", func(n int) {
		other := bytes.Clone(bline)
		for range n {
			if bytes.Equal(bline, other) {
				sinkInt++
			}
		}
	})
	add("bytes.Compare", func(n int) {
		other := bytes.Clone(bline)
		for range n {
			sinkInt += bytes.Compare(bline, other)
		}
	})
	add("bytes.Contains", func(n int) {
		for range n {
			if bytes.Contains(blong, []byte("NEEDLE")) {
				sinkInt++
			}
		}
	})
	add("bytes.Split", func(n int) {
		for range n {
			sinkInt += len(bytes.Split([]byte(csvish), []byte(",")))
		}
	})
	add("bytes.Fields", func(n int) {
		for range n {
			sinkInt += len(bytes.Fields(bline))
		}
	})
	add("bytes.TrimSpace", func(n int) {
		for range n {
			sinkInt += len(bytes.TrimSpace(bline))
		}
	})
	add("bytes.ToUpper", func(n int) {
		for range n {
			sinkBytes = bytes.ToUpper(bline)
		}
	})
	add("bytes.ReplaceAll", func(n int) {
		for range n {
			sinkBytes = bytes.ReplaceAll(bline, []byte("o"), []byte("00"))
		}
	})
	add("bytes.Join", func(n int) {
		parts := bytes.Split([]byte(csvish), []byte(","))
		for range n {
			sinkBytes = bytes.Join(parts, []byte("; "))
		}
	})
	add("bytes.Buffer/WriteByte", func(n int) {
		var b bytes.Buffer
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			b.WriteByte(byte(i))
		}
		sinkInt += b.Len()
	})
	add("bytes.Buffer/WriteString", func(n int) {
		var b bytes.Buffer
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			b.WriteString(keys[i&7])
		}
		sinkInt += b.Len()
	})
	add("bytes.Buffer/small", func(n int) {
		for i := range n {
			var b bytes.Buffer
			b.WriteString(keys[i&7])
			b.WriteByte('=')
			b.Write(bline[:4])
			sinkStr = b.String()
		}
	})
	add("bytes.Buffer/ReadByte", func(n int) {
		b := bytes.NewBuffer(bytes.Clone(blong))
		for range n {
			c, err := b.ReadByte()
			if err != nil {
				b = bytes.NewBuffer(bytes.Clone(blong))
			}
			sinkInt += int(c)
		}
	})
	add("bytes.Buffer/ReadString", func(n int) {
		for i := 0; i < n; {
			b := bytes.NewBufferString(long)
			for ; i < n; i++ {
				s, err := b.ReadString(' ')
				sinkInt += len(s)
				if err != nil {
					break
				}
			}
		}
	})
	text := strings.Repeat("a line of words, some 40 bytes in length\n", 200)
	add("bufio.Scanner/lines", func(n int) {
		for i := 0; i < n; {
			s := bufio.NewScanner(strings.NewReader(text))
			for s.Scan() && i < n {
				sinkInt += len(s.Text())
				i++
			}
		}
	})
	add("bufio.Scanner/bytes-of-lines", func(n int) {
		for i := 0; i < n; {
			s := bufio.NewScanner(strings.NewReader(text))
			for s.Scan() && i < n {
				sinkInt += len(s.Bytes())
				i++
			}
		}
	})
	add("bufio.Scanner/words", func(n int) {
		for i := 0; i < n; {
			s := bufio.NewScanner(strings.NewReader(text))
			s.Split(bufio.ScanWords)
			for s.Scan() && i < n {
				sinkInt += len(s.Text())
				i++
			}
		}
	})
	add("bufio.Scanner/runes", func(n int) {
		for i := 0; i < n; {
			s := bufio.NewScanner(strings.NewReader(text))
			s.Split(bufio.ScanRunes)
			for s.Scan() && i < n {
				sinkInt += len(s.Bytes())
				i++
			}
		}
	})
	add("bufio.Reader/ReadByte", func(n int) {
		for i := 0; i < n; {
			r := bufio.NewReader(strings.NewReader(text))
			for ; i < n; i++ {
				c, err := r.ReadByte()
				if err != nil {
					break
				}
				sinkInt += int(c)
			}
		}
	})
	add("bufio.Reader/ReadRune", func(n int) {
		for i := 0; i < n; {
			r := bufio.NewReader(strings.NewReader(text))
			for ; i < n; i++ {
				c, _, err := r.ReadRune()
				if err != nil {
					break
				}
				sinkInt += int(c)
			}
		}
	})
	add("bufio.Reader/ReadString", func(n int) {
		for i := 0; i < n; {
			r := bufio.NewReader(strings.NewReader(text))
			for ; i < n; i++ {
				s, err := r.ReadString('\n')
				if err != nil {
					break
				}
				sinkInt += len(s)
			}
		}
	})
	add("bufio.Reader/ReadLine", func(n int) {
		for i := 0; i < n; {
			r := bufio.NewReader(strings.NewReader(text))
			for ; i < n; i++ {
				s, _, err := r.ReadLine()
				if err != nil {
					break
				}
				sinkInt += len(s)
			}
		}
	})
	add("bufio.Writer/WriteByte", func(n int) {
		w := bufio.NewWriter(io.Discard)
		for i := range n {
			w.WriteByte(byte(i))
		}
		w.Flush()
	})
	add("bufio.Writer/WriteString", func(n int) {
		w := bufio.NewWriter(io.Discard)
		for i := range n {
			w.WriteString(keys[i&7])
		}
		w.Flush()
	})
	add("bufio.Writer/WriteRune", func(n int) {
		w := bufio.NewWriter(io.Discard)
		for i := range n {
			w.WriteRune(rune('a' + i&1023))
		}
		w.Flush()
	})
	add("io.Copy", func(n int) {
		for range n {
			m, _ := io.Copy(io.Discard, strings.NewReader(text))
			sinkInt += int(m)
		}
	})
	add("io.ReadAll", func(n int) {
		for range n {
			b, _ := io.ReadAll(strings.NewReader(text))
			sinkInt += len(b)
		}
	})
	add("utf8.DecodeRuneInString", func(n int) {
		for range n {
			for s := uni; len(s) > 0; {
				r, size := utf8.DecodeRuneInString(s)
				sinkInt += int(r)
				s = s[size:]
			}
		}
	})
	add("utf8.RuneCountInString/short", func(n int) {
		for range n {
			sinkInt += utf8.RuneCountInString(uni)
		}
	})
	add("utf8.RuneCountInString/long", func(n int) {
		for range n {
			sinkInt += utf8.RuneCountInString(long)
		}
	})
	add("utf8.ValidString", func(n int) {
		for range n {
			if utf8.ValidString(uni) {
				sinkInt++
			}
		}
	})
	add("utf8.AppendRune", func(n int) {
		var buf [16]byte
		for i := range n {
			sinkInt += len(utf8.AppendRune(buf[:0], rune(i&0x7fff)))
		}
	})
	add("utf8.EncodeRune", func(n int) {
		var buf [4]byte
		for i := range n {
			sinkInt += utf8.EncodeRune(buf[:], rune(i&0x7fff))
		}
	})
	add("utf8.RuneLen", func(n int) {
		for i := range n {
			sinkInt += utf8.RuneLen(rune(i & 0x1ffff))
		}
	})
}
