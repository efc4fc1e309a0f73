// run

package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	t := time.Date(2023, 12, 31, 23, 59, 59, 0, time.UTC)
	fmt.Println(t.Add(time.Second), t.AddDate(0, 2, 0), t.AddDate(1, -1, 1), t.AddDate(0, 0, -365))
	fmt.Println(time.Date(2023, 14, 35, 25, 61, 61, 2e9, time.UTC), time.Date(2023, 0, 0, 0, 0, 0, 0, time.UTC), time.Date(2023, 3, -1, -1, 0, 0, 0, time.UTC))
	u := time.Date(2024, 3, 1, 12, 0, 0, 500, time.UTC)
	fmt.Println(u.Sub(t), t.Sub(u), u.After(t), u.Before(t), u.Equal(u), u.Compare(t), t.Compare(u))
	y, m, d := t.Date()
	h, mi, s := t.Clock()
	yw, w := t.ISOWeek()
	fmt.Println(y, m, d, h, mi, s, yw, w, t.YearDay(), u.YearDay(), t.Weekday(), u.Nanosecond(), u.Hour())
	fmt.Println(t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano(), time.Unix(1e9, 5).UTC(), time.UnixMilli(-1).UTC(), time.UnixMicro(1).UTC())
	fmt.Println(u.Truncate(time.Hour), u.Round(24*time.Hour), u.Truncate(time.Microsecond))
	z := time.FixedZone("EST", -5*3600)
	v := u.In(z)
	name, off := v.Zone()
	fmt.Println(v, name, off, v.Equal(u), v == u, v.UTC() == u, v.Location(), u.Location())
	fmt.Println(u.IsZero(), time.January, time.Month(13), time.Weekday(8), time.Saturday, time.December.String())
	for _, c := range [][2]string{{time.RFC3339, "2024-02-29T12:30:45.5+02:00"}, {time.DateOnly, "2023-02-29"}, {"2006-01-02", "2024-1-02"}, {"Jan _2 2006", "Feb  3 2021"}, {time.Kitchen, "3:04PM"}, {"3:04pm", "13:04pm"}, {time.RFC1123, "Mon, 02 Jan 2006 15:04:05 MST"}, {"2006", "abcd"}, {"2006-01-02 MST", "2020-05-06 CET"}, {"02/01/06", "31/12/99"}, {"15:04:05", "25:00:00"}, {"2006-01-02", "2020-05-06 extra"}, {"2006-01-02T15:04:05Z07:00", "2020-01-01T00:00:00Z"}, {"Monday", "Funday"}, {"2006-002", "2020-366"}, {"04:05.000", "12:34.567"}} {
		p, err := time.Parse(c[0], c[1])
		fmt.Println(p, err)
	}
	p, err := time.ParseInLocation("2006-01-02 15:04", "2020-05-06 07:08", z)
	fmt.Println(p, err)
	var pe *time.ParseError
	_, err = time.Parse(time.DateOnly, "x")
	fmt.Println(errors.As(err, &pe), pe.Value, pe.Layout)
	m2 := map[time.Time]string{u: "u"}
	fmt.Println(m2[u], m2[v] == "")
	for i := range 5 {
		x := time.Date(1999+i*100, 2, 28, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 1)
		fmt.Print(x.Format("2006-01-02 Mon"), "; ")
	}
	fmt.Println()
}
