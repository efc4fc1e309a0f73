// run

package main

import (
	"fmt"
	"time"
)

func main() {
	layouts := []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly, "2006-002 15h04m05.999s -07 Z07:00:00 Jan _2 pm MST", "06/1/2 3:4:5,000 PM Monday __2 2006-01-02T15:04:05.000000000Z0700"}
	ny, err := time.LoadLocation("America/New_York")
	fmt.Println(ny, err)
	be, _ := time.LoadLocation("Europe/Berlin")
	kt, _ := time.LoadLocation("Asia/Kathmandu")
	_, err = time.LoadLocation("No/Where")
	fmt.Println(err)
	fx := time.FixedZone("FIX", -3*3600-1800)
	ts := []time.Time{{}, time.Unix(0, 0), time.Unix(1<<33, 123456789), time.Date(2024, 2, 29, 23, 59, 59, 999999999, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2023, 14, -5, 30, 70, 80, 1e9+5, time.UTC), time.Date(-44, 3, 15, 12, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.UnixMilli(-1), time.UnixMicro(1234567890123456)}
	for _, t := range ts {
		for _, l := range []*time.Location{time.UTC, ny, be, kt, fx} {
			u := t.In(l)
			fmt.Println(u, u.Weekday(), u.YearDay(), u.Unix(), u.Nanosecond(), u.IsDST(), u.Equal(t))
			y, w := u.ISOWeek()
			n, o := u.Zone()
			a, b := u.ZoneBounds()
			fmt.Println(y, w, n, o, a, b)
			for _, f := range layouts {
				s := u.Format(f)
				p, err := time.Parse(f, s)
				fmt.Println(s, "|", p, err)
			}
			j, err := u.MarshalJSON()
			fmt.Println(string(j), err)
			var v time.Time
			fmt.Println(v.UnmarshalJSON(j), v.Equal(u))
			bb, err := u.MarshalBinary()
			fmt.Println(bb, err, v.UnmarshalBinary(bb), v)
			fmt.Printf("%v %s %#v\n", u, u, u)
		}
	}
	for i := 0; i < 400; i += 7 {
		t := time.Date(2024, 1, 1, 2, 30, 0, 0, ny).AddDate(0, 0, i)
		fmt.Println(t, t.AddDate(1, 2, 3), t.Add(36*time.Hour), t.Truncate(time.Hour*7), t.Round(13*time.Minute), t.In(be))
	}
	for _, s := range []string{"2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T25:00:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00.123456789123Z", "2024-01-01T00:00:00Zx", "x"} {
		_, err := time.Parse(time.RFC3339, s)
		fmt.Println(err)
		var t time.Time
		fmt.Println(t.UnmarshalText([]byte(s)))
	}
	for _, s := range []string{"1h", "1.5h30m", "-2us", "3µs", "1d", "", "1", ".5s", "9223372036854775807ns", "9223372036854775808ns", "+5s", "1h-2m", "0", "1e3s", "3.000000001s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	for _, d := range []time.Duration{0, 1, 999, 1000, 1500, 1e6, 1e9, 61e9, 3661e9 + 5, -1, -1 << 63, 1<<63 - 1} {
		fmt.Println(d, d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), d.Round(time.Second), d.Truncate(time.Minute), d.Abs())
	}
	for _, c := range [][3]string{{time.RFC822, "02 Jan 06 15:04 PST", "America/Los_Angeles"}, {"2006-01-02 15:04 MST", "2024-07-01 10:00 CEST", "Europe/Berlin"}, {"Jan 2 2006 3pm", "Feb 3 2013 12am", "UTC"}} {
		l, _ := time.LoadLocation(c[2])
		t, err := time.ParseInLocation(c[0], c[1], l)
		fmt.Println(t, err)
	}
	fmt.Println(time.March, time.Saturday, time.Month(13), time.Weekday(9), time.UTC, fx)
	a, b := time.Unix(1, 0), time.Unix(2, 0)
	fmt.Println(a.Before(b), a.After(b), a.Compare(b), b.Sub(a), time.Time{}.IsZero(), time.Until(time.Unix(0, 0)) < 0)
	var m time.Month = 3
	fmt.Printf("%d %v %q\n", m, m, m)
}
