// run
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"strings"
	"testing/fstest"
	"time"
)

type app struct{ s string }

func (a app) AppendText(b []byte) ([]byte, error) {
	if a.s == "" {
		return nil, errors.New("empty")
	}
	return append(b, "<"+a.s+">"...), nil
}

type fi struct {
	fs.FileInfo
	n int64
}

func (f fi) Name() string       { return "n" }
func (f fi) Size() int64        { return f.n }
func (f fi) Mode() fs.FileMode  { return 0o644 }
func (f fi) ModTime() time.Time { return time.Unix(0, 0).UTC() }
func (f fi) IsDir() bool        { return false }

func main() {
	for _, n := range []int64{0, -1, 9, -9, -10, 12345, -12345, -1 << 63, 1<<63 - 1} {
		fmt.Println(fs.FormatFileInfo(fi{n: n}))
	}
	m := fstest.MapFS{"dir/link": {Data: []byte("file"), Mode: fs.ModeSymlink | 0o777}, "dir/file": {Data: []byte("x")}, "dir/up": {Data: []byte("../top"), Mode: fs.ModeSymlink | 0o777}}
	sub, _ := fs.Sub(m, "dir")
	fmt.Println(fs.ReadLink(sub, "link"))
	fmt.Println(fs.ReadLink(sub, "up"))
	st, err := fs.Lstat(sub, "link")
	fmt.Println(st, err)
	_, err = fs.ReadLink(sub, "file")
	fmt.Println(err)
	b, err := fs.ReadFile(sub, "link")
	fmt.Println(string(b), err)
	l := log.New(os.Stdout, "\n", 0)
	l.Output(0, "")
	l.SetPrefix("p: ")
	l.Output(0, "")
	l.Print("a\n")
	drop := func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" || a.Key == "source" && len(g) == 0 && a.Value.Any() == nil {
			return slog.Attr{}
		}
		return a
	}
	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, ReplaceAttr: drop})
	r := slog.NewRecord(time.Time{}, slog.LevelInfo, "no source", 0)
	r.Add("a", app{"x y"}, "b", app{""}, "c", app{"z"})
	fmt.Println(h.Handle(nil, r))
	j := slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{AddSource: true, ReplaceAttr: drop})
	fmt.Println(j.Handle(nil, r))
	mr := io.MultiReader(strings.NewReader("ab"), strings.NewReader("cd"), io.MultiReader(strings.NewReader("e"), strings.NewReader("f")))
	x, err := io.ReadAll(mr)
	fmt.Println(string(x), err)
}
