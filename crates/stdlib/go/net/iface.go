package net

import (
	"errors"
	"strings"
)

// sysInterfaces answers for each interface the lines index, name, MTU, hardware address, flags, addresses.
func sysInterfaces() (list []string, errno int)

// Flags tells what an interface is and can.
type Flags uint

const (
	FlagUp Flags = 1 << iota
	FlagBroadcast
	FlagLoopback
	FlagPointToPoint
	FlagMulticast
	FlagRunning
)

func (f Flags) String() string {
	s := ""
	for i, name := range []string{"up", "broadcast", "loopback", "pointtopoint", "multicast", "running"} {
		if f&(1<<i) != 0 {
			if s != "" {
				s += "|"
			}
			s += name
		}
	}
	if s == "" {
		return "0"
	}
	return s
}

// An Interface is a network card, or what looks like one.
type Interface struct {
	Index        int
	MTU          int
	Name         string
	HardwareAddr HardwareAddr
	Flags        Flags
}

func toInt(s string) int {
	n := 0
	for i := 0; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// table reads the interfaces, and the addresses of each.
func table() ([]Interface, [][]Addr, error) {
	list, errno := sysInterfaces()
	if errno != 0 {
		return nil, nil, failure("netlinkrib", errno)
	}
	var all []Interface
	var addrs [][]Addr
	for _, text := range list {
		lines := strings.Split(text, "\n")
		i := Interface{Index: toInt(lines[0]), Name: lines[1], MTU: toInt(lines[2])}
		i.HardwareAddr, _ = ParseMAC(lines[3])
		raw := toInt(lines[4])
		for bit, flag := range map[int]Flags{
			0x1: FlagUp, 0x2: FlagBroadcast, 0x8: FlagLoopback, 0x10: FlagPointToPoint, 0x40: FlagRunning, 0x1000: FlagMulticast,
		} {
			if raw&bit != 0 {
				i.Flags |= flag
			}
		}
		var own []Addr
		for _, s := range lines[5:] {
			if ip, n, err := ParseCIDR(s); err == nil {
				own = append(own, &IPNet{ip, n.Mask})
			}
		}
		all = append(all, i)
		addrs = append(addrs, own)
	}
	return all, addrs, nil
}

func routeError(err error) error { return &OpError{Op: "route", Net: "ip+net", Err: err} }

// Interfaces returns the interfaces of the machine.
func Interfaces() ([]Interface, error) {
	all, _, err := table()
	if err != nil {
		return nil, routeError(err)
	}
	return all, nil
}

// InterfaceAddrs returns the addresses of the machine.
func InterfaceAddrs() ([]Addr, error) {
	_, addrs, err := table()
	if err != nil {
		return nil, routeError(err)
	}
	var out []Addr
	for _, four := range []bool{true, false} {
		for _, own := range addrs {
			for _, a := range own {
				if (a.(*IPNet).IP.To4() != nil) == four {
					out = append(out, a)
				}
			}
		}
	}
	return out, nil
}

// Addrs returns the addresses of an interface.
func (ifi *Interface) Addrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError(errInvalidInterface)
	}
	all, addrs, err := table()
	if err != nil {
		return nil, routeError(err)
	}
	for n, i := range all {
		if i.Index == ifi.Index {
			return addrs[n], nil
		}
	}
	return nil, nil
}

var (
	errInvalidInterface      = errors.New("invalid network interface")
	errInvalidInterfaceIndex = errors.New("invalid network interface index")
	errInvalidInterfaceName  = errors.New("invalid network interface name")
	errNoSuchInterface       = errors.New("no such network interface")
)

// InterfaceByIndex finds an interface by its index.
func InterfaceByIndex(index int) (*Interface, error) {
	if index <= 0 {
		return nil, routeError(errInvalidInterfaceIndex)
	}
	return find(func(i *Interface) bool { return i.Index == index })
}

// InterfaceByName finds an interface by its name.
func InterfaceByName(name string) (*Interface, error) {
	if name == "" {
		return nil, routeError(errInvalidInterfaceName)
	}
	return find(func(i *Interface) bool { return i.Name == name })
}

func find(match func(*Interface) bool) (*Interface, error) {
	all, _, err := table()
	if err != nil {
		return nil, routeError(err)
	}
	for n := range all {
		if match(&all[n]) {
			return &all[n], nil
		}
	}
	return nil, routeError(errNoSuchInterface)
}

// zoneIndex returns the index of an interface that names a zone.
func zoneIndex(zone string) int {
	if zone == "" {
		return 0
	}
	if i, err := InterfaceByName(zone); err == nil {
		return i.Index
	}
	return toInt(zone)
}

func zoneName(index int) string {
	if i, err := InterfaceByIndex(index); err == nil {
		return i.Name
	}
	return itoa(index)
}
