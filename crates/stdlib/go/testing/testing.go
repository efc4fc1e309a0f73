// Package testing runs tests, benchmarks, fuzz targets on their seeds, and
// examples, for vole test. There is no coverage and no search for new fuzz
// inputs.
//
// What a test logs is kept by its common and handed to its parent, indented,
// when it ends; in verbose mode logs are printed at once.
package testing

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// TB is what T, B and F have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer
	private()
}

var (
	_ TB = (*T)(nil)
	_ TB = (*B)(nil)
	_ TB = (*F)(nil)
)

// common is the part of T, B and F that records how a test goes.
type common struct {
	mu     sync.Mutex
	parent *common
	level  int
	name   string
	bench  bool
	chatty *printer

	kept     []byte // logs and reports of children, not handed on yet
	partial  []byte // a line of Output that has no end yet
	failed   bool
	skipped  bool
	finished bool // the function ended by returning, FailNow or SkipNow
	done     bool // reported
	ran      bool // this test or one of its children was run
	helpers  map[string]bool
	creators []uintptr // who called Run
	cleanups []cleanup
	cleanup  cleanup // the one that runs
	cleaning bool

	start    time.Time
	duration time.Duration

	signal  chan bool // to the parent: ended, or waiting for its turn
	barrier chan bool // closed when parallel children may run
	sub     []*T

	tempDir string
	tempN   int

	artifactDir string
	ctx         context.Context
	cancel      context.CancelFunc

	inBubble     bool // runs under testing/synctest
	isParallel   bool
	isEnvChanged bool
}

func (c *common) private() {}

// Name returns the name of the running test.
func (c *common) Name() string { return c.name }

// Fail marks the test as failed and goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

// FailNow marks the test as failed and ends its goroutine.
func (c *common) FailNow() {
	c.Fail()
	c.mu.Lock()
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// SkipNow marks the test as skipped and ends its goroutine.
func (c *common) SkipNow() {
	c.mu.Lock()
	c.skipped = true
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.skipped
}

// Log records its arguments, formatted as by fmt.Println.
func (c *common) Log(args ...any) { c.log(fmt.Sprintln(args...)) }

// Logf records a formatted text.
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

// Helper marks the calling function: logs name its caller's line.
func (c *common) Helper() {
	name := callerName(3)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[string]bool{}
	}
	c.helpers[name] = true
}

func callerName(skip int) string {
	var pc [1]uintptr
	if runtime.Callers(skip, pc[:]) == 0 {
		return ""
	}
	frame, _ := runtime.CallersFrames(pc[:]).Next()
	return frame.Function
}

// place finds the line that logs: of the first caller that is neither part of
// this package nor a helper. A cleanup's callers are those that registered it,
// a subtest's those that ran it.
func (c *common) place() (file string, line int) {
	var pc [64]uintptr
	n := runtime.Callers(2, pc[:])
	frames := runtime.CallersFrames(pc[:n])
	file, line = "???", 1
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		own := strings.HasPrefix(frame.Function, "testing.") && !strings.HasSuffix(frame.File, "_test.go")
		switch {
		case frame.Function == "runtime.gopanic":
		case own && frame.Function == "testing.(*common).call":
			frames, more = runtime.CallersFrames(c.cleanup.callers), true
		case own && strings.HasPrefix(frame.Function, "testing.runTest"):
			if c.level <= 1 {
				return file, line
			}
			frames, more = runtime.CallersFrames(c.creators), true
			c = c.parent
		case own:
		default:
			file, line = frame.File, frame.Line
			if !c.isHelper(frame.Function) {
				return file, line
			}
		}
	}
	return file, line
}

