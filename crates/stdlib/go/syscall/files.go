package syscall

import (
	"sync"
	"unsafe"
)

// ForkLock is held while a child is started, and by whoever makes a descriptor before it is marked for closing.
var ForkLock sync.RWMutex

// Calls on files beside the common ones.
type (
	Dirent struct {
		Ino       uint64
		Off       int64
		Reclen    uint16
		Type      uint8
		Name      [256]int8
		Pad_cgo_0 [5]byte
	}

	EpollEvent struct {
		Events uint32
		Fd     int32
		Pad    int32
	}

	FdSet struct {
		Bits [16]int64
	}

	InotifyEvent struct {
		Wd     int32
		Mask   uint32
		Cookie uint32
		Len    uint32
		Name   [0]uint8
	}

	Ustat_t struct {
		Tfree     int32
		Pad_cgo_0 [4]byte
		Tinode    uint64
		Fname     [6]int8
		Fpack     [6]int8
		Pad_cgo_1 [4]byte
	}

	Utimbuf struct {
		Actime  int64
		Modtime int64
	}
)

func Fstatfs(fd int, buf *Statfs_t) (err error) {
	return only(call(SYS_FSTATFS, uintptr(fd), pointer(buf), 0, 0))
}

func Fallocate(fd int, mode uint32, off int64, len int64) (err error) {
	return only(call(SYS_FALLOCATE, uintptr(fd), uintptr(mode), uintptr(off), uintptr(len)))
}

func Faccessat(dirfd int, path string, mode uint32, flags int) (err error) {
	const faccessat2 = 439
	if flags == 0 {
		return only(pathCall(SYS_FACCESSAT, 1, path, uintptr(dirfd), uintptr(mode), 0))
	}
	if flags&^(_AT_SYMLINK_NOFOLLOW|_AT_EACCESS|_AT_EMPTY_PATH) != 0 {
		return EINVAL
	}
	return only(pathCall(faccessat2, 1, path, uintptr(dirfd), uintptr(mode), uintptr(flags)))
}

const (
	_AT_SYMLINK_NOFOLLOW = 0x100
	_AT_EACCESS          = 0x200
	_AT_EMPTY_PATH       = 0x1000
)

func Fchmodat(dirfd int, path string, mode uint32, flags int) error {
	const fchmodat2 = 452
	if flags == 0 {
		return only(pathCall(SYS_FCHMODAT, 1, path, uintptr(dirfd), uintptr(mode), 0))
	}
	err := only(pathCall(fchmodat2, 1, path, uintptr(dirfd), uintptr(mode), uintptr(flags)))
	if err != ENOSYS {
		return err
	}
	if flags&^(_AT_SYMLINK_NOFOLLOW|_AT_EMPTY_PATH) != 0 {
		return EINVAL
	}
	return EOPNOTSUPP
}

func Fchownat(dirfd int, path string, uid int, gid int, flags int) (err error) {
	p, err := BytePtrFromString(path)
	if err != nil {
		return err
	}
	_, _, errno := rawSyscall(SYS_FCHOWNAT, uintptr(dirfd), pointer(p), uintptr(uid), uintptr(gid), uintptr(flags), 0)
	return result(errno)
}

func Mkdirat(dirfd int, path string, mode uint32) (err error) {
	return only(pathCall(SYS_MKDIRAT, 1, path, uintptr(dirfd), uintptr(mode), 0))
}

func Mknodat(dirfd int, path string, mode uint32, dev int) (err error) {
	return only(pathCall(SYS_MKNODAT, 1, path, uintptr(dirfd), uintptr(mode), uintptr(dev)))
}

func Unlinkat(dirfd int, path string) error {
	return only(pathCall(SYS_UNLINKAT, 1, path, uintptr(dirfd), 0, 0))
}

