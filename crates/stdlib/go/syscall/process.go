package syscall

import "unsafe"

// Calls about the process and the machine.
type (
	Termios struct {
		Iflag     uint32
		Oflag     uint32
		Cflag     uint32
		Lflag     uint32
		Line      uint8
		Cc        [32]uint8
		Pad_cgo_0 [3]byte
		Ispeed    uint32
		Ospeed    uint32
	}

	Timex struct {
		Modes     uint32
		Pad_cgo_0 [4]byte
		Offset    int64
		Freq      int64
		Maxerror  int64
		Esterror  int64
		Status    int32
		Pad_cgo_1 [4]byte
		Constant  int64
		Precision int64
		Tolerance int64
		Time      Timeval
		Tick      int64
		Ppsfreq   int64
		Jitter    int64
		Shift     int32
		Pad_cgo_2 [4]byte
		Stabil    int64
		Jitcnt    int64
		Calcnt    int64
		Errcnt    int64
		Stbcnt    int64
		Tai       int32
		Pad_cgo_3 [44]byte
	}

	PtraceRegs struct {
		R15      uint64
		R14      uint64
		R13      uint64
		R12      uint64
		Rbp      uint64
		Rbx      uint64
		R11      uint64
		R10      uint64
		R9       uint64
		R8       uint64
		Rax      uint64
		Rcx      uint64
		Rdx      uint64
		Rsi      uint64
		Rdi      uint64
		Orig_rax uint64
		Rip      uint64
		Cs       uint64
		Eflags   uint64
		Rsp      uint64
		Ss       uint64
		Fs_base  uint64
		Gs_base  uint64
		Ds       uint64
		Es       uint64
		Fs       uint64
		Gs       uint64
	}
)

func (r *PtraceRegs) PC() uint64      { return r.Rip }
func (r *PtraceRegs) SetPC(pc uint64) { r.Rip = pc }

// ids makes a call that changes whom the process belongs to: of the one thread that runs the program.
func ids(trap uintptr, a, b, c int) error {
	return only(call(trap, uintptr(a), uintptr(b), uintptr(c), 0))
}

func Setegid(egid int) (err error)               { return ids(SYS_SETRESGID, -1, egid, -1) }
func Seteuid(euid int) (err error)               { return ids(SYS_SETRESUID, -1, euid, -1) }
func Setregid(rgid, egid int) (err error)        { return ids(SYS_SETREGID, rgid, egid, 0) }
func Setreuid(ruid, euid int) (err error)        { return ids(SYS_SETREUID, ruid, euid, 0) }
func Setresgid(rgid, egid, sgid int) (err error) { return ids(SYS_SETRESGID, rgid, egid, sgid) }
func Setresuid(ruid, euid, suid int) (err error) { return ids(SYS_SETRESUID, ruid, euid, suid) }
func Setfsgid(gid int) (err error)               { return ids(SYS_SETFSGID, gid, 0, 0) }
func Setfsuid(uid int) (err error)               { return ids(SYS_SETFSUID, uid, 0, 0) }

func Setgroups(gids []int) (err error) {
	list := make([]uint32, len(gids), len(gids)+1)
	for i, gid := range gids {
		list[i] = uint32(gid)
	}
	return only(call(SYS_SETGROUPS, uintptr(len(list)), uintptr(unsafe.Pointer(unsafe.SliceData(list))), 0, 0))
}

// AllThreadsSyscall makes a system call on every thread of the program, of which there is one.
func AllThreadsSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return Syscall(trap, a1, a2, a3)
}

// AllThreadsSyscall6 is AllThreadsSyscall with six arguments.
func AllThreadsSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return Syscall6(trap, a1, a2, a3, a4, a5, a6)
}

func Sethostname(p []byte) (err error) {
	return only(call(SYS_SETHOSTNAME, address(p), uintptr(len(p)), 0, 0))
}

func Setdomainname(p []byte) (err error) {
	return only(call(SYS_SETDOMAINNAME, address(p), uintptr(len(p)), 0, 0))
}

func Settimeofday(tv *Timeval) (err error) {
	return only(call(SYS_SETTIMEOFDAY, pointer(tv), 0, 0, 0))
}

func Adjtimex(buf *Timex) (state int, err error) { return call(SYS_ADJTIMEX, pointer(buf), 0, 0, 0) }

func Klogctl(typ int, buf []byte) (n int, err error) {
	return call(SYS_SYSLOG, uintptr(typ), address(buf), uintptr(len(buf)), 0)
}

