package os

import "syscall"

func sysChdir(dir string) (errno int)
func sysGetwd() (dir string, errno int)
func sysHostname() string

// Mkdir makes a directory.
func Mkdir(name string, perm FileMode) error {
	if err := at(atMkdir, "mkdir", name, sysMode(perm), 0, 0, 0); err != nil {
		return err
	}
	if perm&ModeSticky != 0 {
		// The system does not take it when it makes a directory.
		if info, err := Stat(name); err == nil {
			return Chmod(name, info.Mode()|ModeSticky)
		}
	}
	return nil
}

// MkdirAll makes a directory and its parents.
func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &PathError{"mkdir", path, syscall.ENOTDIR}
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	for end > 0 && path[end-1] == '/' {
		end--
	}
	if end > 0 {
		if err := MkdirAll(path[:end], perm); err != nil {
			return err
		}
	}
	if err := Mkdir(path, perm); err != nil {
		// Somebody else may have made it meanwhile.
		if info, e := Lstat(path); e == nil && info.IsDir() {
			return nil
		}
		return err
	}
	return nil
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	_, file := sysAt(atUnlink, cwd, name, cwd, "", 0, 0, 0, 0)
	if file == 0 {
		return nil
	}
	_, dir := sysAt(atUnlink, cwd, name, cwd, "", removeDir, 0, 0, 0)
	if dir == 0 {
		return nil
	}
	// What went wrong with the directory counts, unless there is none.
	errno := dir
	if syscall.Errno(dir) == syscall.ENOTDIR {
		errno = file
	}
	return &PathError{"remove", name, syscall.Errno(errno)}
}

// RemoveAll removes path and what it contains; nil if it does not exist.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if n := len(path); path == "." || n >= 2 && path[n-2:] == "/." {
		return &PathError{"RemoveAll", path, syscall.EINVAL}
	}
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	return at(atRemoveAll, "unlinkat", path, 0, 0, 0, 0)
}

// Chdir changes the working directory.
func Chdir(dir string) error {
	if errno := sysChdir(dir); errno != 0 {
		return &PathError{"chdir", dir, syscall.Errno(errno)}
	}
	return nil
}

// Chmod changes the mode of a file.
func Chmod(name string, mode FileMode) error {
	return at(atChmod, "chmod", name, sysMode(mode), 0, 0, 0)
}

// Chown changes the owner of a file; -1 leaves one as it is.
func Chown(name string, uid, gid int) error {
	return at(atChown, "chown", name, int64(uid), int64(gid), 0, 0)
}

// Lchown changes the owner of a file, or of a symbolic link itself.
func Lchown(name string, uid, gid int) error {
	return at(atChown, "lchown", name, int64(uid), int64(gid), noFollowAt, 0)
}

// Rename moves a file.
func Rename(oldpath, newpath string) error {
	if to, err := Lstat(newpath); err == nil && to.IsDir() {
		from, err := Lstat(oldpath)
		if err != nil {
			return &LinkError{"rename", oldpath, newpath, cause(err)}
		}
		if newpath == oldpath || !SameFile(from, to) {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		}
	}
	return at2(atRename, "rename", oldpath, newpath)
}

// Link makes a hard link.
func Link(oldname, newname string) error { return at2(atLink, "link", oldname, newname) }

// Symlink makes a symbolic link.
func Symlink(oldname, newname string) error { return at2(atSymlink, "symlink", oldname, newname) }

// Readlink returns the destination of a symbolic link.
func Readlink(name string) (string, error) {
	s, errno := sysReadlinkAt(cwd, name)
	if errno != 0 {
		return "", &PathError{"readlink", name, syscall.Errno(errno)}
	}
	return s, nil
}

// Truncate changes the size of the named file.
func Truncate(name string, size int64) error {
	return at(atTruncate, "truncate", name, size, 0, 0, 0)
}

// Getwd returns the working directory: as $PWD has it, if that is it.
func Getwd() (dir string, err error) {
	if pwd := Getenv("PWD"); pwd != "" && pwd[0] == '/' {
		here, err1 := Stat(".")
		there, err2 := Stat(pwd)
		if err1 == nil && err2 == nil && SameFile(here, there) {
			return pwd, nil
		}
	}
	dir, errno := sysGetwd()
	if errno != 0 {
		return "", NewSyscallError("getwd", syscall.Errno(errno))
	}
	return dir, nil
}

// Hostname returns the host's name.
func Hostname() (name string, err error) { return sysHostname(), nil }

// Executable returns the path of the program that runs.
func Executable() (string, error) {
	if path := sysExecutable(); path != "" {
		return path, nil
	}
	if path := ownPath(); path != "" {
		return path, nil
	}
	return Readlink("/proc/self/exe")
}

// sysExecutable is what the program's host has told it.
func sysExecutable() string

// ownPath names what stands for the program's executable; empty if nothing does.
func ownPath() string

// Getgroups returns the groups of the caller.
func Getgroups() ([]int, error) {
	var out [65536]int64
	n, errno := sysGetgroups(out[:])
	if errno != 0 {
		return nil, NewSyscallError("getgroups", syscall.Errno(errno))
	}
	list := make([]int, n)
	for i := range list {
		list[i] = int(out[i])
	}
	return list, nil
}

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

// userDir returns the directory that a variable names, else one below the home directory.
func userDir(variable, below string) (string, error) {
	dir := Getenv(variable)
	if dir == "" {
		home := Getenv("HOME")
		if home == "" {
			return "", errorString("neither $" + variable + " nor $HOME are defined")
		}
		return home + below, nil
	}
	if dir[0] != '/' {
		return "", errorString("path in $" + variable + " is relative")
	}
	return dir, nil
}

type errorString string

func (e errorString) Error() string { return string(e) }

// UserCacheDir returns the directory for the user's cached data.
func UserCacheDir() (string, error) { return userDir("XDG_CACHE_HOME", "/.cache") }

// UserConfigDir returns the directory for the user's settings.
func UserConfigDir() (string, error) { return userDir("XDG_CONFIG_HOME", "/.config") }
