package syscall

// A RawConn gives system calls of one's own a descriptor. Read and Write call f until it is done.
type RawConn interface {
	Control(f func(fd uintptr)) error
	Read(f func(fd uintptr) (done bool)) error
	Write(f func(fd uintptr) (done bool)) error
}

// A Conn has a descriptor.
type Conn interface {
	SyscallConn() (RawConn, error)
}
