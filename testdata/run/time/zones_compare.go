// run

// Zones without a name are one and the same when they are whole hours, so parsed times compare with == and serve as keys.

package main

import (
	"fmt"
	"time"
)

func main() {
	for h := -15; h <= 16; h++ {
		a, b := time.FixedZone("", h*3600), time.FixedZone("", h*3600)
		fmt.Println(h, a == b, time.FixedZone("x", h*3600) == time.FixedZone("x", h*3600), time.FixedZone("", h*3600+60) == time.FixedZone("", h*3600+60), a)
	}
	for _, s := range []string{"2024-01-01T00:00:00+01:00", "2024-01-01T00:00:00+01:30", "2024-01-01T00:00:00-12:00", "2024-01-01T00:00:00+14:00", "2024-01-01T00:00:00+15:00", "2024-01-01T00:00:00+00:00"} {
		a, _ := time.Parse(time.RFC3339, s)
		b, _ := time.Parse(time.RFC3339, s)
		c, _ := time.Parse("2006-01-02T15:04:05-07:00", s)
		fmt.Println(s, a == b, a == c, map[time.Time]int{a: 1}[b])
	}
	a, _ := time.Parse("15:04 MST", "12:00 CET")
	b, _ := time.Parse("15:04 MST", "12:00 CET")
	fmt.Println(a == b, a, a.Equal(b))
	x := time.Now()
	fmt.Println(x == x.Round(0), x.UTC() == x.UTC(), x.In(time.UTC) == x.UTC(), x.Local() == x)
}
