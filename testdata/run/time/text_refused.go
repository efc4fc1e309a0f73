// run

// Times as text and JSON: what is refused, and what a refusal leaves behind.

package main

import (
	"encoding/json"
	"fmt"
	"time"
)

func main() {
	for _, s := range []string{"2024-01-01T1:02:03Z", "2024-01-01T01:02:03,5Z", "2024-01-01T01:02:03+25:00", "2024-01-01T01:02:03+23:60", "2024-01-01T01:02:03+24:00", "2024-01-01T01:02:03.123456789123Z", "x", "", "2024-13-01T01:02:03Z", "2024-01-01t01:02:03z", "2024-01-01T01:02:03Zx", "2024-01-01T01:02:03-00:00", "2024-02-30T01:02:03Z", "2024-01-01T01:02:03.Z", "2024-01-01T24:00:00Z", "2024-01-01T01:02:60Z", "99999-01-01T01:02:03Z", "2024-01-01 01:02:03Z", "2024-01-01T01:02:03", "2024-01-01T01:02Z", "0000-01-01T00:00:00Z", "2024-01-01T01:02:03+0100", "2024-01-01T01:02:03+01:00"} {
		t := time.Unix(5, 0).UTC()
		u := t
		err := t.UnmarshalText([]byte(s))
		err2 := u.UnmarshalJSON([]byte(`"` + s + `"`))
		fmt.Println(s, "|", t, err, u == t, err2)
		var x struct{ T time.Time }
		x.T = t
		fmt.Println(json.Unmarshal([]byte(`{"T":"`+s+`"}`), &x), x)
	}
	for _, s := range []string{`3`, `"`, ``, `null`, `{}`, ` null`} {
		t := time.Unix(5, 0).UTC()
		fmt.Println(s, t.UnmarshalJSON([]byte(s)), t)
	}
	for _, t := range []time.Time{time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("", 24*3600)), time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("", 23*3600+59)), time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("", -24*3600+1))} {
		b, err := t.MarshalJSON()
		fmt.Println(string(b), err)
		b, err = t.MarshalText()
		fmt.Println(string(b), err)
		b, err = t.MarshalBinary()
		fmt.Println(b, err)
		_, err = json.Marshal(t)
		fmt.Println(err)
	}
}
