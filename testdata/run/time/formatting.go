// run

package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 29, 15, 4, 5, 123456789, time.UTC)
	u := time.Date(2009, 11, 3, 9, 8, 7, 0, time.FixedZone("XYZ", -5*3600-1800))
	for _, l := range []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly, time.Layout,
		"2006-1-2 3:4:5 pm", "Mon January _2 06", "002 __2 15h", ".000 .999 ,000000", "Z07 Z0700 Z07:00 -07 -0700 -07:00 MST", "20060102150405", "Jan Janu Mond Monday", "literal text 99", "05.00 05.99 05.000000000", "2006 06 01 1 Jan"} {
		fmt.Println(t.Format(l), "|", u.Format(l))
	}
	fmt.Println(t, u, t.String() == fmt.Sprint(t))
	fmt.Printf("%v %s %d\n", t, t.Weekday(), t.Month())
	fmt.Println(time.Time{}, time.Time{}.IsZero(), time.Time{}.Unix())
	fmt.Println(string(t.AppendFormat([]byte("at "), time.Kitchen)))
	fmt.Printf("%#v\n", t)
	b, err := t.MarshalText()
	fmt.Println(string(b), err)
	j, _ := u.MarshalJSON()
	fmt.Println(string(j))
	fmt.Println(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339), time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC))
}
