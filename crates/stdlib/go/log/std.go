package log

import (
	"fmt"
	"io"
	"os"
)

// The same for the default logger.

func SetOutput(w io.Writer)   { std.SetOutput(w) }
func Flags() int              { return std.flag }
func SetFlags(flag int)       { std.flag = flag }
func Prefix() string          { return std.prefix }
func SetPrefix(prefix string) { std.prefix = prefix }
func Writer() io.Writer       { return std.out }

func Output(calldepth int, s string) error { return std.output(calldepth-1, s) }

func Print(v ...any)                 { std.output(0, fmt.Sprint(v...)) }
func Printf(format string, v ...any) { std.output(0, fmt.Sprintf(format, v...)) }
func Println(v ...any)               { std.output(0, fmt.Sprintln(v...)) }

func Fatal(v ...any) {
	std.output(0, fmt.Sprint(v...))
	os.Exit(1)
}

func Fatalf(format string, v ...any) {
	std.output(0, fmt.Sprintf(format, v...))
	os.Exit(1)
}

func Fatalln(v ...any) {
	std.output(0, fmt.Sprintln(v...))
	os.Exit(1)
}

func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.output(0, s)
	panic(s)
}

func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.output(0, s)
	panic(s)
}

func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.output(0, s)
	panic(s)
}
