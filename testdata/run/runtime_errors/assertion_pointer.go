// run

package main

type sq int

func (s *sq) area() int { return int(*s * *s) }

func main() {
	var v any = sq(3)
	_ = v.(interface{ area() int })
}
