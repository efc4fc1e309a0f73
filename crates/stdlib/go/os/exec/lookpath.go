package exec

import (
	"errors"
	"os"
	"path/filepath"
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
	const execute = 1
	return syscall.Access(file, execute)
}

// ownPath names the program's source where that stands for its executable; empty if it does not.
func ownPath() string

// LookPath finds a program in the directories of $PATH; a name with a slash is taken as it is.
func LookPath(file string) (string, error) {
	if own := ownPath(); own != "" && (file == own || len(os.Args) > 0 && file == os.Args[0]) {
		// The program itself: its source, which is started like an executable.
		return file, nil
	}
	switch file {
	case "", ".", "..":
		return "", &Error{file, ErrNotFound}
	}
	if strings.Contains(file, "/") {
		if err := executable(file); err != nil {
			return "", &Error{file, err}
		}
		return file, nil
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if dir == "" {
			dir = "."
		}
		path := filepath.Join(dir, file)
		if executable(path) != nil {
			continue
		}
		if !filepath.IsAbs(path) && !strings.Contains(os.Getenv("GODEBUG"), "execerrdot=0") {
			return path, &Error{file, ErrDot}
		}
		return path, nil
	}
	return "", &Error{file, ErrNotFound}
}
