package syscall

import (
	"sync/atomic"
	"unsafe"
)

// raisedLimit returns the limits on open files that the process began with, if they have been raised since.
func raisedLimit() (cur, max uint64, ok bool)

// origRlimitNofile are the limits on open files that children are given; nil when they are to have those of the program.
var origRlimitNofile = firstLimit()

func firstLimit() (limit atomic.Pointer[Rlimit]) {
	if cur, max, ok := raisedLimit(); ok {
		limit.Store(&Rlimit{cur, max})
	}
	return limit
}

// childLimit says so to the natives: whether there are any, and the two.
func childLimit() []int64 {
	limit := origRlimitNofile.Load()
	if limit == nil {
		return []int64{0, 0, 0}
	}
	return []int64{1, int64(limit.Cur), int64(limit.Max)}
}

// prlimit gets and sets a limit of a process; 0 is this one.
func prlimit(pid int, resource int, newlimit *Rlimit, old *Rlimit) error {
	err := only(call(SYS_PRLIMIT64, uintptr(pid), uintptr(resource), uintptr(unsafe.Pointer(newlimit)), uintptr(unsafe.Pointer(old))))
	if err == nil && newlimit != nil && resource == RLIMIT_NOFILE && (pid == 0 || pid == Getpid()) {
		origRlimitNofile.Store(nil)
	}
	return err
}

// Getrlimit asks for a limit.
func Getrlimit(resource int, rlim *Rlimit) (err error) { return prlimit(0, resource, nil, rlim) }

// Setrlimit sets a limit; one on open files is that of children too from then on.
func Setrlimit(resource int, rlim *Rlimit) error { return prlimit(0, resource, rlim, nil) }
