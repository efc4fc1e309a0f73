package exec

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// ErrNotFound tells that no directory of $PATH has the program.
var ErrNotFound = errors.New("executable file not found in $PATH")

// ErrDot tells that the program was found by a relative directory of $PATH, which is not used.
var ErrDot = errors.New("cannot run executable found relative to current directory")

func executable(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return syscall.EISDIR
	}
	if info.Mode()&0111 == 0 {
		return fs.ErrPermission
	}
	return nil
}

// LookPath finds a program in the directories of $PATH; a name with a slash is taken as it is.
func LookPath(file string) (string, error) {
	if strings.Contains(file, "/") {
		if err := executable(file); err != nil {
			return "", &Error{file, err}
		}
		return file, nil
	}
	if file == "" {
		return "", &Error{file, ErrNotFound}
	}
	for _, dir := range strings.Split(os.Getenv("PATH"), ":") {
		if dir == "" {
			dir = "."
		}
		path := dir + "/" + file
		if strings.HasSuffix(dir, "/") {
			path = dir + file
		}
		if dir == "." {
			path = file
		}
		if executable(path) != nil {
			continue
		}
		if !strings.HasPrefix(path, "/") {
			return path, &Error{file, ErrDot}
		}
		return path, nil
	}
	return "", &Error{file, ErrNotFound}
}
