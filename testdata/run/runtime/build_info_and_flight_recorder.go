// run
package main

import (
	"bytes"
	"fmt"
	"runtime/debug"
	"runtime/trace"
)

func main() {
	b := &debug.BuildInfo{GoVersion: "go1.27", Path: "example.com/m", Main: debug.Module{"example.com/m", "v1.2.3", "h1:x", nil}, Deps: []*debug.Module{{"a.b/c", "v1", "h1:y", nil}, {"d", "v2", "", &debug.Module{"e", "v3", "h1:z", nil}}, {"f", "v1", "", &debug.Module{Path: "../f"}}}, Settings: []debug.BuildSetting{{"-compiler", "gc"}, {"k ey", "v\nw"}, {"x", "a b"}, {"q\"=", "y"}, {"e", ""}, {"t", "tab\there"}}}
	fmt.Printf("%q\n", b.String())
	p, err := debug.ParseBuildInfo(b.String())
	fmt.Println(err, p.String() == b.String(), p.Deps[1].Replace)
	for _, s := range []string{"", "path\tx\n", "go\t1\npath\tp\n", "mod\ta\tb\n", "mod\ta\n", "dep\ta\tb\tc\n=>\tx\ty\tz\n", "=>\tx\ty\tz\n", "build\tk=v\n", "build\tk\n", "build\t\"k=v\n", "build\t\"k\"=\"v w\"\n", "build\t\"k\n\"=v\n", "dep\ta\n", "=>\tx\n", "zzz\n", "build\t=v\n", "build\tk=\"v\n", "dep\ta\tb\n=>\tx\n"} {
		p, err := debug.ParseBuildInfo(s)
		fmt.Printf("%q %v ", s, err)
		if p != nil {
			fmt.Printf("%q", p.String())
		}
		fmt.Println()
	}
	fmt.Printf("%q\n", (&debug.BuildInfo{}).String())
	var buf bytes.Buffer
	fr := trace.NewFlightRecorder(trace.FlightRecorderConfig{})
	fmt.Println(fr.Enabled())
	n, err := fr.WriteTo(&buf)
	fmt.Println(n, err)
	fmt.Println(fr.Start(), fr.Enabled(), fr.Start())
	fr2 := trace.NewFlightRecorder(trace.FlightRecorderConfig{})
	fmt.Println(fr2.Start())
	n, err = fr.WriteTo(&buf)
	fmt.Println(n > 0, err, buf.Len() == int(n))
	fr.Stop()
	fr.Stop()
	fmt.Println(fr.Enabled())
	n, err = fr.WriteTo(&buf)
	fmt.Println(n, err)
}
