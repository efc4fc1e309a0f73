// run

package main

import (
	"fmt"
	"math"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1000, 1500, 1e6, 15e8, time.Minute, 90 * time.Minute, 25*time.Hour + 3*time.Second + 7, -time.Second, math.MaxInt64, math.MinInt64, 100 * time.Millisecond} {
		fmt.Println(d, d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), d.Microseconds(), d.Nanoseconds())
	}
	for _, s := range []string{"1h15m30.918s", "1.5h", "-2m", "100ms", "1us", "1µs", "0", "+5s", "", "3", "x", "1h-2m", ".5s", "1d", "9223372036854775807ns", "9223372036854775808ns", "1e3s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	d := 3*time.Hour + 25*time.Minute + 45*time.Second + 500*time.Millisecond
	fmt.Println(d.Round(time.Hour), d.Round(time.Minute), d.Round(time.Second), d.Truncate(time.Minute), d.Truncate(7*time.Second), d.Round(0), d.Abs(), (-d).Abs(), (-d).Round(time.Hour))
	fmt.Println(d/2, d*2, d%time.Minute, d > time.Hour, time.Duration(1.5*float64(time.Second)), int(d/time.Second))
	fmt.Printf("%v %s %d %T %q %8.3f\n", d, d, d, d, time.Second, d.Seconds())
	fmt.Println([]time.Duration{1, 1000}, map[string]time.Duration{"a": time.Second}, struct{ d time.Duration }{5})
}
