// Building strings: concatenation, Builder, Join, Repeat, Replace, conversion.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	total := 0
	for round := 0; round < 60; round++ {
		var b strings.Builder
		for i := 0; i < 10000; i++ {
			b.WriteString("item ")
			b.WriteString(strconv.Itoa(i * round))
			b.WriteByte(',')
			b.WriteRune('é')
		}
		s := b.String()
		total += len(s) + strings.Count(s, "1")
		parts := strings.Split(s, ",")
		total += len(strings.Join(parts, "; "))
		total += strings.Index(s, "9999") + len(strings.ReplaceAll(s, "item", "i"))
		total += len(strings.ToUpper(s))
	}
	acc := ""
	for i := 0; i < 6000; i++ {
		acc += string(rune('a' + i%26))
		if i%1000 == 0 {
			total += strings.LastIndexByte(acc, 'q')
		}
	}
	short := 0
	for i := 0; i < 1000000; i++ {
		k := "a" + acc[i%100:i%100+3] + "z"
		if k > "m" || k[2] == 'c' {
			short++
		}
	}
	fmt.Println(total, len(acc), short)
}
