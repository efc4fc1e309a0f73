// run

package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	show := func(v any, err error) { fmt.Println(v, err) }
	for _, s := range []string{"0", "-42", "+7", "", "x", "12a", "9223372036854775807", "9223372036854775808", "-9223372036854775808", " 1", "1_000", "0x10", "-", "١"} {
		v, err := strconv.Atoi(s)
		show(v, err)
	}
	for _, c := range []struct {
		s    string
		b, w int
	}{{"ff", 16, 64}, {"0xff", 0, 64}, {"0b101", 0, 8}, {"0o17", 0, 64}, {"017", 0, 64}, {"1_000", 0, 64}, {"_1", 0, 64}, {"zz", 36, 64}, {"128", 10, 8}, {"-129", 10, 8}, {"12", 2, 64}, {"1", 1, 64}, {"1", 37, 64}, {"1", 10, 65}, {"-0x80", 0, 8}, {"0x", 0, 64}} {
		v, err := strconv.ParseInt(c.s, c.b, c.w)
		show(v, err)
		u, err := strconv.ParseUint(c.s, c.b, c.w)
		show(u, err)
	}
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(-255, 16), strconv.FormatInt(math.MinInt64, 2), strconv.FormatUint(math.MaxUint64, 36), strconv.FormatInt(35, 36))
	fmt.Println(string(strconv.AppendInt([]byte("x"), -7, 10)), string(strconv.AppendUint(nil, 7, 2)))
	_, err := strconv.Atoi("bad")
	ne := err.(*strconv.NumError)
	fmt.Println(ne.Func, ne.Num, ne.Err, ne.Err == strconv.ErrSyntax, errors.Is(err, strconv.ErrSyntax))
	_, err = strconv.ParseInt("999999999999999999999", 10, 64)
	fmt.Println(errors.Is(err, strconv.ErrRange))
	fmt.Printf("%q\n", err.Error())
	for _, s := range []string{"1", "t", "TRUE", "True", "f", "0", "False", "yes", ""} {
		show(strconv.ParseBool(s))
	}
	fmt.Println(strconv.FormatBool(true), string(strconv.AppendBool(nil, false)), strconv.IntSize)
}
