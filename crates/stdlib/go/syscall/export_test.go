package syscall

// rawSyscallNoError is RawSyscall of what never fails.
func rawSyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	r1, r2, _ = RawSyscall(trap, a1, a2, a3)
	return r1, r2
}

const sys_GETEUID = SYS_GETEUID
