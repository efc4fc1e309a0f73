package os

import "syscall"

// Operations on names; each answers an error number.
const (
	opMkdir = iota
	opRemove
	opRename
	opChdir
	opRemoveAll
	opMkdirAll
	opSymlink
	opLink
	opChmod
)

func sysPath(op int, a, b string, perm uint32) (errno int)
func sysGetwd() (dir string, errno int)
func sysReadlink(name string) (target string, errno int)
func sysHostname() string

func pathOp(op int, name, path string, perm FileMode) error {
	if errno := sysPath(op, path, "", uint32(perm)); errno != 0 {
		return &PathError{name, path, syscall.Errno(errno)}
	}
	return nil
}

func linkOp(op int, name, from, to string) error {
	if errno := sysPath(op, from, to, 0); errno != 0 {
		return &LinkError{name, from, to, syscall.Errno(errno)}
	}
	return nil
}

// Mkdir makes a directory.
func Mkdir(name string, perm FileMode) error { return pathOp(opMkdir, "mkdir", name, perm) }

// MkdirAll makes a directory and its parents.
func MkdirAll(path string, perm FileMode) error { return pathOp(opMkdirAll, "mkdir", path, perm) }

// Remove removes a file or an empty directory.
func Remove(name string) error { return pathOp(opRemove, "remove", name, 0) }

// RemoveAll removes path and what it contains; nil if it does not exist.
func RemoveAll(path string) error { return pathOp(opRemoveAll, "unlinkat", path, 0) }

// Chdir changes the working directory.
func Chdir(dir string) error { return pathOp(opChdir, "chdir", dir, 0) }

// Chmod changes the permission bits of a file.
func Chmod(name string, mode FileMode) error { return pathOp(opChmod, "chmod", name, mode) }

// Rename moves a file.
func Rename(oldpath, newpath string) error { return linkOp(opRename, "rename", oldpath, newpath) }

// Link makes a hard link.
func Link(oldname, newname string) error { return linkOp(opLink, "link", oldname, newname) }

// Symlink makes a symbolic link.
func Symlink(oldname, newname string) error { return linkOp(opSymlink, "symlink", oldname, newname) }

// Readlink returns the destination of a symbolic link.
func Readlink(name string) (string, error) {
	s, errno := sysReadlink(name)
	if errno != 0 {
		return "", &PathError{"readlink", name, syscall.Errno(errno)}
	}
	return s, nil
}

// Getwd returns the working directory.
func Getwd() (dir string, err error) {
	dir, errno := sysGetwd()
	if errno != 0 {
		return "", NewSyscallError("getwd", syscall.Errno(errno))
	}
	return dir, nil
}

// Hostname returns the host's name.
func Hostname() (name string, err error) { return sysHostname(), nil }

// IsPathSeparator reports whether c separates directories.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// TempDir returns the directory for temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// UserHomeDir returns the home directory.
func UserHomeDir() (string, error) {
	if dir := Getenv("HOME"); dir != "" {
		return dir, nil
	}
	return "", errNoHome
}
