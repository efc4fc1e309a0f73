package os

import "syscall"

// Operations of sysAt. dir and dir2 are descriptors that names are relative to.
const (
	atOpen      = iota // a, flags x, mode y; answers the descriptor
	atMkdir            // a, mode x
	atUnlink           // a, flags x
	atSymlink          // target a, name b
	atLink             // a, b in dir2
	atRename           // a, b in dir2
	atChmod            // a, mode x
	atChown            // a, user x, group y, flags z
	atChtimes          // a, x.y and z.w
	fdChmod            // mode x
	fdChown            // user x, group y
	fdChdir            //
	atTruncate         // a, size x
	atRemoveAll        // a
)

const (
	cwd         = -100 // names are relative to the working directory
	omitTime    = 1<<30 - 2
	removeDir   = 0x200
	noFollow    = 0x20000
	noFollowAt  = 0x100
	onlyDir     = 0x10000
	pathHandle  = 0x200000
	tooManyHops = 255
)

func sysAt(op, dir int, a string, dir2 int, b string, x, y, z, w int64) (r, errno int)
func sysStatAt(dir int, name string, follow bool, st *syscall.Stat_t) (errno int)
func sysStatFd(fd int, st *syscall.Stat_t) (errno int)
func sysReadlinkAt(dir int, name string) (target string, errno int)
func sysList(fd int) (names []string, types []byte, errno int)
func sysGetgroups(out []int64) (n, errno int)

// sysMode returns the system's mode bits.
func sysMode(m FileMode) int64 {
	bits := int64(m.Perm())
	if m&ModeSetuid != 0 {
		bits |= 0o4000
	}
	if m&ModeSetgid != 0 {
		bits |= 0o2000
	}
	if m&ModeSticky != 0 {
		bits |= 0o1000
	}
	return bits
}

// at runs an operation on one name.
func at(op int, name, path string, x, y, z, w int64) error {
	if _, errno := sysAt(op, cwd, path, cwd, "", x, y, z, w); errno != 0 {
		return &PathError{name, path, syscall.Errno(errno)}
	}
	return nil
}

// at2 runs an operation on two names.
func at2(op int, name, from, to string) error {
	if _, errno := sysAt(op, cwd, from, cwd, to, 0, 0, 0, 0); errno != 0 {
		return &LinkError{name, from, to, syscall.Errno(errno)}
	}
	return nil
}

// onFd runs an operation on an open file.
func (f *File) onFd(op int, name string, x, y int64) error {
	if err := f.check(name); err != nil {
		return err
	}
	if _, errno := sysAt(op, f.fd, "", cwd, "", x, y, 0, 0); errno != 0 {
		return f.fail(name, errno)
	}
	return nil
}
