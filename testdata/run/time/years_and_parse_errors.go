// run

package main

import (
	"fmt"
	"time"
)

func main() {
	for _, y := range []int{-1, -144, -2000, -12345, 99, 12345, 0} {
		t := time.Date(y, 3, 4, 5, 6, 7, 8, time.UTC)
		fmt.Println(t.Format("06 2006 Y"), t, t.Format(time.RFC3339), t.Weekday(), t.YearDay())
		b, err := t.MarshalJSON()
		fmt.Println(string(b), err)
	}
	t := time.Date(2024, 11, 3, 1, 30, 0, 0, time.UTC)
	fmt.Printf("%v|%+v|%s|%d\n", t, t.Month(), t.Weekday(), t.Day())
	fmt.Println(t.Clock())
	fmt.Println(t.Date())
	fmt.Println(t.GoString(), t.Local().Location(), t.UTC().Location())
	fmt.Println(t.AppendFormat([]byte("x:"), time.Kitchen), time.Duration(1.5*float64(time.Second)))
	z := t.In(time.FixedZone("", 90*60+7))
	fmt.Println(z, z.Format("Z07:00:00 Z070000 -07:00:00 -070000 -07 MST"))
	b, err := z.MarshalText()
	fmt.Println(string(b), err)
	p, err := time.Parse("Mon Jan 2 15:04:05 2006", "Mon Feb 30 10:00:00 2024")
	fmt.Println(p, err)
	p, err = time.Parse("3:04PM", "13:04PM")
	fmt.Println(p, err)
	p, err = time.Parse("2006-01-02 15:04:05", "2024-02-29 12:34:56.789")
	fmt.Println(p, err)
	p, err = time.Parse(time.RFC1123, "Tue, 10 Nov 2009 23:00:00 XYZ")
	fmt.Println(p, err)
	p, err = time.Parse("MST", "GMT+3")
	fmt.Println(p, err)
	p, err = time.Parse("MST", "WIB")
	fmt.Println(p, err)
	p, err = time.Parse("2006 002", "2023 366")
	fmt.Println(p, err)
	_, err = time.Parse("Jan", "Foo")
	fmt.Printf("%#v\n%v\n", err.(*time.ParseError).Value, err)
	var d time.Duration
	fmt.Println(d, time.Duration(1e18), d.String() == "0s")
	start := time.Now()
	fmt.Println(time.Since(start) >= 0, start.Equal(start.Round(0)), start.Sub(start), start.Add(time.Hour).After(start))
	tm := time.Unix(1700000000, 0).UTC()
	fmt.Println(tm.UnixMilli(), tm.UnixMicro(), tm.UnixNano(), tm)
	a := time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)
	fmt.Println(a.AddDate(0, 1, 0), a.AddDate(0, -2, 0), a.AddDate(-1, 0, 29))
	fmt.Println(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Sub(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)))
	defer func() { fmt.Println(recover()) }()
	time.Date(2020, 1, 1, 0, 0, 0, 0, nil)
}
