// Package expvar publishes variables of a program, as JSON at /debug/vars.
package expvar

import (
	"encoding/json"
	"fmt"
	"log"
	"math"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// A Var is a variable: String returns its value in JSON.
type Var interface {
	String() string
}

// An Int is an integer.
type Int struct {
	i atomic.Int64
}

func (v *Int) Value() int64    { return v.i.Load() }
func (v *Int) String() string  { return strconv.FormatInt(v.i.Load(), 10) }
func (v *Int) Add(delta int64) { v.i.Add(delta) }
func (v *Int) Set(value int64) { v.i.Store(value) }

// A Float is a floating-point number.
type Float struct {
	f atomic.Uint64
}

func (v *Float) Value() float64 { return math.Float64frombits(v.f.Load()) }

func (v *Float) String() string { return string(appendFloat(nil, v.Value())) }

// appendFloat writes numbers as JSON does; those that JSON does not have, as Go does.
func appendFloat(b []byte, f float64) []byte {
	if text, err := json.Marshal(f); err == nil {
		return append(b, text...)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

func (v *Float) Add(delta float64) {
	for {
		old := v.f.Load()
		if v.f.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+delta)) {
			return
		}
	}
}

func (v *Float) Set(value float64) { v.f.Store(math.Float64bits(value)) }

// A String is a text.
type String struct {
	s atomic.Value
}

func (v *String) Value() string {
	s, _ := v.s.Load().(string)
	return s
}

func (v *String) String() string {
	b, _ := json.Marshal(v.Value())
	return string(b)
}

func (v *String) Set(value string) { v.s.Store(value) }

// A Func is a function whose result is the value.
type Func func() any

func (f Func) Value() any { return f() }

func (f Func) String() string {
	b, _ := json.Marshal(f())
	return string(b)
}

// A KeyValue is an entry of a Map.
type KeyValue struct {
	Key   string
	Value Var
}

// A Map has variables by name.
type Map struct {
	mu   sync.RWMutex
	m    map[string]Var
	keys []string // sorted
}

// Init empties the map.
func (v *Map) Init() *Map {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.m, v.keys = nil, nil
	return v
}

func (v *Map) String() string { return string(v.text(nil, false)) }

// text writes the map; long puts every entry on a line of its own.
func (v *Map) text(b []byte, long bool) []byte {
	comma, end := ", ", ""
	b = append(b, '{')
	if long {
		b, comma, end = append(b, '\n'), ",\n", "\n"
	}
	first := true
	v.Do(func(kv KeyValue) {
		if !first {
			b = append(b, comma...)
		}
		first = false
		name, _ := json.Marshal(kv.Key)
		if long {
			b = fmt.Appendf(b, "%q: ", kv.Key)
		} else {
			b = append(append(b, name...), ": "...)
		}
		if kv.Value == nil {
			b = append(b, "null"...)
		} else {
			b = append(b, kv.Value.String()...)
		}
	})
	return append(append(b, end...), '}')
}

// Get returns a variable, nil if there is none.
func (v *Map) Get(key string) Var {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.m[key]
}

// Set puts a variable in.
func (v *Map) Set(key string, av Var) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.put(key, av)
}

func (v *Map) put(key string, av Var) {
	if v.m == nil {
		v.m = map[string]Var{}
	}
	if _, found := v.m[key]; !found {
		i, _ := slices.BinarySearch(v.keys, key)
		v.keys = slices.Insert(v.keys, i, key)
	}
	v.m[key] = av
}

// orNew returns a variable, which is made if there is none.
func orNew[T any, P interface {
	*T
	Var
}](v *Map, key string) P {
	v.mu.Lock()
	defer v.mu.Unlock()
	old, found := v.m[key]
	if !found {
		p := P(new(T))
		v.put(key, p)
		return p
	}
	p, _ := old.(P)
	return p
}

// Add adds to an Int.
func (v *Map) Add(key string, delta int64) {
	if i := orNew[Int](v, key); i != nil {
		i.Add(delta)
	}
}

// AddFloat adds to a Float.
func (v *Map) AddFloat(key string, delta float64) {
	if f := orNew[Float](v, key); f != nil {
		f.Add(delta)
	}
}

// Delete takes a variable out.
func (v *Map) Delete(key string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if i, found := slices.BinarySearch(v.keys, key); found {
		v.keys = slices.Delete(v.keys, i, i+1)
		delete(v.m, key)
	}
}

// Do calls f for every variable in the order of names.
func (v *Map) Do(f func(KeyValue)) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, k := range v.keys {
		f(KeyValue{k, v.m[k]})
	}
}

var published Map

// Publish gives a variable a name, which must be new.
func Publish(name string, v Var) {
	published.mu.Lock()
	defer published.mu.Unlock()
	if _, found := published.m[name]; found {
		log.Panicln("Reuse of exported var name:", name)
	}
	published.put(name, v)
}

// Get returns a published variable, nil if there is none.
func Get(name string) Var { return published.Get(name) }

// NewInt publishes an Int.
func NewInt(name string) *Int {
	v := new(Int)
	Publish(name, v)
	return v
}

// NewFloat publishes a Float.
func NewFloat(name string) *Float {
	v := new(Float)
	Publish(name, v)
	return v
}

// NewMap publishes a Map.
func NewMap(name string) *Map {
	v := new(Map)
	Publish(name, v)
	return v
}

// NewString publishes a String.
func NewString(name string) *String {
	v := new(String)
	Publish(name, v)
	return v
}

// Do calls f for every published variable.
func Do(f func(KeyValue)) { published.Do(f) }

func serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(append(published.text(nil, true), '\n'))
}

// Handler returns what serves /debug/vars.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func memstats() any {
	stats := new(runtime.MemStats)
	runtime.ReadMemStats(stats)
	return *stats
}

func init() {
	http.HandleFunc("GET /debug/vars", serve)
	Publish("cmdline", Func(func() any { return os.Args }))
	Publish("memstats", Func(memstats))
}
