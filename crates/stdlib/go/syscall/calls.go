package syscall

import "unsafe"

// rawSyscall makes a system call. It holds up all goroutines as long as it takes, unless it waits for a lock on a file.
func rawSyscall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, errno int)

func sysRead(fd int, p []byte, mode int, deadline int64) (n int, errno int)
func sysWrite(fd int, p []byte, mode int, deadline int64) (n int, errno int)
func sysClose(fd int) (errno int)
func sysIDs(which int) int
func sysExit(code int)
func sysEnviron() []string
func sysGetenv(key string) (value string, found bool)
func sysSetenv(key, value string)
func sysUnsetenv(key string)
func sysClearenv()

// result makes an error of an error number; 0 is none.
func result(errno int) error {
	if errno == 0 {
		return nil
	}
	return Errno(errno)
}

// call makes a system call with up to four arguments.
func call(trap, a1, a2, a3, a4 uintptr) (int, error) {
	r, _, errno := rawSyscall(trap, a1, a2, a3, a4, 0, 0)
	return int(r), result(errno)
}

// only drops the result.
func only(_ int, err error) error { return err }

// Syscall makes a system call with three arguments.
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	r1, r2, errno := rawSyscall(trap, a1, a2, a3, 0, 0, 0)
	return r1, r2, Errno(errno)
}

// Syscall6 makes a system call with six arguments.
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	r1, r2, errno := rawSyscall(trap, a1, a2, a3, a4, a5, a6)
	return r1, r2, Errno(errno)
}

// RawSyscall is Syscall.
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return Syscall(trap, a1, a2, a3)
}

// RawSyscall6 is Syscall6.
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return Syscall6(trap, a1, a2, a3, a4, a5, a6)
}

// ByteSliceFromString returns s with a zero byte at its end; s must have none.
func ByteSliceFromString(s string) ([]byte, error) {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, EINVAL
		}
	}
	b := make([]byte, len(s)+1)
	copy(b, s)
	return b, nil
}

// BytePtrFromString returns the address of s with a zero byte at its end.
func BytePtrFromString(s string) (*byte, error) {
	b, err := ByteSliceFromString(s)
	if err != nil {
		return nil, err
	}
	return &b[0], nil
}

// pathCall makes a system call whose argument number at (0 or 1) is a path.
func pathCall(trap uintptr, at int, path string, a, b, c uintptr) (int, error) {
	p, err := BytePtrFromString(path)
	if err != nil {
		return -1, err
	}
	if at == 0 {
		return call(trap, uintptr(unsafe.Pointer(p)), a, b, c)
	}
	return call(trap, a, uintptr(unsafe.Pointer(p)), b, c)
}

// twoPaths makes a system call on two paths.
func twoPaths(trap uintptr, a, b string) error {
	p, err := BytePtrFromString(a)
	if err != nil {
		return err
	}
	q, err := BytePtrFromString(b)
	if err != nil {
		return err
	}
	return only(call(trap, uintptr(unsafe.Pointer(p)), uintptr(unsafe.Pointer(q)), 0, 0))
}

// address returns where a slice begins.
func address(p []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(p))) }

const atFdcwd = ^uintptr(99)

// Files.

func Open(path string, mode int, perm uint32) (fd int, err error) {
	return pathCall(SYS_OPENAT, 1, path, atFdcwd, uintptr(mode), uintptr(perm))
}

func Openat(dirfd int, path string, flags int, mode uint32) (fd int, err error) {
	return pathCall(SYS_OPENAT, 1, path, uintptr(dirfd), uintptr(flags), uintptr(mode))
}

func Creat(path string, mode uint32) (fd int, err error) {
	return Open(path, O_CREAT|O_WRONLY|O_TRUNC, mode)
}

func Close(fd int) (err error) { return result(sysClose(fd)) }

func Read(fd int, p []byte) (n int, err error) {
	n, errno := sysRead(fd, p, 0, 0)
	if errno != 0 {
		return -1, Errno(errno)
	}
	return n, nil
}

func Write(fd int, p []byte) (n int, err error) {
	n, errno := sysWrite(fd, p, 0, 0)
	if errno != 0 {
		return -1, Errno(errno)
	}
	return n, nil
}

