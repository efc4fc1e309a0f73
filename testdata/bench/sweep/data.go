package main

import (
	"bytes"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"container/heap"
	"container/list"
	"context"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"hash/adler32"
	"hash/crc32"
	"hash/fnv"
	"hash/maphash"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

type person struct {
	Name string
	Age  int
	Tags []string
}

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type byAge []person

func (a byAge) Len() int           { return len(a) }
func (a byAge) Less(i, j int) bool { return a[i].Age < a[j].Age }
func (a byAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

type codedError struct{ code int }

func (e *codedError) Error() string { return "coded" }

// numbers gives n numbers in no order, always the same.
func numbers(n int) []int {
	out := make([]int, n)
	x := uint32(12345)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = int(x >> 8)
	}
	return out
}

func init() {
	source := numbers(1000)
	scratch := make([]int, 1000)
	texts := make([]string, 500)
	for i := range texts {
		texts[i] = keys[source[i]&7] + keys[source[i]>>4&7] + string(rune('a'+source[i]>>8%26))
	}
	textScratch := make([]string, len(texts))
	people := make([]person, 300)
	for i := range people {
		people[i] = person{Name: texts[i], Age: source[i] % 100}
	}
	peopleScratch := make([]person, len(people))

	add("sort.Ints/1000", func(n int) {
		for range n {
			copy(scratch, source)
			sort.Ints(scratch)
		}
	})
	add("sort.Ints/10", func(n int) {
		for range n {
			copy(scratch, source[:10])
			sort.Ints(scratch[:10])
		}
	})
	add("sort.Strings/500", func(n int) {
		for range n {
			copy(textScratch, texts)
			sort.Strings(textScratch)
		}
	})
	add("sort.Float64s/1000", func(n int) {
		f := make([]float64, 1000)
		for range n {
			for i, v := range source {
				f[i] = float64(v)
			}
			sort.Float64s(f)
		}
	})
	add("sort.Slice/ints", func(n int) {
		for range n {
			copy(scratch, source)
			sort.Slice(scratch, func(i, j int) bool { return scratch[i] < scratch[j] })
		}
	})
	add("sort.Slice/structs", func(n int) {
		for range n {
			copy(peopleScratch, people)
			sort.Slice(peopleScratch, func(i, j int) bool { return peopleScratch[i].Age < peopleScratch[j].Age })
		}
	})
	add("sort.SliceStable/structs", func(n int) {
		for range n {
			copy(peopleScratch, people)
			sort.SliceStable(peopleScratch, func(i, j int) bool { return peopleScratch[i].Name < peopleScratch[j].Name })
		}
	})
	add("sort.Sort/structs", func(n int) {
		for range n {
			copy(peopleScratch, people)
			sort.Sort(byAge(peopleScratch))
		}
	})
	add("sort.Stable/structs", func(n int) {
		for range n {
			copy(peopleScratch, people)
			sort.Stable(byAge(peopleScratch))
		}
	})
	add("sort.SearchInts", func(n int) {
		copy(scratch, source)
		sort.Ints(scratch)
		for i := range n {
			sinkInt += sort.SearchInts(scratch, source[i%1000])
		}
	})
	add("sort.Search", func(n int) {
		copy(scratch, source)
		sort.Ints(scratch)
		for i := range n {
			x := source[i%1000]
			sinkInt += sort.Search(len(scratch), func(i int) bool { return scratch[i] >= x })
		}
	})
	add("slices.Sort/1000", func(n int) {
		for range n {
			copy(scratch, source)
			slices.Sort(scratch)
		}
	})
	add("slices.Sort/int32", func(n int) {
		s := make([]int32, 1000)
		for range n {
			for i, v := range source {
				s[i] = int32(v)
			}
			slices.Sort(s)
		}
	})
	add("slices.Sort/bytes", func(n int) {
		s := make([]byte, 1000)
		for range n {
			for i, v := range source {
				s[i] = byte(v)
			}
			slices.Sort(s)
		}
	})
	add("slices.SortFunc/structs", func(n int) {
		for range n {
			copy(peopleScratch, people)
			slices.SortFunc(peopleScratch, func(a, b person) int { return cmp.Compare(a.Age, b.Age) })
		}
	})
	add("slices.SortFunc/ints", func(n int) {
		for range n {
			copy(scratch, source)
			slices.SortFunc(scratch, func(a, b int) int { return b - a })
		}
	})
	add("slices.SortStableFunc", func(n int) {
		for range n {
			copy(peopleScratch, people)
			slices.SortStableFunc(peopleScratch, func(a, b person) int { return strings.Compare(a.Name, b.Name) })
		}
	})
	add("slices.BinarySearch", func(n int) {
		copy(scratch, source)
		slices.Sort(scratch)
		for i := range n {
			k, _ := slices.BinarySearch(scratch, source[i%1000])
			sinkInt += k
		}
	})
	add("slices.BinarySearchFunc", func(n int) {
		copy(scratch, source)
		slices.Sort(scratch)
		for i := range n {
			k, _ := slices.BinarySearchFunc(scratch, source[i%1000], func(a, b int) int { return a - b })
			sinkInt += k
		}
	})
	add("slices.Contains/ints", func(n int) {
		for range n {
			if slices.Contains(source[:100], -1) {
				sinkInt++
			}
		}
	})
	add("slices.Index/strings", func(n int) {
		for range n {
			sinkInt += slices.Index(keys, "grape")
		}
	})
	add("slices.IndexFunc", func(n int) {
		for range n {
			sinkInt += slices.IndexFunc(source[:100], func(v int) bool { return v < 0 })
		}
	})
	add("slices.Reverse", func(n int) {
		for range n {
			slices.Reverse(scratch[:100])
		}
	})
	add("slices.Max", func(n int) {
		for range n {
			sinkInt += slices.Max(source[:100])
		}
	})
	add("slices.Equal", func(n int) {
		for range n {
			if slices.Equal(source[:100], source[:100]) {
				sinkInt++
			}
		}
	})
	add("slices.Insert-Delete", func(n int) {
		s := make([]int, 100, 200)
		for range n {
			s = slices.Insert(s, 50, 1)
			s = slices.Delete(s, 20, 21)
		}
		sinkInt += len(s)
	})
	add("slices.Clone", func(n int) {
		for range n {
			sinkInt += len(slices.Clone(source[:50]))
		}
	})
	add("slices.Compact", func(n int) {
		for range n {
			copy(scratch[:100], source)
			sinkInt += len(slices.Compact(scratch[:100]))
		}
	})
	add("slices.Sorted-maps.Keys", func(n int) {
		m := map[string]int{}
		for i, k := range keys {
			m[k] = i
		}
		for range n {
			sinkInt += len(slices.Sorted(maps.Keys(m)))
		}
	})

	add("map/string-get", func(n int) {
		m := map[string]int{}
		for i, k := range keys {
			m[k] = i
		}
		for i := range n {
			sinkInt += m[keys[i&7]]
		}
	})
	add("map/string-count", func(n int) {
		m := map[string]int{}
		for i := range n {
			m[texts[i%500]]++
		}
		sinkInt += len(m)
	})
	add("map/int-set", func(n int) {
		m := map[int]int{}
		for i := range n {
			m[source[i%1000]] = i
		}
		sinkInt += len(m)
	})
	add("map/range", func(n int) {
		m := map[string]int{}
		for i, k := range texts[:100] {
			m[k] = i
		}
		for range n {
			for k, v := range m {
				sinkInt += len(k) + v
			}
		}
	})
	add("map/struct-key", func(n int) {
		type point struct{ x, y int }
		m := map[point]bool{}
		for i := range n {
			m[point{i & 31, i >> 5 & 31}] = true
		}
		sinkInt += len(m)
	})

	add("heap.Push-Pop", func(n int) {
		h := &intHeap{}
		for i := range n {
			heap.Push(h, source[i%1000])
			if h.Len() > 100 {
				sinkInt += heap.Pop(h).(int)
			}
		}
	})
	add("list.PushBack-Remove", func(n int) {
		l := list.New()
		for i := range n {
			l.PushBack(i)
			if l.Len() > 10 {
				l.Remove(l.Front())
			}
		}
		sinkInt += l.Len()
	})

	small, block := []byte("a small message"), bytes.Repeat([]byte("0123456789abcdef"), 4096)
	add("sha256.Sum256/small", func(n int) {
		for range n {
			s := sha256.Sum256(small)
			sinkInt += int(s[0])
		}
	})
	add("sha256.Sum256/64k", func(n int) {
		for range n {
			s := sha256.Sum256(block)
			sinkInt += int(s[0])
		}
	})
	add("sha256.New", func(n int) {
		for range n {
			h := sha256.New()
			h.Write(small)
			h.Write(small)
			sinkInt += int(h.Sum(nil)[0])
		}
	})
	add("sha1.Sum/small", func(n int) {
		for range n {
			s := sha1.Sum(small)
			sinkInt += int(s[0])
		}
	})
	add("md5.Sum/small", func(n int) {
		for range n {
			s := md5.Sum(small)
			sinkInt += int(s[0])
		}
	})
	add("md5.Sum/64k", func(n int) {
		for range n {
			s := md5.Sum(block)
			sinkInt += int(s[0])
		}
	})
	add("sha512.Sum512/small", func(n int) {
		for range n {
			s := sha512.Sum512(small)
			sinkInt += int(s[0])
		}
	})
	add("hmac-sha256", func(n int) {
		for range n {
			h := hmac.New(sha256.New, []byte("key"))
			h.Write(small)
			sinkInt += int(h.Sum(nil)[0])
		}
	})
	add("crc32.ChecksumIEEE/small", func(n int) {
		for range n {
			sinkInt += int(crc32.ChecksumIEEE(small))
		}
	})
	add("crc32.ChecksumIEEE/64k", func(n int) {
		for range n {
			sinkInt += int(crc32.ChecksumIEEE(block))
		}
	})
	add("adler32.Checksum", func(n int) {
		for range n {
			sinkInt += int(adler32.Checksum(small))
		}
	})
	add("fnv.New32a", func(n int) {
		for range n {
			h := fnv.New32a()
			h.Write(small)
			sinkInt += int(h.Sum32())
		}
	})
	add("fnv.New64a", func(n int) {
		h := fnv.New64a()
		for range n {
			h.Reset()
			h.Write(small)
			sinkInt += int(h.Sum64())
		}
	})
	add("maphash.String", func(n int) {
		seed := maphash.MakeSeed()
		for range n {
			sinkInt += int(maphash.String(seed, short))
		}
	})
	add("hex.EncodeToString/small", func(n int) {
		for range n {
			sinkStr = hex.EncodeToString(small)
		}
	})
	add("hex.DecodeString", func(n int) {
		for range n {
			sinkBytes, _ = hex.DecodeString("48656c6c6f20476f7068657221")
		}
	})
	add("base64.EncodeToString/small", func(n int) {
		for range n {
			sinkStr = base64.StdEncoding.EncodeToString(small)
		}
	})
	add("base64.EncodeToString/64k", func(n int) {
		for range n {
			sinkStr = base64.StdEncoding.EncodeToString(block)
		}
	})
	add("base64.DecodeString", func(n int) {
		for range n {
			sinkBytes, _ = base64.StdEncoding.DecodeString("c29tZSBkYXRhIHdpdGggACBhbmQg77u/")
		}
	})
	add("binary.BigEndian/Put-Uint32", func(n int) {
		var b [8]byte
		for i := range n {
			binary.BigEndian.PutUint32(b[:], uint32(i))
			sinkInt += int(binary.BigEndian.Uint32(b[:]))
		}
	})
	add("binary.LittleEndian/Uint64", func(n int) {
		for i := range n {
			sinkInt += int(binary.LittleEndian.Uint64(block[i&1023:]))
		}
	})
	add("binary.PutUvarint", func(n int) {
		var b [10]byte
		for i := range n {
			k := binary.PutUvarint(b[:], uint64(i)*977)
			v, _ := binary.Uvarint(b[:k])
			sinkInt += int(v)
		}
	})
	add("binary.Write", func(n int) {
		var b bytes.Buffer
		for i := range n {
			b.Reset()
			binary.Write(&b, binary.BigEndian, struct {
				A uint16
				B uint32
				C [4]byte
			}{uint16(i), uint32(i), [4]byte{1, 2, 3, 4}})
		}
		sinkInt += b.Len()
	})
	add("binary.Read", func(n int) {
		for range n {
			var v struct {
				A uint16
				B uint32
				C [4]byte
			}
			binary.Read(bytes.NewReader(block), binary.BigEndian, &v)
			sinkInt += int(v.A)
		}
	})
	prose := []byte(strings.Repeat(line, 200))
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	zw.Write(prose)
	zw.Close()
	add("gzip.Writer/14k", func(n int) {
		for range n {
			w := gzip.NewWriter(io.Discard)
			w.Write(prose)
			w.Close()
		}
	})
	add("gzip.Reader/14k", func(n int) {
		for range n {
			r, _ := gzip.NewReader(bytes.NewReader(packed.Bytes()))
			b, _ := io.ReadAll(r)
			sinkInt += len(b)
		}
	})
	add("flate.Writer/best-speed", func(n int) {
		w, _ := flate.NewWriter(io.Discard, flate.BestSpeed)
		for range n {
			w.Reset(io.Discard)
			w.Write(prose)
			w.Close()
		}
	})
	add("csv.Reader", func(n int) {
		text := strings.Repeat("1,\"quoted, field\",three,4.5\n", 50)
		for range n {
			rows, _ := csv.NewReader(strings.NewReader(text)).ReadAll()
			sinkInt += len(rows)
		}
	})
	add("csv.Writer", func(n int) {
		for range n {
			w := csv.NewWriter(io.Discard)
			for range 50 {
				w.Write(pieces)
			}
			w.Flush()
		}
	})
	add("gob.Encode", func(n int) {
		for range n {
			e := gob.NewEncoder(io.Discard)
			for i := range 20 {
				e.Encode(people[i])
			}
		}
	})
	add("gob.Decode", func(n int) {
		var b bytes.Buffer
		e := gob.NewEncoder(&b)
		for i := range 20 {
			e.Encode(people[i])
		}
		for range n {
			d := gob.NewDecoder(bytes.NewReader(b.Bytes()))
			for range 20 {
				var p person
				d.Decode(&p)
				sinkInt += p.Age
			}
		}
	})

	add("sync.Mutex", func(n int) {
		var mu sync.Mutex
		for range n {
			mu.Lock()
			sinkInt++
			mu.Unlock()
		}
	})
	add("sync.Mutex/defer", func(n int) {
		var mu sync.Mutex
		f := func() {
			mu.Lock()
			defer mu.Unlock()
			sinkInt++
		}
		for range n {
			f()
		}
	})
	add("sync.RWMutex", func(n int) {
		var mu sync.RWMutex
		for range n {
			mu.RLock()
			sinkInt++
			mu.RUnlock()
		}
	})
	add("sync.Once", func(n int) {
		var once sync.Once
		for range n {
			once.Do(func() { sinkInt++ })
		}
	})
	add("sync.Pool", func(n int) {
		p := sync.Pool{New: func() any { return new(bytes.Buffer) }}
		for range n {
			b := p.Get().(*bytes.Buffer)
			p.Put(b)
		}
	})
	add("sync.Map", func(n int) {
		var m sync.Map
		for i := range n {
			m.Store(i&63, i)
			v, _ := m.Load(i & 63)
			sinkInt += v.(int)
		}
	})
	add("sync.WaitGroup", func(n int) {
		var wg sync.WaitGroup
		for range n {
			wg.Add(1)
			go wg.Done()
			wg.Wait()
		}
	})
	add("atomic.AddInt64", func(n int) {
		var v int64
		for range n {
			atomic.AddInt64(&v, 1)
		}
		sinkInt += int(v)
	})
	add("atomic.Int64", func(n int) {
		var v atomic.Int64
		for range n {
			v.Add(1)
			sinkInt += int(v.Load())
		}
	})
	add("atomic.CompareAndSwap", func(n int) {
		var v int32
		for i := range n {
			if atomic.CompareAndSwapInt32(&v, int32(i&0), 0) {
				sinkInt++
			}
		}
	})
	add("chan/buffered", func(n int) {
		c := make(chan int, 16)
		for i := range n {
			c <- i
			sinkInt += <-c
		}
	})

	when := time.Date(2024, time.February, 29, 13, 4, 5, 678000000, time.UTC)
	add("time.Now", func(n int) {
		for range n {
			sinkInt += time.Now().Nanosecond()
		}
	})
	add("time.Since", func(n int) {
		start := time.Now()
		for range n {
			sinkInt += int(time.Since(start))
		}
	})
	add("time.Format/RFC3339", func(n int) {
		for range n {
			sinkStr = when.Format(time.RFC3339)
		}
	})
	add("time.Format/custom", func(n int) {
		for range n {
			sinkStr = when.Format("Mon Jan _2 15:04:05.000 2006")
		}
	})
	add("time.Parse/RFC3339", func(n int) {
		for range n {
			t, _ := time.Parse(time.RFC3339, "2024-02-29T13:04:05Z")
			sinkInt += t.Second()
		}
	})
	add("time.Parse/custom", func(n int) {
		for range n {
			t, _ := time.Parse("2006-01-02 15:04:05", "2024-02-29 13:04:05")
			sinkInt += t.Second()
		}
	})
	add("time.Date", func(n int) {
		for i := range n {
			sinkInt += int(time.Date(2024, 2, 1+i&31, 12, 0, 0, 0, time.UTC).Weekday())
		}
	})
	add("time.Add-Sub", func(n int) {
		for i := range n {
			sinkInt += int(when.Add(time.Duration(i) * time.Second).Sub(when))
		}
	})
	add("time.YearDay-Clock", func(n int) {
		for range n {
			h, m, s := when.Clock()
			y, mo, d := when.Date()
			sinkInt += h + m + s + y + int(mo) + d
		}
	})
	add("time.AddDate", func(n int) {
		for i := range n {
			sinkInt += when.AddDate(0, 1, i&15).Day()
		}
	})
	add("time.Duration/String", func(n int) {
		for i := range n {
			sinkStr = (time.Duration(i) * 12345678).String()
		}
	})
	add("time.ParseDuration", func(n int) {
		for range n {
			d, _ := time.ParseDuration("1h15m30.5s")
			sinkInt += int(d)
		}
	})

	add("errors.New", func(n int) {
		for range n {
			sinkErr = errors.New("text")
		}
	})
	coded := &codedError{3}
	joined := errors.Join(errors.New("one"), coded)
	add("errors.Is", func(n int) {
		for range n {
			if errors.Is(joined, coded) {
				sinkInt++
			}
		}
	})
	add("errors.As", func(n int) {
		for range n {
			var e *codedError
			if errors.As(joined, &e) {
				sinkInt += e.code
			}
		}
	})
	add("context.WithValue", func(n int) {
		type key struct{}
		for i := range n {
			ctx := context.WithValue(context.Background(), key{}, i)
			sinkInt += ctx.Value(key{}).(int)
		}
	})
	add("context.WithCancel", func(n int) {
		for range n {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			sinkErr = ctx.Err()
		}
	})
	add("reflect.TypeOf", func(n int) {
		for range n {
			sinkInt += reflect.TypeOf(sinkErr).NumMethod()
		}
	})
	add("reflect.Value/fields", func(n int) {
		for i := range n {
			v := reflect.ValueOf(&people[i%300]).Elem()
			sinkInt += int(v.Field(1).Int()) + v.NumField()
		}
	})
	add("reflect.Value/Call", func(n int) {
		f := reflect.ValueOf(strings.Count)
		args := []reflect.Value{reflect.ValueOf(line), reflect.ValueOf("o")}
		for range n {
			sinkInt += int(f.Call(args)[0].Int())
		}
	})
	add("reflect.DeepEqual", func(n int) {
		a, b := people[:20], slices.Clone(people[:20])
		for range n {
			if reflect.DeepEqual(a, b) {
				sinkInt++
			}
		}
	})
	add("unicode.IsLetter/ascii", func(n int) {
		for i := range n {
			if unicode.IsLetter(rune(i & 127)) {
				sinkInt++
			}
		}
	})
	add("unicode.IsLetter/wide", func(n int) {
		for i := range n {
			if unicode.IsLetter(rune(i & 0xffff)) {
				sinkInt++
			}
		}
	})
	add("unicode.ToUpper/wide", func(n int) {
		for i := range n {
			sinkInt += int(unicode.ToUpper(rune(i & 0x7ff)))
		}
	})
	add("unicode.IsSpace", func(n int) {
		for i := range n {
			if unicode.IsSpace(rune(i & 255)) {
				sinkInt++
			}
		}
	})
	add("path.Join", func(n int) {
		for range n {
			sinkStr = path.Join("a/b", "../c", "file.txt")
		}
	})
	add("path.Base-Ext", func(n int) {
		for range n {
			sinkInt += len(path.Base("/usr/lib/file.tar.gz")) + len(path.Ext("file.txt"))
		}
	})
	add("filepath.Join", func(n int) {
		for range n {
			sinkStr = filepath.Join("usr", "share", "doc")
		}
	})
	add("url.Parse", func(n int) {
		for range n {
			u, _ := url.Parse("https://user:pass@example.com:8080/path/to?q=1&r=two#frag")
			sinkInt += len(u.Host)
		}
	})
	add("url.QueryEscape", func(n int) {
		for range n {
			sinkStr = url.QueryEscape("a value & more = stuff/é")
		}
	})
	add("os.Getenv", func(n int) {
		for range n {
			sinkInt += len(os.Getenv("HOME"))
		}
	})
}