func Ioperm(from int, num int, on int) (err error) { return ids(SYS_IOPERM, from, num, on) }
func Iopl(level int) (err error)                   { return ids(SYS_IOPL, level, 0, 0) }
func Mlockall(flags int) (err error)               { return ids(SYS_MLOCKALL, flags, 0, 0) }
func Munlockall() (err error)                      { return ids(SYS_MUNLOCKALL, 0, 0, 0) }
func Pause() (err error)                           { return ids(SYS_PAUSE, 0, 0, 0) }
func Unshare(flags int) (err error)                { return ids(SYS_UNSHARE, flags, 0, 0) }

func Reboot(cmd int) (err error) {
	const magic1, magic2 = 0xfee1dead, 0x28121969
	return only(call(SYS_REBOOT, magic1, magic2, uintptr(cmd), 0))
}

func ptrace(request, pid int, addr, data uintptr) error {
	return only(call(SYS_PTRACE, uintptr(request), uintptr(pid), addr, data))
}

func PtraceAttach(pid int) (err error) { return ptrace(PTRACE_ATTACH, pid, 0, 0) }
func PtraceDetach(pid int) (err error) { return ptrace(PTRACE_DETACH, pid, 0, 0) }
func PtraceCont(pid int, signal int) (err error) {
	return ptrace(PTRACE_CONT, pid, 0, uintptr(signal))
}
func PtraceSyscall(pid int, signal int) (err error) {
	return ptrace(PTRACE_SYSCALL, pid, 0, uintptr(signal))
}
func PtraceSingleStep(pid int) (err error) { return ptrace(PTRACE_SINGLESTEP, pid, 0, 0) }
func PtraceGetRegs(pid int, regsout *PtraceRegs) (err error) {
	return ptrace(PTRACE_GETREGS, pid, 0, pointer(regsout))
}
func PtraceSetRegs(pid int, regs *PtraceRegs) (err error) {
	return ptrace(PTRACE_SETREGS, pid, 0, pointer(regs))
}
func PtraceSetOptions(pid int, options int) (err error) {
	return ptrace(PTRACE_SETOPTIONS, pid, 0, uintptr(options))
}
func PtraceGetEventMsg(pid int) (msg uint, err error) {
	err = ptrace(PTRACE_GETEVENTMSG, pid, 0, pointer(&msg))
	return msg, err
}

// peek copies words of another process.
func peek(request, pid int, addr uintptr, out []byte) (count int, err error) {
	for count < len(out) {
		var word [8]byte
		at := addr + uintptr(count)
		skip := at % 8
		if err := ptrace(request, pid, at-skip, pointer(&word)); err != nil {
			return count, err
		}
		count += copy(out[count:], word[skip:])
	}
	return count, nil
}

func poke(get, put, pid int, addr uintptr, data []byte) (count int, err error) {
	for count < len(data) {
		var word [8]byte
		at := addr + uintptr(count)
		skip := at % 8
		if skip != 0 || len(data)-count < 8 {
			if err := ptrace(get, pid, at-skip, pointer(&word)); err != nil {
				return count, err
			}
		}
		n := copy(word[skip:], data[count:])
		if err := ptrace(put, pid, at-skip, *(*uintptr)(unsafe.Pointer(&word))); err != nil {
			return count, err
		}
		count += n
	}
	return count, nil
}

func PtracePeekText(pid int, addr uintptr, out []byte) (count int, err error) {
	return peek(PTRACE_PEEKTEXT, pid, addr, out)
}
func PtracePeekData(pid int, addr uintptr, out []byte) (count int, err error) {
	return peek(PTRACE_PEEKDATA, pid, addr, out)
}
func PtracePokeText(pid int, addr uintptr, data []byte) (count int, err error) {
	return poke(PTRACE_PEEKTEXT, PTRACE_POKETEXT, pid, addr, data)
}
func PtracePokeData(pid int, addr uintptr, data []byte) (count int, err error) {
	return poke(PTRACE_PEEKDATA, PTRACE_POKEDATA, pid, addr, data)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic("syscall: string with NUL passed to StringByteSlice")
	}
	return v
}

// StringByteSlice is ByteSliceFromString, which panics on a zero byte.
func StringByteSlice(s string) []byte { return must(ByteSliceFromString(s)) }

// StringBytePtr is BytePtrFromString, which panics on a zero byte.
func StringBytePtr(s string) *byte { return &StringByteSlice(s)[0] }

// StringSlicePtr is SlicePtrFromStrings, which panics on a zero byte.
func StringSlicePtr(ss []string) []*byte {
	list := make([]*byte, len(ss)+1)
	for i, s := range ss {
		list[i] = StringBytePtr(s)
	}
	return list
}
