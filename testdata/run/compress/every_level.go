// run

// What every level of compress/flate writes, byte by byte and call by call: sums over texts of many kinds.

package main

import (
	"compress/flate"
	"fmt"
	"hash/crc32"
	"strconv"
)

type rng struct{ s uint64 }

func (r *rng) next() uint64 {
	r.s ^= r.s << 13
	r.s ^= r.s >> 7
	r.s ^= r.s << 17
	return r.s
}
func (r *rng) n(k int) int { return int(r.next()>>11) % k }

type sink struct {
	sum   uint32
	calls uint32
	ncall int
	n     int
}

func (s *sink) Write(p []byte) (int, error) {
	s.sum = crc32.Update(s.sum, crc32.IEEETable, p)
	s.calls = s.calls*31 + uint32(len(p))
	s.ncall++
	s.n += len(p)
	return len(p), nil
}

var words = []string{"the ", "quick ", "brown ", "fox ", "jumps ", "over ", "lazy ", "dog ", "func ", "return ", "\n\t", "if err != nil {\n", "}\n", "0x1f", ", ", "package main\n", "import ", "\"fmt\"", "alpha", "beta"}

func gen(r *rng, size int) []byte {
	b := make([]byte, 0, size+300)
	kind := r.n(9)
	for len(b) < size {
		k := kind
		if kind == 8 {
			k = r.n(8)
		}
		seg := 1 + r.n(3000)
		if kind != 8 {
			seg = size
		}
		end := min(size, len(b)+seg)
		switch k {
		case 0: // random
			for len(b) < end {
				v := r.next()
				b = append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
			}
		case 1: // few symbols
			m := 2 + r.n(30)
			for len(b) < end {
				b = append(b, byte('a'+r.n(m)))
			}
		case 2: // skew
			for len(b) < end {
				b = append(b, byte(r.n(1+r.n(1+r.n(256)))))
			}
		case 3: // words
			for len(b) < end {
				b = append(b, words[r.n(len(words))]...)
			}
		case 4: // runs
			for len(b) < end {
				c := byte(r.next())
				for i := r.n(600); i >= 0; i-- {
					b = append(b, c)
				}
			}
		case 5: // copies with edits
			if len(b) == 0 {
				for i := 0; i < 40; i++ {
					b = append(b, byte(r.next()))
				}
			}
			for len(b) < end {
				d := 1 + r.n(min(len(b), 1<<uint(1+r.n(17))))
				l := 1 + r.n(1<<uint(1+r.n(9)))
				from := len(b) - d
				for i := 0; i < l; i++ {
					b = append(b, b[from+i])
				}
				for i := r.n(4); i > 0; i-- {
					b = append(b, byte(r.next()))
				}
			}
		case 6: // numbers, csv
			for len(b) < end {
				b = strconv.AppendInt(b, int64(r.n(1000)), 10)
				b = append(b, ',')
				b = append(b, words[r.n(4)]...)
				b = strconv.AppendFloat(b, float64(r.n(100000))/100, 'f', 2, 64)
				b = append(b, '\n')
			}
		case 7: // period
			p := 1 + r.n(300)
			for i := 0; len(b) < end; i++ {
				b = append(b, byte(i%p*7))
				if r.n(500) == 0 {
					b = append(b, 'x')
				}
			}
		}
	}
	return b[:size]
}

// pieces cuts data as a user's program would write it.
func pieces(r *rng, data []byte, mode int) [][]byte {
	var out [][]byte
	for len(data) > 0 {
		k := len(data)
		switch mode {
		case 1:
			k = 1 + r.n(3000)
		case 2:
			k = 65535
		case 3:
			k = 1 + r.n(200)
		}
		k = min(k, len(data))
		out = append(out, data[:k])
		data = data[k:]
	}
	return out
}

func main() {
	var old [12]*flate.Writer
	for seed := 1; seed <= 40; seed++ {
		r := &rng{uint64(seed) * 0x9E3779B97F4A7C15}
		for range 5 {
			r.next()
		}
		data := gen(r, r.n(1<<uint(3+seed%15)))
		var dict []byte
		if seed%4 == 0 {
			dict = append(gen(r, r.n(1<<uint(1+seed%17))), data[:len(data)/3]...)
		}
		mode, flushes := seed%4, seed%3 == 0
		cut := pieces(r, data, mode)
		all := crc32.NewIEEE()
		fmt.Print(seed, " ", len(data), " ", len(dict), ":")
		for level := -2; level <= 9; level++ {
			var s sink
			w := old[level+2]
			if dict != nil {
				w, _ = flate.NewWriterDict(&s, level, dict)
			} else if w == nil {
				w, _ = flate.NewWriter(&s, level)
				old[level+2] = w
			} else {
				w.Reset(&s)
			}
			for i, p := range cut {
				w.Write(p)
				if flushes && i%3 == 0 {
					w.Flush()
				}
			}
			if dict != nil {
				// A second stream knows the dictionary again.
				w.Close()
				w.Reset(&s)
				w.Write(data)
			}
			if err := w.Close(); err != nil {
				fmt.Println(err)
			}
			fmt.Fprint(all, s)
			fmt.Print(" ", s.n)
		}
		fmt.Printf(" %08x\n", all.Sum32())
	}
}
