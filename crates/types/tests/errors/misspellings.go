package main

import "lib"

type T struct{ fooBar, FOO int }

func (T) MethodX() {}

func main() {
	var s lib.Server
	s.tlsConfig = nil
	s.TlsConfig = nil
	s.addr = ""
	s.Mu = 1
	s.mu = 1
	s.Close1()
	s.close()
	s.CLOSE()
	_ = lib.Server{tlsConfig: nil}
	_ = lib.Server{TlsConfig: nil}
	_ = lib.Server{addr: ""}
	_ = lib.Server{ADDR: ""}
	_ = lib.Server{mu: 1}
	_ = lib.Server{Mu: 1}
	var t T
	t.foobar = 1
	t.FooBar = 1
	t.foo = 1
	t.METHODX()
	t.methodx()
	_ = T{foobar: 1}
	_ = T{FooBar: 1}
	_ = T{foo: 1}
	_ = T{methodX: 1}
}
