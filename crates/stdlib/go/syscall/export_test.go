package syscall

import (
	"sync/atomic"
	"unsafe"
)

// rawSyscallNoError is RawSyscall of what never fails.
func rawSyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	r1, r2, _ = RawSyscall(trap, a1, a2, a3)
	return r1, r2
}

const sys_GETEUID = SYS_GETEUID

// prlimit gets and sets a limit of a process.
func prlimit(pid int, resource int, newlimit *Rlimit, old *Rlimit) error {
	const sysPrlimit64 = 302
	_, _, errno := RawSyscall6(sysPrlimit64, uintptr(pid), uintptr(resource), uintptr(unsafe.Pointer(newlimit)), uintptr(unsafe.Pointer(old)), 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// origRlimitNofile is nil: the limit on open files is left as it is.
var origRlimitNofile atomic.Pointer[Rlimit]
