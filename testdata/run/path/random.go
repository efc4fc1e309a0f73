// run

package main

import (
	"fmt"
	"math/rand"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	r := rand.New(rand.NewSource(7))
	gen := func(alpha string, n int) string {
		var sb strings.Builder
		for j := r.Intn(n); j > 0; j-- {
			sb.WriteByte(alpha[r.Intn(len(alpha))])
		}
		return sb.String()
	}
	for i := 0; i < 120; i++ {
		p := gen("//..ab", 12)
		d, f := path.Split(p)
		fmt.Printf("%q %q %q %q %q %q %q %v\n", p, path.Clean(p), d, f, path.Base(p), path.Dir(p), path.Ext(p), path.IsAbs(p))
		d, f = filepath.Split(p)
		fmt.Printf("%q %q %q %q %q %q %v %v\n", filepath.Clean(p), d, f, filepath.Base(p), filepath.Dir(p), filepath.Ext(p), filepath.IsAbs(p), filepath.IsLocal(p))
		q := gen("//..ab", 12)
		fmt.Printf("%q %q\n", path.Join(p, q, gen("/.a", 4)), filepath.Join(p, q))
		rel, err := filepath.Rel(p, q)
		fmt.Printf("rel %q %q %q %v\n", p, q, rel, err)
		l, err := filepath.Localize(p)
		fmt.Println(l, err)
	}
	for i := 0; i < 500; i++ {
		p := gen("**?[]-^\\abc/", 9)
		s := gen("abc/-é]", 6)
		m, err := path.Match(p, s)
		fmt.Println(p, s, m, err)
	}
	for i := 0; i < 300; i++ {
		p := gen("**a/b", 9)
		s := gen("ab/", 8)
		m, err := filepath.Match(p, s)
		fmt.Println(p, s, m, err)
	}
	fmt.Printf("%q\n", filepath.SplitList("/a:/b::c"))
	fmt.Printf("%q\n", filepath.SplitList(""))
}
