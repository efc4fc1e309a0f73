// run

package main

import (
	"fmt"
	"strings"
)

type nat []uint32

func fromString(s string) (n nat) {
	for _, c := range s {
		n = n.mulAdd(10, uint32(c-'0'))
	}
	return
}
func (a nat) mulAdd(m, c uint32) nat {
	out := make(nat, 0, len(a)+1)
	carry := uint64(c)
	for _, w := range a {
		carry += uint64(w) * uint64(m)
		out = append(out, uint32(carry))
		carry >>= 32
	}
	if carry > 0 {
		out = append(out, uint32(carry))
	}
	return out
}
func (a nat) add(b nat) nat {
	if len(a) < len(b) {
		a, b = b, a
	}
	out := make(nat, len(a), len(a)+1)
	var c uint64
	for i := range a {
		c += uint64(a[i])
		if i < len(b) {
			c += uint64(b[i])
		}
		out[i] = uint32(c)
		c >>= 32
	}
	if c > 0 {
		out = append(out, uint32(c))
	}
	return out
}
func (a nat) mul(b nat) nat {
	out := make(nat, len(a)+len(b))
	for i, x := range a {
		var c uint64
		for j, y := range b {
			c += uint64(x)*uint64(y) + uint64(out[i+j])
			out[i+j] = uint32(c)
			c >>= 32
		}
		out[i+len(b)] = uint32(c)
	}
	for len(out) > 0 && out[len(out)-1] == 0 {
		out = out[:len(out)-1]
	}
	return out
}
func (a nat) divSmall(d uint32) (q nat, r uint32) {
	q = make(nat, len(a))
	var rem uint64
	for i := len(a) - 1; i >= 0; i-- {
		cur := rem<<32 | uint64(a[i])
		q[i] = uint32(cur / uint64(d))
		rem = cur % uint64(d)
	}
	for len(q) > 0 && q[len(q)-1] == 0 {
		q = q[:len(q)-1]
	}
	return q, uint32(rem)
}
func (a nat) String() string {
	if len(a) == 0 {
		return "0"
	}
	var parts []string
	for len(a) > 0 {
		var r uint32
		a, r = a.divSmall(1e9)
		parts = append(parts, fmt.Sprintf("%09d", r))
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.TrimLeft(strings.Join(parts, ""), "0")
}

func main() {
	f := nat{1}
	for i := uint32(1); i <= 60; i++ {
		f = f.mulAdd(i, 0)
	}
	fmt.Println(f)
	a, b := nat{}, nat{1}
	for range 300 {
		a, b = b, a.add(b)
	}
	fmt.Println(a)
	p := fromString("123456789012345678901234567890")
	fmt.Println(p.mul(p), p.add(fromString("1")), nat{}, p.mul(nat{}))
	q, r := p.mul(p).divSmall(97)
	fmt.Println(q, r)
	x := nat{2}
	for range 8 {
		x = x.mul(x)
	}
	fmt.Println(x, len(x))
}
