// Package fs: the errors of file systems, and file modes.
package fs

import (
	"errors"
	"time"
)

var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)

// A PathError records an error, the operation and the path that caused it.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

func (e *PathError) Unwrap() error { return e.Err }

func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// A FileMode holds a file's mode and permission bits.
type FileMode uint32

const (
	ModeDir FileMode = 1 << (31 - iota)
	ModeAppend
	ModeExclusive
	ModeTemporary
	ModeSymlink
	ModeDevice
	ModeNamedPipe
	ModeSocket
	ModeSetuid
	ModeSetgid
	ModeCharDevice
	ModeSticky
	ModeIrregular

	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	ModePerm FileMode = 0777
)

// IsDir reports whether m describes a directory.
func (m FileMode) IsDir() bool { return m&ModeDir != 0 }

// IsRegular reports whether m describes a regular file.
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }

// Perm returns the permission bits.
func (m FileMode) Perm() FileMode { return m & ModePerm }

// Type returns the type bits.
func (m FileMode) Type() FileMode { return m & ModeType }

func (m FileMode) String() string {
	const kinds = "dalTLDpSugct?"
	const perms = "rwxrwxrwx"
	var buf []byte
	for i := 0; i < len(kinds); i++ {
		if m&(1<<uint(31-i)) != 0 {
			buf = append(buf, kinds[i])
		}
	}
	if len(buf) == 0 {
		buf = append(buf, '-')
	}
	for i := 0; i < len(perms); i++ {
		if m&(1<<uint(8-i)) != 0 {
			buf = append(buf, perms[i])
		} else {
			buf = append(buf, '-')
		}
	}
	return string(buf)
}

// A FileInfo describes a file.
type FileInfo interface {
	Name() string
	Size() int64
	Mode() FileMode
	ModTime() time.Time
	IsDir() bool
	Sys() any
}

// A DirEntry is an entry of a directory.
type DirEntry interface {
	Name() string
	IsDir() bool
	Type() FileMode
	Info() (FileInfo, error)
}

// SkipDir and SkipAll tell a walk what to leave out.
var (
	SkipDir = errors.New("skip this directory")
	SkipAll = errors.New("skip everything and stop the walk")
)

func timeText(t time.Time) string { return t.Format("2006-01-02 15:04:05") }

// FormatFileInfo returns a readable text of info.
func FormatFileInfo(info FileInfo) string {
	s := info.Mode().String() + " " + decimal(info.Size()) + " " + timeText(info.ModTime()) + " " + info.Name()
	if info.IsDir() {
		s += "/"
	}
	return s
}

func decimal(n int64) string {
	if n < 0 {
		if n > -10 {
			return "-" + decimal(-n)
		}
		return decimal(n/10) + decimal(-(n % 10))
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + string(rune('0'+n%10))
}

// FormatDirEntry returns a readable text of dir.
func FormatDirEntry(dir DirEntry) string {
	mode := dir.Type().String()
	s := mode[:len(mode)-9] + " " + dir.Name()
	if dir.IsDir() {
		s += "/"
	}
	return s
}

// FileInfoToDirEntry makes a DirEntry of info.
func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return dirInfo{info}
}

type dirInfo struct {
	info FileInfo
}

func (d dirInfo) IsDir() bool             { return d.info.IsDir() }
func (d dirInfo) Info() (FileInfo, error) { return d.info, nil }
func (d dirInfo) Name() string            { return d.info.Name() }
func (d dirInfo) Type() FileMode          { return d.info.Mode().Type() }
func (d dirInfo) String() string          { return FormatDirEntry(d) }
