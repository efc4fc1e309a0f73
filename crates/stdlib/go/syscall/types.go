package syscall

// Records of the system, laid out as Linux has them on amd64.
type (
	Time_t int64

	Timespec struct {
		Sec  int64
		Nsec int64
	}

	Timeval struct {
		Sec  int64
		Usec int64
	}

	Tms struct {
		Utime  int64
		Stime  int64
		Cutime int64
		Cstime int64
	}

	Rusage struct {
		Utime    Timeval
		Stime    Timeval
		Maxrss   int64
		Ixrss    int64
		Idrss    int64
		Isrss    int64
		Minflt   int64
		Majflt   int64
		Nswap    int64
		Inblock  int64
		Oublock  int64
		Msgsnd   int64
		Msgrcv   int64
		Nsignals int64
		Nvcsw    int64
		Nivcsw   int64
	}

	Rlimit struct {
		Cur uint64
		Max uint64
	}

	Stat_t struct {
		Dev       uint64
		Ino       uint64
		Nlink     uint64
		Mode      uint32
		Uid       uint32
		Gid       uint32
		X__pad0   int32
		Rdev      uint64
		Size      int64
		Blksize   int64
		Blocks    int64
		Atim      Timespec
		Mtim      Timespec
		Ctim      Timespec
		X__unused [3]int64
	}

	Fsid struct {
		X__val [2]int32
	}

	Statfs_t struct {
		Type    int64
		Bsize   int64
		Blocks  uint64
		Bfree   uint64
		Bavail  uint64
		Files   uint64
		Ffree   uint64
		Fsid    Fsid
		Namelen int64
		Frsize  int64
		Flags   int64
		Spare   [4]int64
	}

	Utsname struct {
		Sysname    [65]int8
		Nodename   [65]int8
		Release    [65]int8
		Version    [65]int8
		Machine    [65]int8
		Domainname [65]int8
	}

	Sysinfo_t struct {
		Uptime    int64
		Loads     [3]uint64
		Totalram  uint64
		Freeram   uint64
		Sharedram uint64
		Bufferram uint64
		Totalswap uint64
		Freeswap  uint64
		Procs     uint16
		Pad       uint16
		Pad_cgo_0 [4]byte
		Totalhigh uint64
		Freehigh  uint64
		Unit      uint32
		X_f       [0]byte
		Pad_cgo_1 [4]byte
	}

	Flock_t struct {
		Type      int16
		Whence    int16
		Pad_cgo_0 [4]byte
		Start     int64
		Len       int64
		Pid       int32
		Pad_cgo_1 [4]byte
	}
)

// Unix returns the time in seconds and nanoseconds.
func (ts *Timespec) Unix() (sec int64, nsec int64) { return ts.Sec, ts.Nsec }

// Nano returns the time in nanoseconds.
func (ts *Timespec) Nano() int64 { return ts.Sec*1e9 + ts.Nsec }

// Unix returns the time in seconds and nanoseconds.
func (tv *Timeval) Unix() (sec int64, nsec int64) { return tv.Sec, tv.Usec * 1000 }

// Nano returns the time in nanoseconds.
func (tv *Timeval) Nano() int64 { return tv.Sec*1e9 + tv.Usec*1000 }

func TimespecToNsec(ts Timespec) int64 { return ts.Nano() }

func TimevalToNsec(tv Timeval) int64 { return tv.Nano() }

func NsecToTimespec(nsec int64) Timespec {
	sec := nsec / 1e9
	nsec %= 1e9
	if nsec < 0 {
		nsec += 1e9
		sec--
	}
	return Timespec{sec, nsec}
}

func NsecToTimeval(nsec int64) Timeval {
	t := NsecToTimespec(nsec + 999)
	return Timeval{t.Sec, t.Nsec / 1000}
}

// A WaitStatus tells how a child ended.
type WaitStatus uint32

func (w WaitStatus) Exited() bool    { return w&0x7f == 0 }
func (w WaitStatus) Signaled() bool  { return w&0x7f != 0x7f && w&0x7f != 0 }
func (w WaitStatus) Stopped() bool   { return w&0xff == 0x7f }
func (w WaitStatus) Continued() bool { return w == 0xffff }
func (w WaitStatus) CoreDump() bool  { return w.Signaled() && w&0x80 != 0 }

func (w WaitStatus) ExitStatus() int {
	if !w.Exited() {
		return -1
	}
	return int(w>>8) & 0xff
}

func (w WaitStatus) Signal() Signal {
	if !w.Signaled() {
		return -1
	}
	return Signal(w & 0x7f)
}

func (w WaitStatus) StopSignal() Signal {
	if !w.Stopped() {
		return -1
	}
	return Signal(w>>8) & 0xff
}

func (w WaitStatus) TrapCause() int {
	if w.StopSignal() != SIGTRAP {
		return -1
	}
	return int(w>>8) >> 8
}
