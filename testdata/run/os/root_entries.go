// run
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// What a directory opened in a Root says of its entries does not depend on names outside.
func main() {
	base, _ := os.MkdirTemp("", "entries")
	defer os.RemoveAll(base)
	os.Mkdir(filepath.Join(base, "in"), 0o755)
	os.WriteFile(filepath.Join(base, "in", "a"), []byte("hello"), 0o640)
	os.Symlink("a", filepath.Join(base, "in", "link"))
	os.Mkdir(filepath.Join(base, "in", "sub"), 0o700)
	root, err := os.OpenRoot(base)
	fmt.Println(err)
	defer root.Close()
	f, err := root.Open("in")
	fmt.Println(err)
	os.Rename(base, base+"-moved")
	defer os.RemoveAll(base + "-moved")
	entries, err := f.ReadDir(-1)
	f.Close()
	found := map[string]fs.DirEntry{}
	for _, e := range entries {
		found[e.Name()] = e
	}
	fmt.Println(len(entries), err)
	for _, name := range []string{"a", "link", "sub"} {
		info, err := found[name].Info()
		if err != nil {
			fmt.Println(name, "no description")
			continue
		}
		fmt.Println(found[name], info.Name(), info.Mode(), err)
	}
	f, _ = root.Open("in")
	infos, err := f.Readdir(0)
	total := int64(0)
	for _, i := range infos {
		if i.Mode().IsRegular() {
			total += i.Size()
		}
	}
	fmt.Println(len(infos), err, total)
	f.Close()

	fmt.Println(syscall.ENFILE.Temporary(), syscall.EMFILE.Temporary(), syscall.EAGAIN.Temporary(), syscall.ENOENT.Temporary())
	var limit syscall.Rlimit
	fmt.Println(syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit), limit.Cur+1 >= limit.Max)
}
