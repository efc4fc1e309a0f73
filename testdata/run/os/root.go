// run

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var dir string

func show(what string, v ...any) {
	s := fmt.Sprint(what, " ", fmt.Sprintln(v...))
	fmt.Print(strings.ReplaceAll(s, dir, "DIR"))
}

func main() {
	var err error
	dir, err = os.MkdirTemp("", "root*")
	defer os.RemoveAll(dir)
	_, err = os.OpenRoot(filepath.Join(dir, "nope"))
	show("open", err)
	os.WriteFile(filepath.Join(dir, "outside"), []byte("secret"), 0o644)
	os.Mkdir(filepath.Join(dir, "r"), 0o755)
	_, err = os.OpenRoot(filepath.Join(dir, "outside"))
	show("open", err)
	r, err := os.OpenRoot(filepath.Join(dir, "r"))
	show("root", r.Name(), err)
	show("write", r.WriteFile("a", []byte("hello"), 0o644), r.WriteFile("../x", nil, 0o644), r.WriteFile("/x", nil, 0o644))
	b, err := r.ReadFile("a")
	show("read", string(b), err)
	b, err = r.ReadFile("../outside")
	show("read", string(b), err)
	b, err = r.ReadFile("nope")
	show("read", string(b), err)
	show("mkdir", r.Mkdir("d", 0o755), r.Mkdir("d", 0o755), r.Mkdir("../d", 0o755), r.MkdirAll("d/e/f", 0o755), r.MkdirAll("a/b", 0o755), r.Mkdir("no/x", 0o755))
	show("symlink", r.Symlink("../../outside", "d/esc"), r.Symlink("../a", "d/in"), r.Symlink("/etc/passwd", "abs"), r.Symlink("e/..", "d/up"))
	for _, p := range []string{"d/esc", "d/in", "abs", "d/up/in", "d/../a", "d/../../r/a", "a/..", ".", "", "d/e/../../a", "d/nope/../../a"} {
		f, err := r.Open(p)
		if err == nil {
			fi, _ := f.Stat()
			show("open", p, f.Name(), fi.Name(), fi.IsDir())
			f.Close()
		} else {
			show("open", p, err)
		}
		fi, err := r.Stat(p)
		if err == nil {
			show("stat", fi.Name(), fi.Mode())
		} else {
			show("stat", err)
		}
		fi, err = r.Lstat(p)
		if err == nil {
			show("lstat", fi.Name(), fi.Mode())
		} else {
			show("lstat", err)
		}
	}
	l, err := r.Readlink("d/esc")
	show("readlink", l, err)
	l, err = r.Readlink("a")
	show("readlink", l, err)
	f, err := r.Create("new")
	show("create", f.Name(), err)
	io.WriteString(f, "x")
	f.Close()
	_, err = r.Create("d/esc")
	show("create", err)
	_, err = r.OpenFile("a", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	show("excl", err)
	show("chmod", r.Chmod("a", 0o600), r.Chmod("../outside", 0), r.Chmod("nope", 0))
	show("chtimes", r.Chtimes("a", time.Unix(1, 0), time.Unix(1e9, 0)), r.Chtimes("../a", time.Time{}, time.Time{}))
	fi, _ := r.Stat("a")
	show("stat", fi.Mode(), fi.ModTime().UTC())
	show("chown", r.Chown("a", -1, -1), r.Lchown("a", -1, -1), r.Chown("../a", -1, -1))
	show("link", r.Link("a", "b"), r.Link("../outside", "c"), r.Link("a", "b"), r.Link("nope", "q"))
	show("rename", r.Rename("b", "c"), r.Rename("c", "../c"), r.Rename("nope", "x"))
	show("remove", r.Remove("c"), r.Remove("c"), r.Remove("../outside"), r.Remove("d"), r.Remove("."))
	sub, err := r.OpenRoot("d")
	show("sub", sub.Name(), err)
	_, err = sub.ReadFile("in")
	show("sub", err)
	sub.Close()
	_, err = r.OpenRoot("../r")
	show("sub", err)
	rfs := r.FS()
	b, err = fs.ReadFile(rfs, "a")
	show("fs", string(b), err)
	_, err = fs.ReadFile(rfs, "../a")
	show("fs", err)
	fs.WalkDir(rfs, ".", func(p string, d fs.DirEntry, err error) error { show("walk", p, d, err); return nil })
	m, err := fs.Glob(rfs, "d/*")
	show("glob", m, err)
	show("removeall", r.RemoveAll("d"), r.RemoveAll("d"), r.RemoveAll("../outside"), r.RemoveAll("."))
	f, err = os.OpenInRoot(filepath.Join(dir, "r"), "a")
	show("inroot", f.Name(), err)
	_, err = os.OpenInRoot(filepath.Join(dir, "r"), "../a")
	show("inroot", err)
	show("close", r.Close(), r.Close())
	_, err = r.Open("a")
	show("closed", err, errors.Is(err, os.ErrClosed))
	show("closed", r.Mkdir("x", 0), r.Remove("a"))
	_, err = r.OpenRoot("d")
	show("closed", err)
}
