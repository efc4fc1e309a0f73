// check

package main

import _ "unsafe"

//go:noinline
type t int

//go:noescape
func (t) m() {}

//go:linkname local runtime.x
//go:linkname local2 runtime.y
//go:linkname local2 runtime.y
var local2 int

func bodyless()

func (t) bodyless()

//go:build linux
func main() {}
