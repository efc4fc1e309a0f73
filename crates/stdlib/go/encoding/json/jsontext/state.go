package jsontext

import "strconv"

// A level is an object or array that is open, or what is around all.
type level struct {
	kind Kind
	// n counts tokens and values, names among them.
	n int64
	// name is the name of the current member.
	name string
	// names are those seen, unless somebody else sees to it that they differ.
	names map[string]struct{}
	loose bool
}

// wantsName reports whether a name comes next.
func (l *level) wantsName() bool { return l.kind == KindBeginObject && l.n%2 == 0 }

// A stack is where in its text an encoder or a decoder is.
type stack struct {
	levels []level
	// spare are sets of names for new levels.
	spare []map[string]struct{}
	// Parent is the pointer to the whole, if it is a part of something.
	Parent Pointer
}

func (s *stack) reset() {
	for i := range s.levels {
		s.keepNames(&s.levels[i])
	}
	s.levels = append(s.levels[:0], level{})
	s.Parent = ""
}

func (s *stack) keepNames(l *level) {
	if l.names != nil && len(l.names) <= 64 && len(s.spare) < 16 {
		clear(l.names)
		s.spare = append(s.spare, l.names)
	}
}

func (s *stack) top() *level { return &s.levels[len(s.levels)-1] }

// Depth returns how many objects and arrays are open.
func (s *stack) Depth() int { return len(s.levels) - 1 }

// push opens an object or array.
func (s *stack) push(k Kind) {
	s.top().n++
	s.levels = append(s.levels, level{kind: k})
}

// pop closes one.
func (s *stack) pop() {
	last := len(s.levels) - 1
	s.keepNames(&s.levels[last])
	s.levels[last] = level{}
	s.levels = s.levels[:last]
}

// addName makes name the current member; it reports whether it is new.
func (s *stack) addName(l *level, name string, check bool) bool {
	if check && !l.loose {
		if l.names == nil {
			if n := len(s.spare); n > 0 {
				l.names, s.spare = s.spare[n-1], s.spare[:n-1]
			} else {
				l.names = make(map[string]struct{})
			}
		}
		before := len(l.names)
		l.names[name] = struct{}{}
		if len(l.names) == before {
			return false
		}
	}
	l.name = name
	return true
}

// Where a pointer leads.
const (
	whereLast  = iota // to the value of last
	whereAbove        // to what is open, or to the member whose value is missing
	whereOpen         // to what is open
	whereNext         // to the value that comes next
)

func (s *stack) pointer(where int) Pointer {
	b := []byte(s.Parent)
	last := len(s.levels) - 1
	for i := 1; i <= last; i++ {
		l := &s.levels[i]
		switch {
		case l.kind == KindBeginObject:
			if l.n == 0 || i == last && (where == whereOpen || where != whereLast && l.n%2 == 0) {
				continue
			}
			b = appendToken(b, l.name)
		case i < last || where == whereLast:
			if l.n > 0 {
				b = strconv.AppendInt(append(b, '/'), l.n-1, 10)
			}
		case where == whereNext:
			b = strconv.AppendInt(append(b, '/'), l.n, 10)
		}
	}
	return Pointer(b)
}

// index returns the kind and length of a level.
func (s *stack) index(i int) (Kind, int64) {
	last := len(s.levels) - 1
	if i != last {
		l := &s.levels[:last][i]
		return l.kind, l.n
	}
	return s.levels[last].kind, s.levels[last].n
}

// exporter gives package v2 what it needs.
type exporter struct{}

// Internal is for the other JSON packages.
var Internal exporter
