package os

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"syscall"
)

// dirEntry is a name with what the directory says of its type.
type dirEntry struct {
	dir  string
	name string
	mode FileMode
	info FileInfo // in a Root, where the name of the directory says nothing
}

func (d *dirEntry) Name() string   { return d.name }
func (d *dirEntry) IsDir() bool    { return d.mode.IsDir() }
func (d *dirEntry) Type() FileMode { return d.mode }
func (d *dirEntry) String() string { return fs.FormatDirEntry(d) }

func (d *dirEntry) Info() (FileInfo, error) {
	if d.info != nil {
		return d.info, nil
	}
	return Lstat(d.dir + "/" + d.name)
}

// statHook, if there is one, is asked for descriptions first: in tests of this package.
var statHook func(f *File, name string) (FileInfo, error)

// lstatIn describes an entry of the directory f.
func (f *File) lstatIn(name string) (FileInfo, error) {
	if !f.inRoot {
		return Lstat(f.name + "/" + name)
	}
	if statHook != nil {
		if info, err := statHook(f, name); info != nil || err != nil {
			return info, err
		}
	}
	s := &fileStat{name: name}
	if errno := sysStatAt(f.fd, name, false, &s.sys); errno != 0 {
		return nil, &PathError{"lstat", f.name + "/" + name, syscall.Errno(errno)}
	}
	return s, nil
}

// entryMode turns a directory's type byte into a mode; ok is false if the system does not say.
func entryMode(kind byte) (m FileMode, ok bool) {
	switch kind {
	case 1:
		return ModeNamedPipe, true
	case 2:
		return ModeDevice | ModeCharDevice, true
	case 4:
		return ModeDir, true
	case 6:
		return ModeDevice, true
	case 8:
		return 0, true
	case 10:
		return ModeSymlink, true
	case 12:
		return ModeSocket, true
	}
	return 0, false
}

var errFileClosing = errors.New("use of closed file")

// list returns the next n entries, or all that are left if n is not positive.
func (f *File) list(n int) ([]DirEntry, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	if f.closed {
		return nil, &PathError{"readdirent", f.name, errFileClosing}
	}
	if !f.hasList {
		names, types, errno := sysList(f.fd)
		if errno != 0 {
			return nil, f.fail("readdirent", errno)
		}
		f.hasList = true
		f.entries = make([]DirEntry, 0, len(names))
		for i, name := range names {
			mode, ok := entryMode(types[i])
			var info FileInfo
			if !ok || f.inRoot {
				var err error
				if info, err = f.lstatIn(name); err != nil {
					continue
				}
				mode = info.Mode().Type()
			}
			if !f.inRoot {
				info = nil
			}
			f.entries = append(f.entries, &dirEntry{f.name, name, mode, info})
		}
	}
	if n > 0 && len(f.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.entries) {
		n = len(f.entries)
	}
	part := f.entries[:n:n]
	f.entries = f.entries[n:]
	return part, nil
}

// ReadDir lists up to n entries in the order of the directory, or all that are left if n is not positive.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	list, err := f.list(n)
	if list == nil && f != nil {
		list = []DirEntry{}
	}
	return list, err
}

// Readdir is ReadDir with descriptions.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	infos := []FileInfo{}
	for {
		list, err := f.list(n)
		if f == nil {
			return nil, err
		}
		for _, e := range list {
			info, err := e.Info()
			if IsNotExist(err) {
				continue
			}
			if err != nil {
				return infos, err
			}
			infos = append(infos, info)
		}
		// All that were listed may be gone: then those behind them are wanted.
		if err != nil || n <= 0 || len(infos) > 0 {
			return infos, err
		}
	}
}

// Readdirnames is ReadDir with names only.
func (f *File) Readdirnames(n int) (names []string, err error) {
	list, err := f.list(n)
	if f == nil {
		return nil, err
	}
	names = []string{}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names, err
}

