package os

import (
	"io/fs"
	"syscall"
	"time"
)

type (
	FileInfo = fs.FileInfo
	DirEntry = fs.DirEntry
)

type fileStat struct {
	name string
	sys  syscall.Stat_t
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.sys.Size }
func (s *fileStat) ModTime() time.Time { return time.Unix(s.sys.Mtim.Sec, s.sys.Mtim.Nsec) }
func (s *fileStat) IsDir() bool        { return s.Mode().IsDir() }
func (s *fileStat) Sys() any           { return &s.sys }

func (s *fileStat) Mode() FileMode {
	m := s.sys.Mode
	mode := FileMode(m & 0o777)
	switch m & 0o170000 {
	case 0o040000:
		mode |= ModeDir
	case 0o120000:
		mode |= ModeSymlink
	case 0o060000:
		mode |= ModeDevice
	case 0o020000:
		mode |= ModeDevice | ModeCharDevice
	case 0o010000:
		mode |= ModeNamedPipe
	case 0o140000:
		mode |= ModeSocket
	}
	if m&0o4000 != 0 {
		mode |= ModeSetuid
	}
	if m&0o2000 != 0 {
		mode |= ModeSetgid
	}
	if m&0o1000 != 0 {
		mode |= ModeSticky
	}
	return mode
}

// baseName returns the last part of a path.
func baseName(name string) string {
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' && i+1 < len(name) {
			return name[i+1:]
		}
	}
	return name
}

func statOf(op, name string, follow bool) (FileInfo, error) {
	s := &fileStat{name: baseName(name)}
	if errno := sysStatAt(cwd, name, follow, &s.sys); errno != 0 {
		return nil, &PathError{op, name, syscall.Errno(errno)}
	}
	return s, nil
}

// Stat describes the named file.
func Stat(name string) (FileInfo, error) { return statOf("stat", name, true) }

// Lstat describes the named file, or the symbolic link itself.
func Lstat(name string) (FileInfo, error) {
	if statHook != nil {
		if info, err := statHook(nil, name); info != nil || err != nil {
			return info, err
		}
	}
	return statOf("lstat", name, false)
}

// SameFile reports whether two descriptions are of the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.sys.Dev == b.sys.Dev && a.sys.Ino == b.sys.Ino
}

// Stat describes the file.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	s := &fileStat{name: baseName(f.name)}
	if errno := sysStatFd(f.fd, &s.sys); errno != 0 {
		return nil, f.fail("stat", errno)
	}
	return s, nil
}

// Chmod changes the mode of the file.
func (f *File) Chmod(mode FileMode) error { return f.onFd(fdChmod, "chmod", sysMode(mode), 0) }

// Chown changes the owner of the file; -1 leaves one as it is.
func (f *File) Chown(uid, gid int) error { return f.onFd(fdChown, "chown", int64(uid), int64(gid)) }

// Chdir makes the file, a directory, the working directory.
func (f *File) Chdir() error { return f.onFd(fdChdir, "chdir", 0, 0) }

// timeParts returns a time as Chtimes passes it; the zero time leaves one as it is.
func timeParts(t time.Time) (sec, nsec int64) {
	if t.IsZero() {
		return 0, omitTime
	}
	return t.Unix(), int64(t.Nanosecond())
}

// Chtimes changes the times of access and modification; a zero time leaves one as it is.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	as, an := timeParts(atime)
	ms, mn := timeParts(mtime)
	return at(atChtimes, "chtimes", name, as, an, ms, mn)
}
