// Package os: files, the process's arguments and environment. System calls are natives that answer an error number.
package os

import (
	"io"
	"io/fs"
	"syscall"
	"time"
)

const (
	O_RDONLY int = syscall.O_RDONLY
	O_WRONLY int = syscall.O_WRONLY
	O_RDWR   int = syscall.O_RDWR
	O_APPEND int = syscall.O_APPEND
	O_CREATE int = syscall.O_CREAT
	O_EXCL   int = syscall.O_EXCL
	O_SYNC   int = syscall.O_SYNC
	O_TRUNC  int = syscall.O_TRUNC
)

const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

type (
	PathError = fs.PathError
	FileMode  = fs.FileMode
)

// A File is an open file. The pointer inside keeps copies of a File in step.
type File struct {
	*file
}

type file struct {
	fd            int
	name          string
	closed        bool
	appendMode    bool
	hasList       bool
	entries       []DirEntry // of a directory, not yet handed out
	mode          int
	inRoot        bool  // opened by a Root
	given         bool  // in non-blocking mode when it became a File: it stays so
	readDeadline  int64 // on the clock of sysMono; 0 is none
	writeDeadline int64
}

// How a file may be read, as the natives number it.
const (
	mayBlock    = iota
	neverBlocks // a regular file or directory
	nonblocking // in non-blocking mode
)

var (
	Stdin  = NewFile(uintptr(syscall.Stdin), "/dev/stdin")
	Stdout = NewFile(uintptr(syscall.Stdout), "/dev/stdout")
	Stderr = NewFile(uintptr(syscall.Stderr), "/dev/stderr")
)

func sysOpen(name string, flag int, perm uint32) (fd int, mode int, errno int)
func sysClose(fd int) (errno int)
func sysRead(fd int, p []byte, mode int, deadline int64, owner *file) (n int, errno int)
func sysWrite(fd int, p []byte, mode int, deadline int64, owner *file) (n int, errno int)
func sysWriteString(fd int, s string, mode int, deadline int64, owner *file) (n int, errno int)

// sysGuard has the descriptor closed once its owner has been collected. Natives that wait get the owner, so that it lives on.
func sysGuard(owner *file, fd int)
func sysPipe() (r int, w int, errno int)
func sysSetBlocking(fd int, blocking bool)
func sysIsNonblock(fd int) bool
func sysNudge(fd int)
func sysMono() int64
func sysPread(fd int, p []byte, off int64) (n int, errno int)
func sysPwrite(fd int, p []byte, off int64) (n int, errno int)
func sysSeek(fd int, off int64, whence int) (pos int64, errno int)
func sysSync(fd int) (errno int)
func sysTruncate(fd int, size int64) (errno int)
func sysReadFile(name string) (data []byte, errno int)

// NewFile returns a File for a descriptor; nil if it is negative.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	f := &File{&file{fd: int(fd), name: name}}
	if fd > 2 && sysIsNonblock(int(fd)) {
		f.mode = nonblocking
		f.given = true
	}
	sysGuard(f.file, f.fd)
	return f
}

// owned makes a File of a descriptor that nobody else knows.
func owned(f file) *File {
	p := &f
	sysGuard(p, f.fd)
	return &File{p}
}

// Open opens the named file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create makes or truncates the named file.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens the named file with flags and permission bits.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, mode, errno := sysOpen(name, flag, uint32(sysMode(perm)))
	if errno != 0 {
		return nil, &PathError{"open", name, syscall.Errno(errno)}
	}
	return owned(file{fd: fd, name: name, appendMode: flag&O_APPEND != 0, mode: mode}), nil
}

// check refuses a nil or closed file.
func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

func (f *File) fail(op string, errno int) error {
	switch errno {
	case -1:
		return &PathError{op, f.name, ErrClosed}
	case -2:
		return &PathError{op, f.name, ErrDeadlineExceeded}
	}
	return &PathError{op, f.name, syscall.Errno(errno)}
}

// Pipe returns two connected files: what is written to w can be read from r.
func Pipe() (r *File, w *File, err error) {
	in, out, errno := sysPipe()
	if errno != 0 {
		return nil, nil, NewSyscallError("pipe2", syscall.Errno(errno))
	}
	return owned(file{fd: in, name: "|0", mode: nonblocking}), owned(file{fd: out, name: "|1", mode: nonblocking}), nil
}

