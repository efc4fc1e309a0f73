// run

package main

import (
	"fmt"
	"unsafe"
)

func ints() (int, int, int)                     { return 3, -4, 9 }
func floats() (float64, float64)                { return 1.5, 2 }
func words() (string, string)                   { return "b", "a" }
func memory() (unsafe.Pointer, int)             { x := [2]int{5, 6}; return unsafe.Pointer(&x[0]), 8 }
func numbers() (*int, int)                      { x := [3]int{5, 6, 7}; return &x[0], 3 }
func letters() (*byte, int)                     { x := [2]byte{65, 66}; return &x[0], 2 }
func slices() ([]byte, string)                  { return buffer[1:], "xyz" }
func grown() ([]int, int, int)                  { return make([]int, 1), 2, 3 }
func entry() (map[string]int, string)           { return table, "k" }
func pair() (a float32, b float32)              { return 1, 2 }
func mixed() (a, b float32)                     { return 0.5, -0.25 }
func printed() (any, any)                       { return nil, nil }
func generic[T ~int | ~string]() (T, T)         { var a, b T; return a, b }
func least[T ~int | ~string](f func() (T, T)) T { return min(f()) }

var (
	buffer = []byte("abcdef")
	table  = map[string]int{"k": 1, "l": 2}
)

type s struct{ a, b, c, d, e int }

func empty(i int) (err any) {
	defer func() { err = recover() }()
	arr := [0]s{}
	arr[i].a++
	return arr[i].b
}

func emptyInts(i int) (err any) {
	defer func() { err = recover() }()
	var arr [0]int
	arr[i] = 5
	return arr[i]
}

func main() {
	fmt.Println(min(ints()), max(ints()), min(floats()), max(words()), min(mixed()))
	fmt.Println(*(*int)(unsafe.Add(memory())), unsafe.Slice(numbers()), unsafe.String(letters()))
	fmt.Println(complex(floats()), complex(pair()), copy(slices()), string(buffer), append(grown()))
	delete(entry())
	fmt.Println(table, least(generic[int]) == 0, least(words))
	fmt.Println(empty(0), emptyInts(0))
}
