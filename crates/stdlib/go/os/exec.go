package os

import (
	"errors"
	"runtime"
	"syscall"
	"time"
)

// A Signal is a signal of the operating system.
type Signal interface {
	String() string
	Signal() // to distinguish from other Stringers
}

// The signals that every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// ProcAttr holds what a new process gets.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []*File
	Sys   *syscall.SysProcAttr
}

// A Process is a process that StartProcess has made, or any other by its number.
type Process struct {
	Pid      int
	done     bool // waited for
	released bool
	waiting  bool
}

// ErrNoHandle tells that there is no handle for a process.
var ErrNoHandle = errors.New("os: process handle unavailable")

var (
	errReleased       = errors.New("os: process already released")
	errNotInitialized = errors.New("os: process not initialized")
)

func sysWaitExit(pid int) (errno int)

// StartProcess starts a program; argv begins with its name.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	if attr.Dir != "" {
		if sys := attr.Sys; sys == nil || sys.Chroot == "" {
			if _, err := Stat(attr.Dir); err != nil {
				pe := err.(*PathError)
				pe.Op = "chdir"
				return nil, pe
			}
		}
	}
	env := attr.Env
	if env == nil {
		env = Environ()
	}
	sys := &syscall.ProcAttr{Dir: attr.Dir, Env: env, Sys: attr.Sys}
	for _, f := range attr.Files {
		if f == nil {
			sys.Files = append(sys.Files, ^uintptr(0))
			continue
		}
		sys.Files = append(sys.Files, f.Fd())
	}
	pid, _, err := syscall.StartProcess(name, argv, sys)
	runtime.KeepAlive(attr)
	if err != nil {
		return nil, &PathError{"fork/exec", name, err}
	}
	return &Process{Pid: pid}, nil
}

// FindProcess returns the process with a number, which need not exist.
func FindProcess(pid int) (*Process, error) {
	p := &Process{Pid: pid}
	if e, _ := syscall.Kill(pid, 0).(syscall.Errno); e == syscall.ESRCH {
		p.done = true
	}
	return p, nil
}

// Signal sends a signal to the process.
func (p *Process) Signal(sig Signal) error {
	if p == nil || p.Pid == 0 {
		return errNotInitialized
	}
	if p.released || p.Pid == -1 {
		return errReleased
	}
	if p.done {
		return ErrProcessDone
	}
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	if err := syscall.Kill(p.Pid, s); err != nil {
		if err == syscall.ESRCH {
			return ErrProcessDone
		}
		return err
	}
	return nil
}

// Kill ends the process at once, but does not wait for that.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Release gives up the process without waiting for it.
func (p *Process) Release() error {
	p.released = true
	p.Pid = -1
	return nil
}

// WithHandle would call f with a handle of the process: there is none.
func (p *Process) WithHandle(f func(handle uintptr)) error { return ErrNoHandle }

// Wait waits for the process, a child, to end.
func (p *Process) Wait() (*ProcessState, error) {
	if p == nil || p.Pid == -1 {
		return nil, syscall.EINVAL
	}
	if p.released {
		return nil, errReleased
	}
	if p.done {
		return nil, NewSyscallError("wait", syscall.ECHILD)
	}
	if errno := sysWaitExit(p.Pid); errno != 0 && syscall.Errno(errno) != syscall.ECHILD {
		return nil, NewSyscallError("waitid", syscall.Errno(errno))
	}
	if p.done {
		return nil, NewSyscallError("wait", syscall.ECHILD)
	}
	s := &ProcessState{}
	pid, err := syscall.Wait4(p.Pid, &s.status, syscall.WNOHANG, &s.usage)
	if err != nil {
		return nil, NewSyscallError("waitid", err)
	}
	p.done = true
	s.pid = pid
	return s, nil
}

// A ProcessState tells how a process ended.
type ProcessState struct {
	pid    int
	status syscall.WaitStatus
	usage  syscall.Rusage
}

// Pid returns the number of the process.
func (p *ProcessState) Pid() int { return p.pid }

// Exited reports whether the process ended by itself.
func (p *ProcessState) Exited() bool { return p.status.Exited() }

// Success reports whether the process ended with code 0.
func (p *ProcessState) Success() bool { return p.status.ExitStatus() == 0 }

// ExitCode returns the exit code; -1 if a signal ended the process.
func (p *ProcessState) ExitCode() int {
	if p == nil {
		return -1
	}
	return p.status.ExitStatus()
}

// Sys returns the syscall.WaitStatus.
func (p *ProcessState) Sys() any { return p.status }

// SysUsage returns the *syscall.Rusage.
func (p *ProcessState) SysUsage() any { return &p.usage }

// UserTime returns the time that the process computed.
func (p *ProcessState) UserTime() time.Duration { return time.Duration(p.usage.Utime.Nano()) }

// SystemTime returns the time that the system worked for the process.
func (p *ProcessState) SystemTime() time.Duration { return time.Duration(p.usage.Stime.Nano()) }

func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	s := ""
	switch w := p.status; {
	case w.Exited():
		s = "exit status " + number(w.ExitStatus())
	case w.Signaled():
		s = "signal: " + w.Signal().String()
	case w.Stopped():
		s = "stop signal: " + w.StopSignal().String()
		if w.StopSignal() == syscall.SIGTRAP && w.TrapCause() != 0 {
			s += " (trap " + number(w.TrapCause()) + ")"
		}
	case w.Continued():
		s = "continued"
	}
	if p.status.CoreDump() {
		s += " (core dumped)"
	}
	return s
}

func number(n int) string {
	if n < 0 {
		return "-" + number(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return number(n/10) + string(rune('0'+n%10))
}
