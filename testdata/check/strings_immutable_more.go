// check

package main

func main() {
	s := "abc"
	for i, c := range s {
	}
	if s {
	}
	_ = s.len()
	var r rune = "a"
	var b byte = "b"
	_, _ = r, b
	switch s {
	case 'a':
	case 1:
	}
}