func Renameat(olddirfd int, oldpath string, newdirfd int, newpath string) (err error) {
	p, err := BytePtrFromString(oldpath)
	if err != nil {
		return err
	}
	q, err := BytePtrFromString(newpath)
	if err != nil {
		return err
	}
	return only(call(SYS_RENAMEAT, uintptr(olddirfd), pointer(p), uintptr(newdirfd), pointer(q)))
}

// FcntlFlock makes a call of fcntl that has to do with record locks.
func FcntlFlock(fd uintptr, cmd int, lk *Flock_t) error {
	return only(call(SYS_FCNTL, fd, uintptr(cmd), pointer(lk), 0))
}

func Futimes(fd int, tv []Timeval) (err error) {
	return Utimes("/proc/self/fd/"+decimal(fd), tv)
}

func Futimesat(dirfd int, path string, tv []Timeval) (err error) {
	if len(tv) != 2 {
		return EINVAL
	}
	return only(pathCall(SYS_FUTIMESAT, 1, path, uintptr(dirfd), pointer(&tv[0]), 0))
}

func Utime(path string, buf *Utimbuf) (err error) {
	return only(pathCall(SYS_UTIME, 0, path, pointer(buf), 0, 0))
}

func UtimesNano(path string, ts []Timespec) (err error) {
	if len(ts) != 2 {
		return EINVAL
	}
	return only(pathCall(SYS_UTIMENSAT, 1, path, atFdcwd, pointer(&ts[0]), 0))
}

func Ustat(dev int, ubuf *Ustat_t) (err error) {
	return only(call(SYS_USTAT, uintptr(dev), pointer(ubuf), 0, 0))
}

func Getdents(fd int, buf []byte) (n int, err error) {
	return call(SYS_GETDENTS64, uintptr(fd), address(buf), uintptr(len(buf)), 0)
}

// ReadDirent reads entries of a directory as the system writes them.
func ReadDirent(fd int, buf []byte) (n int, err error) { return Getdents(fd, buf) }

// ParseDirent reads up to max names, or all, without . and .., from what ReadDirent has read.
func ParseDirent(buf []byte, max int, names []string) (consumed int, count int, newnames []string) {
	const head = 19
	whole := len(buf)
	for max != 0 && len(buf) >= head {
		size := int(buf[16]) | int(buf[17])<<8
		if size < head || size > len(buf) {
			return whole, count, names
		}
		name := buf[head:size]
		inode := *(*uint64)(unsafe.Pointer(&buf[0]))
		buf = buf[size:]
		for i, c := range name {
			if c == 0 {
				name = name[:i]
				break
			}
		}
		if inode == 0 || string(name) == "." || string(name) == ".." {
			continue
		}
		max--
		count++
		names = append(names, string(name))
	}
	return whole - len(buf), count, names
}

func Sendfile(outfd int, infd int, offset *int64, count int) (written int, err error) {
	return call(SYS_SENDFILE, uintptr(outfd), uintptr(infd), pointer(offset), uintptr(count))
}

func Splice(rfd int, roff *int64, wfd int, woff *int64, len int, flags int) (n int64, err error) {
	r, _, errno := rawSyscall(SYS_SPLICE, uintptr(rfd), pointer(roff), uintptr(wfd), pointer(woff), uintptr(len), uintptr(flags))
	return int64(r), result(errno)
}

func Tee(rfd int, wfd int, len int, flags int) (n int64, err error) {
	r, err := call(SYS_TEE, uintptr(rfd), uintptr(wfd), uintptr(len), uintptr(flags))
	return int64(r), err
}

func SyncFileRange(fd int, off int64, n int64, flags int) (err error) {
	return only(call(SYS_SYNC_FILE_RANGE, uintptr(fd), uintptr(off), uintptr(n), uintptr(flags)))
}

// Select waits for descriptors; it holds up all goroutines.
func Select(nfd int, r *FdSet, w *FdSet, e *FdSet, timeout *Timeval) (n int, err error) {
	got, _, errno := rawSyscall(SYS_SELECT, uintptr(nfd), pointer(r), pointer(w), pointer(e), pointer(timeout), 0)
	return int(got), result(errno)
}