func Pread(fd int, p []byte, offset int64) (n int, err error) {
	return call(SYS_PREAD64, uintptr(fd), address(p), uintptr(len(p)), uintptr(offset))
}

func Pwrite(fd int, p []byte, offset int64) (n int, err error) {
	return call(SYS_PWRITE64, uintptr(fd), address(p), uintptr(len(p)), uintptr(offset))
}

func Seek(fd int, offset int64, whence int) (off int64, err error) {
	n, err := call(SYS_LSEEK, uintptr(fd), uintptr(offset), uintptr(whence), 0)
	return int64(n), err
}

func Fsync(fd int) (err error)     { return only(call(SYS_FSYNC, uintptr(fd), 0, 0, 0)) }
func Fdatasync(fd int) (err error) { return only(call(SYS_FDATASYNC, uintptr(fd), 0, 0, 0)) }
func Sync()                        { call(SYS_SYNC, 0, 0, 0, 0) }
func Ftruncate(fd int, length int64) (err error) {
	return only(call(SYS_FTRUNCATE, uintptr(fd), uintptr(length), 0, 0))
}
func Truncate(path string, length int64) (err error) {
	return only(pathCall(SYS_TRUNCATE, 0, path, uintptr(length), 0, 0))
}
func Dup(oldfd int) (fd int, err error) { return call(SYS_DUP, uintptr(oldfd), 0, 0, 0) }
func Dup2(oldfd int, newfd int) (err error) {
	return only(call(SYS_DUP2, uintptr(oldfd), uintptr(newfd), 0, 0))
}
func Dup3(oldfd int, newfd int, flags int) (err error) {
	return only(call(SYS_DUP3, uintptr(oldfd), uintptr(newfd), uintptr(flags), 0))
}
func Pipe(p []int) error { return Pipe2(p, 0) }
func Pipe2(p []int, flags int) error {
	if len(p) != 2 {
		return EINVAL
	}
	var ends [2]int32
	_, err := call(SYS_PIPE2, uintptr(unsafe.Pointer(&ends)), uintptr(flags), 0, 0)
	if err == nil {
		p[0], p[1] = int(ends[0]), int(ends[1])
	}
	return err
}
func fcntl(fd, cmd, arg int) (int, error) {
	return call(SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg), 0)
}
func CloseOnExec(fd int) { fcntl(fd, F_SETFD, FD_CLOEXEC) }
func SetNonblock(fd int, nonblocking bool) (err error) {
	flags, err := fcntl(fd, F_GETFL, 0)
	if err != nil {
		return err
	}
	if nonblocking {
		flags |= O_NONBLOCK
	} else {
		flags &^= O_NONBLOCK
	}
	return only(fcntl(fd, F_SETFL, flags))
}
func Flock(fd int, how int) (err error) {
	return only(call(SYS_FLOCK, uintptr(fd), uintptr(how), 0, 0))
}

