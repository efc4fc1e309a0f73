// run

// Times in JSON that are none: what is answered, and that they leave what was there.

package main

import (
	"encoding/json"
	"fmt"
	"time"
)

func main() {
	for _, s := range []string{`"x"`, `3`, `null`, `"2024-01-01T1:02:03Z"`, `{}`, `"2024-01-01T00:00:00+24:00"`} {
		t := time.Unix(5, 0).UTC()
		err := json.Unmarshal([]byte(s), &t)
		fmt.Println(s, t, err)
		x := struct {
			T time.Time
			P *time.Time
			M map[string]time.Time
		}{t, &t, nil}
		x.T = time.Unix(6, 0).UTC()
		err = json.Unmarshal([]byte(`{"T":`+s+`}`), &x)
		fmt.Println(x.T, err)
		x.T = time.Unix(6, 0).UTC()
		err = json.Unmarshal([]byte(`{"P":`+s+`}`), &x)
		fmt.Println(x.P, err)
		err = json.Unmarshal([]byte(`{"M":{"a":`+s+`}}`), &x)
		fmt.Println(x.M, err)
		mk := map[time.Time]int{}
		err = json.Unmarshal([]byte(`{`+s+`:1}`), &mk)
		fmt.Println(mk, err)
	}
}
