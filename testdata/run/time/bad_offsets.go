// run

// Zone offsets that are too large, no numbers, or both.

package main

import (
	"fmt"
	"time"
)

func main() {
	for _, s := range []string{"+45:70", "+45:+0", "+x5:70", "*45:00", "*05:00", "+05:70", "+24:60", "+25:00", "-24:61", "+4:5"} {
		_, err := time.Parse(time.RFC3339, "2024-01-02T03:04:05"+s)
		fmt.Println(s, err)
		_, err = time.Parse("15:04Z07:00:00", "03:04"+s+":00")
		fmt.Println(s, err)
		_, err = time.Parse("15:04-07:00:00", "03:04"+s+":99")
		fmt.Println(s, err)
		_, err = time.Parse("15:04-07", "03:04"+s[:3])
		fmt.Println(s, err)
	}
	for _, s := range []string{"12:60", "24:61", "25:x0"} {
		_, err := time.Parse("15:04", s)
		fmt.Println(s, err)
		_, err = time.Parse("2006-01-02", "2024-13-3"+s[:1])
		fmt.Println(s, err)
	}
}
