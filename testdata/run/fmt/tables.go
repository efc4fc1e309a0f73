// run

package main

import (
	"fmt"
	"strings"
	"time"
)

type row struct {
	name  string
	qty   int
	price float64
}

func main() {
	rows := []row{{"apple", 3, 1.25}, {"banana", 12, 0.5}, {"kiwi «é»", 100, 10}}
	fmt.Printf("%-12s|%5s|%10s\n", "name", "qty", "price")
	fmt.Println(strings.Repeat("-", 29))
	total := 0.0
	for i, r := range rows {
		fmt.Printf("%-12s|%5d|%10.2f\n", r.name, r.qty, r.price)
		fmt.Printf("%2d. %[2]v %+[2]v\n", i+1, r)
		total += float64(r.qty) * r.price
	}
	fmt.Printf("%-12s|%5s|%10.2f\n", "total", "", total)
	fmt.Printf("%8.3f|%+8.3f|% 8.3f|%08.3f|%-8.3f|\n", total, total, total, total, total)
	for i := -2; i <= 2; i++ {
		fmt.Printf("[%3d] [%-3d] [%03d] [%+d] [%x] [%3c] [%q]\n", i, i, i, i, i, i+70, i+70)
	}
	fmt.Printf("%3d%%|%v%%|%s%%\n", 50, 50.5, "50")
	fmt.Printf("%s\n", strings.Join([]string{fmt.Sprint(1), fmt.Sprintf("%02d", 2), fmt.Sprintf("%v", 3.0)}, ", "))
	for _, w := range []int{0, 1, 5, 10} {
		fmt.Printf("|%*s|%-*s|%0*d|\n", w, "ab", w, "ab", w, 7)
	}
	fmt.Printf("%v %v %v\n", time.Second*90, []time.Duration{time.Millisecond, 0}, time.March)
	fmt.Printf("%s %d %v\n", time.Duration(1500)*time.Microsecond, time.Duration(15), time.Saturday)
}
