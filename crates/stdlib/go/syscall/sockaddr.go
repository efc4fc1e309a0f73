package syscall

import "unsafe"

// Addresses of sockets: as programs see them, and as the system lays them out.
type (
	// A Sockaddr is the address of a socket.
	Sockaddr interface {
		// sockaddr lays the address out for the system.
		sockaddr() (ptr unsafe.Pointer, len _Socklen, err error)
	}

	_Socklen uint32

	RawSockaddr struct {
		Family uint16
		Data   [14]int8
	}

	RawSockaddrAny struct {
		Addr RawSockaddr
		Pad  [96]int8
	}

	RawSockaddrInet4 struct {
		Family uint16
		Port   uint16
		Addr   [4]byte
		Zero   [8]uint8
	}

	RawSockaddrInet6 struct {
		Family   uint16
		Port     uint16
		Flowinfo uint32
		Addr     [16]byte
		Scope_id uint32
	}

	RawSockaddrLinklayer struct {
		Family   uint16
		Protocol uint16
		Ifindex  int32
		Hatype   uint16
		Pkttype  uint8
		Halen    uint8
		Addr     [8]uint8
	}

	RawSockaddrNetlink struct {
		Family uint16
		Pad    uint16
		Pid    uint32
		Groups uint32
	}

	RawSockaddrUnix struct {
		Family uint16
		Path   [108]int8
	}

	// SockaddrInet4 is an address of IPv4.
	SockaddrInet4 struct {
		Port int
		Addr [4]byte
		raw  RawSockaddrInet4
	}

	// SockaddrInet6 is an address of IPv6.
	SockaddrInet6 struct {
		Port   int
		ZoneId uint32
		Addr   [16]byte
		raw    RawSockaddrInet6
	}

	// SockaddrLinklayer is an address of a link layer.
	SockaddrLinklayer struct {
		Protocol uint16
		Ifindex  int
		Hatype   uint16
		Pkttype  uint8
		Halen    uint8
		Addr     [8]byte
		raw      RawSockaddrLinklayer
	}

	// SockaddrNetlink is an address of netlink.
	SockaddrNetlink struct {
		Family uint16
		Pad    uint16
		Pid    uint32
		Groups uint32
		raw    RawSockaddrNetlink
	}

	// SockaddrUnix is a path, or an abstract name that begins with @.
	SockaddrUnix struct {
		Name string
		raw  RawSockaddrUnix
	}
)

// swapped is a port in the network's order of bytes.
func swapped(port int) uint16 { return uint16(port)<<8 | uint16(port)>>8&0xff }

func (sa *SockaddrInet4) sockaddr() (unsafe.Pointer, _Socklen, error) {
	if sa.Port < 0 || sa.Port > 0xffff {
		return nil, 0, EINVAL
	}
	sa.raw = RawSockaddrInet4{Family: AF_INET, Port: swapped(sa.Port), Addr: sa.Addr}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrInet4, nil
}

func (sa *SockaddrInet6) sockaddr() (unsafe.Pointer, _Socklen, error) {
	if sa.Port < 0 || sa.Port > 0xffff {
		return nil, 0, EINVAL
	}
	sa.raw = RawSockaddrInet6{Family: AF_INET6, Port: swapped(sa.Port), Scope_id: sa.ZoneId, Addr: sa.Addr}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrInet6, nil
}

func (sa *SockaddrLinklayer) sockaddr() (unsafe.Pointer, _Socklen, error) {
	if sa.Ifindex < 0 || sa.Ifindex > 0x7fffffff {
		return nil, 0, EINVAL
	}
	sa.raw = RawSockaddrLinklayer{AF_PACKET, sa.Protocol, int32(sa.Ifindex), sa.Hatype, sa.Pkttype, sa.Halen, sa.Addr}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrLinklayer, nil
}

func (sa *SockaddrNetlink) sockaddr() (unsafe.Pointer, _Socklen, error) {
	sa.raw = RawSockaddrNetlink{AF_NETLINK, sa.Pad, sa.Pid, sa.Groups}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrNetlink, nil
}

func (sa *SockaddrUnix) sockaddr() (unsafe.Pointer, _Socklen, error) {
	n := len(sa.Name)
	if n > len(sa.raw.Path) || n == len(sa.raw.Path) && sa.Name[0] != '@' {
		return nil, 0, EINVAL
	}
	sa.raw = RawSockaddrUnix{Family: AF_UNIX}
	for i := range n {
		sa.raw.Path[i] = int8(sa.Name[i])
	}
	size := _Socklen(2)
	if n > 0 {
		size += _Socklen(n) + 1
	}
	if n > 0 && sa.Name[0] == '@' {
		sa.raw.Path[0] = 0
		size--
	}
	return unsafe.Pointer(&sa.raw), size, nil
}

// toSockaddr reads an address of the system's that is size bytes long.
func toSockaddr(any *RawSockaddrAny, size uint32) (Sockaddr, error) {
	switch any.Addr.Family {
	case AF_INET:
		raw := (*RawSockaddrInet4)(unsafe.Pointer(any))
		return &SockaddrInet4{Port: int(swapped(int(raw.Port))), Addr: raw.Addr}, nil
	case AF_INET6:
		raw := (*RawSockaddrInet6)(unsafe.Pointer(any))
		return &SockaddrInet6{Port: int(swapped(int(raw.Port))), ZoneId: raw.Scope_id, Addr: raw.Addr}, nil
	case AF_NETLINK:
		raw := (*RawSockaddrNetlink)(unsafe.Pointer(any))
		return &SockaddrNetlink{Family: raw.Family, Pad: raw.Pad, Pid: raw.Pid, Groups: raw.Groups}, nil
	case AF_PACKET:
		raw := (*RawSockaddrLinklayer)(unsafe.Pointer(any))
		return &SockaddrLinklayer{
			Protocol: raw.Protocol, Ifindex: int(raw.Ifindex), Hatype: raw.Hatype, Pkttype: raw.Pkttype, Halen: raw.Halen, Addr: raw.Addr,
		}, nil
	case AF_UNIX:
		raw := (*RawSockaddrUnix)(unsafe.Pointer(any))
		var name []byte
		for i := 0; i < len(raw.Path) && i+2 < int(size); i++ {
			c := byte(raw.Path[i])
			if c == 0 && i == 0 {
				// an abstract name is not ended by a zero
				for j := 1; j+2 < int(size); j++ {
					name = append(name, byte(raw.Path[j]))
				}
				if len(name) > 0 {
					name = append([]byte{'@'}, name...)
				}
				break
			}
			if c == 0 {
				break
			}
			name = append(name, c)
		}
		return &SockaddrUnix{Name: string(name)}, nil
	}
	return nil, EAFNOSUPPORT
}
