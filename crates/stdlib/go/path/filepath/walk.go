package filepath

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// WalkFunc is called by Walk for each file and directory.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// names lists a directory in order.
func names(dir string) ([]string, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	list, err := f.Readdirnames(-1)
	f.Close()
	if err != nil {
		return nil, err
	}
	slices.Sort(list)
	return list, nil
}

func top(err error) error {
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

// lstat is what Walk asks; tests of this package put another in its place.
var lstat = os.Lstat

// Walk calls fn for root and what lies below it, in order.
func Walk(root string, fn WalkFunc) error {
	info, err := lstat(root)
	if err != nil {
		return top(fn(root, nil, err))
	}
	return top(walk(root, info, fn))
}

func walk(path string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(path, info, nil)
	}
	list, err := names(path)
	if e := fn(path, info, err); err != nil || e != nil {
		// The directory could not be read, or is not wanted: what the function said counts.
		return e
	}
	for _, name := range list {
		file := Join(path, name)
		info, err := lstat(file)
		if err != nil {
			if err := fn(file, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err := walk(file, info, fn); err != nil && (!info.IsDir() || err != SkipDir) {
			return err
		}
	}
	return nil
}

// WalkDir calls fn for root and what lies below it, in order, without asking for more than names and types.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		return top(fn(root, nil, err))
	}
	return top(walkDir(root, fs.FileInfoToDirEntry(info), fn))
}

func walkDir(path string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(path, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			return nil
		}
		return err
	}
	list, err := os.ReadDir(path)
	if err != nil {
		if err = fn(path, d, err); err != nil {
			if err == SkipDir && d.IsDir() {
				return nil
			}
			return err
		}
	}
	for _, d := range list {
		if err := walkDir(Join(path, d.Name()), d, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

func hasMeta(path string) bool {
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '*', '?', '[', '\\':
			return true
		}
	}
	return false
}

// Glob returns the names of the files that match the pattern; errors of reading directories are passed over.
func Glob(pattern string) (matches []string, err error) { return glob(pattern, 0) }

func glob(pattern string, depth int) (matches []string, err error) {
	if depth > 10000 {
		return nil, ErrBadPattern
	}
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !hasMeta(pattern) {
		if _, err := os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	switch dir {
	case "":
		dir = "."
	case "/":
	default:
		dir = dir[:len(dir)-1]
	}
	if !hasMeta(dir) {
		return globDir(dir, file, nil)
	}
	if dir == pattern {
		return nil, ErrBadPattern
	}
	dirs, err := glob(dir, depth+1)
	if err != nil {
		return nil, err
	}
	for _, d := range dirs {
		if matches, err = globDir(d, file, matches); err != nil {
			return matches, err
		}
	}
	return matches, nil
}

// globDir appends what matches in one directory.
func globDir(dir, pattern string, matches []string) ([]string, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return matches, nil
	}
	list, err := names(dir)
	if err != nil {
		return matches, nil
	}
	for _, name := range list {
		matched, err := Match(pattern, name)
		if err != nil {
			return matches, err
		}
		if matched {
			matches = append(matches, Join(dir, name))
		}
	}
	return matches, nil
}

// EvalSymlinks returns the path with its symbolic links followed.
func EvalSymlinks(path string) (string, error) {
	links := 0
	rest := path
	done := ""
	if IsAbs(path) {
		done = "/"
	}
	for rest != "" {
		for rest != "" && rest[0] == Separator {
			rest = rest[1:]
		}
		end := 0
		for end < len(rest) && rest[end] != Separator {
			end++
		}
		part := rest[:end]
		rest = rest[end:]
		if part == "" || part == "." {
			continue
		}
		if part == ".." {
			// Nothing but dots is left of a path that has gone up to the beginning.
			if last := Base(done); done == "" || last == ".." {
				done = Join(done, "..")
			} else {
				done = Dir(done)
				if done == "." {
					done = ""
				}
			}
			continue
		}
		here := Join(done, part)
		info, err := os.Lstat(here)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			if !info.IsDir() && rest != "" {
				return "", syscall.ENOTDIR
			}
			done = here
			continue
		}
		if links++; links > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		link, err := os.Readlink(here)
		if err != nil {
			return "", err
		}
		if IsAbs(link) {
			done = "/"
		}
		rest = link + "/" + rest
		if len(rest) > 0 && trailing(rest) {
			rest = rest[:len(rest)-1]
		}
	}
	return Clean(done), nil
}

// trailing reports whether nothing but separators ends the path.
func trailing(s string) bool { return s[len(s)-1] == Separator }
