// run

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	d, _ := os.MkdirTemp("", "x")
	d, _ = filepath.EvalSymlinks(d)
	defer os.RemoveAll(d)
	os.Chdir(d)
	os.WriteFile("prog", []byte("#!/bin/sh\necho hi\n"), 0o755)
	os.WriteFile("noexec", []byte("#!/bin/sh\necho hi\n"), 0o644)
	os.Mkdir("sub", 0o755)
	show := func(name string) {
		p, err := exec.LookPath(name)
		if r, e := filepath.Rel(d, p); e == nil && filepath.IsAbs(p) && len(r) < 12 {
			p = "D/" + r
		}
		fmt.Printf("%q: %q %v %t %t %t\n", name, p, err, errors.Is(err, exec.ErrNotFound), errors.Is(err, exec.ErrDot), errors.Is(err, fs.ErrPermission))
	}
	for _, path := range []string{"", ".", d, ":/nonexistent", "sub/..:/x", d + "/prog", "/nonexistent"} {
		os.Setenv("PATH", path)
		for _, name := range []string{"prog", "./prog", "noexec", "./noexec", "sub", "./sub", "", ".", "..", "./none", "none"} {
			show(name)
		}
		os.Setenv("GODEBUG", "execerrdot=0")
		show("prog")
		os.Unsetenv("GODEBUG")
	}
	os.Setenv("PATH", ".")
	c := exec.Command("prog")
	fmt.Println(c.Path, c.Err)
	fmt.Println(c.Run())
	c = exec.Command("prog")
	c.Err = nil
	b, err := c.Output()
	fmt.Printf("%q %v\n", b, err)
}
