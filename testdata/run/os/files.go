// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	dir, err := os.MkdirTemp("", "vole")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	rel := func(err error) string { return strings.ReplaceAll(fmt.Sprint(err), dir, "DIR") }
	p := dir + "/a.txt"
	fmt.Println(os.WriteFile(p, []byte("line1\nline2\n"), 0o644))
	b, err := os.ReadFile(p)
	fmt.Printf("%q %v\n", b, err)
	_, err = os.ReadFile(dir + "/none")
	fmt.Println(rel(err), errors.Is(err, os.ErrNotExist))
	f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
	fmt.Println(err)
	n, err := f.WriteString("more")
	fmt.Println(n, err, f.Close(), rel(f.Close()))
	_, err = f.Write([]byte("x"))
	fmt.Println(rel(err))
	f, _ = os.Open(p)
	buf := make([]byte, 5)
	n, err = f.Read(buf)
	fmt.Println(n, err, string(buf))
	pos, err := f.Seek(-4, io.SeekEnd)
	fmt.Println(pos, err)
	rest, _ := io.ReadAll(f)
	n, err = f.Read(buf)
	fmt.Println(string(rest), n, err)
	n, err = f.ReadAt(buf, 6)
	fmt.Println(n, err, string(buf))
	_, err = f.Write([]byte("x"))
	fmt.Println(rel(err))
	st, err := f.Stat()
	fmt.Println(st.Size(), st.Name(), st.IsDir(), st.Mode(), err)
	f.Close()
	fmt.Println(os.Mkdir(dir+"/sub", 0o755), rel(os.Mkdir(dir+"/sub", 0o755)), os.MkdirAll(dir+"/x/y/z", 0o755))
	fmt.Println(os.Rename(p, dir+"/sub/b.txt"), rel(os.Remove(p)), rel(os.Remove(dir+"/sub")))
	es, err := os.ReadDir(dir)
	for _, e := range es {
		fmt.Print(e.Name(), e.IsDir(), " ")
	}
	fmt.Println(err)
	f, err = os.Create(dir + "/c")
	w := bufio.NewWriter(f)
	for i := range 1000 {
		fmt.Fprintln(w, i)
	}
	w.Flush()
	f.Truncate(10)
	f.Close()
	b, _ = os.ReadFile(dir + "/c")
	fmt.Printf("%q\n", b)
	_, err = os.Stat(dir + "/zzz")
	fmt.Println(os.IsNotExist(err), os.RemoveAll(dir+"/x"), os.RemoveAll(dir+"/nothing"))
	fmt.Println(os.Stdin.Name(), os.Stdout.Name(), os.Stderr.Fd())
	_, err = os.OpenFile(dir+"/c", os.O_CREATE|os.O_EXCL, 0o600)
	fmt.Println(rel(err), os.IsExist(err))
}
