package os

import "syscall"

// Args holds the command line, the program's name first.
var Args = sysArgs()

func sysArgs() []string
func sysEnviron() []string
func sysGetenv(key string) (value string, found bool)
func sysSetenv(key, value string)
func sysUnsetenv(key string)
func sysClearenv()
func sysExit(code int)

// Exit ends the program; deferred functions are not run.
func Exit(code int) { sysExit(code) }

// Getenv returns the value of a variable of the environment, empty if it is not set.
func Getenv(key string) string {
	v, _ := sysGetenv(key)
	return v
}

// LookupEnv returns the value of a variable of the environment and whether it is set.
func LookupEnv(key string) (string, bool) { return sysGetenv(key) }

// Setenv sets a variable of the environment.
func Setenv(key, value string) error {
	bad := key == ""
	for i := 0; i < len(key); i++ {
		bad = bad || key[i] == '=' || key[i] == 0
	}
	for i := 0; i < len(value); i++ {
		bad = bad || value[i] == 0
	}
	if bad {
		return NewSyscallError("setenv", syscall.EINVAL)
	}
	sysSetenv(key, value)
	return nil
}

// Unsetenv removes a variable from the environment.
func Unsetenv(key string) error {
	sysUnsetenv(key)
	return nil
}

// Clearenv empties the environment.
func Clearenv() { sysClearenv() }

// Environ returns the environment as "key=value" strings.
func Environ() []string { return sysEnviron() }

// ExpandEnv replaces ${var} and $var by the values of the environment.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

func isNameByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isSpecialVar(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return true
	}
	return false
}

// varName finds the name that follows a $ and the number of bytes it takes. Bad syntax has an empty name.
func varName(s string) (name string, width int) {
	if s[0] == '{' {
		if len(s) > 2 && isSpecialVar(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if isSpecialVar(s[0]) {
		return s[:1], 1
	}
	i := 0
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return s[:i], i
}

// Expand replaces ${var} and $var in s by what mapping gives.
func Expand(s string, mapping func(string) string) string {
	var buf []byte
	from := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 >= len(s) {
			continue
		}
		if buf == nil {
			buf = make([]byte, 0, 2*len(s))
		}
		buf = append(buf, s[from:i]...)
		name, w := varName(s[i+1:])
		if name != "" {
			buf = append(buf, mapping(name)...)
		} else if w == 0 {
			buf = append(buf, '$')
		}
		i += w
		from = i + 1
	}
	if buf == nil {
		return s
	}
	return string(append(buf, s[from:]...))
}

func sysIDs(which int) int

// Getpid returns the process id.
func Getpid() int { return sysIDs(0) }

// Getppid returns the parent's process id.
func Getppid() int { return sysIDs(1) }

// Getuid returns the user id.
func Getuid() int { return sysIDs(2) }

// Geteuid returns the effective user id.
func Geteuid() int { return sysIDs(3) }

// Getgid returns the group id.
func Getgid() int { return sysIDs(4) }

// Getegid returns the effective group id.
func Getegid() int { return sysIDs(5) }

// Getpagesize returns the size of a page of memory.
func Getpagesize() int { return 4096 }