func Access(path string, mode uint32) (err error) {
	return only(pathCall(SYS_ACCESS, 0, path, uintptr(mode), 0, 0))
}
func Chdir(path string) (err error) { return only(pathCall(SYS_CHDIR, 0, path, 0, 0, 0)) }
func Fchdir(fd int) (err error)     { return only(call(SYS_FCHDIR, uintptr(fd), 0, 0, 0)) }
func Chmod(path string, mode uint32) (err error) {
	return only(pathCall(SYS_CHMOD, 0, path, uintptr(mode), 0, 0))
}
func Fchmod(fd int, mode uint32) (err error) {
	return only(call(SYS_FCHMOD, uintptr(fd), uintptr(mode), 0, 0))
}
func Chown(path string, uid int, gid int) (err error) {
	return only(pathCall(SYS_CHOWN, 0, path, uintptr(uid), uintptr(gid), 0))
}
func Lchown(path string, uid int, gid int) (err error) {
	return only(pathCall(SYS_LCHOWN, 0, path, uintptr(uid), uintptr(gid), 0))
}
func Fchown(fd int, uid int, gid int) (err error) {
	return only(call(SYS_FCHOWN, uintptr(fd), uintptr(uid), uintptr(gid), 0))
}
func Chroot(path string) (err error) { return only(pathCall(SYS_CHROOT, 0, path, 0, 0, 0)) }
func Mkdir(path string, mode uint32) (err error) {
	return only(pathCall(SYS_MKDIR, 0, path, uintptr(mode), 0, 0))
}
func Mkfifo(path string, mode uint32) (err error) { return Mknod(path, mode|S_IFIFO, 0) }
func Mknod(path string, mode uint32, dev int) (err error) {
	return only(pathCall(SYS_MKNOD, 0, path, uintptr(mode), uintptr(dev), 0))
}
func Rmdir(path string) error  { return only(pathCall(SYS_RMDIR, 0, path, 0, 0, 0)) }
func Unlink(path string) error { return only(pathCall(SYS_UNLINK, 0, path, 0, 0, 0)) }
func Rename(oldpath string, newpath string) (err error) {
	return twoPaths(SYS_RENAME, oldpath, newpath)
}
func Link(oldpath string, newpath string) (err error) { return twoPaths(SYS_LINK, oldpath, newpath) }
func Symlink(oldpath string, newpath string) (err error) {
	return twoPaths(SYS_SYMLINK, oldpath, newpath)
}
func Readlink(path string, buf []byte) (n int, err error) {
	return pathCall(SYS_READLINK, 0, path, address(buf), uintptr(len(buf)), 0)
}
func Umask(mask int) (oldmask int) {
	old, _ := call(SYS_UMASK, uintptr(mask), 0, 0, 0)
	return old
}
func Getcwd(buf []byte) (n int, err error) {
	return call(SYS_GETCWD, address(buf), uintptr(len(buf)), 0, 0)
}
func Getwd() (wd string, err error) {
	var buf [PathMax]byte
	n, err := Getcwd(buf[:])
	if err != nil {
		return "", err
	}
	return string(buf[:n-1]), nil
}

func Stat(path string, stat *Stat_t) (err error) {
	return only(pathCall(SYS_STAT, 0, path, uintptr(unsafe.Pointer(stat)), 0, 0))
}
func Lstat(path string, stat *Stat_t) (err error) {
	return only(pathCall(SYS_LSTAT, 0, path, uintptr(unsafe.Pointer(stat)), 0, 0))
}
func Fstat(fd int, stat *Stat_t) (err error) {
	return only(call(SYS_FSTAT, uintptr(fd), uintptr(unsafe.Pointer(stat)), 0, 0))
}
func Statfs(path string, buf *Statfs_t) (err error) {
	return only(pathCall(SYS_STATFS, 0, path, uintptr(unsafe.Pointer(buf)), 0, 0))
}

// Memory.

// mappings remembers the lengths of mappings by their address.
var mappings = map[*byte]int{}

func Mmap(fd int, offset int64, length int, prot int, flags int) (data []byte, err error) {
	if length <= 0 {
		return nil, EINVAL
	}
	r, _, errno := rawSyscall(SYS_MMAP, 0, uintptr(length), uintptr(prot), uintptr(flags), uintptr(fd), uintptr(offset))
	if errno != 0 {
		return nil, Errno(errno)
	}
	data = unsafe.Slice((*byte)(unsafe.Pointer(r)), length)
	mappings[&data[0]] = length
	return data, nil
}

func Munmap(b []byte) (err error) {
	if len(b) == 0 || len(b) != cap(b) || mappings[&b[0]] != len(b) {
		return EINVAL
	}
	err = only(call(SYS_MUNMAP, address(b), uintptr(len(b)), 0, 0))
	if err == nil {
		delete(mappings, &b[0])
	}
	return err
}

func Mprotect(b []byte, prot int) (err error) {
	return only(call(SYS_MPROTECT, address(b), uintptr(len(b)), uintptr(prot), 0))
}
func Madvise(b []byte, advice int) (err error) {
	return only(call(SYS_MADVISE, address(b), uintptr(len(b)), uintptr(advice), 0))
}
func Mlock(b []byte) (err error) {
	return only(call(SYS_MLOCK, address(b), uintptr(len(b)), 0, 0))
}
func Munlock(b []byte) (err error) {
	return only(call(SYS_MUNLOCK, address(b), uintptr(len(b)), 0, 0))
}

// The process.

