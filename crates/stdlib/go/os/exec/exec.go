// Package exec: running other programs with their input and output connected to files, pipes, readers and writers.
package exec

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// An Error tells which program could not be found, and why.
type Error struct {
	Name string
	Err  error
}

func (e *Error) Error() string { return "exec: " + strconv.Quote(e.Name) + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// ErrWaitDelay tells that pipes were closed because their time was over.
var ErrWaitDelay = errors.New("exec: WaitDelay expired before I/O complete")

// An ExitError tells that a program did not succeed. Output keeps the standard error's beginning and end in it.
type ExitError struct {
	*os.ProcessState
	Stderr []byte
}

func (e *ExitError) Error() string { return e.ProcessState.String() }

// labelled is an error with something in front.
type labelled struct {
	label string
	err   error
}

func (w labelled) Error() string { return w.label + ": " + w.err.Error() }
func (w labelled) Unwrap() error { return w.err }

// A Cmd is a program to run, or running.
type Cmd struct {
	Path         string
	Args         []string
	Env          []string
	Dir          string
	Stdin        io.Reader
	Stdout       io.Writer
	Stderr       io.Writer
	ExtraFiles   []*os.File
	SysProcAttr  *syscall.SysProcAttr
	Process      *os.Process
	ProcessState *os.ProcessState
	Err          error
	Cancel       func() error
	WaitDelay    time.Duration

	ctx         context.Context
	childFiles  []io.Closer // closed in this process once the child has them
	ourPipes    []io.Closer // this process's ends
	copies      []func() error
	copied      chan error // one for each of copies that still runs
	watched     chan watchResult
	startCalled bool
}

// watchResult is what became of waiting for the context.
type watchResult struct {
	err   error
	timer *time.Timer // runs until WaitDelay is over
}

// Command returns the Cmd to run the named program with arguments. A name without a slash is looked for in $PATH.
func Command(name string, arg ...string) *Cmd {
	cmd := &Cmd{Path: name, Args: append([]string{name}, arg...)}
	if !strings.Contains(name, "/") {
		path, err := LookPath(name)
		if path != "" {
			cmd.Path = path
		}
		if err != nil {
			cmd.Err = err
		}
	}
	return cmd
}

// CommandContext is Command; when the context is done, the process is killed, or Cancel called.
func CommandContext(ctx context.Context, name string, arg ...string) *Cmd {
	if ctx == nil {
		panic("nil Context")
	}
	cmd := Command(name, arg...)
	cmd.ctx = ctx
	cmd.Cancel = func() error { return cmd.Process.Kill() }
	return cmd
}

// String shows the command for people.
func (c *Cmd) String() string {
	if c.Err != nil {
		return strings.Join(c.Args, " ")
	}
	s := c.Path
	for _, a := range c.Args[min(1, len(c.Args)):] {
		s += " " + a
	}
	return s
}

func (c *Cmd) argv() []string {
	if len(c.Args) > 0 {
		return c.Args
	}
	return []string{c.Path}
}

// Environ returns the environment that the program will have.
func (c *Cmd) Environ() []string {
	env, _ := c.environ()
	return env
}

func (c *Cmd) environ() ([]string, error) {
	env := c.Env
	if env == nil {
		env = os.Environ()
		if c.Dir != "" {
			if dir, err := filepath.Abs(c.Dir); err == nil {
				env = append(env, "PWD="+dir)
			}
		}
	}
	return lastOfEach(env)
}

// lastOfEach keeps the last setting of each variable; one with a zero byte is dropped and an error.
func lastOfEach(env []string) ([]string, error) {
	var err error
	seen := make(map[string]bool, len(env))
	kept := make([]string, 0, len(env))
	for i := len(env) - 1; i >= 0; i-- {
		kv := env[i]
		if strings.IndexByte(kv, 0) >= 0 {
			err = errors.New("exec: environment variable contains NUL")
			continue
		}
		eq := strings.IndexByte(kv, '=')
		if eq == 0 && len(kv) > 1 {
			if next := strings.IndexByte(kv[1:], '='); next >= 0 {
				eq = next + 1
			}
		}
		if eq < 0 {
			if kv != "" {
				kept = append(kept, kv)
			}
			continue
		}
		if !seen[kv[:eq]] {
			seen[kv[:eq]] = true
			kept = append(kept, kv)
		}
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	return kept, err
}

func (c *Cmd) null(flag int) (*os.File, error) {
	f, err := os.OpenFile(os.DevNull, flag, 0)
	if err == nil {
		c.childFiles = append(c.childFiles, f)
	}
	return f, err
}

// input is the child's standard input.
func (c *Cmd) input() (*os.File, error) {
	if c.Stdin == nil {
		return c.null(os.O_RDONLY)
	}
	if f, ok := c.Stdin.(*os.File); ok {
		return f, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.childFiles = append(c.childFiles, r)
	c.ourPipes = append(c.ourPipes, w)
	c.copies = append(c.copies, func() error {
		_, err := io.Copy(w, c.Stdin)
		if pe, ok := err.(*os.PathError); ok && pe.Op == "write" && pe.Path == "|1" && pe.Err == syscall.EPIPE {
			// The child does not want it all.
			err = nil
		}
		if e := w.Close(); err == nil {
			err = e
		}
		return err
	})
	return r, nil
}

// output is the child's side of a writer.
func (c *Cmd) output(w io.Writer) (*os.File, error) {
	if w == nil {
		return c.null(os.O_WRONLY)
	}
	if f, ok := w.(*os.File); ok {
		return f, nil
	}
	r, child, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.childFiles = append(c.childFiles, child)
	c.ourPipes = append(c.ourPipes, r)
	c.copies = append(c.copies, func() error {
		_, err := io.Copy(w, r)
		r.Close()
		return err
	})
	return child, nil
}

// sameWriter reports whether two writers are equal; ones that cannot be compared are not.
func sameWriter(a, b io.Writer) (same bool) {
	defer func() { recover() }()
	return a == b
}

func closeAll(list []io.Closer) {
	for _, c := range list {
		c.Close()
	}
}

// Run runs the program and waits for it.
func (c *Cmd) Run() error {
	if err := c.Start(); err != nil {
		return err
	}
	return c.Wait()
}

// Start starts the program.
func (c *Cmd) Start() error {
	if c.Path == "" && c.Err == nil && c.Process == nil {
		c.Err = errors.New("exec: no command")
	}
	if c.startCalled || c.Process != nil {
		return errors.New("exec: already started")
	}
	c.startCalled = true
	started := false
	defer func() {
		closeAll(c.childFiles)
		c.childFiles = nil
		if !started {
			closeAll(c.ourPipes)
			c.ourPipes = nil
			c.copies = nil
		}
	}()
	if c.Err != nil {
		return c.Err
	}
	if c.Cancel != nil && c.ctx == nil {
		return errors.New("exec: command with a non-nil Cancel was not created with CommandContext")
	}
	if c.ctx != nil {
		select {
		case <-c.ctx.Done():
			return c.ctx.Err()
		default:
		}
	}
	files := make([]*os.File, 0, 3+len(c.ExtraFiles))
	in, err := c.input()
	if err != nil {
		return err
	}
	out, err := c.output(c.Stdout)
	if err != nil {
		return err
	}
	errs := out
	if c.Stderr == nil || !sameWriter(c.Stderr, c.Stdout) {
		if errs, err = c.output(c.Stderr); err != nil {
			return err
		}
	}
	files = append(append(files, in, out, errs), c.ExtraFiles...)
	env, err := c.environ()
	if err != nil {
		return err
	}
	c.Process, err = os.StartProcess(c.Path, c.argv(), &os.ProcAttr{Dir: c.Dir, Files: files, Env: env, Sys: c.SysProcAttr})
	if err != nil {
		return err
	}
	started = true
	if len(c.copies) > 0 {
		c.copied = make(chan error, len(c.copies))
		for _, f := range c.copies {
			go func() { c.copied <- f() }()
		}
		c.copies = nil
	}
	if (c.Cancel != nil || c.WaitDelay != 0) && c.ctx != nil && c.ctx.Done() != nil {
		c.watched = make(chan watchResult)
		go c.watch()
	}
	return nil
}

// watch waits for the context or for Wait, which takes the result.
func (c *Cmd) watch() {
	select {
	case c.watched <- watchResult{}:
		return
	case <-c.ctx.Done():
	}
	var err error
	if c.Cancel != nil {
		if e := c.Cancel(); e == nil {
			err = c.ctx.Err()
		} else if !errors.Is(e, os.ErrProcessDone) {
			err = labelled{"exec: canceling Cmd", e}
		}
	}
	if c.WaitDelay == 0 {
		c.watched <- watchResult{err: err}
		return
	}
	timer := time.NewTimer(c.WaitDelay)
	select {
	case c.watched <- watchResult{err: err, timer: timer}:
		return
	case <-timer.C:
	}
	if e := c.Process.Kill(); e != nil && !errors.Is(e, os.ErrProcessDone) {
		err = labelled{"exec: killing Cmd", e}
	}
	if c.copied != nil {
		select {
		case e := <-c.copied:
			// A copy has ended just now: put it back for Wait.
			c.copied <- e
		default:
			closeAll(c.ourPipes)
		}
	}
	c.watched <- watchResult{err: err}
}

// Wait waits for the program, which Start has started, to end and for its input and output to be copied.
func (c *Cmd) Wait() error {
	if c.Process == nil {
		return errors.New("exec: not started")
	}
	if c.ProcessState != nil {
		return errors.New("exec: Wait was already called")
	}
	state, err := c.Process.Wait()
	if err == nil && !state.Success() {
		err = &ExitError{ProcessState: state}
	}
	c.ProcessState = state
	var timer *time.Timer
	if c.watched != nil {
		w := <-c.watched
		timer = w.timer
		if err == nil && w.err != nil {
			err = w.err
		}
	}
	if e := c.awaitCopies(timer); err == nil {
		err = e
	}
	closeAll(c.ourPipes)
	c.ourPipes = nil
	return err
}

// awaitCopies waits for the copying goroutines, at most as long as WaitDelay allows.
func (c *Cmd) awaitCopies(timer *time.Timer) (err error) {
	defer func() {
		if timer != nil {
			timer.Stop()
		}
		c.copied = nil
	}()
	n := cap(c.copied)
	if n == 0 {
		return nil
	}
	if timer == nil && c.WaitDelay != 0 {
		timer = time.NewTimer(c.WaitDelay)
	}
	var late <-chan time.Time
	if timer != nil {
		late = timer.C
	}
	for ; n > 0; n-- {
		select {
		case e := <-c.copied:
			if err == nil {
				err = e
			}
		case <-late:
			closeAll(c.ourPipes)
			for ; n > 0; n-- {
				<-c.copied
			}
			return ErrWaitDelay
		}
	}
	return err
}

// Output runs the program and returns its standard output.
func (c *Cmd) Output() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	var out bytes.Buffer
	c.Stdout = &out
	capture := c.Stderr == nil
	if capture {
		c.Stderr = &endsSaver{}
	}
	err := c.Run()
	if err != nil && capture {
		if e, ok := err.(*ExitError); ok {
			e.Stderr = c.Stderr.(*endsSaver).Bytes()
		}
	}
	return out.Bytes(), err
}

// CombinedOutput runs the program and returns its standard output and standard error.
func (c *Cmd) CombinedOutput() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	var b bytes.Buffer
	c.Stdout, c.Stderr = &b, &b
	err := c.Run()
	return b.Bytes(), err
}

// StdinPipe returns a pipe to the program's standard input.
func (c *Cmd) StdinPipe() (io.WriteCloser, error) {
	if c.Stdin != nil {
		return nil, errors.New("exec: Stdin already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StdinPipe after process started")
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.Stdin = r
	c.childFiles = append(c.childFiles, r)
	c.ourPipes = append(c.ourPipes, w)
	return w, nil
}

func (c *Cmd) outputPipe(to *io.Writer, name string) (io.ReadCloser, error) {
	if *to != nil {
		return nil, errors.New("exec: " + name + " already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: " + name + "Pipe after process started")
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	*to = w
	c.childFiles = append(c.childFiles, w)
	c.ourPipes = append(c.ourPipes, r)
	return r, nil
}

// StdoutPipe returns a pipe from the program's standard output. Wait closes it.
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) { return c.outputPipe(&c.Stdout, "Stdout") }

// StderrPipe returns a pipe from the program's standard error. Wait closes it.
func (c *Cmd) StderrPipe() (io.ReadCloser, error) { return c.outputPipe(&c.Stderr, "Stderr") }

// keepEnd is how much an endsSaver keeps at each end.
const keepEnd = 32 << 10

// An endsSaver keeps the beginning and the end of what is written to it.
type endsSaver struct {
	head    []byte
	tail    []byte // the latest bytes behind head, in order
	skipped int64
}

func (s *endsSaver) Write(p []byte) (int, error) {
	n := len(p)
	k := min(keepEnd-len(s.head), len(p))
	s.head = append(s.head, p[:k]...)
	s.tail = append(s.tail, p[k:]...)
	if over := len(s.tail) - keepEnd; over > keepEnd {
		s.skipped += int64(over)
		s.tail = append(s.tail[:0], s.tail[over:]...)
	}
	return n, nil
}

func (s *endsSaver) Bytes() []byte {
	skipped, tail := s.skipped, s.tail
	if over := len(tail) - keepEnd; over > 0 {
		skipped += int64(over)
		tail = tail[over:]
	}
	b := bytes.Clone(s.head)
	if skipped > 0 {
		b = append(b, "\n... omitting "...)
		b = strconv.AppendInt(b, skipped, 10)
		b = append(b, " bytes ...\n"...)
	}
	return append(b, tail...)
}