func EpollCreate(size int) (fd int, err error) { return call(SYS_EPOLL_CREATE, uintptr(size), 0, 0, 0) }

func EpollCreate1(flag int) (fd int, err error) {
	return call(SYS_EPOLL_CREATE1, uintptr(flag), 0, 0, 0)
}

func EpollCtl(epfd int, op int, fd int, event *EpollEvent) (err error) {
	return only(call(SYS_EPOLL_CTL, uintptr(epfd), uintptr(op), uintptr(fd), pointer(event)))
}

// EpollWait waits for events; other goroutines run if it waits without end.
func EpollWait(epfd int, events []EpollEvent, msec int) (n int, err error) {
	if msec < 0 {
		waitReady(epfd, false)
	}
	return call(SYS_EPOLL_WAIT, uintptr(epfd), uintptr(unsafe.Pointer(unsafe.SliceData(events))), uintptr(len(events)), uintptr(msec))
}

func InotifyInit() (fd int, err error) { return InotifyInit1(0) }

func InotifyInit1(flags int) (fd int, err error) {
	return call(SYS_INOTIFY_INIT1, uintptr(flags), 0, 0, 0)
}

func InotifyAddWatch(fd int, pathname string, mask uint32) (watchdesc int, err error) {
	return pathCall(SYS_INOTIFY_ADD_WATCH, 1, pathname, uintptr(fd), uintptr(mask), 0)
}

func InotifyRmWatch(fd int, watchdesc uint32) (success int, err error) {
	return call(SYS_INOTIFY_RM_WATCH, uintptr(fd), uintptr(watchdesc), 0, 0)
}

// xattr makes a call on an attribute of a file.
func xattr(trap uintptr, path, attr string, data []byte, flags int) (int, error) {
	p, err := BytePtrFromString(path)
	if err != nil {
		return -1, err
	}
	a, err := BytePtrFromString(attr)
	if err != nil {
		return -1, err
	}
	r, _, errno := rawSyscall(trap, pointer(p), pointer(a), address(data), uintptr(len(data)), uintptr(flags), 0)
	return int(r), result(errno)
}

func Getxattr(path string, attr string, dest []byte) (sz int, err error) {
	return xattr(SYS_GETXATTR, path, attr, dest, 0)
}

func Setxattr(path string, attr string, data []byte, flags int) (err error) {
	return only(xattr(SYS_SETXATTR, path, attr, data, flags))
}

func Removexattr(path string, attr string) (err error) { return twoPaths(SYS_REMOVEXATTR, path, attr) }

func Listxattr(path string, dest []byte) (sz int, err error) {
	return pathCall(SYS_LISTXATTR, 0, path, address(dest), uintptr(len(dest)), 0)
}

func Mount(source string, target string, fstype string, flags uintptr, data string) (err error) {
	var list [4]uintptr
	for i, s := range [...]string{source, target, fstype, data} {
		if i == 3 && data == "" {
			break
		}
		p, err := BytePtrFromString(s)
		if err != nil {
			return err
		}
		keep = append(keep, p)
		list[i] = pointer(p)
	}
	_, _, errno := rawSyscall(SYS_MOUNT, list[0], list[1], list[2], flags, list[3], 0)
	keep = nil
	return result(errno)
}

// keep holds what Mount has only the addresses of.
var keep []*byte

func Unmount(target string, flags int) (err error) {
	return only(pathCall(SYS_UMOUNT2, 0, target, uintptr(flags), 0, 0))
}

func PivotRoot(newroot string, putold string) (err error) {
	return twoPaths(SYS_PIVOT_ROOT, newroot, putold)
}
func Acct(path string) (err error) { return only(pathCall(SYS_ACCT, 0, path, 0, 0, 0)) }
