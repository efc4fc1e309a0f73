package os

import (
	"errors"
	"syscall"
	"time"
)

// Atime is the time of the last access.
func Atime(fi FileInfo) time.Time {
	at := fi.Sys().(*syscall.Stat_t).Atim
	return time.Unix(at.Sec, at.Nsec)
}

// CheckPidfdOnce says that processes are known by their numbers alone.
func CheckPidfdOnce() error { return errors.ErrUnsupported }
