package os

import (
	"errors"
	"io/fs"
	"syscall"
	"time"
)

// A Root is a directory whose files are reached by names that cannot lead out of it, by dots or symbolic links.
type Root struct {
	name string
	dir  *File
}

var (
	errPathEscapes = errors.New("path escapes from parent")
	errEmptyPath   = errors.New("empty path")
)

// OpenRoot opens a directory.
func OpenRoot(name string) (*Root, error) {
	f, err := OpenFile(name, O_RDONLY|onlyDir, 0)
	if err != nil {
		return nil, err
	}
	return &Root{name, f}, nil
}

// OpenInRoot opens a file below a directory for reading.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// Name returns the name the directory was opened by.
func (r *Root) Name() string { return r.name }

// Close closes the directory; it may be called more than once.
func (r *Root) Close() error {
	if !r.dir.closed {
		return r.dir.Close()
	}
	return nil
}

// split takes a name apart; a slash at the end leaves an element ".".
func split(name string) ([]string, error) {
	switch {
	case name == "":
		return nil, errEmptyPath
	case name[0] == '/':
		return nil, errPathEscapes
	}
	var parts []string
	from := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		if part := name[from:i]; part != "" && part != "." {
			parts = append(parts, part)
		} else if i == len(name) {
			parts = append(parts, ".")
		}
		from = i + 1
	}
	return parts, nil
}

// errLink is what an action answers that does not act on symbolic links.
var errLink = errors.New("symbolic link")

// resolve finds the directory that holds the last element of a name, links followed on the way, and calls f. If f answers errLink
// the link is followed, too.
func (r *Root) resolve(name string, f func(dir int, last string) error) error {
	if r.dir.closed {
		return ErrClosed
	}
	parts, err := split(name)
	if err != nil {
		return err
	}
	// Directories on the way from the root.
	dirs := []int{r.dir.fd}
	drop := func(to int) {
		for len(dirs) > to {
			sysClose(dirs[len(dirs)-1])
			dirs = dirs[:len(dirs)-1]
		}
	}
	defer drop(1)
	links := 0
	for {
		here := dirs[len(dirs)-1]
		part := parts[0]
		last := len(parts) == 1
		switch {
		case part == "..":
			if len(dirs) == 1 {
				return errPathEscapes
			}
			drop(len(dirs) - 1)
			if last {
				return f(dirs[len(dirs)-1], ".")
			}
			parts = parts[1:]
			continue
		case last:
			if err := f(here, part); err != errLink {
				return err
			}
		default:
			fd, errno := sysAt(atOpen, here, part, cwd, "", int64(O_RDONLY|onlyDir|noFollow), 0, 0, 0)
			if errno == 0 {
				dirs = append(dirs, fd)
				parts = parts[1:]
				continue
			}
			if e := syscall.Errno(errno); e != syscall.ENOTDIR && e != syscall.ELOOP {
				return e
			}
		}
		target, errno := sysReadlinkAt(here, part)
		if e := syscall.Errno(errno); e == syscall.EINVAL {
			return syscall.ENOTDIR
		} else if errno != 0 {
			return e
		}
		if links++; links > tooManyHops {
			return syscall.ELOOP
		}
		more, err := split(target)
		if err != nil {
			return err
		}
		if !last && more[len(more)-1] == "." {
			more = more[:len(more)-1]
		}
		parts = append(more, parts[1:]...)
		if len(parts) == 0 {
			parts = []string{"."}
		}
	}
}

// do resolves a name and wraps the error.
func (r *Root) do(op, name string, f func(dir int, last string) error) error {
	if err := r.resolve(name, f); err != nil {
		return &PathError{op, name, err}
	}
	return nil
}

// run makes an action of an operation on one name.
func run(op int, x, y, z, w int64) func(dir int, last string) error {
	return func(dir int, last string) error {
		if _, errno := sysAt(op, dir, last, cwd, "", x, y, z, w); errno != 0 {
			return syscall.Errno(errno)
		}
		return nil
	}
}

