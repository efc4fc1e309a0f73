// check

package main

func main() {
	s := "abc"
	s[1] = 'x'
	for i, c := range s {
		var b byte = c
		s[i] = b
	}
	s += 'a'
	s = s + 1
	s = "a" * 2
	s++
	if s {
	}
	_ = s[1:"a"]
	_ = &s[0]
	_ = s.len()
	var r rune = "a"
	var b byte = "b"
	_, _ = r, b
	switch s {
	case 'a':
	case 1:
	}
}
