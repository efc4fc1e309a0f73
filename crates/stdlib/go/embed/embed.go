// Package embed gives access to files that were made part of the program with
// //go:embed.
//
// The loader turns a variable of type FS into a call of VoleFiles with the
// names and contents of its files; strings and byte slices need nothing of
// this package.
package embed

import (
	"errors"
	"io"
	"io/fs"
	"time"
)

// FS is a read-only collection of files. The zero FS is empty.
type FS struct {
	tree *tree
}

// tree holds files and directories by name, and what each directory holds in
// order of names.
type tree struct {
	nodes map[string]*node
	lists map[string][]fs.DirEntry
}

// node is a file or a directory; it describes itself.
type node struct {
	name  string
	data  string
	isDir bool
}

var (
	_ fs.ReadDirFS  = FS{}
	_ fs.ReadFileFS = FS{}
)

// VoleFiles makes an FS of names and contents in turn, sorted by name. It is
// called by variables behind a go:embed directive.
func VoleFiles(pairs ...string) FS {
	t := &tree{nodes: map[string]*node{}, lists: map[string][]fs.DirEntry{}}
	t.nodes["."] = &node{name: ".", isDir: true}
	for i := 0; i+1 < len(pairs); i += 2 {
		t.add(&node{name: pairs[i], data: pairs[i+1]})
	}
	for _, list := range t.lists {
		sortEntries(list)
	}
	return FS{t}
}

func (t *tree) add(n *node) {
	if t.nodes[n.name] != nil {
		return
	}
	t.nodes[n.name] = n
	dir, _ := split(n.name)
	t.add(&node{name: dir, isDir: true})
	t.lists[dir] = append(t.lists[dir], n)
}

// sortEntries sorts by name; lists are nearly sorted already.
func sortEntries(list []fs.DirEntry) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].Name() < list[j-1].Name(); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// split cuts a name at its last slash.
func split(name string) (dir, base string) {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			return name[:i], name[i+1:]
		}
	}
	return ".", name
}

func (f FS) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	if f.tree != nil {
		if n := f.tree.nodes[name]; n != nil {
			return n, nil
		}
	} else if name == "." {
		return &node{name: ".", isDir: true}, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

func (f FS) entries(name string) []fs.DirEntry {
	if f.tree == nil {
		return nil
	}
	return f.tree.lists[name]
}

// Open opens a file or directory.
func (f FS) Open(name string) (fs.File, error) {
	n, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.isDir {
		return &openDir{n, f.entries(name), 0}, nil
	}
	return &openFile{n, 0}, nil
}

// ReadDir reads a directory whole.
func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if !n.isDir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a directory")}
	}
	return append([]fs.DirEntry{}, f.entries(name)...), nil
}

// ReadFile reads a file whole.
func (f FS) ReadFile(name string) ([]byte, error) {
	n, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.isDir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	}
	return []byte(n.data), nil
}

func (n *node) Name() string {
	_, base := split(n.name)
	return base
}

func (n *node) Size() int64                { return int64(len(n.data)) }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) IsDir() bool                { return n.isDir }
func (n *node) Sys() any                   { return nil }
func (n *node) Type() fs.FileMode          { return n.Mode().Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) String() string             { return fs.FormatFileInfo(n) }

func (n *node) Mode() fs.FileMode {
	if n.isDir {
		return fs.ModeDir | 0555
	}
	return 0444
}

type openFile struct {
	*node
	offset int64
}

var (
	_ io.Seeker   = (*openFile)(nil)
	_ io.ReaderAt = (*openFile)(nil)
)

func (f *openFile) Close() error               { return nil }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }

func (f *openFile) Read(b []byte) (int, error) {
	if f.offset >= f.Size() {
		return 0, io.EOF
	}
	if f.offset < 0 {
		return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
	}
	n := copy(b, f.data[f.offset:])
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
		return 0, &fs.PathError{Op: "seek", Path: f.name, Err: fs.ErrInvalid}
	}
	f.offset = offset
	return offset, nil
}

func (f *openFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > f.Size() {
		return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
	}
	n := copy(b, f.data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

type openDir struct {
	*node
	list   []fs.DirEntry
	offset int
}

func (d *openDir) Close() error               { return nil }
func (d *openDir) Stat() (fs.FileInfo, error) { return d.node, nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.list) - d.offset
	if n == 0 {
		if count <= 0 {
			return nil, nil
		}
		return nil, io.EOF
	}
	if count > 0 && n > count {
		n = count
	}
	list := append([]fs.DirEntry{}, d.list[d.offset:d.offset+n]...)
	d.offset += n
	return list, nil
}
