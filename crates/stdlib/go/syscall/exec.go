package syscall

// A Credential is who a child runs as.
type Credential struct {
	Uid         uint32
	Gid         uint32
	Groups      []uint32
	NoSetGroups bool
}

// A SysProcIDMap maps ids of a user namespace.
type SysProcIDMap struct {
	ContainerID int
	HostID      int
	Size        int
}

// SysProcAttr holds what is particular to Linux about starting a child. Namespaces, capabilities and cgroups are refused.
type SysProcAttr struct {
	Chroot                     string
	Credential                 *Credential
	Ptrace                     bool
	Setsid                     bool
	Setpgid                    bool
	Setctty                    bool
	Noctty                     bool
	Ctty                       int
	Foreground                 bool
	Pgid                       int
	Pdeathsig                  Signal
	Cloneflags                 uintptr
	Unshareflags               uintptr
	UidMappings                []SysProcIDMap
	GidMappings                []SysProcIDMap
	GidMappingsEnableSetgroups bool
	AmbientCaps                []uintptr
	UseCgroupFD                bool
	CgroupFD                   int
	PidFD                      *int
}

// ProcAttr holds what a child gets.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []uintptr
	Sys   *SysProcAttr
}

func forkExec(path string, argv, env []string, dir, chroot string, fds []int, attributes []int64) (pid int, errno int)
func execve(path string, argv, env []string, openFiles []int64) (errno int)
func sysWait4(pid int, options int, out []int64) (wpid int, errno int)

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// ForkExec starts a program in a child process.
func ForkExec(argv0 string, argv []string, attr *ProcAttr) (pid int, err error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	sys := attr.Sys
	if sys == nil {
		sys = &SysProcAttr{}
	}
	if sys.Cloneflags != 0 || sys.Unshareflags != 0 || sys.UidMappings != nil || sys.GidMappings != nil ||
		sys.AmbientCaps != nil || sys.UseCgroupFD {
		return 0, ENOSYS
	}
	if sys.Setctty && sys.Foreground {
		return 0, EINVAL
	}
	if sys.Setctty && sys.Ctty >= len(attr.Files) {
		return 0, EINVAL
	}
	fds := make([]int, len(attr.Files))
	for i, f := range attr.Files {
		fds[i] = int(f)
	}
	credential := sys.Credential
	if credential == nil {
		credential = &Credential{}
	}
	attributes := []int64{
		bit(sys.Setsid), bit(sys.Setpgid), int64(sys.Pgid), bit(sys.Setctty), bit(sys.Noctty), int64(sys.Ctty),
		bit(sys.Foreground), int64(sys.Pdeathsig), bit(sys.Credential != nil), int64(credential.Uid), int64(credential.Gid),
		bit(credential.NoSetGroups), bit(sys.Ptrace),
	}
	attributes = append(attributes, childLimit()...)
	for _, group := range credential.Groups {
		attributes = append(attributes, int64(group))
	}
	pid, errno := forkExec(argv0, argv, attr.Env, attr.Dir, sys.Chroot, fds, attributes)
	if errno != 0 {
		return 0, Errno(errno)
	}
	if sys.PidFD != nil {
		*sys.PidFD = -1
		const pidfdOpen = 434
		if fd, _, errno := RawSyscall(pidfdOpen, uintptr(pid), 0, 0); errno == 0 {
			*sys.PidFD = int(fd)
		}
	}
	return pid, nil
}

// StartProcess is ForkExec with a handle, which is 0.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	pid, err = ForkExec(argv0, argv, attr)
	return pid, 0, err
}

// Exec replaces the process by another program.
func Exec(argv0 string, argv []string, envv []string) (err error) {
	return result(execve(argv0, argv, envv, childLimit()))
}

// Wait4 waits for a child.
func Wait4(pid int, wstatus *WaitStatus, options int, rusage *Rusage) (wpid int, err error) {
	var out [12]int64
	wpid, errno := sysWait4(pid, options, out[:])
	if wstatus != nil {
		*wstatus = WaitStatus(out[0])
	}
	if rusage != nil {
		*rusage = Rusage{
			Utime: Timeval{out[1], out[2]}, Stime: Timeval{out[3], out[4]}, Maxrss: out[5], Minflt: out[6],
			Majflt: out[7], Inblock: out[8], Oublock: out[9], Nvcsw: out[10], Nivcsw: out[11],
		}
	}
	return wpid, result(errno)
}

// SlicePtrFromStrings returns addresses of zero-terminated copies, nil at the end.
func SlicePtrFromStrings(ss []string) ([]*byte, error) {
	list := make([]*byte, len(ss)+1)
	for i, s := range ss {
		p, err := BytePtrFromString(s)
		if err != nil {
			return nil, err
		}
		list[i] = p
	}
	return list, nil
}
