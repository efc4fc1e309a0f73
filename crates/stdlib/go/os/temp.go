package os

import "errors"

func sysRandom() uint32

var errPatternHasSeparator = errors.New("pattern contains path separator")

// tempName makes a name for an attempt: the last * of the pattern, or its end, becomes a number.
func tempName(dir, pattern string) (string, error) {
	star := len(pattern)
	rest := ""
	for i := 0; i < len(pattern); i++ {
		if IsPathSeparator(pattern[i]) {
			return "", errPatternHasSeparator
		}
		if pattern[i] == '*' {
			star = i
			rest = pattern[i+1:]
		}
	}
	n := sysRandom()
	digits := ""
	for ok := true; ok; ok = n > 0 {
		digits = string(rune('0'+n%10)) + digits
		n /= 10
	}
	if dir == "" {
		dir = TempDir()
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	return dir + pattern[:star] + digits + rest, nil
}

// MkdirTemp makes a new directory with a name of its own.
func MkdirTemp(dir, pattern string) (string, error) {
	for try := 0; ; try++ {
		name, err := tempName(dir, pattern)
		if err != nil {
			return "", &PathError{"mkdirtemp", pattern, err}
		}
		if err = Mkdir(name, 0700); err == nil {
			return name, nil
		}
		if !IsExist(err) {
			if IsNotExist(err) {
				where := dir
				if where == "" {
					where = TempDir()
				}
				if _, e := Stat(where); IsNotExist(e) {
					return "", e
				}
			}
			return "", err
		}
		if try > 10000 {
			return "", &PathError{"mkdirtemp", dir + "/" + pattern, ErrExist}
		}
	}
}

// CreateTemp makes a new file with a name of its own.
func CreateTemp(dir, pattern string) (*File, error) {
	for try := 0; ; try++ {
		name, err := tempName(dir, pattern)
		if err != nil {
			return nil, &PathError{"createtemp", pattern, err}
		}
		f, err := OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		if err == nil || !IsExist(err) {
			return f, err
		}
		if try > 10000 {
			return nil, &PathError{"createtemp", dir + "/" + pattern, ErrExist}
		}
	}
}
