// run

// Package log/slog: handlers, groups, levels, values.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"math"
	"os"
	"strings"
	"time"
)

type user struct {
	ID   int    `json:"id"`
	Name string `json:"name,omitempty"`
	pw   string
	Tags []string `json:"tags"`
	M    map[string]any
}

func (u user) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("id", u.ID), slog.String("name", u.Name))
}

type plain struct {
	A int
	B *int
	C []byte `json:"c"`
}
type textm struct{ s string }

func (t textm) MarshalText() ([]byte, error) {
	if t.s == "" {
		return nil, errors.New("no text")
	}
	return []byte("text:" + t.s), nil
}

type loop struct{ n int }

func (l loop) LogValue() slog.Value { return slog.AnyValue(loop{l.n + 1}) }

type strer struct{}

func (strer) String() string { return "a stringer" }

func noTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

func use(l *slog.Logger) {
	ctx := context.Background()
	n := 5
	_ = n
	l.Info("hello", "count", 3, "name", "Al Bundy", "q", `say "hi"`, "eq", "a=b", "empty", "", "uni", "héllo", "nl", "a\nb", "bs", `a\b`)
	l.Debug("hidden")
	l.Warn("warn me", "dur", 1500*time.Millisecond, "f", 1.5, "big", 1e30, "small", 1e-9, "nan", math.NaN(), "b", true, "u", uint8(7), "t", time.Date(2024, 1, 2, 3, 4, 5, 678901234, time.UTC), "nil", nil)
	l.Error("failed", "err", errors.New("no such thing"), "struct", plain{1, nil, []byte("xyz")}, "ptr", &plain{A: 2}, "user", user{ID: 1, Name: "bob", pw: "secret"}, "bytes", []byte("raw"), "s", strer{}, "m", map[string]int{"b": 2, "a": 1}, "sl", []int{1, 2}, "tm", textm{"x"}, "tmErr", textm{}, "dp", (*plain)(nil), "ch", "<&>\u2028")
	l.Info("odd", "key")
	l.Info("bad", 1, 2, "k")
	l.Info("groups", slog.Group("g", "a", 1, slog.Group("h", "b", 2), slog.Group("e")), slog.Group("", "inline", true), slog.Attr{})
	l.With("w", 1).WithGroup("G").With("x", 2).WithGroup("H").Info("nested", "y", 3)
	l.WithGroup("G").Info("empty group")
	l.WithGroup("G").With("only", 1).WithGroup("H").Info("trailing")
	l.With(slog.Group("g", slog.Int("a", 1))).With("k", "v").Info("with group", "z", 0)
	l.WithGroup("").Info("no group", "a", 1)
	l.Log(ctx, slog.LevelInfo+2, "between")
	l.Log(ctx, slog.LevelError+1, "above")
	l.LogAttrs(ctx, slog.LevelInfo, "attrs", slog.Int64("i", -5), slog.Uint64("u", 5), slog.Float64("f", 0.1), slog.Bool("b", false), slog.Duration("d", time.Second), slog.Any("any", slog.LevelWarn), slog.Any("list", []slog.Attr{slog.Int("p", 1)}))
	l.Info("loop", "l", fmt.Sprintf("%.40v", slog.AnyValue(loop{}).Resolve()))
	fmt.Println(l.Enabled(ctx, slog.LevelDebug), l.Enabled(ctx, slog.LevelInfo))
}

func main() {
	opts := &slog.HandlerOptions{ReplaceAttr: noTime}
	use(slog.New(slog.NewTextHandler(os.Stdout, opts)))
	use(slog.New(slog.NewJSONHandler(os.Stdout, opts)))
	var lv slog.LevelVar
	lv.Set(slog.LevelDebug)
	l := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: &lv, AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		switch a.Key {
		case slog.TimeKey:
			a.Value = slog.StringValue("T")
		case slog.LevelKey:
			a.Key = "severity"
			a.Value = slog.StringValue(strings.ToLower(a.Value.Any().(slog.Level).String()))
		case slog.SourceKey:
			s := a.Value.Any().(*slog.Source)
			a.Value = slog.StringValue(fmt.Sprint(s.Function, " ", s.File[strings.LastIndex(s.File, "/")+1:], " ", s.Line))
		case "password":
			a.Value = slog.StringValue("***")
		case "drop":
			return slog.Attr{}
		}
		if len(groups) > 0 {
			a.Key = strings.Join(groups, "/") + ":" + a.Key
		}
		return a
	}}))
	l.Debug("dbg", "password", "x", "drop", 1)
	l.WithGroup("a").With("q", 1).Info("in", slog.Group("b", "c", 1, "drop", 2), slog.Group("d", "drop", 1))
	lv.Set(slog.LevelError)
	l.Warn("not shown")
	fmt.Println(&lv, lv.Level())
	for _, s := range []string{"debug", "INFO+3", "warn-1", "Error", "x", "INFO+a", ""} {
		var v slog.Level
		err := v.UnmarshalText([]byte(s))
		fmt.Println(v, int(v), err)
	}
	for _, v := range []slog.Value{slog.AnyValue(3), slog.AnyValue("s"), slog.AnyValue(2.5), slog.AnyValue(nil), slog.AnyValue([]slog.Attr{slog.Int("a", 1)}), slog.DurationValue(3), slog.TimeValue(time.Time{}), slog.BoolValue(true), slog.AnyValue(uint16(3))} {
		fmt.Println(v.Kind(), v, v.Any(), v.Equal(v), v.Resolve().Kind())
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		slog.StringValue("x").Int64()
	}()
	r := slog.NewRecord(time.Time{}, slog.LevelInfo, "rec", 0)
	r.Add("a", 1, slog.Int("b", 2))
	c := r.Clone()
	c.AddAttrs(slog.Int("c", 3))
	fmt.Println(r.NumAttrs(), c.NumAttrs(), r.Source() == nil)
	c.Attrs(func(a slog.Attr) bool { fmt.Println(a); return a.Key != "b" })
	slog.NewTextHandler(os.Stdout, nil).Handle(context.Background(), c)
	slog.NewJSONHandler(os.Stdout, nil).Handle(context.Background(), c)
	var b1, b2 bytes.Buffer
	m := slog.New(slog.NewMultiHandler(slog.NewTextHandler(&b1, opts), slog.NewJSONHandler(&b2, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: noTime})))
	m.With("k", 1).Info("i")
	m.WithGroup("g").Warn("w", "a", 2)
	fmt.Print(b1.String(), b2.String())
	slog.New(slog.DiscardHandler).Info("nothing")
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	slog.Info("default", "a", 1, "s", "x y", slog.Group("g", "b", 2))
	slog.Debug("no")
	slog.SetLogLoggerLevel(slog.LevelDebug)
	slog.Debug("yes")
	slog.With("p", 1).WithGroup("q").Warn("def", "r", 2)
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, opts)))
	slog.Info("now text", "a", 1)
	log.Print("through log")
	ll := slog.NewLogLogger(slog.NewJSONHandler(os.Stdout, opts), slog.LevelWarn)
	ll.Printf("printf %d\n", 3)
}
