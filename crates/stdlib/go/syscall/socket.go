package syscall

import "unsafe"

// waitReady waits until a descriptor can be read or written, while other goroutines run.
func waitReady(fd int, write bool)

// patiently waits for a descriptor in blocking mode, on which a call would hold up all goroutines.
func patiently(fd int, write bool) {
	if flags, err := fcntl(fd, F_GETFL, 0); err == nil && flags&O_NONBLOCK == 0 {
		waitReady(fd, write)
	}
}

func pointer[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

// What socket calls read and write.
type (
	Iovec struct {
		Base *byte
		Len  uint64
	}

	Msghdr struct {
		Name       *byte
		Namelen    uint32
		Pad_cgo_0  [4]byte
		Iov        *Iovec
		Iovlen     uint64
		Control    *byte
		Controllen uint64
		Flags      int32
		Pad_cgo_1  [4]byte
	}

	Cmsghdr struct {
		Len   uint64
		Level int32
		Type  int32
	}

	// A SocketControlMessage goes along with what is sent.
	SocketControlMessage struct {
		Header Cmsghdr
		Data   []byte
	}

	Linger struct {
		Onoff  int32
		Linger int32
	}

	Ucred struct {
		Pid int32
		Uid uint32
		Gid uint32
	}

	IPMreq struct {
		Multiaddr [4]byte
		Interface [4]byte
	}

	IPMreqn struct {
		Multiaddr [4]byte
		Address   [4]byte
		Ifindex   int32
	}

	IPv6Mreq struct {
		Multiaddr [16]byte
		Interface uint32
	}

	IPv6MTUInfo struct {
		Addr RawSockaddrInet6
		Mtu  uint32
	}

	ICMPv6Filter struct {
		Data [8]uint32
	}

	Inet4Pktinfo struct {
		Ifindex  int32
		Spec_dst [4]byte
		Addr     [4]byte
	}

	Inet6Pktinfo struct {
		Addr    [16]byte
		Ifindex uint32
	}

	TCPInfo struct {
		State          uint8
		Ca_state       uint8
		Retransmits    uint8
		Probes         uint8
		Backoff        uint8
		Options        uint8
		Pad_cgo_0      [2]byte
		Rto            uint32
		Ato            uint32
		Snd_mss        uint32
		Rcv_mss        uint32
		Unacked        uint32
		Sacked         uint32
		Lost           uint32
		Retrans        uint32
		Fackets        uint32
		Last_data_sent uint32
		Last_ack_sent  uint32
		Last_data_recv uint32
		Last_ack_recv  uint32
		Pmtu           uint32
		Rcv_ssthresh   uint32
		Rtt            uint32
		Rttvar         uint32
		Snd_ssthresh   uint32
		Snd_cwnd       uint32
		Advmss         uint32
		Reordering     uint32
		Rcv_rtt        uint32
		Rcv_space      uint32
		Total_retrans  uint32
	}
)

func (iov *Iovec) SetLen(length int)            { iov.Len = uint64(length) }
func (msghdr *Msghdr) SetControllen(length int) { msghdr.Controllen = uint64(length) }
func (cmsg *Cmsghdr) SetLen(length int)         { cmsg.Len = uint64(length) }

// SocketDisableIPv6 makes Socket refuse IPv6.
var SocketDisableIPv6 bool

// Socket makes a socket.
func Socket(domain, typ, proto int) (fd int, err error) {
	if domain == AF_INET6 && SocketDisableIPv6 {
		return -1, EAFNOSUPPORT
	}
	return call(SYS_SOCKET, uintptr(domain), uintptr(typ), uintptr(proto), 0)
}

// Socketpair makes two sockets that are connected.
func Socketpair(domain, typ, proto int) (fd [2]int, err error) {
	var out [2]int32
	_, err = call(SYS_SOCKETPAIR, uintptr(domain), uintptr(typ), uintptr(proto), pointer(&out))
	if err == nil {
		fd = [2]int{int(out[0]), int(out[1])}
	}
	return fd, err
}

func withAddress(trap uintptr, fd int, sa Sockaddr) error {
	ptr, size, err := sa.sockaddr()
	if err != nil {
		return err
	}
	return only(call(trap, uintptr(fd), uintptr(ptr), uintptr(size), 0))
}

// Bind gives a socket its address.
func Bind(fd int, sa Sockaddr) (err error) { return withAddress(SYS_BIND, fd, sa) }

// Connect connects a socket.
func Connect(fd int, sa Sockaddr) (err error) { return withAddress(SYS_CONNECT, fd, sa) }

// Listen lets a socket take connections.
func Listen(s int, n int) (err error) { return only(call(SYS_LISTEN, uintptr(s), uintptr(n), 0, 0)) }

// Shutdown ends one or both directions of a connection.
func Shutdown(fd int, how int) (err error) {
	return only(call(SYS_SHUTDOWN, uintptr(fd), uintptr(how), 0, 0))
}

// Accept takes a connection.
func Accept(fd int) (nfd int, sa Sockaddr, err error) { return Accept4(fd, 0) }

// Accept4 is Accept with flags for the new descriptor.
func Accept4(fd int, flags int) (nfd int, sa Sockaddr, err error) {
	patiently(fd, false)
	var any RawSockaddrAny
	size := uint32(SizeofSockaddrAny)
	nfd, err = call(SYS_ACCEPT4, uintptr(fd), pointer(&any), pointer(&size), uintptr(flags))
	if err != nil {
		return nfd, nil, err
	}
	if sa, err = toSockaddr(&any, size); err != nil {
		Close(nfd)
		nfd = 0
	}
	return nfd, sa, err
}

func nameOf(trap uintptr, fd int) (Sockaddr, error) {
	var any RawSockaddrAny
	size := uint32(SizeofSockaddrAny)
	if _, err := call(trap, uintptr(fd), pointer(&any), pointer(&size), 0); err != nil {
		return nil, err
	}
	return toSockaddr(&any, size)
}

// Getsockname returns the address of a socket.
func Getsockname(fd int) (sa Sockaddr, err error) { return nameOf(SYS_GETSOCKNAME, fd) }

// Getpeername returns the address of the other end.
func Getpeername(fd int) (sa Sockaddr, err error) { return nameOf(SYS_GETPEERNAME, fd) }

// Recvfrom receives and tells from whom.
func Recvfrom(fd int, p []byte, flags int) (n int, from Sockaddr, err error) {
	if flags&MSG_DONTWAIT == 0 {
		patiently(fd, false)
	}
	var any RawSockaddrAny
	size := uint32(SizeofSockaddrAny)
	r, _, errno := rawSyscall(SYS_RECVFROM, uintptr(fd), address(p), uintptr(len(p)), uintptr(flags), pointer(&any), pointer(&size))
	if errno != 0 {
		return int(r), nil, Errno(errno)
	}
	if any.Addr.Family != AF_UNSPEC {
		from, err = toSockaddr(&any, size)
	}
	return int(r), from, err
}

// Sendto sends to an address.
func Sendto(fd int, p []byte, flags int, to Sockaddr) (err error) {
	var ptr unsafe.Pointer
	var size _Socklen
	if to != nil {
		if ptr, size, err = to.sockaddr(); err != nil {
			return err
		}
	}
	_, _, errno := rawSyscall(SYS_SENDTO, uintptr(fd), address(p), uintptr(len(p)), uintptr(flags), uintptr(ptr), uintptr(size))
	return result(errno)
}

// Recvmsg receives bytes and control messages.
func Recvmsg(fd int, p, oob []byte, flags int) (n, oobn int, recvflags int, from Sockaddr, err error) {
	if flags&MSG_DONTWAIT == 0 {
		patiently(fd, false)
	}
	var any RawSockaddrAny
	var one byte
	iov := Iovec{unsafe.SliceData(p), uint64(len(p))}
	if len(p) == 0 && len(oob) > 0 {
		// control messages travel with at least one byte on streams
		if typ, err := GetsockoptInt(fd, SOL_SOCKET, SO_TYPE); err == nil && typ != SOCK_DGRAM {
			iov = Iovec{&one, 1}
		}
	}
	msg := Msghdr{Name: (*byte)(unsafe.Pointer(&any)), Namelen: SizeofSockaddrAny, Iov: &iov, Iovlen: 1}
	if len(oob) > 0 {
		msg.Control = unsafe.SliceData(oob)
		msg.Controllen = uint64(len(oob))
	}
	if n, err = call(SYS_RECVMSG, uintptr(fd), pointer(&msg), uintptr(flags), 0); err != nil {
		return n, 0, 0, nil, err
	}
	if any.Addr.Family != AF_UNSPEC {
		from, err = toSockaddr(&any, msg.Namelen)
	}
	return n, int(msg.Controllen), int(msg.Flags), from, err
}

// Sendmsg sends bytes and control messages.
func Sendmsg(fd int, p, oob []byte, to Sockaddr, flags int) (err error) {
	_, err = SendmsgN(fd, p, oob, to, flags)
	return err
}

// SendmsgN is Sendmsg and tells how many bytes were sent.
func SendmsgN(fd int, p, oob []byte, to Sockaddr, flags int) (n int, err error) {
	var msg Msghdr
	if to != nil {
		ptr, size, err := to.sockaddr()
		if err != nil {
			return 0, err
		}
		msg.Name, msg.Namelen = (*byte)(ptr), uint32(size)
	}
	var one byte
	iov := Iovec{unsafe.SliceData(p), uint64(len(p))}
	if len(p) == 0 && len(oob) > 0 {
		if typ, err := GetsockoptInt(fd, SOL_SOCKET, SO_TYPE); err == nil && typ != SOCK_DGRAM {
			iov = Iovec{&one, 1}
		}
	}
	msg.Iov, msg.Iovlen = &iov, 1
	if len(oob) > 0 {
		msg.Control, msg.Controllen = unsafe.SliceData(oob), uint64(len(oob))
	}
	n, err = call(SYS_SENDMSG, uintptr(fd), pointer(&msg), uintptr(flags), 0)
	if err == nil && iov.Base == &one {
		n = 0
	}
	return n, err
}
