// Package log: lines with a time, a place or a prefix before them.
package log

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

// A Logger writes each message by one call of a Writer's Write.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

// New returns a Logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: prefix, flag: flag}
}

var std = New(os.Stderr, "", LstdFlags)

// Default returns the logger that the package's functions use.
func Default() *Logger { return std }

// appendInt appends x with at least width digits.
func appendInt(b []byte, x, width int) []byte {
	if width > 1 || x >= 10 {
		b = appendInt(b, x/10, width-1)
	}
	return append(b, byte('0'+x%10))
}

// header appends what stands before the message.
func (l *Logger) header(b []byte, now time.Time, file string, line int) []byte {
	if l.flag&Lmsgprefix == 0 {
		b = append(b, l.prefix...)
	}
	if l.flag&(Ldate|Ltime|Lmicroseconds) != 0 {
		if l.flag&LUTC != 0 {
			now = now.UTC()
		}
		if l.flag&Ldate != 0 {
			year, month, day := now.Date()
			b = append(appendInt(b, year, 4), '/')
			b = append(appendInt(b, int(month), 2), '/')
			b = append(appendInt(b, day, 2), ' ')
		}
		if l.flag&(Ltime|Lmicroseconds) != 0 {
			hour, min, sec := now.Clock()
			b = append(appendInt(b, hour, 2), ':')
			b = append(appendInt(b, min, 2), ':')
			b = appendInt(b, sec, 2)
			if l.flag&Lmicroseconds != 0 {
				b = append(b, '.')
				b = appendInt(b, now.Nanosecond()/1e3, 6)
			}
			b = append(b, ' ')
		}
	}
	if l.flag&(Lshortfile|Llongfile) != 0 {
		if l.flag&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		b = append(b, file...)
		b = append(b, ':')
		b = append(appendInt(b, line, 1), ": "...)
	}
	if l.flag&Lmsgprefix != 0 {
		b = append(b, l.prefix...)
	}
	return b
}

// output writes a message; depth 0 is the caller of the function that calls output.
func (l *Logger) output(depth int, s string) error {
	if l.out == io.Discard {
		return nil
	}
	var now time.Time
	if l.flag&(Ldate|Ltime|Lmicroseconds) != 0 {
		now = time.Now()
	}
	file, line := "", 0
	if l.flag&(Lshortfile|Llongfile) != 0 {
		var ok bool
		if _, file, line, ok = runtime.Caller(depth + 2); !ok {
			file, line = "???", 0
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.header(make([]byte, 0, len(s)+64), now, file, line)
	b = append(b, s...)
	if len(b) == 0 || b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	_, err := l.out.Write(b)
	return err
}

// Output writes s; calldepth 1 is the place of the call of Output.
func (l *Logger) Output(calldepth int, s string) error { return l.output(calldepth-1, s) }

// Print logs as fmt.Print prints.
func (l *Logger) Print(v ...any) {
	// What is thrown away is not formatted.
	if l.out != io.Discard {
		l.output(0, fmt.Sprint(v...))
	}
}

// Printf logs as fmt.Printf prints.
func (l *Logger) Printf(format string, v ...any) {
	// What is thrown away is not formatted.
	if l.out != io.Discard {
		l.output(0, fmt.Sprintf(format, v...))
	}
}

// Println logs as fmt.Println prints.
func (l *Logger) Println(v ...any) {
	// What is thrown away is not formatted.
	if l.out != io.Discard {
		l.output(0, fmt.Sprintln(v...))
	}
}

// Fatal is Print and os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	l.output(0, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf and os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	l.output(0, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println and os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	l.output(0, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print and a panic with the message.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.output(0, s)
	panic(s)
}

// Panicf is Printf and a panic with the message.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.output(0, s)
	panic(s)
}

// Panicln is Println and a panic with the message.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.output(0, s)
	panic(s)
}

// Flags returns the flags.
func (l *Logger) Flags() int { return l.flag }

// SetFlags sets the flags.
func (l *Logger) SetFlags(flag int) { l.flag = flag }

// Prefix returns the prefix.
func (l *Logger) Prefix() string { return l.prefix }

// SetPrefix sets the prefix.
func (l *Logger) SetPrefix(prefix string) { l.prefix = prefix }

// Writer returns the destination.
func (l *Logger) Writer() io.Writer { return l.out }

// SetOutput sets the destination.
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
}
