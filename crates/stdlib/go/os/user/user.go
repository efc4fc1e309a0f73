// Package user looks up users and groups in the system's files.
package user

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
)

// User is an account.
type User struct {
	Uid      string
	Gid      string
	Username string
	Name     string
	HomeDir  string
}

// Group is a group of users.
type Group struct {
	Gid  string
	Name string
}

// UnknownUserIdError is returned by LookupId when there is no such user.
type UnknownUserIdError int

func (e UnknownUserIdError) Error() string { return "user: unknown userid " + strconv.Itoa(int(e)) }

// UnknownUserError is returned by Lookup when there is no such user.
type UnknownUserError string

func (e UnknownUserError) Error() string { return "user: unknown user " + string(e) }

// UnknownGroupIdError is returned by LookupGroupId when there is no such group.
type UnknownGroupIdError string

func (e UnknownGroupIdError) Error() string { return "group: unknown groupid " + string(e) }

// UnknownGroupError is returned by LookupGroup when there is no such group.
type UnknownGroupError string

func (e UnknownGroupError) Error() string { return "group: unknown group " + string(e) }

const (
	userFile  = "/etc/passwd"
	groupFile = "/etc/group"
)

var current *User

// Current returns the user the program runs as.
func Current() (*User, error) {
	if current == nil {
		uid := strconv.Itoa(os.Getuid())
		u, err := LookupId(uid)
		if err != nil {
			home, _ := os.UserHomeDir()
			name := os.Getenv("USER")
			if name == "" || home == "" {
				return nil, err
			}
			u = &User{Uid: uid, Gid: strconv.Itoa(os.Getgid()), Username: name, Name: name, HomeDir: home}
		}
		current = u
	}
	u := *current
	return &u, nil
}

// Lookup finds a user by name.
func Lookup(username string) (*User, error) {
	u, err := findUser(func(f []string) bool { return f[0] == username })
	if u == nil && err == nil {
		err = UnknownUserError(username)
	}
	return u, err
}

// LookupId finds a user by number.
func LookupId(uid string) (*User, error) {
	n, err := strconv.Atoi(uid)
	if err != nil {
		return nil, err
	}
	u, err := findUser(func(f []string) bool { return f[2] == uid })
	if u == nil && err == nil {
		err = UnknownUserIdError(n)
	}
	return u, err
}

// LookupGroup finds a group by name.
func LookupGroup(name string) (*Group, error) {
	g, err := findGroup(func(f []string) bool { return f[0] == name })
	if g == nil && err == nil {
		err = UnknownGroupError(name)
	}
	return g, err
}

// LookupGroupId finds a group by number.
func LookupGroupId(gid string) (*Group, error) {
	g, err := findGroup(func(f []string) bool { return f[2] == gid })
	if g == nil && err == nil {
		err = UnknownGroupIdError(gid)
	}
	return g, err
}

// GroupIds returns the numbers of the groups the user is in, the primary one first.
func (u *User) GroupIds() ([]string, error) {
	ids := []string{u.Gid}
	err := eachLine(groupFile, 4, func(f []string) bool {
		for member := range strings.SplitSeq(f[3], ",") {
			if member == u.Username && f[2] != u.Gid {
				ids = append(ids, f[2])
				break
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

func findUser(match func([]string) bool) (u *User, err error) {
	err = eachLine(userFile, 6, func(f []string) bool {
		if _, bad := strconv.Atoi(f[3]); bad != nil || !match(f) {
			return true
		}
		// The first part of the comment field is the name; & stands for the login name with a capital.
		name, _, _ := strings.Cut(f[4], ",")
		u = &User{Username: f[0], Uid: f[2], Gid: f[3], Name: name, HomeDir: f[5]}
		return false
	})
	return
}

func findGroup(match func([]string) bool) (g *Group, err error) {
	err = eachLine(groupFile, 4, func(f []string) bool {
		if match(f) {
			g = &Group{Name: f[0], Gid: f[2]}
		}
		return g == nil
	})
	return
}

// eachLine calls f with the fields of every entry that has at least n and a number in the third, until f is content.
func eachLine(file string, n int, f func([]string) bool) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	r := bufio.NewReader(in)
	for {
		line, err := r.ReadString('\n')
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' {
			fields := strings.Split(line, ":")
			if len(fields) >= n && fields[0] != "" && fields[0][0] != '+' && fields[0][0] != '-' {
				if _, bad := strconv.Atoi(fields[2]); bad == nil && !f(fields) {
					return nil
				}
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
