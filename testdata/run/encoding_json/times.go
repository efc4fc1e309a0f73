// run

package main

import (
	"encoding/json"
	"fmt"
	"time"
)

func main() {
	for _, s := range []string{`{"T":5}`, `{"T":true}`, `{"T":{}}`, `{"T":[1]}`, `{"T":"bad"}`, `{"T":null}`, `{"P":5}`, `{"T":"2020-01-02T03:04:05+25:00"}`, `{"T":"2020-1-02T03:04:05Z"}`, `{"S":[1]}`} {
		var v struct {
			T time.Time
			P *time.Time
			S []time.Time
		}
		err := json.Unmarshal([]byte(s), &v)
		fmt.Printf("%s %v %T\n", s, err, err)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Printf("   %q %v %d %q %q %v\n", e.Value, e.Type, e.Offset, e.Struct, e.Field, e.Err)
		}
	}
	var t time.Time
	fmt.Println(t.UnmarshalJSON([]byte("5")), t.UnmarshalJSON([]byte(`"x"`)))
	_, err := time.Date(10000, 1, 1, 1, 1, 1, 1, time.UTC).MarshalJSON()
	fmt.Println(err)
	b, err := json.Marshal(map[time.Time]time.Duration{t: 5})
	fmt.Println(string(b), err)
	b, err = json.Marshal(struct{ A []time.Month; B time.Weekday }{A: []time.Month{time.May}})
	fmt.Println(string(b), err)
}