// followed makes an action that answers errLink for symbolic links.
func followed(f func(dir int, last string) error) func(dir int, last string) error {
	return func(dir int, last string) error {
		var st syscall.Stat_t
		if errno := sysStatAt(dir, last, false, &st); errno != 0 {
			return syscall.Errno(errno)
		}
		if st.Mode&0o170000 == 0o120000 {
			return errLink
		}
		return f(dir, last)
	}
}

// Open opens a file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create makes or truncates a file.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens a file with flags and permission bits.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if perm&0o777 != perm {
		return nil, &PathError{"openat", name, errors.New("unsupported file mode")}
	}
	var f *File
	err := r.do("openat", name, func(dir int, last string) error {
		fd, errno := sysAt(atOpen, dir, last, cwd, "", int64(flag|noFollow), int64(perm), 0, 0)
		if e := syscall.Errno(errno); e == syscall.ELOOP || e == syscall.ENOTDIR {
			if _, errno := sysReadlinkAt(dir, last); errno == 0 {
				return errLink
			}
			return e
		} else if errno != 0 {
			return e
		}
		mode := mayBlock
		var st syscall.Stat_t
		if sysStatFd(fd, &st) == 0 {
			if kind := st.Mode & 0o170000; kind == 0o100000 || kind == 0o040000 {
				mode = neverBlocks
			}
		}
		f = owned(file{fd: fd, name: joinName(r.name, name), appendMode: flag&O_APPEND != 0, mode: mode, inRoot: true})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func joinName(dir, name string) string {
	if dir == "" || dir[len(dir)-1] == '/' {
		return dir + name
	}
	return dir + "/" + name
}

// OpenRoot opens a directory as a Root.
func (r *Root) OpenRoot(name string) (*Root, error) {
	f, err := r.OpenFile(name, O_RDONLY|onlyDir, 0)
	if err != nil {
		return nil, err
	}
	return &Root{f.name, f}, nil
}

// Stat describes a file.
func (r *Root) Stat(name string) (FileInfo, error) { return r.stat(name, true) }

// Lstat describes a file, or a symbolic link itself.
func (r *Root) Lstat(name string) (FileInfo, error) { return r.stat(name, false) }

func (r *Root) stat(name string, follow bool) (FileInfo, error) {
	s := &fileStat{name: baseName(name)}
	err := r.do("statat", name, func(dir int, last string) error {
		if errno := sysStatAt(dir, last, false, &s.sys); errno != 0 {
			return syscall.Errno(errno)
		}
		if follow && s.sys.Mode&0o170000 == 0o120000 {
			return errLink
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Readlink returns the destination of a symbolic link.
func (r *Root) Readlink(name string) (string, error) {
	target := ""
	err := r.do("readlinkat", name, func(dir int, last string) error {
		var errno int
		if target, errno = sysReadlinkAt(dir, last); errno != 0 {
			return syscall.Errno(errno)
		}
		return nil
	})
	return target, err
}

// Mkdir makes a directory.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if perm&0o777 != perm {
		return &PathError{"mkdirat", name, errors.New("unsupported file mode")}
	}
	short, _ := cutSlashes(name)
	err := r.do("mkdirat", short, run(atMkdir, int64(perm), 0, 0, 0))
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

// MkdirAll makes a directory and its parents.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if perm&0o777 != perm {
		return &PathError{"mkdirat", name, errors.New("unsupported file mode")}
	}
	short, _ := cutSlashes(name)
	for i := 1; i < len(short); i++ {
		if name[i] != '/' || name[i-1] == '/' {
			continue
		}
		part := name[:i]
		info, err := r.Stat(part)
		if err == nil {
			if !info.IsDir() {
				return &PathError{"openat", part, syscall.ENOTDIR}
			}
			continue
		}
		if !IsNotExist(err) {
			return &PathError{"mkdirat", name, cause(err)}
		}
		err = r.Mkdir(part, perm)
		if IsExist(err) {
			// a link to what is not there yet
			if to, lerr := r.Readlink(part); lerr == nil {
				err = r.MkdirAll(linked(part, to), perm)
			}
		}
		if err != nil && !IsExist(err) {
			return &PathError{"mkdirat", name, cause(err)}
		}
	}
	if name == "" || name[0] == '/' {
		return r.do("mkdirat", name, nil)
	}
	info, err := r.Lstat(short)
	switch {
	case err != nil:
		if err = r.Mkdir(short, perm); err == nil || IsExist(err) {
			return nil
		}
		err = cause(err)
	case info.IsDir():
		return nil
	case info.Mode()&ModeSymlink == 0:
		err = syscall.EEXIST
	default:
		info, err = r.Stat(name)
		switch {
		case IsNotExist(err):
			err = syscall.EEXIST
		case err != nil:
			err = &PathError{"statat", name, cause(err)}
		case info.IsDir():
			return nil
		default:
			err = syscall.ENOTDIR
		}
	}
	return &PathError{"mkdirat", short, err}
}

// cutSlashes takes slashes off a name's end and reports whether there were any.
func cutSlashes(name string) (short string, had bool) {
	short = name
	for len(short) > 1 && short[len(short)-1] == '/' {
		short = short[:len(short)-1]
	}
	return short, len(short) < len(name)
}

// linked is where a link at name leads.
func linked(name, to string) string {
	if to != "" && to[0] == '/' {
		return to
	}
	for name != "" && name[len(name)-1] != '/' {
		name = name[:len(name)-1]
	}
	return name + to
}

// Chmod changes the mode of a file.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.do("chmodat", name, followed(run(atChmod, sysMode(mode), 0, 0, 0)))
}

// Chown changes the owner of a file; -1 leaves one as it is.
func (r *Root) Chown(name string, uid, gid int) error {
	return r.do("chownat", name, followed(run(atChown, int64(uid), int64(gid), noFollowAt, 0)))
}

// Lchown changes the owner of a file, or of a symbolic link itself.
func (r *Root) Lchown(name string, uid, gid int) error {
	return r.do("lchownat", name, run(atChown, int64(uid), int64(gid), noFollowAt, 0))
}

// Chtimes changes the times of access and modification; a zero time leaves one as it is.
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	as, an := timeParts(atime)
	ms, mn := timeParts(mtime)
	return r.do("chtimesat", name, followed(run(atChtimes, as, an, ms, mn)))
}

// Remove removes a file or an empty directory.
func (r *Root) Remove(name string) error {
	return r.do("removeat", name, func(dir int, last string) error {
		if last == "." {
			return syscall.EINVAL
		}
		_, file := sysAt(atUnlink, dir, last, cwd, "", 0, 0, 0, 0)
		if file == 0 {
			return nil
		}
		_, errno := sysAt(atUnlink, dir, last, cwd, "", removeDir, 0, 0, 0)
		switch {
		case errno == 0:
			return nil
		case syscall.Errno(errno) == syscall.ENOTDIR:
			return syscall.Errno(file)
		}
		return syscall.Errno(errno)
	})
}

// RemoveAll removes a name and what is below it; nil if it does not exist.
func (r *Root) RemoveAll(name string) error {
	// a link is removed, not followed
	short, _ := cutSlashes(name)
	err := r.do("RemoveAll", short, func(dir int, last string) error {
		if last == "." {
			return syscall.EINVAL
		}
		return run(atRemoveAll, 0, 0, 0, 0)(dir, last)
	})
	if IsNotExist(err) {
		return nil
	}
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

// two resolves two names.
func (r *Root) two(op int, what, oldname, newname string) error {
	err := r.resolve(oldname, func(dir int, last string) error {
		return r.resolve(newname, func(dir2 int, last2 string) error {
			if _, errno := sysAt(op, dir, last, dir2, last2, 0, 0, 0, 0); errno != 0 {
				return syscall.Errno(errno)
			}
			return nil
		})
	})
	if err != nil {
		return &LinkError{what, oldname, newname, err}
	}
	return nil
}

// Rename moves a file.
func (r *Root) Rename(oldname, newname string) error {
	err := r.rename(oldname, newname)
	if err != nil {
		return &LinkError{"renameat", oldname, newname, cause(err)}
	}
	return nil
}

// rename follows a link whose name ends with a slash, which only a directory's may; it does not replace directories.
func (r *Root) rename(oldname, newname string) error {
	from, fromDir := cutSlashes(oldname)
	to, toDir := cutSlashes(newname)
	for range 40 {
		link, err := r.Readlink(from)
		if !fromDir || err != nil {
			break
		}
		from = linked(from, link)
	}
	target, terr := r.Lstat(newname)
	if cause(terr) == errPathEscapes {
		return terr
	}
	info, err := r.Lstat(from)
	if err != nil {
		return err
	}
	if (fromDir || toDir) && !info.IsDir() {
		return syscall.ENOTDIR
	}
	if terr == nil && target.IsDir() {
		return syscall.EEXIST
	} else if toDir && terr != nil && !IsNotExist(terr) {
		return terr
	}
	return r.two(atRename, "renameat", from, to)
}

// Link makes a hard link.
func (r *Root) Link(oldname, newname string) error {
	return r.two(atLink, "linkat", oldname, newname)
}

// Symlink makes a symbolic link, whose destination may lie anywhere.
func (r *Root) Symlink(oldname, newname string) error {
	err := r.resolve(newname, func(dir int, last string) error {
		if _, errno := sysAt(atSymlink, dir, oldname, cwd, last, 0, 0, 0, 0); errno != 0 {
			return syscall.Errno(errno)
		}
		return nil
	})
	if err != nil {
		return &LinkError{"symlinkat", oldname, newname, err}
	}
	return nil
}

// ReadFile reads a whole file.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f)
}

func readAll(f *File) ([]byte, error) {
	b := make([]byte, 0, 512)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if n == 0 {
			if _, ok := err.(*PathError); ok {
				return b, err
			}
			return b, nil
		}
	}
}

