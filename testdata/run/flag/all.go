// run

package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

type lvl int

func (l lvl) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("L%d", int(l))), nil }
func (l *lvl) UnmarshalText(b []byte) error {
	if len(b) < 2 || b[0] != 'L' {
		return errors.New("bad level")
	}
	*l = lvl(b[1] - '0')
	return nil
}

type zp struct{ f func() string }

func (z zp) String() string     { return z.f() }
func (z zp) Set(s string) error { return nil }

type flagErr string

func (flagErr) Set(string) error { return errors.New("never") }
func (f flagErr) String() string { return string(f) }

func newSet() *flag.FlagSet {
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	fs.Bool("b", false, "a bool")
	fs.Bool("bt", true, "a true bool")
	fs.Int("n", 0, "an `N` int\nsecond line")
	fs.Int("m", 42, "")
	fs.Int64("i64", 7, "i64")
	fs.Uint("u", 3, "uint")
	fs.Uint64("u64", 0, "u64")
	fs.String("s", "def", "a string")
	fs.String("name", "", "no default")
	fs.Float64("f", 1.5, "float")
	fs.Duration("d", time.Second, "dur")
	fs.Duration("dz", 0, "dur zero")
	var l list
	fs.Var(&l, "l", "list")
	l2 := list{"x", "y"}
	fs.Var(&l2, "l2", "list2")
	var v lvl
	fs.TextVar(&v, "lvl", lvl(3), "level")
	var v2 lvl
	fs.TextVar(&v2, "lvlz", lvl(0), "level zero")
	fs.Func("fn", "func `thing`", func(s string) error {
		if s == "bad" {
			return errors.New("bad thing")
		}
		fmt.Println("fn", s)
		return nil
	})
	fs.BoolFunc("bf", "boolfunc", func(s string) error { fmt.Println("bf", s); return nil })
	fs.Var(flagErr("q"), "fe", "never set")
	return fs
}

func main() {
	fs := newSet()
	fs.PrintDefaults()
	for _, args := range []string{
		"", "-b", "--b", "-b=false", "-b=x", "-n 5", "-n=0x1F", "-n=abc", "-n=99999999999999999999", "-n", "-u=-1", "-u64=0b11", "-i64=1_000",
		"-s hello rest", "-s=", "-f=1e3", "-f=x", "-f=1e999", "-d=1h30m", "-d=5", "-l a -l b -l=c", "-lvl=L7", "-lvl=x", "-fn=a -fn b", "-fn=bad", "-bf", "-bf=x",
		"-- -b", "-", "-b - x", "x -b", "---b", "-=", "--=x", "-undefined", "-h", "-help", "--help", "-fe=1", "-bt=0 -m -7",
	} {
		fs := newSet()
		fs.Usage = func() { fmt.Println("usage called") }
		var a []string
		if args != "" {
			a = strings.Split(args, " ")
		}
		err := fs.Parse(a)
		fmt.Printf("%q -> %v; args %q n %d/%d parsed %v\n", args, err, fs.Args(), fs.NArg(), fs.NFlag(), fs.Parsed())
		fs.Visit(func(f *flag.Flag) {
			fmt.Print(" ", f.Name, "=", f.Value, "(", f.DefValue, ")")
			if g, ok := f.Value.(flag.Getter); ok {
				fmt.Printf(" %T", g.Get())
			}
			fmt.Println()
		})
		fmt.Println(errors.Is(err, flag.ErrHelp), fs.Arg(0), fs.Arg(-1))
	}
	try := func(f func()) {
		defer func() { fmt.Println("recovered:", recover()) }()
		f()
	}
	try(func() { fs.Int("n", 1, "") })
	try(func() { fs.Int("-n", 1, "") })
	try(func() { fs.Int("n=", 1, "") })
	anon := flag.NewFlagSet("", flag.PanicOnError)
	anon.SetOutput(os.Stdout)
	try(func() { anon.Parse([]string{"-zz"}) })
	try(func() { anon.Parse([]string{"-h"}) })
	try(func() { anon.Int("q", 1, ""); anon.Int("q", 1, "") })
	fmt.Println(fs.Set("nope", "1"))
	fmt.Println(fs.Set("n", "12"), fs.Lookup("n").Value, fs.Lookup("nope"))
	fmt.Println(fs.Set("n", "x"))
	try(func() {
		defer func() {
			// The text names the file that set it.
			text := fmt.Sprint(recover())
			fmt.Println(strings.HasPrefix(text, "flag nope set at "), strings.HasSuffix(text, "before being defined"))
		}()
		fs.Int("nope", 1, "")
	})
	try(func() { fs.TextVar((*lvl)(nil), "t1", lvl(1), "") })
	try(func() { var x lvl; fs.TextVar(&x, "t2", other{}, "") })
	z := flag.NewFlagSet("z", flag.ContinueOnError)
	z.SetOutput(os.Stdout)
	z.Var(zp{func() string { return "zz" }}, "zp", "zero panicker")
	z.Var(&zp{func() string { return "zz" }}, "zpp", "zero panicker")
	z.Int("a", 1, "last")
	z.PrintDefaults()
	fmt.Println(fs.Name(), fs.ErrorHandling(), fs.Output() == os.Stdout)
	n, u := flag.UnquoteUsage(fs.Lookup("n"))
	fmt.Printf("%q %q\n", n, u)
	var first bool
	flag.BoolVar(&first, "first", true, "cmd line")
	os.Args = []string{"cmd", "-first=false", "a", "b"}
	flag.Parse()
	fmt.Println(first, flag.Args(), flag.NArg(), flag.NFlag(), flag.Parsed(), flag.Arg(1))
	flag.CommandLine.SetOutput(os.Stdout)
	os.Args = []string{"cmd", "-x"}
	flag.CommandLine = flag.NewFlagSet(os.Args[0], flag.ExitOnError)
	flag.Usage = func() { fmt.Fprintln(os.Stdout, "my usage") }
	flag.CommandLine.Usage = func() { flag.Usage() }
	flag.Parse()
	fmt.Println("not reached")
}

type other struct{}

func (other) MarshalText() ([]byte, error) { return nil, nil }
