package main

import (
	"strings"
	"unicode"
)

var (
	short  = "hello, world"
	line   = "  The quick brown fox jumps over the lazy dog, and the dog sleeps on.\n"
	csvish = "alpha,beta,gamma,delta,epsilon,zeta,eta,theta"
	long   = strings.Repeat("Lorem ipsum dolor sit amet, consectetur adipiscing elit; ", 80) + "NEEDLE" + strings.Repeat(" tail", 20)
	uni    = "ünïcödé wörds und Straße, 世界 — naïve café"
	keys   = strings.Fields("apple banana cherry date elderberry fig grape honeydew")
	pieces = strings.Split(csvish, ",")
)

func init() {
	index := func(name string, f func(s, sub string) int, s, sub string) {
		add(name, func(n int) {
			for range n {
				sinkInt += f(s, sub)
			}
		})
	}
	add("strings.Index/short", func(n int) {
		for range n {
			sinkInt += strings.Index(short, "world")
		}
	})
	add("strings.Index/long", func(n int) {
		for range n {
			sinkInt += strings.Index(long, "NEEDLE")
		}
	})
	add("strings.Index/miss", func(n int) {
		for range n {
			sinkInt += strings.Index(line, "xyz")
		}
	})
	index("strings.Index/value", strings.Index, line, "lazy")
	add("strings.LastIndex", func(n int) {
		for range n {
			sinkInt += strings.LastIndex(line, "dog")
		}
	})
	add("strings.IndexByte/short", func(n int) {
		for range n {
			sinkInt += strings.IndexByte(short, 'w')
		}
	})
	add("strings.IndexByte/long", func(n int) {
		for range n {
			sinkInt += strings.IndexByte(long, 'N')
		}
	})
	add("strings.LastIndexByte", func(n int) {
		for range n {
			sinkInt += strings.LastIndexByte(line, 'q')
		}
	})
	add("strings.IndexRune", func(n int) {
		for range n {
			sinkInt += strings.IndexRune(uni, '世')
		}
	})
	add("strings.IndexAny", func(n int) {
		for range n {
			sinkInt += strings.IndexAny(line, "zx!")
		}
	})
	add("strings.IndexFunc", func(n int) {
		for range n {
			sinkInt += strings.IndexFunc(line, unicode.IsUpper)
		}
	})
	add("strings.Contains/short", func(n int) {
		for range n {
			if strings.Contains(short, "wor") {
				sinkInt++
			}
		}
	})
	add("strings.Contains/long", func(n int) {
		for range n {
			if strings.Contains(long, "NEEDLE") {
				sinkInt++
			}
		}
	})
	add("strings.ContainsRune", func(n int) {
		for range n {
			if strings.ContainsRune(short, 'w') {
				sinkInt++
			}
		}
	})
	add("strings.ContainsAny", func(n int) {
		for range n {
			if strings.ContainsAny(short, "xyzw") {
				sinkInt++
			}
		}
	})
	add("strings.HasPrefix", func(n int) {
		for i := range n {
			if strings.HasPrefix(keys[i&7], "ba") {
				sinkInt++
			}
		}
	})
	add("strings.HasSuffix", func(n int) {
		for i := range n {
			if strings.HasSuffix(keys[i&7], "ry") {
				sinkInt++
			}
		}
	})
	add("strings.Count/byte", func(n int) {
		for range n {
			sinkInt += strings.Count(line, "o")
		}
	})
	add("strings.Count/word", func(n int) {
		for range n {
			sinkInt += strings.Count(long, "dolor")
		}
	})
	add("strings.Split/short", func(n int) {
		for range n {
			sinkStrs = strings.Split("a,b,c", ",")
		}
	})
	add("strings.Split/8", func(n int) {
		for range n {
			sinkStrs = strings.Split(csvish, ",")
		}
	})
	add("strings.Split/long", func(n int) {
		for range n {
			sinkStrs = strings.Split(long, " ")
		}
	})
	add("strings.SplitN", func(n int) {
		for range n {
			sinkStrs = strings.SplitN(csvish, ",", 2)
		}
	})
	add("strings.SplitSeq", func(n int) {
		for range n {
			for part := range strings.SplitSeq(csvish, ",") {
				sinkInt += len(part)
			}
		}
	})
	add("strings.Cut", func(n int) {
		for range n {
			a, b, ok := strings.Cut("key=value", "=")
			if ok {
				sinkInt += len(a) + len(b)
			}
		}
	})
	add("strings.CutPrefix", func(n int) {
		for range n {
			if rest, ok := strings.CutPrefix(short, "hello"); ok {
				sinkInt += len(rest)
			}
		}
	})
	add("strings.Fields/short", func(n int) {
		for range n {
			sinkStrs = strings.Fields("  foo bar  baz ")
		}
	})
	add("strings.Fields/long", func(n int) {
		for range n {
			sinkStrs = strings.Fields(long)
		}
	})
	add("strings.FieldsFunc", func(n int) {
		for range n {
			sinkStrs = strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' })
		}
	})
	add("strings.Join/8", func(n int) {
		for range n {
			sinkStr = strings.Join(pieces, ", ")
		}
	})
	add("strings.Repeat", func(n int) {
		for range n {
			sinkStr = strings.Repeat("ab", 20)
		}
	})
	add("strings.Replace", func(n int) {
		for range n {
			sinkStr = strings.Replace(line, "quick", "slow", 1)
		}
	})
	add("strings.ReplaceAll", func(n int) {
		for range n {
			sinkStr = strings.ReplaceAll(line, "o", "0")
		}
	})
	add("strings.ReplaceAll/long", func(n int) {
		for range n {
			sinkStr = strings.ReplaceAll(long, "dolor", "DOLOR")
		}
	})
	add("strings.ReplaceAll/none", func(n int) {
		for range n {
			sinkStr = strings.ReplaceAll(line, "xyz", "")
		}
	})
	add("strings.ToUpper/ascii", func(n int) {
		for range n {
			sinkStr = strings.ToUpper(line)
		}
	})
	add("strings.ToUpper/unicode", func(n int) {
		for range n {
			sinkStr = strings.ToUpper(uni)
		}
	})
	add("strings.ToLower/short", func(n int) {
		for i := range n {
			sinkStr = strings.ToLower(keys[i&7])
		}
	})
	add("strings.ToLower/mixed", func(n int) {
		for range n {
			sinkStr = strings.ToLower("Hello World")
		}
	})
	add("strings.Title", func(n int) {
		for range n {
			sinkStr = strings.Title("hello wide world")
		}
	})
	add("strings.Map", func(n int) {
		for range n {
			sinkStr = strings.Map(func(r rune) rune {
				if r >= 'a' && r <= 'z' {
					return 'a' + (r-'a'+13)%26
				}
				return r
			}, line)
		}
	})
	add("strings.TrimSpace", func(n int) {
		for range n {
			sinkInt += len(strings.TrimSpace(line))
		}
	})
	add("strings.TrimSpace/none", func(n int) {
		for range n {
			sinkInt += len(strings.TrimSpace(short))
		}
	})
	add("strings.Trim", func(n int) {
		for range n {
			sinkInt += len(strings.Trim("--[hello]--", "-[]"))
		}
	})
	add("strings.TrimLeft", func(n int) {
		for range n {
			sinkInt += len(strings.TrimLeft("0000123", "0"))
		}
	})
	add("strings.TrimPrefix", func(n int) {
		for range n {
			sinkInt += len(strings.TrimPrefix(short, "hello, "))
		}
	})
	add("strings.TrimSuffix", func(n int) {
		for range n {
			sinkInt += len(strings.TrimSuffix(short, "world"))
		}
	})
	add("strings.TrimFunc", func(n int) {
		for range n {
			sinkInt += len(strings.TrimFunc("123abc456", unicode.IsDigit))
		}
	})
	add("strings.EqualFold/ascii", func(n int) {
		for range n {
			if strings.EqualFold("Content-Type", "content-type") {
				sinkInt++
			}
		}
	})
	add("strings.EqualFold/differ", func(n int) {
		for range n {
			if strings.EqualFold("Content-Type", "accept") {
				sinkInt++
			}
		}
	})
	add("strings.Compare", func(n int) {
		for i := range n {
			sinkInt += strings.Compare(keys[i&7], keys[(i+1)&7])
		}
	})
	add("strings.Builder/WriteByte", func(n int) {
		var b strings.Builder
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			b.WriteByte(byte(i))
		}
		sinkInt += b.Len()
	})
	add("strings.Builder/WriteString", func(n int) {
		var b strings.Builder
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			b.WriteString(keys[i&7])
		}
		sinkInt += b.Len()
	})
	add("strings.Builder/WriteRune", func(n int) {
		var b strings.Builder
		for i := range n {
			if b.Len() > 4000 {
				b.Reset()
			}
			b.WriteRune(rune('a' + i&1023))
		}
		sinkInt += b.Len()
	})
	add("strings.Builder/small", func(n int) {
		for i := range n {
			var b strings.Builder
			b.WriteString(keys[i&7])
			b.WriteByte('=')
			b.WriteString(keys[(i+3)&7])
			sinkStr = b.String()
		}
	})
	add("strings.Reader/ReadByte", func(n int) {
		r := strings.NewReader(long)
		for range n {
			c, err := r.ReadByte()
			if err != nil {
				r.Reset(long)
			}
			sinkInt += int(c)
		}
	})
	add("strings.Reader/ReadRune", func(n int) {
		r := strings.NewReader(uni)
		for range n {
			c, _, err := r.ReadRune()
			if err != nil {
				r.Reset(uni)
			}
			sinkInt += int(c)
		}
	})
	add("strings.Replacer/bytes", func(n int) {
		r := strings.NewReplacer("a", "1", "e", "2", "o", "3")
		for range n {
			sinkStr = r.Replace(line)
		}
	})
	add("strings.Replacer/html", func(n int) {
		r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")
		for range n {
			sinkStr = r.Replace("<p>some & text</p> with <b>markup</b> and more of the same")
		}
	})
	add("strings.Replacer/words", func(n int) {
		r := strings.NewReplacer("quick", "slow", "brown", "red", "lazy", "eager")
		for range n {
			sinkStr = r.Replace(line)
		}
	})
	add("string/concat", func(n int) {
		for i := range n {
			sinkStr = keys[i&7] + "=" + keys[(i+1)&7]
		}
	})
	add("string/range", func(n int) {
		for range n {
			for _, r := range uni {
				sinkInt += int(r)
			}
		}
	})
	add("string/equal", func(n int) {
		for i := range n {
			if keys[i&7] == keys[(i*3)&7] {
				sinkInt++
			}
		}
	})
	add("string/bytes-and-back", func(n int) {
		for range n {
			b := []byte(short)
			b[0] = 'H'
			sinkStr = string(b)
		}
	})
	add("string/runes-and-back", func(n int) {
		for range n {
			r := []rune(uni)
			r[0], r[1] = r[1], r[0]
			sinkStr = string(r)
		}
	})
}
