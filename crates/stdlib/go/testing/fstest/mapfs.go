// Package fstest has a file system in memory and a check of file systems.
package fstest

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// MapFS is a file system kept in a map from paths to files; directories that files stand in need not be there.
type MapFS map[string]*MapFile

// MapFile is a file of a MapFS.
type MapFile struct {
	Data    []byte
	Mode    fs.FileMode
	ModTime time.Time
	Sys     any
}

var (
	_ fs.FS         = MapFS(nil)
	_ fs.ReadLinkFS = MapFS(nil)
	_ fs.File       = (*openFile)(nil)
)

// maxLinks bounds the symbolic links followed on the way to a file.
const maxLinks = 10

// Open opens a file, following symbolic links.
func (fsys MapFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	real, ok := fsys.resolve(name, true, 0)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	file := fsys[real]
	if file != nil && file.Mode&fs.ModeDir == 0 {
		return &openFile{path: name, info: info{path.Base(name), file}}, nil
	}
	entries, found := fsys.children(real)
	if file == nil {
		// The root is always there, another directory only if something stands in it.
		if real != "." && !found {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		file = &MapFile{Mode: fs.ModeDir | 0o555}
	}
	element := path.Base(name)
	return &openDir{path: name, info: info{element, file}, entries: entries}, nil
}

// children returns the entries of a directory, sorted, and whether any path lies below it.
func (fsys MapFS) children(dir string) ([]info, bool) {
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	seen := map[string]bool{}
	var list []info
	for name, file := range fsys {
		rest, below := strings.CutPrefix(name, prefix)
		if !below || rest == "" || name == "." {
			continue
		}
		first, _, deeper := strings.Cut(rest, "/")
		if seen[first] {
			continue
		}
		if deeper {
			if file = fsys[prefix+first]; file == nil {
				file = &MapFile{Mode: fs.ModeDir | 0o555}
			}
		}
		seen[first] = true
		list = append(list, info{first, file})
	}
	slices.SortFunc(list, func(a, b info) int { return strings.Compare(a.name, b.name) })
	return list, len(list) > 0
}

// resolve replaces symbolic links in a path; the last element only if follow is set.
func (fsys MapFS) resolve(name string, follow bool, links int) (string, bool) {
	if file := fsys[name]; file != nil && (file.Mode.Type() != fs.ModeSymlink || !follow) {
		return name, true
	}
	at := ""
	rest := name
	for rest != "" {
		first, after, more := strings.Cut(rest, "/")
		at = path.Join(at, first)
		file := fsys[at]
		if file != nil && file.Mode.Type() == fs.ModeSymlink && (more || follow) {
			target := string(file.Data)
			if links++; links > maxLinks || path.IsAbs(target) {
				return "", false
			}
			next := path.Join(path.Dir(at), target)
			if more {
				next = path.Join(next, after)
			}
			if !fs.ValidPath(next) {
				return "", false
			}
			return fsys.resolve(next, follow, links)
		}
		rest = after
	}
	return name, true
}

// ReadFile returns a file's content.
func (fsys MapFS) ReadFile(name string) ([]byte, error) { return fs.ReadFile(plain{fsys}, name) }

// Stat describes a file, following symbolic links.
func (fsys MapFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(plain{fsys}, name) }

// ReadDir lists a directory.
func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(plain{fsys}, name) }

// Glob lists the files that match a pattern.
func (fsys MapFS) Glob(pattern string) ([]string, error) { return fs.Glob(plain{fsys}, pattern) }

// Sub returns the tree below a directory.
func (fsys MapFS) Sub(dir string) (fs.FS, error) { return fs.Sub(subtree{plain{fsys}}, dir) }

// ReadLink returns where a symbolic link points.
func (fsys MapFS) ReadLink(name string) (string, error) {
	fi, err := fsys.lstat(name)
	if err != nil {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: err}
	}
	if fi.file.Mode.Type() != fs.ModeSymlink {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return string(fi.file.Data), nil
}

// Lstat describes a file without following it.
func (fsys MapFS) Lstat(name string) (fs.FileInfo, error) {
	fi, err := fsys.lstat(name)
	if err != nil {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: err}
	}
	return fi, nil
}

func (fsys MapFS) lstat(name string) (*info, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	real, ok := fsys.resolve(name, false, 0)
	if !ok {
		return nil, fs.ErrNotExist
	}
	if file := fsys[real]; file != nil {
		return &info{path.Base(name), file}, nil
	}
	if _, found := fsys.children(real); found || real == "." {
		return &info{path.Base(name), &MapFile{Mode: fs.ModeDir | 0o555}}, nil
	}
	return nil, fs.ErrNotExist
}

// plain hides every method but Open, so that the functions of package fs do their own work.
type plain struct{ fsys MapFS }

func (p plain) Open(name string) (fs.File, error) { return p.fsys.Open(name) }

// subtree is what Sub starts from: it has links.
type subtree struct{ plain }

func (s subtree) ReadLink(name string) (string, error)   { return s.fsys.ReadLink(name) }
func (s subtree) Lstat(name string) (fs.FileInfo, error) { return s.fsys.Lstat(name) }

// info is a file's FileInfo and DirEntry.
type info struct {
	name string
	file *MapFile
}

func (i *info) Name() string               { return i.name }
func (i *info) Size() int64                { return int64(len(i.file.Data)) }
func (i *info) Mode() fs.FileMode          { return i.file.Mode }
func (i *info) Type() fs.FileMode          { return i.file.Mode.Type() }
func (i *info) ModTime() time.Time         { return i.file.ModTime }
func (i *info) IsDir() bool                { return i.file.Mode.IsDir() }
func (i *info) Sys() any                   { return i.file.Sys }
func (i *info) Info() (fs.FileInfo, error) { return i, nil }
func (i *info) String() string             { return fs.FormatFileInfo(i) }

// openFile is an open file.
type openFile struct {
	path string
	info
	offset int64
}

func (f *openFile) Stat() (fs.FileInfo, error) { return &f.info, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) fail(op string, err error) error {
	return &fs.PathError{Op: op, Path: f.path, Err: err}
}

func (f *openFile) Read(p []byte) (int, error) {
	if f.offset >= f.Size() {
		return 0, io.EOF
	}
	if f.offset < 0 {
		return 0, f.fail("read", fs.ErrInvalid)
	}
	n := copy(p, f.file.Data[f.offset:])
	f.offset += int64(n)
	return n, nil
}

func (f *openFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.offset
	case io.SeekEnd:
		offset += f.Size()
	}
	if offset < 0 || offset > f.Size() {
		return 0, f.fail("seek", fs.ErrInvalid)
	}
	f.offset = offset
	return offset, nil
}

func (f *openFile) ReadAt(p []byte, offset int64) (int, error) {
	if offset < 0 || offset > f.Size() {
		return 0, f.fail("read", fs.ErrInvalid)
	}
	n := copy(p, f.file.Data[offset:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// openDir is an open directory.
type openDir struct {
	path string
	info
	entries []info
	next    int
}

func (d *openDir) Stat() (fs.FileInfo, error) { return &d.info, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.entries) - d.next
	if n == 0 && count > 0 {
		return nil, io.EOF
	}
	if count > 0 {
		n = min(n, count)
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		list[i] = &d.entries[d.next+i]
	}
	d.next += n
	return list, nil
}
