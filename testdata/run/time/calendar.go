// run

package main

import (
	"fmt"
	"strings"
	"time"
)

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	mo, da := (h+l-7*m+114)/31, (h+l-7*m+114)%31+1
	return time.Date(y, time.Month(mo), da, 0, 0, 0, 0, time.UTC)
}
func month(y int, m time.Month) {
	t := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	fmt.Printf("   %s %d\n", m, y)
	fmt.Print(strings.Repeat("   ", int(t.Weekday())))
	for ; t.Month() == m; t = t.AddDate(0, 0, 1) {
		fmt.Printf("%3d", t.Day())
		if t.Weekday() == time.Saturday {
			fmt.Println()
		}
	}
	fmt.Println()
}
func age(born, now time.Time) int {
	n := now.Year() - born.Year()
	if now.YearDay() < born.AddDate(n, 0, 0).YearDay() {
		n--
	}
	return n
}

func main() {
	for _, y := range []int{1900, 2000, 2023, 2024} {
		last := time.Date(y, 3, 0, 0, 0, 0, 0, time.UTC)
		fmt.Println(y, leap(y), last.Day(), last.YearDay(), easter(y).Format("Jan 2"))
	}
	month(2024, time.February)
	month(2023, time.October)
	fmt.Println(age(time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2023, 2, 28, 0, 0, 0, 0, time.UTC)))
	t := time.Date(2020, 1, 31, 0, 0, 0, 0, time.UTC)
	for i := range 5 {
		fmt.Print(t.AddDate(0, i, 0).Format("01-02 "), t.AddDate(0, 0, i*7).Weekday().String()[:3], " ")
	}
	fmt.Println()
	for _, s := range []int64{0, -1, 1 << 31, -1 << 31, 253402300799, -62135596800} {
		u := time.Unix(s, 0).UTC()
		y, w := u.ISOWeek()
		fmt.Println(u, u.Weekday(), u.YearDay(), y, w, u.Unix() == s)
	}
	a, b := time.Date(2024, 3, 10, 1, 30, 0, 0, time.UTC), time.Date(2024, 3, 12, 0, 0, 0, 0, time.UTC)
	d := b.Sub(a)
	fmt.Println(d, int(d.Hours())/24, d.Truncate(24*time.Hour), b.Add(-d).Equal(a), a.Add(36*time.Hour).Format(time.RFC850))
	z := time.FixedZone("", 5*3600+45*60)
	fmt.Println(a.In(z), a.In(z).Format(time.RFC3339), a.In(time.FixedZone("Z9", -9*3600)).Format("MST -07"))
	byMonth := map[time.Month]int{}
	for d := a; d.Year() == 2024; d = d.AddDate(0, 0, 10) {
		byMonth[d.Month()]++
	}
	fmt.Println(byMonth)
	w := time.Wednesday
	fmt.Printf("%v %d %s %q %T\n", w, w, time.Month(7), time.May, w)
}
