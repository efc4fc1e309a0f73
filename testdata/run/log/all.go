// run

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

type T struct{}

func (T) m() { log.Print("in method") }

func helper(l *log.Logger) { l.Output(2, "from helper") }

func main() {
	log.SetFlags(log.Lshortfile)
	log.Println("a", 1, 2.5)
	log.Printf("%d-%s", 3, "x")
	log.Print("x", 1, 2, "y")
	T{}.m()
	func() { log.Print("closure") }()
	helper(log.Default())
	log.Output(1, "out")
	log.SetPrefix("pre: ")
	log.Print("with prefix\n")
	log.SetFlags(log.Lmsgprefix | log.Lshortfile)
	log.Print("msgprefix")
	log.SetFlags(log.Llongfile)
	var b bytes.Buffer
	log.SetOutput(&b)
	log.Print("long")
	fmt.Println(strings.HasSuffix(strings.TrimSpace(b.String()), "all.go:37: long"), strings.HasPrefix(b.String(), "pre: /"))
	b.Reset()
	l := log.New(&b, "[x] ", log.LstdFlags|log.Lmicroseconds|log.LUTC)
	l.Printf("time")
	fmt.Println(len(b.String()), b.String()[:4], b.String()[14] == ' ', b.String()[30:])
	l.SetFlags(log.LstdFlags)
	fmt.Println(l.Flags(), l.Prefix(), l.Writer() == &b)
	l.SetPrefix("")
	b.Reset()
	l.Println()
	fmt.Println(len(b.String()))
	l.SetOutput(io.Discard)
	l.Println("nothing")
	l.SetOutput(os.Stdout)
	l.SetFlags(0)
	l.Print()
	l.Print("")
	l.Println("stdout", errors.New("e"))
	for _, f := range []func(){
		func() { l.Panic("p", 1) },
		func() { l.Panicf("%d", 7) },
		func() { l.Panicln("p", 1) },
		func() { log.Panic("p", 1) },
		func() { log.Panicf("%d", 7) },
		func() { log.Panicln("p", 1) },
	} {
		func() {
			defer func() { fmt.Printf("%q\n", recover()) }()
			f()
		}()
	}
	defer fmt.Println("not run")
	log.SetOutput(os.Stderr)
	log.SetFlags(0)
	log.Fatalf("fatal %d", 1)
}
