// run

package main

import (
	"fmt"
	"os"
)

func main() {
	for _, from := range []string{"d", "d/", "d/.", "f", "f/", "l", "ld", "ld/", "none", ".", "x/../d", "out", ""} {
		for _, to := range []string{"new", "new/", "e", "e/", "e/.", "f2", "l2", "l2/", ".", "none/new", "full"} {
			d, _ := os.MkdirTemp("", "x")
			os.Chdir(d)
			for _, dir := range []string{"d", "e", "x", "full"} {
				os.Mkdir(dir, 0o777)
			}
			for _, file := range []string{"full/file", "f", "f2"} {
				os.WriteFile(file, []byte(file), 0o666)
			}
			for link, target := range map[string]string{"l": "f", "ld": "d", "l2": "e", "out": ".."} {
				os.Symlink(target, link)
			}
			r, _ := os.OpenRoot(".")
			err := r.Rename(from, to)
			names, _ := os.ReadDir(".")
			fmt.Printf("%q %q: %v; %d\n", from, to, err, len(names))
			r.Close()
			os.RemoveAll(d)
		}
	}
}