// deadline turns a time into one of sysMono's clock.
func deadline(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return max(1, sysMono()+int64(time.Until(t)))
}

func (f *File) setDeadline(t time.Time, read, write bool) error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return errFileClosing
	}
	if f.mode != nonblocking {
		return ErrNoDeadline
	}
	d := deadline(t)
	if read {
		f.readDeadline = d
	}
	if write {
		f.writeDeadline = d
	}
	sysNudge(f.fd)
	return nil
}

// SetDeadline sets when reading and writing give up; the zero time is never.
func (f *File) SetDeadline(t time.Time) error { return f.setDeadline(t, true, true) }

// SetReadDeadline sets when reading gives up.
func (f *File) SetReadDeadline(t time.Time) error { return f.setDeadline(t, true, false) }

// SetWriteDeadline sets when writing gives up.
func (f *File) SetWriteDeadline(t time.Time) error { return f.setDeadline(t, false, true) }

// Name returns the name the file was opened by.
func (f *File) Name() string { return f.name }

// Fd returns the descriptor.
func (f *File) Fd() uintptr {
	if f == nil || f.closed {
		return ^uintptr(0)
	}
	if f.mode == nonblocking && !f.given {
		// Who gets the number expects calls to block.
		f.mode = mayBlock
		sysSetBlocking(f.fd, true)
	}
	return uintptr(f.fd)
}

func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := sysRead(f.fd, b, f.mode, f.readDeadline, f.file)
	if errno != 0 {
		return 0, f.fail("read", errno)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (f *File) Write(b []byte) (n int, err error) {
	if f == nil || f.closed {
		return 0, f.check("write")
	}
	n, errno := sysWrite(f.fd, b, f.mode, f.writeDeadline, f.file)
	if errno != 0 {
		return n, f.fail("write", errno)
	}
	return n, nil
}

func (f *File) WriteString(s string) (n int, err error) {
	if f == nil || f.closed {
		return 0, f.check("write")
	}
	n, errno := sysWriteString(f.fd, s, f.mode, f.writeDeadline, f.file)
	if errno != 0 {
		return n, f.fail("write", errno)
	}
	return n, nil
}

func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{"readat", f.name, errNegativeOffset}
	}
	for len(b) > 0 {
		k, errno := sysPread(f.fd, b, off)
		if errno != 0 {
			return n, f.fail("read", errno)
		}
		if k == 0 {
			return n, io.EOF
		}
		n += k
		off += int64(k)
		b = b[k:]
	}
	return n, nil
}

func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.appendMode {
		return 0, errWriteAtInAppendMode
	}
	if off < 0 {
		return 0, &PathError{"writeat", f.name, errNegativeOffset}
	}
	for len(b) > 0 {
		k, errno := sysPwrite(f.fd, b, off)
		if errno != 0 {
			return n, f.fail("write", errno)
		}
		n += k
		off += int64(k)
		b = b[k:]
	}
	return n, nil
}

func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	f.hasList, f.entries = false, nil
	ret, errno := sysSeek(f.fd, offset, whence)
	if errno != 0 {
		return 0, f.fail("seek", errno)
	}
	return ret, nil
}

// Sync commits the file to stable storage.
func (f *File) Sync() error {
	if err := f.check("sync"); err != nil {
		return err
	}
	if errno := sysSync(f.fd); errno != 0 {
		return f.fail("sync", errno)
	}
	return nil
}

// Truncate changes the size of the file.
func (f *File) Truncate(size int64) error {
	if err := f.check("truncate"); err != nil {
		return err
	}
	if errno := sysTruncate(f.fd, size); errno != 0 {
		return f.fail("truncate", errno)
	}
	return nil
}

// Close closes the file.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.closed = true
	if errno := sysClose(f.fd); errno != 0 {
		return f.fail("close", errno)
	}
	return nil
}

// ReadFile reads the whole named file.
func ReadFile(name string) ([]byte, error) {
	data, errno := sysReadFile(name)
	if errno < 0 {
		return nil, &PathError{"read", name, syscall.Errno(-errno)}
	}
	if errno != 0 {
		return nil, &PathError{"open", name, syscall.Errno(errno)}
	}
	return data, nil
}

// WriteFile writes data to the named file, which it makes or truncates.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); e != nil && err == nil {
		err = e
	}
	return err
}
