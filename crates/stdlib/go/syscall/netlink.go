package syscall

import "unsafe"

// Messages of netlink.
type (
	NlMsghdr struct {
		Len   uint32
		Type  uint16
		Flags uint16
		Seq   uint32
		Pid   uint32
	}

	NlMsgerr struct {
		Error int32
		Msg   NlMsghdr
	}

	NlAttr struct {
		Len  uint16
		Type uint16
	}

	RtGenmsg struct {
		Family uint8
	}

	RtAttr struct {
		Len  uint16
		Type uint16
	}

	IfInfomsg struct {
		Family     uint8
		X__ifi_pad uint8
		Type       uint16
		Index      int32
		Flags      uint32
		Change     uint32
	}

	IfAddrmsg struct {
		Family    uint8
		Prefixlen uint8
		Flags     uint8
		Scope     uint8
		Index     uint32
	}

	RtMsg struct {
		Family   uint8
		Dst_len  uint8
		Src_len  uint8
		Tos      uint8
		Table    uint8
		Protocol uint8
		Scope    uint8
		Type     uint8
		Flags    uint32
	}

	RtNexthop struct {
		Len     uint16
		Flags   uint8
		Hops    uint8
		Ifindex int32
	}

	NetlinkMessage struct {
		Header NlMsghdr
		Data   []byte
	}

	NetlinkRouteAttr struct {
		Attr  RtAttr
		Value []byte
	}

	NetlinkRouteRequest struct {
		Header NlMsghdr
		Data   RtGenmsg
	}

	SockFilter struct {
		Code uint16
		Jt   uint8
		Jf   uint8
		K    uint32
	}

	SockFprog struct {
		Len       uint16
		Pad_cgo_0 [6]byte
		Filter    *SockFilter
	}
)

func align4(n int) int { return (n + 3) &^ 3 }

// NetlinkRIB asks the system for a table of routes, links or addresses.
func NetlinkRIB(proto, family int) ([]byte, error) {
	s, err := Socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE)
	if err != nil {
		return nil, err
	}
	defer Close(s)
	sa := &SockaddrNetlink{Family: AF_NETLINK}
	if err := Bind(s, sa); err != nil {
		return nil, err
	}
	request := NetlinkRouteRequest{
		NlMsghdr{Len: NLMSG_HDRLEN + SizeofRtGenmsg, Type: uint16(proto), Flags: NLM_F_DUMP | NLM_F_REQUEST, Seq: 1},
		RtGenmsg{uint8(family)},
	}
	if err := Sendto(s, unsafe.Slice((*byte)(unsafe.Pointer(&request)), request.Header.Len), 0, sa); err != nil {
		return nil, err
	}
	local, err := Getsockname(s)
	if err != nil {
		return nil, err
	}
	me, ok := local.(*SockaddrNetlink)
	if !ok {
		return nil, EINVAL
	}
	var table []byte
	for {
		buf := make([]byte, Getpagesize())
		n, _, err := Recvfrom(s, buf, 0)
		if err != nil {
			return nil, err
		}
		if n < NLMSG_HDRLEN {
			return nil, EINVAL
		}
		table = append(table, buf[:n]...)
		messages, err := ParseNetlinkMessage(buf[:n])
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			switch {
			case m.Header.Seq != 1 || m.Header.Pid != me.Pid:
				return nil, EINVAL
			case m.Header.Type == NLMSG_DONE:
				return table, nil
			case m.Header.Type == NLMSG_ERROR:
				return nil, EINVAL
			}
		}
	}
}

// ParseNetlinkMessage splits messages.
func ParseNetlinkMessage(b []byte) ([]NetlinkMessage, error) {
	var list []NetlinkMessage
	for len(b) >= NLMSG_HDRLEN {
		h := (*NlMsghdr)(unsafe.Pointer(&b[0]))
		size := align4(int(h.Len))
		if int(h.Len) < NLMSG_HDRLEN || size > len(b) {
			return nil, EINVAL
		}
		list = append(list, NetlinkMessage{*h, b[NLMSG_HDRLEN:h.Len]})
		b = b[size:]
	}
	return list, nil
}

// ParseNetlinkRouteAttr splits the attributes of a message about links, addresses or routes.
func ParseNetlinkRouteAttr(m *NetlinkMessage) ([]NetlinkRouteAttr, error) {
	b := m.Data
	switch m.Header.Type {
	case RTM_NEWLINK, RTM_DELLINK:
		b = b[min(SizeofIfInfomsg, len(b)):]
	case RTM_NEWADDR, RTM_DELADDR:
		b = b[min(SizeofIfAddrmsg, len(b)):]
	case RTM_NEWROUTE, RTM_DELROUTE:
		b = b[min(SizeofRtMsg, len(b)):]
	default:
		return nil, EINVAL
	}
	var list []NetlinkRouteAttr
	for len(b) >= SizeofRtAttr {
		a := (*RtAttr)(unsafe.Pointer(&b[0]))
		if int(a.Len) < SizeofRtAttr || int(a.Len) > len(b) {
			return nil, EINVAL
		}
		list = append(list, NetlinkRouteAttr{*a, b[SizeofRtAttr:a.Len]})
		b = b[min(align4(int(a.Len)), len(b)):]
	}
	return list, nil
}

// LsfStmt makes a statement of a socket filter.
func LsfStmt(code, k int) *SockFilter { return &SockFilter{Code: uint16(code), K: uint32(k)} }

// LsfJump makes a jump of a socket filter.
func LsfJump(code, k, jt, jf int) *SockFilter {
	return &SockFilter{Code: uint16(code), Jt: uint8(jt), Jf: uint8(jf), K: uint32(k)}
}

// LsfSocket makes a socket for packets of a link.
func LsfSocket(ifindex, proto int) (int, error) {
	s, err := Socket(AF_PACKET, SOCK_RAW, proto)
	if err != nil {
		return -1, err
	}
	if err := Bind(s, &SockaddrLinklayer{Protocol: swapped(proto), Ifindex: ifindex}); err != nil {
		Close(s)
		return -1, err
	}
	return s, nil
}

// SetLsfPromisc lets an interface take all packets, or not.
func SetLsfPromisc(name string, m bool) error {
	s, err := Socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer Close(s)
	var request struct {
		name  [IFNAMSIZ]byte
		flags uint16
		rest  [22]byte
	}
	copy(request.name[:IFNAMSIZ-1], name)
	if err := only(call(SYS_IOCTL, uintptr(s), SIOCGIFFLAGS, pointer(&request), 0)); err != nil {
		return err
	}
	if m {
		request.flags |= IFF_PROMISC
	} else {
		request.flags &^= IFF_PROMISC
	}
	return only(call(SYS_IOCTL, uintptr(s), SIOCSIFFLAGS, pointer(&request), 0))
}

// AttachLsf gives a socket a filter.
func AttachLsf(fd int, i []SockFilter) error {
	program := SockFprog{Len: uint16(len(i)), Filter: unsafe.SliceData(i)}
	return set(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program)
}

// DetachLsf takes a socket's filter away.
func DetachLsf(fd int) error { return SetsockoptInt(fd, SOL_SOCKET, SO_DETACH_FILTER, 0) }
