// run

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

func nb(fd uintptr) bool {
	r, _, _ := syscall.Syscall(syscall.SYS_FCNTL, fd, syscall.F_GETFL, 0)
	return r&syscall.O_NONBLOCK != 0
}

func main() {
	d, _ := os.MkdirTemp("", "x")
	defer os.RemoveAll(d)
	os.Chdir(d)
	os.Mkdir("a", 0o777)
	os.Mkdir("b", 0o777)
	fmt.Println(os.Rename("a", "b"))
	fmt.Println(os.Rename("a", "a"))
	fmt.Println(os.Rename("a", "a/"))
	fmt.Println(os.Rename("a", "b/c"))
	fmt.Println(os.Rename("none", "b"))
	os.WriteFile("f", nil, 0o666)
	fmt.Println(os.Rename("f", "b"), os.Rename("b", "f"))
	r, w, _ := os.Pipe()
	fmt.Println(nb(r.Fd()), nb(w.Fd()))
	var p [2]int
	syscall.Pipe(p[:])
	syscall.SetNonblock(p[0], true)
	f := os.NewFile(uintptr(p[0]), "pipe")
	fmt.Println(nb(uintptr(p[0])), nb(f.Fd()))
	syscall.Mkfifo("fifo", 0o666)
	ff, err := os.OpenFile("fifo", os.O_RDWR|syscall.O_NONBLOCK, 0)
	fmt.Println(err, nb(ff.Fd()))
	ff, err = os.OpenFile("fifo", os.O_RDWR, 0)
	fmt.Println(err, nb(ff.Fd()))
	c, _ := ff.SyscallConn()
	c.Control(func(fd uintptr) { fmt.Println(nb(fd)) })
	root, _ := os.OpenRoot(".")
	os.Symlink("b/none", "link")
	os.Symlink("../outside", "out")
	fmt.Println(root.MkdirAll("link", 0o777))
	fmt.Println(root.MkdirAll("link/x", 0o777))
	fmt.Println(root.MkdirAll("out", 0o777))
	fmt.Println(root.MkdirAll("out/x", 0o777))
	fmt.Println(root.MkdirAll("b/c/../d", 0o777))
	os.Symlink("a", "la")
	fmt.Println(root.MkdirAll("la", 0o777))
	fmt.Println(root.MkdirAll("la/q/r", 0o777))
	fmt.Println(root.MkdirAll("la/", 0o777))
	fmt.Println(root.RemoveAll("la/"))
	_, err = os.Lstat("la")
	fmt.Println(err)
	fmt.Println(root.RemoveAll("out/"))
	fmt.Println(root.RemoveAll("out"), root.RemoveAll("out//"))
	fmt.Println(root.RemoveAll("a///"))
	fmt.Println(root.RemoveAll("nix/"), root.RemoveAll("f/"), root.RemoveAll("."), root.RemoveAll(""), root.RemoveAll("b/."), root.RemoveAll("../x"))
	m, _ := filepath.Glob("*")
	fmt.Println(m)
}