// WriteFile writes a file, which it makes or truncates.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Close(); e != nil && err == nil {
		err = e
	}
	return err
}

// FS returns the tree as a file system.
func (r *Root) FS() fs.FS { return (*rootFS)(r) }

type rootFS Root

func (r *rootFS) valid(op, name string) error {
	if !fs.ValidPath(name) {
		return &PathError{op, name, ErrInvalid}
	}
	return nil
}

func (r *rootFS) Open(name string) (fs.File, error) {
	if err := r.valid("open", name); err != nil {
		return nil, err
	}
	f, err := (*Root)(r).Open(name)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (r *rootFS) ReadDir(name string) ([]DirEntry, error) {
	if err := r.valid("readdir", name); err != nil {
		return nil, err
	}
	f, err := (*Root)(r).Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := f.ReadDir(-1)
	sortEntries(list)
	return list, err
}

func (r *rootFS) ReadFile(name string) ([]byte, error) {
	if err := r.valid("readfile", name); err != nil {
		return nil, err
	}
	return (*Root)(r).ReadFile(name)
}

func (r *rootFS) ReadLink(name string) (string, error) {
	if err := r.valid("readlink", name); err != nil {
		return "", err
	}
	return (*Root)(r).Readlink(name)
}

func (r *rootFS) Stat(name string) (FileInfo, error) {
	if err := r.valid("stat", name); err != nil {
		return nil, err
	}
	return (*Root)(r).Stat(name)
}

func (r *rootFS) Lstat(name string) (FileInfo, error) {
	if err := r.valid("lstat", name); err != nil {
		return nil, err
	}
	return (*Root)(r).Lstat(name)
}