// ReadDir lists the named directory, sorted by name.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := OpenFile(name, O_RDONLY|onlyDir, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := f.ReadDir(-1)
	sortEntries(list)
	return list, err
}

func sortEntries(list []DirEntry) {
	slices.SortFunc(list, func(a, b DirEntry) int {
		switch {
		case a.Name() < b.Name():
			return -1
		case a.Name() > b.Name():
			return 1
		}
		return 0
	})
}

// DirFS returns the file system of a directory's tree. Symbolic links may lead out of it.
func DirFS(dir string) fs.FS { return dirFS(dir) }

type dirFS string

func (d dirFS) full(op, name string) (string, error) {
	var err error
	switch {
	case d == "":
		err = errors.New("os: DirFS with empty root")
	case !fs.ValidPath(name) || hasZero(name):
		err = ErrInvalid
	case d[len(d)-1] == '/':
		return string(d) + name, nil
	default:
		return string(d) + "/" + name, nil
	}
	return "", &PathError{op, name, err}
}

func hasZero(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return true
		}
	}
	return false
}

// own gives an error the name that the caller knows.
func own(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (d dirFS) Open(name string) (fs.File, error) {
	full, err := d.full("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, own(err, name)
	}
	return f, nil
}

func (d dirFS) ReadFile(name string) ([]byte, error) {
	full, err := d.full("readfile", name)
	if err != nil {
		return nil, err
	}
	b, err := ReadFile(full)
	return b, own(err, name)
}

func (d dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := d.full("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(full)
	return list, own(err, name)
}

func (d dirFS) Stat(name string) (FileInfo, error) {
	full, err := d.full("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	return info, own(err, name)
}

func (d dirFS) Lstat(name string) (FileInfo, error) {
	full, err := d.full("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(full)
	return info, own(err, name)
}

func (d dirFS) ReadLink(name string) (string, error) {
	full, err := d.full("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := Readlink(full)
	return target, own(err, name)
}

// CopyFS copies a file system into dir, which it makes; files that exist already are an error.
func CopyFS(dir string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, d DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := dir
		if path != "." {
			to += "/" + path
		}
		switch d.Type() {
		case ModeDir:
			return MkdirAll(to, 0777)
		case ModeSymlink:
			target, err := fs.ReadLink(fsys, path)
			if err != nil {
				return err
			}
			return Symlink(target, to)
		case 0:
			return copyFile(to, fsys, path)
		}
		return &PathError{"CopyFS", path, ErrInvalid}
	})
}

func copyFile(to string, fsys fs.FS, path string) error {
	r, err := fsys.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil {
		return err
	}
	w, err := OpenFile(to, O_CREATE|O_EXCL|O_WRONLY, 0666|info.Mode()&0777)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		w.Close()
		return &PathError{"Copy", to, err}
	}
	return w.Close()
}

func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(fileWriter{f}, r)
}

func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, fileReader{f})
}

// fileWriter hides ReadFrom, fileReader WriteTo.
type (
	fileWriter struct{ f *File }
	fileReader struct{ f *File }
)

func (w fileWriter) Write(b []byte) (int, error) { return w.f.Write(b) }
func (r fileReader) Read(b []byte) (int, error)  { return r.f.Read(b) }

// SyscallConn returns the file's descriptor for system calls of one's own.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if err := f.check("SyscallConn"); err != nil {
		return nil, err
	}
	return rawConn{f}, nil
}

type rawConn struct {
	f *File
}

func (c rawConn) Control(fn func(uintptr)) error {
	if err := c.f.check("SyscallConn"); err != nil {
		return err
	}
	fn(uintptr(c.f.fd))
	return nil
}

// Read and Write call fn until it is done.
func (c rawConn) Read(fn func(uintptr) bool) error {
	for {
		if err := c.f.check("SyscallConn"); err != nil {
			return err
		}
		if fn(uintptr(c.f.fd)) {
			return nil
		}
	}
}

func (c rawConn) Write(fn func(uintptr) bool) error { return c.Read(fn) }
