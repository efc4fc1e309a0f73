// run
package main

import "fmt"

// The first field or element of a value in the frame lies where the value does, but is smaller.

type inner struct {
	a, b, c, d int
	e          string
}

type outer struct {
	in   inner
	tail [6]int
}

type small struct {
	bytes [12]byte
	more  int32
	name  string
}

func first(o outer) inner { return o.in }

func both(s small) ([12]byte, string) { return s.bytes, s.name }

func pick(o outer) string {
	switch o.in {
	case inner{}:
		return "zero"
	case inner{1, 2, 3, 4, "five"}:
		return "full"
	}
	return "other"
}

func arrays(a [3][5]int) [5]int { return a[0] }

// A load may write the register that held the address.

type odd struct {
	a, b, c int
	d       uint8
	e       [3]uint16
}

func odds(p *[3]odd, i int) odd { return p[i] }

func pass(o odd) string { return fmt.Sprint(o) }

func main() {
	o := outer{in: inner{1, 2, 3, 4, "five"}, tail: [6]int{9, 9, 9, 9, 9, 9}}
	fmt.Println(first(o), pick(o), pick(outer{tail: o.tail}), pick(outer{in: inner{a: 1}}))
	s := small{name: "n", more: -1}
	s.bytes[11] = 7
	b, name := both(s)
	fmt.Println(b, name, b == [12]byte{11: 7}, s.bytes == b)
	m := map[[12]byte]string{b: "found"}
	fmt.Println(m[s.bytes], m[small{}.bytes] == "")
	a := [3][5]int{{1, 2, 3, 4, 5}, {6}}
	fmt.Println(arrays(a), a[0] == [5]int{1, 2, 3, 4, 5})
	var any1, any2 any = o.in, inner{1, 2, 3, 4, "five"}
	fmt.Println(any1 == any2)
	list := []inner{o.in}
	o.in.a = 100
	list = append(list, o.in)
	fmt.Println(list)
	p := &[3]odd{{1, 2, 3, 4, [3]uint16{5, 6, 7}}, {d: 255}}
	for i := range p {
		fmt.Println(odds(p, i), pass(p[i]), p[i] == odds(p, i))
	}
	var none *[3]odd
	defer func() { fmt.Println(recover()) }()
	fmt.Println(odds(none, 0))
}