// isHelper reports whether a function, or the one around a range loop's body,
// called Helper.
func (c *common) isHelper(name string) bool {
	if i := strings.LastIndex(name, "-range"); i > 0 && strings.Trim(name[i+len("-range"):], "0123456789") == "" {
		name = name[:i]
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.helpers[name]
}

// log records a text under the line that logs it.
func (c *common) log(text string) {
	file, line := c.place()
	if !*fullPath {
		file = filepath.Base(file)
	}
	c.logAt(file+":"+strconv.Itoa(line), text)
}

// logAt records a text under a place. What the package itself complains of
// stands where the reference's sources do so.
func (c *common) logAt(place, text string) {
	text = strings.TrimSuffix(text, "\n")
	text = strings.ReplaceAll(text, "\n", "\n        ")
	c.flushPartial()
	c.write("    " + place + ": " + text + "\n")
}

// write records whole lines.
func (c *common) write(lines string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		// the test is over: whoever still runs may take the line
		for p := c.parent; p != nil; p = p.parent {
			p.mu.Lock()
			over := p.done
			if !over {
				p.kept = append(p.kept, lines...)
			}
			p.mu.Unlock()
			if !over {
				return
			}
		}
		panic("Log in goroutine after " + c.name + " has completed: " + strings.TrimPrefix(lines, "    "))
	}
	if c.chatty != nil {
		if c.bench {
			c.chatty.text(lines)
		} else {
			c.chatty.log(c.name, lines)
		}
		return
	}
	c.kept = append(c.kept, lines...)
}

// Output returns a writer whose lines become part of the test's log, without
// place.
func (c *common) Output() io.Writer { return outputWriter{c} }

type outputWriter struct{ c *common }

func (w outputWriter) Write(p []byte) (int, error) {
	w.c.mu.Lock()
	if w.c.done {
		w.c.mu.Unlock()
		panic("Output called after " + w.c.name + " has completed")
	}
	w.c.partial = append(w.c.partial, p...)
	end := bytes.LastIndexByte(w.c.partial, '\n') + 1
	lines := string(w.c.partial[:end])
	w.c.partial = append(w.c.partial[:0], w.c.partial[end:]...)
	w.c.mu.Unlock()
	if lines != "" {
		w.c.write(indent(lines))
	}
	return len(p), nil
}

func (c *common) flushPartial() {
	c.mu.Lock()
	rest := string(c.partial)
	c.partial = nil
	c.mu.Unlock()
	if rest != "" {
		c.write("    " + rest + "\n")
	}
}

// indent puts four blanks before each line.
func indent(lines string) string {
	var out strings.Builder
	for _, line := range strings.SplitAfter(lines, "\n") {
		if line != "" {
			out.WriteString("    ")
			out.WriteString(line)
		}
	}
	return out.String()
}

// report hands a header and what was kept to the parent, or prints it.
func (c *common) report(header string) {
	c.mu.Lock()
	text := header + string(c.kept)
	c.kept = nil
	c.mu.Unlock()
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.parent != nil || p.level > 0 {
		p.kept = append(p.kept, indent(text)...)
		return
	}
	stdout.text(text)
}

// Attr prints an attribute of the test in verbose mode.
func (c *common) Attr(key, value string) {
	if strings.ContainsFunc(key, unicode.IsSpace) {
		c.logAt("testing.go:1761", fmt.Sprintf("disallowed whitespace in attribute key %q", key))
		c.Fail()
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		c.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	if c.chatty != nil {
		c.chatty.text(verbose.mark() + "=== ATTR  " + c.name + " " + key + " " + value + "\n")
	}
}

// A cleanup is a function that Cleanup registered, and who did so.
type cleanup struct {
	f       func()
	callers []uintptr
}

// Cleanup registers a function to be called when the test and its subtests
// are over, last registered first.
func (c *common) Cleanup(f func()) {
	callers := callers()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, cleanup{f, callers})
}

func callers() []uintptr {
	pc := make([]uintptr, 64)
	return pc[:runtime.Callers(3, pc)]
}

// call runs a cleanup.
func (c *common) call(f cleanup) {
	c.cleanup = f
	f.f()
}

