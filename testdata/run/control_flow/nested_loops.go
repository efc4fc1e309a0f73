// run

package main

import (
	"fmt"
)

func collatz(n int) (steps int) {
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	return
}
func ackermann(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}
func hanoi(n int, a, b, c string, moves *int) {
	if n == 0 {
		return
	}
	hanoi(n-1, a, c, b, moves)
	*moves++
	hanoi(n-1, c, b, a, moves)
}
func isEven(n int) bool { return n == 0 || isOdd(n-1) }
func isOdd(n int) bool  { return n != 0 && isEven(n-1) }
func gray(n int) (out []string) {
	for i := 0; i < 1<<n; i++ {
		out = append(out, fmt.Sprintf("%0*b", n, i^i>>1))
	}
	return
}
func triangle(n int) [][]int {
	t := make([][]int, n)
	for i := range t {
		t[i] = make([]int, i+1)
		t[i][0], t[i][i] = 1, 1
		for j := 1; j < i; j++ {
			t[i][j] = t[i-1][j-1] + t[i-1][j]
		}
	}
	return t
}
func permute(s []byte, k int, f func(string)) {
	if k == len(s) {
		f(string(s))
		return
	}
	for i := k; i < len(s); i++ {
		s[k], s[i] = s[i], s[k]
		permute(s, k+1, f)
		s[k], s[i] = s[i], s[k]
	}
}

func main() {
	best, arg := 0, 0
	for i := 1; i < 10000; i++ {
		if c := collatz(i); c > best {
			best, arg = c, i
		}
	}
	fmt.Println(best, arg, ackermann(2, 3), isEven(100), isOdd(7))
	moves := 0
	hanoi(10, "a", "b", "c", &moves)
	fmt.Println(moves, gray(3), triangle(6))
	n := 0
	permute([]byte("abcd"), 0, func(s string) {
		if n++; n <= 5 {
			fmt.Print(s, " ")
		}
	})
	fmt.Println(n)
	for i := 2; i < 30; i++ {
		prime := true
		for j := 2; j*j <= i && prime; j++ {
			prime = i%j != 0
		}
		if !prime {
			continue
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	count := 0
	for a := 1; a < 50; a++ {
		for b := a; b < 50; b++ {
			for c := b; c < 75; c++ {
				if a*a+b*b == c*c {
					count++
					break
				} else if a*a+b*b < c*c {
					break
				}
			}
		}
	}
	fmt.Println(count)
}
