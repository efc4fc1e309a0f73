package syscall

import "unsafe"

func setOption(fd, level, opt int, value unsafe.Pointer, size uintptr) error {
	_, _, errno := rawSyscall(SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(opt), uintptr(value), size, 0)
	return result(errno)
}

func set[T any](fd, level, opt int, value *T) error {
	return setOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func get[T any](fd, level, opt int) (*T, error) {
	value := new(T)
	size := uint32(unsafe.Sizeof(*value))
	_, _, errno := rawSyscall(SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(opt), pointer(value), pointer(&size), 0)
	return value, result(errno)
}

// Options of sockets.

func GetsockoptInt(fd, level, opt int) (value int, err error) {
	v, err := get[int32](fd, level, opt)
	return int(*v), err
}

func GetsockoptInet4Addr(fd, level, opt int) (value [4]byte, err error) {
	v, err := get[[4]byte](fd, level, opt)
	return *v, err
}

func GetsockoptIPMreq(fd, level, opt int) (*IPMreq, error)     { return get[IPMreq](fd, level, opt) }
func GetsockoptIPMreqn(fd, level, opt int) (*IPMreqn, error)   { return get[IPMreqn](fd, level, opt) }
func GetsockoptIPv6Mreq(fd, level, opt int) (*IPv6Mreq, error) { return get[IPv6Mreq](fd, level, opt) }
func GetsockoptIPv6MTUInfo(fd, level, opt int) (*IPv6MTUInfo, error) {
	return get[IPv6MTUInfo](fd, level, opt)
}
func GetsockoptICMPv6Filter(fd, level, opt int) (*ICMPv6Filter, error) {
	return get[ICMPv6Filter](fd, level, opt)
}
func GetsockoptUcred(fd, level, opt int) (*Ucred, error) { return get[Ucred](fd, level, opt) }

func SetsockoptInt(fd, level, opt int, value int) (err error) {
	v := int32(value)
	return set(fd, level, opt, &v)
}
func SetsockoptByte(fd, level, opt int, value byte) (err error) { return set(fd, level, opt, &value) }
func SetsockoptString(fd, level, opt int, s string) (err error) {
	return setOption(fd, level, opt, unsafe.Pointer(unsafe.StringData(s)), uintptr(len(s)))
}
func SetsockoptTimeval(fd, level, opt int, tv *Timeval) (err error) { return set(fd, level, opt, tv) }
func SetsockoptLinger(fd, level, opt int, l *Linger) (err error)    { return set(fd, level, opt, l) }
func SetsockoptInet4Addr(fd, level, opt int, value [4]byte) (err error) {
	return set(fd, level, opt, &value)
}
func SetsockoptIPMreq(fd, level, opt int, mreq *IPMreq) (err error) { return set(fd, level, opt, mreq) }
func SetsockoptIPMreqn(fd, level, opt int, mreq *IPMreqn) (err error) {
	return set(fd, level, opt, mreq)
}
func SetsockoptIPv6Mreq(fd, level, opt int, mreq *IPv6Mreq) (err error) {
	return set(fd, level, opt, mreq)
}
func SetsockoptICMPv6Filter(fd, level, opt int, filter *ICMPv6Filter) error {
	return set(fd, level, opt, filter)
}

// BindToDevice binds a socket to a network device.
func BindToDevice(fd int, device string) (err error) {
	return SetsockoptString(fd, SOL_SOCKET, SO_BINDTODEVICE, device)
}

// Control messages stand at addresses that are multiples of a word.
func aligned(n int) int { return (n + 7) &^ 7 }

// CmsgLen is the length of a control message with so much data.
func CmsgLen(datalen int) int { return aligned(SizeofCmsghdr) + datalen }

// CmsgSpace is the room that a control message takes.
func CmsgSpace(datalen int) int { return aligned(SizeofCmsghdr) + aligned(datalen) }

// ParseSocketControlMessage splits what Recvmsg received.
func ParseSocketControlMessage(b []byte) ([]SocketControlMessage, error) {
	var list []SocketControlMessage
	for len(b) >= CmsgLen(0) {
		h := (*Cmsghdr)(unsafe.Pointer(&b[0]))
		if h.Len < SizeofCmsghdr || h.Len > uint64(len(b)) {
			return nil, EINVAL
		}
		list = append(list, SocketControlMessage{*h, b[aligned(SizeofCmsghdr):h.Len]})
		b = b[min(aligned(int(h.Len)), len(b)):]
	}
	return list, nil
}

func control(typ int32, size int) (b []byte, data unsafe.Pointer) {
	b = make([]byte, CmsgSpace(size))
	h := (*Cmsghdr)(unsafe.Pointer(&b[0]))
	h.Level, h.Type = SOL_SOCKET, typ
	h.SetLen(CmsgLen(size))
	return b, unsafe.Add(unsafe.Pointer(&b[0]), aligned(SizeofCmsghdr))
}

// UnixRights makes the control message that passes descriptors on.
func UnixRights(fds ...int) []byte {
	b, data := control(SCM_RIGHTS, 4*len(fds))
	for i, fd := range fds {
		*(*int32)(unsafe.Add(data, 4*i)) = int32(fd)
	}
	return b
}

// ParseUnixRights reads the descriptors of such a message.
func ParseUnixRights(m *SocketControlMessage) ([]int, error) {
	if m.Header.Level != SOL_SOCKET || m.Header.Type != SCM_RIGHTS {
		return nil, EINVAL
	}
	fds := make([]int, len(m.Data)/4)
	for i := range fds {
		fds[i] = int(*(*int32)(unsafe.Pointer(&m.Data[4*i])))
	}
	return fds, nil
}

// UnixCredentials makes the control message that tells who sends.
func UnixCredentials(ucred *Ucred) []byte {
	b, data := control(SCM_CREDENTIALS, SizeofUcred)
	*(*Ucred)(data) = *ucred
	return b
}

// ParseUnixCredentials reads such a message.
func ParseUnixCredentials(m *SocketControlMessage) (*Ucred, error) {
	if m.Header.Level != SOL_SOCKET || m.Header.Type != SCM_CREDENTIALS || len(m.Data) < SizeofUcred {
		return nil, EINVAL
	}
	ucred := *(*Ucred)(unsafe.Pointer(&m.Data[0]))
	return &ucred, nil
}
