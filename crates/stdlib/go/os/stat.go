package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
	"time"
)

type (
	FileInfo = fs.FileInfo
	DirEntry = fs.DirEntry
)

func sysStat(name string, follow bool, out []int64) (errno int)
func sysFstat(fd int, out []int64) (errno int)
func sysReadDir(name string) (names []string, errno int)
func sysRandom() uint32
func sysChtimes(name string, asec, ansec, msec, mnsec int64) (errno int)

type fileStat struct {
	name string
	v    [6]int64 // mode, size, seconds and nanoseconds of modification, device, inode
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.v[1] }
func (s *fileStat) Mode() FileMode     { return FileMode(s.v[0]) }
func (s *fileStat) ModTime() time.Time { return time.Unix(s.v[2], s.v[3]) }
func (s *fileStat) IsDir() bool        { return s.Mode().IsDir() }
func (s *fileStat) Sys() any           { return nil }

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
	if errno := sysStat(name, follow, s.v[:]); errno != 0 {
		return nil, &PathError{op, name, syscall.Errno(errno)}
	}
	return s, nil
}

// Stat describes the named file.
func Stat(name string) (FileInfo, error) { return statOf("stat", name, true) }

// Lstat describes the named file, or the symbolic link itself.
func Lstat(name string) (FileInfo, error) { return statOf("lstat", name, false) }

// SameFile reports whether two descriptions are of the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.v[4] == b.v[4] && a.v[5] == b.v[5]
}

// Stat describes the file.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	s := &fileStat{name: baseName(f.name)}
	if errno := sysFstat(f.fd, s.v[:]); errno != 0 {
		return nil, f.fail("stat", errno)
	}
	return s, nil
}

type dirEntry struct {
	dir string
	*fileStat
}

func (d dirEntry) Type() FileMode          { return d.Mode().Type() }
func (d dirEntry) Info() (FileInfo, error) { return Lstat(d.dir + "/" + d.name) }
func (d dirEntry) String() string          { return fs.FormatDirEntry(d) }

// ReadDir lists the named directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	names, errno := sysReadDir(name)
	if errno != 0 {
		return nil, &PathError{"open", name, syscall.Errno(errno)}
	}
	list := make([]DirEntry, 0, len(names))
	for _, n := range names {
		s := &fileStat{name: n}
		if sysStat(name+"/"+n, false, s.v[:]) == 0 {
			list = append(list, dirEntry{name, s})
		}
	}
	return list, nil
}

// ReadDir lists the directory; n is ignored beyond its sign only if it is not positive.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	list, err := ReadDir(f.name)
	if err != nil {
		return nil, err
	}
	list = list[min(f.listed, len(list)):]
	if n > 0 {
		if len(list) == 0 {
			return nil, io.EOF
		}
		list = list[:min(n, len(list))]
	}
	f.listed += len(list)
	return list, nil
}

// Readdirnames lists the names in the directory.
func (f *File) Readdirnames(n int) (names []string, err error) {
	list, err := f.ReadDir(n)
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names, err
}

var errPatternHasSeparator = errors.New("pattern contains path separator")

// tempName makes a name for an attempt: the last * of the pattern, or its end, becomes a number.
func tempName(dir, pattern string) (string, error) {
	star := len(pattern)
	rest := ""
	for i := 0; i < len(pattern); i++ {
		if IsPathSeparator(pattern[i]) {
			return "", errPatternHasSeparator
		}
		if pattern[i] == '*' {
			star = i
			rest = pattern[i+1:]
		}
	}
	n := sysRandom()
	digits := ""
	for ok := true; ok; ok = n > 0 {
		digits = string(rune('0'+n%10)) + digits
		n /= 10
	}
	if dir == "" {
		dir = TempDir()
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	return dir + pattern[:star] + digits + rest, nil
}

// MkdirTemp makes a new directory with a name of its own.
func MkdirTemp(dir, pattern string) (string, error) {
	for try := 0; ; try++ {
		name, err := tempName(dir, pattern)
		if err != nil {
			return "", &PathError{"mkdirtemp", pattern, err}
		}
		if err = Mkdir(name, 0700); err == nil {
			return name, nil
		}
		if !IsExist(err) || try > 10000 {
			return "", err
		}
	}
}

// CreateTemp makes a new file with a name of its own.
func CreateTemp(dir, pattern string) (*File, error) {
	for try := 0; ; try++ {
		name, err := tempName(dir, pattern)
		if err != nil {
			return nil, &PathError{"createtemp", pattern, err}
		}
		f, err := OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		if err == nil || !IsExist(err) || try > 10000 {
			return f, err
		}
	}
}

// Chtimes changes the times of access and modification.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	if errno := sysChtimes(name, atime.Unix(), int64(atime.Nanosecond()), mtime.Unix(), int64(mtime.Nanosecond())); errno != 0 {
		return &PathError{"chtimes", name, syscall.Errno(errno)}
	}
	return nil
}

// Truncate changes the size of the named file.
func Truncate(name string, size int64) error {
	f, err := OpenFile(name, O_WRONLY, 0)
	if err != nil {
		return &PathError{"truncate", name, cause(err)}
	}
	defer f.Close()
	return f.Truncate(size)
}

func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(fileWriter{f}, r)
}

// fileWriter hides ReadFrom.
type fileWriter struct {
	f *File
}

func (w fileWriter) Write(b []byte) (int, error) { return w.f.Write(b) }