// runCleanups calls what Cleanup registered, also behind one that panics or
// ends the goroutine.
func (c *common) runCleanups() {
	if c.cancel != nil {
		c.cancel()
	}
	c.cleaning = true
	defer func() {
		c.cleaning = false
		c.mu.Lock()
		more := len(c.cleanups) > 0
		c.mu.Unlock()
		if more {
			c.runCleanups()
		}
	}()
	for {
		c.mu.Lock()
		var f cleanup
		if n := len(c.cleanups); n > 0 {
			f = c.cleanups[n-1]
			c.cleanups = c.cleanups[:n-1]
		}
		c.mu.Unlock()
		if f.f == nil {
			return
		}
		c.call(f)
	}
}

// Context returns a context that is cancelled just before the cleanups.
func (c *common) Context() context.Context {
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
	}
	return c.ctx
}

// TempDir returns a new directory that is removed when the test is over.
func (c *common) TempDir() string {
	c.mu.Lock()
	first := c.tempDir == ""
	if !first {
		// a cleanup may ask for another one when the first is gone
		_, err := os.Stat(c.tempDir)
		first = os.IsNotExist(err)
	}
	c.mu.Unlock()
	if first {
		dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), fileName(c.name[:min(len(c.name), 64)]))
		if err != nil {
			c.Fatalf("TempDir: %v", err)
		}
		c.mu.Lock()
		c.tempDir = dir
		c.mu.Unlock()
		c.Cleanup(func() {
			if err := os.RemoveAll(dir); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
		})
	}
	c.mu.Lock()
	c.tempN++
	dir := fmt.Sprintf("%s%c%03d", c.tempDir, os.PathSeparator, c.tempN)
	c.mu.Unlock()
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

// fileName is a test's name without what may not be part of a file's.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) ||
			'0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsNumber(r)) {
			return r
		}
		return -1
	}, name)
}

// ArtifactDir returns a directory for the test's output files, always the same
// one. It outlives the test only if -test.artifacts says so: then it is below
// the output directory, under the names of the package and the test.
func (c *common) ArtifactDir() string {
	c.mu.Lock()
	dir := c.artifactDir
	c.mu.Unlock()
	if dir != "" {
		return dir
	}
	if !*artifacts {
		dir = c.TempDir()
	} else {
		name := fileName(strings.ReplaceAll(c.name, "/", "__"))
		if len(name) > 64 {
			hash := fnv.New64a()
			io.WriteString(hash, name)
			name = fmt.Sprintf("%s%016x", name[:48], hash.Sum64())
		}
		base, err := filepath.Abs(filepath.Join(*outputDir, "_artifacts", filepath.FromSlash(testedPackage), name))
		if err == nil {
			err = os.MkdirAll(base, 0o777)
		}
		if err == nil {
			dir, err = os.MkdirTemp(base, "")
		}
		if err != nil {
			c.Fatalf("ArtifactDir: %v", err)
		}
		if c.chatty != nil {
			c.chatty.update(c.name, verbose.mark()+"=== ARTIFACTS "+c.name+" "+dir+"\n")
		}
	}
	c.mu.Lock()
	c.artifactDir = dir
	c.mu.Unlock()
	return dir
}

// Setenv sets an environment variable until the test is over.
func (c *common) Setenv(key, value string) {
	c.changeEnv("t.Setenv")
	old, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory until the test is over.
func (c *common) Chdir(dir string) {
	c.changeEnv("t.Chdir")
	old, err := os.Getwd()
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.logAt("testing.go:1710", err.Error())
		c.FailNow()
	}
	pwd, hadPwd := os.LookupEnv("PWD")
	if !filepath.IsAbs(dir) {
		if dir, err = os.Getwd(); err != nil {
			c.Fatal(err)
		}
	}
	os.Setenv("PWD", dir)
	c.Cleanup(func() {
		if hadPwd {
			os.Setenv("PWD", pwd)
		} else {
			os.Unsetenv("PWD")
		}
		if err := os.Chdir(old); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

const parallelConflict = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// changeEnv notes that the test changes what the whole process shares.
func (c *common) changeEnv(string) {
	for p := c; p != nil; p = p.parent {
		if p.isParallel {
			panic(parallelConflict)
		}
	}
	c.isEnvChanged = true
}

// seconds formats a duration as reports show it.
func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }
