// What package golang.org/x/sys/unix has in assembly on linux/amd64. A function here takes the place of the package's declaration
// without a body, in that file: it uses no imports but those that its signature needs. The others are helpers.

package unix

import (
	"syscall"
	"unsafe"
)

func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.Syscall(trap, a1, a2, a3)
}

func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.Syscall6(trap, a1, a2, a3, a4, a5, a6)
}

func SyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	return withoutError(trap, a1, a2, a3)
}

func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.RawSyscall(trap, a1, a2, a3)
}

func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.RawSyscall6(trap, a1, a2, a3, a4, a5, a6)
}

func RawSyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	return withoutError(trap, a1, a2, a3)
}

func gettimeofday(tv *Timeval) (err syscall.Errno) { return timeOfDay(tv) }

// vgetrandom is a fast path that callers do without when it is not supported.
func vgetrandom(p []byte, flags uint32) (ret int, supported bool) { return -1, false }

func withoutError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	r1, r2, _ = syscall.Syscall(trap, a1, a2, a3)
	return r1, r2
}

func timeOfDay(tv *Timeval) (err syscall.Errno) {
	const getTimeOfDay = 96
	_, _, err = syscall.Syscall(getTimeOfDay, uintptr(unsafe.Pointer(tv)), 0, 0)
	return err
}