func Getpid() (pid int)   { return sysIDs(0) }
func Getppid() (ppid int) { return sysIDs(1) }
func Getuid() (uid int)   { return sysIDs(2) }
func Geteuid() (euid int) { return sysIDs(3) }
func Getgid() (gid int)   { return sysIDs(4) }
func Getegid() (egid int) { return sysIDs(5) }
func Gettid() (tid int) {
	tid, _ = call(SYS_GETTID, 0, 0, 0, 0)
	return tid
}
func Getpgid(pid int) (pgid int, err error) { return call(SYS_GETPGID, uintptr(pid), 0, 0, 0) }
func Getpgrp() (pid int) {
	pid, _ = call(SYS_GETPGRP, 0, 0, 0, 0)
	return pid
}
func Setpgid(pid int, pgid int) (err error) {
	return only(call(SYS_SETPGID, uintptr(pid), uintptr(pgid), 0, 0))
}
func Setsid() (pid int, err error) { return call(SYS_SETSID, 0, 0, 0, 0) }
func Setuid(uid int) (err error)   { return only(call(SYS_SETUID, uintptr(uid), 0, 0, 0)) }
func Setgid(gid int) (err error)   { return only(call(SYS_SETGID, uintptr(gid), 0, 0, 0)) }
func Getgroups() (gids []int, err error) {
	var raw [1024]uint32
	n, err := call(SYS_GETGROUPS, uintptr(len(raw)), uintptr(unsafe.Pointer(&raw)), 0, 0)
	for i := 0; i < n; i++ {
		gids = append(gids, int(raw[i]))
	}
	return gids, err
}
func Getpriority(which int, who int) (prio int, err error) {
	return call(SYS_GETPRIORITY, uintptr(which), uintptr(who), 0, 0)
}
func Setpriority(which int, who int, prio int) (err error) {
	return only(call(SYS_SETPRIORITY, uintptr(which), uintptr(who), uintptr(prio), 0))
}
func Getrusage(who int, rusage *Rusage) (err error) {
	return only(call(SYS_GETRUSAGE, uintptr(who), uintptr(unsafe.Pointer(rusage)), 0, 0))
}
func Tgkill(tgid int, tid int, sig Signal) (err error) {
	return only(call(SYS_TGKILL, uintptr(tgid), uintptr(tid), uintptr(sig), 0))
}
func Uname(buf *Utsname) (err error) {
	return only(call(SYS_UNAME, uintptr(unsafe.Pointer(buf)), 0, 0, 0))
}
func Sysinfo(info *Sysinfo_t) (err error) {
	return only(call(SYS_SYSINFO, uintptr(unsafe.Pointer(info)), 0, 0, 0))
}
func Getpagesize() int { return 4096 }
func Exit(code int)    { sysExit(code) }

// Time.

func Gettimeofday(tv *Timeval) (err error) {
	return only(call(SYS_GETTIMEOFDAY, uintptr(unsafe.Pointer(tv)), 0, 0, 0))
}
func Time(t *Time_t) (tt Time_t, err error) {
	var tv Timeval
	err = Gettimeofday(&tv)
	if t != nil {
		*t = Time_t(tv.Sec)
	}
	return Time_t(tv.Sec), err
}
func Times(tms *Tms) (ticks uintptr, err error) {
	n, err := call(SYS_TIMES, uintptr(unsafe.Pointer(tms)), 0, 0, 0)
	return uintptr(n), err
}
func Nanosleep(time *Timespec, leftover *Timespec) (err error) {
	return only(call(SYS_NANOSLEEP, uintptr(unsafe.Pointer(time)), uintptr(unsafe.Pointer(leftover)), 0, 0))
}
func Utimes(path string, tv []Timeval) (err error) {
	if len(tv) != 2 {
		return EINVAL
	}
	return only(pathCall(SYS_UTIMES, 0, path, uintptr(unsafe.Pointer(&tv[0])), 0, 0))
}

// The environment.

func Getenv(key string) (value string, found bool) { return sysGetenv(key) }

func Setenv(key, value string) error {
	bad := key == ""
	for i := 0; i < len(key); i++ {
		bad = bad || key[i] == '=' || key[i] == 0
	}
	for i := 0; i < len(value); i++ {
		bad = bad || value[i] == 0
	}
	if bad {
		return EINVAL
	}
	sysSetenv(key, value)
	return nil
}

func Unsetenv(key string) error {
	sysUnsetenv(key)
	return nil
}

func Clearenv()         { sysClearenv() }
func Environ() []string { return sysEnviron() }
