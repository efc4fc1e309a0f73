// Writes crates/types/src/namesakes.txt: which packages of the same name the packages of an installed Go's library pull in. gc's messages quote the
// path of a package when another one that is imported, however indirectly, has the same name ("sync".Mutex, because of internal/sync).
//
// Run from the top of the tree: go run crates/stdlib/tools/namesakes/main.go
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"slices"
	"strings"
)

const target = "crates/types/src/namesakes.txt"

type library struct {
	ImportPath string
	Name       string
	Deps       []string
}

func main() {
	log.SetFlags(0)
	list := exec.Command("go", "list", "-json=ImportPath,Name,Deps", "std")
	list.Stderr = os.Stderr
	out, err := list.StdoutPipe()
	if err != nil {
		log.Fatal(err)
	}
	if err := list.Start(); err != nil {
		log.Fatal(err)
	}
	var all []library
	paths := map[string][]string{}
	for d := json.NewDecoder(out); ; {
		var p library
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			log.Fatal(err)
		}
		all = append(all, p)
		paths[p.Name] = append(paths[p.Name], p.ImportPath)
	}
	// Of interest are the names that a program can come upon.
	shared := map[string]string{}
	for name, list := range paths {
		if len(list) > 1 && slices.ContainsFunc(list, importable) {
			for _, path := range list {
				shared[path] = name
			}
		}
	}
	rows := map[string][]string{}
	for _, p := range all {
		if !importable(p.ImportPath) {
			continue
		}
		var reached []string
		for _, path := range append(p.Deps, p.ImportPath) {
			if name, ok := shared[path]; ok {
				reached = append(reached, name+"="+path)
			}
		}
		if len(reached) > 0 {
			slices.Sort(reached)
			key := strings.Join(reached, " ")
			rows[key] = append(rows[key], p.ImportPath)
		}
	}
	var lines []string
	for reached, packages := range rows {
		slices.Sort(packages)
		lines = append(lines, strings.Join(packages, " ")+": "+reached)
	}
	slices.Sort(lines)
	text := "# Packages: the packages that they pull in and that share their name with another. Written by `just namesakes`.\n" +
		strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(target, []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(lines), "lines in", target)
}

func importable(path string) bool {
	return !strings.HasPrefix(path, "vendor/") && !slices.Contains(strings.Split(path, "/"), "internal")
}
