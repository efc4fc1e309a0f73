// Package filepath: paths of files.
package filepath

import (
	"errors"
	"io/fs"
	"os"
)

const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// What walks may be told.
var (
	SkipDir error = fs.SkipDir
	SkipAll error = fs.SkipAll
)

func match(pattern, name string) int

// Match reports whether name matches the shell pattern: * and ? for anything but slashes, [a-z], [^a-z] and \c.
func Match(pattern, name string) (matched bool, err error) {
	switch match(pattern, name) {
	case 2:
		return false, ErrBadPattern
	case 1:
		return true, nil
	}
	return false, nil
}

// Clean returns the shortest path with the same meaning.
func Clean(path string) string

// IsLocal reports whether the path stays in the directory it is used in, by its text.
func IsLocal(path string) bool {
	if path == "" || IsAbs(path) {
		return false
	}
	path = Clean(path)
	return path != ".." && (len(path) < 3 || path[:3] != "../")
}

// Localize turns a path of an io/fs file system into one of the operating system.
func Localize(path string) (string, error) {
	if !fs.ValidPath(path) {
		return "", errInvalidPath
	}
	for i := 0; i < len(path); i++ {
		if path[i] == 0 {
			return "", errInvalidPath
		}
	}
	return path, nil
}

var errInvalidPath = errors.New("invalid path")

// ToSlash returns the path with slashes.
func ToSlash(path string) string { return path }

// FromSlash returns the path with separators.
func FromSlash(path string) string { return path }

// SplitList splits the value of a variable such as PATH.
func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	var list []string
	from := 0
	for i := 0; i < len(path); i++ {
		if path[i] == ListSeparator {
			list = append(list, path[from:i])
			from = i + 1
		}
	}
	return append(list, path[from:])
}

func lastSlash(s string) int {
	i := len(s) - 1
	for i >= 0 && s[i] != Separator {
		i--
	}
	return i
}

// Split splits a path after its last separator.
func Split(path string) (dir, file string) {
	i := lastSlash(path)
	return path[:i+1], path[i+1:]
}

// Join joins elements by separators, empty ones left out, and cleans the result.
func Join(elem ...string) string {
	joined := ""
	for _, e := range elem {
		if joined != "" {
			joined += "/" + e
		} else {
			joined = e
		}
	}
	if joined == "" {
		return ""
	}
	return Clean(joined)
}

// Ext returns the suffix that begins at the last dot of the last element.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != Separator; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

// Base returns the last element.
func Base(path string) string {
	if path == "" {
		return "."
	}
	for len(path) > 0 && path[len(path)-1] == Separator {
		path = path[:len(path)-1]
	}
	if path == "" {
		return "/"
	}
	return path[lastSlash(path)+1:]
}

// Dir returns all but the last element, cleaned.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// VolumeName returns nothing: there are no volumes.
func VolumeName(path string) string { return "" }

// IsAbs reports whether the path begins at the root.
func IsAbs(path string) bool { return len(path) > 0 && path[0] == Separator }

// HasPrefix reports whether p begins with prefix, as text.
func HasPrefix(p, prefix string) bool { return len(p) >= len(prefix) && p[:len(prefix)] == prefix }

// Abs returns the path from the root.
func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(wd, path), nil
}

// elements splits a cleaned path.
func elements(path string) []string {
	var list []string
	from := 0
	for i := 0; i <= len(path); i++ {
		if i == len(path) || path[i] == Separator {
			if i > from {
				list = append(list, path[from:i])
			}
			from = i + 1
		}
	}
	return list
}

// Rel returns the path that leads from basePath to targPath.
func Rel(basePath, targPath string) (string, error) {
	base, targ := Clean(basePath), Clean(targPath)
	if base == targ {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if IsAbs(base) != IsAbs(targ) {
		return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	}
	b, t := elements(base), elements(targ)
	if len(t) == 1 && t[0] == "." {
		t = nil
	}
	for len(b) > 0 && len(t) > 0 && b[0] == t[0] {
		b, t = b[1:], t[1:]
	}
	var up []string
	for _, e := range b {
		if e == ".." {
			return "", errors.New("Rel: can't make " + targPath + " relative to " + basePath)
		}
		up = append(up, "..")
	}
	rel := ""
	for _, e := range append(up, t...) {
		if rel != "" {
			rel += "/"
		}
		rel += e
	}
	return rel, nil
}
