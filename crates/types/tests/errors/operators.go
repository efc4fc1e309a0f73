package main

func nores() {}
func r() { return nores() }
func main() {
	nil.foo()
	_ = nil.x
	_ = nil[0]
	_ = *nil
	_ = nil()
	_ = nil + 1
	_ = -nil
	for range nil {}
	var x, y = nil, 1
	_ = []int(1, 2)
	_ = int()
	_ = int(nores())
	_ = min(1, nores())
	nores()++
	_ = main.x
	_ = len.x
	_ = len
	_ = append
	f := len
	go len
	_ = int.x
	_ = int
	int
	len
	nores
	f(int)
	println(nores())
	var a [2]int
	a[nores()] = 1
	if nores() {}
	switch nores() {}
	switch nores {}
	switch nores { case nores: }
	_ = map[string]int{1: 2}
	_ = []int{nores()}
	_ = struct{x int}{nores()}
	_ = func() int { nores() }
	var e interface{} = nores
	e = nores()
	e, x = nores()
	e = 1 << 70
	var i8 int8 = 1 << 7
	i8 = 127 + 1
	i8 += 200
	i8 = i8 + 200
	i8 = -129
	var u8 uint8 = -1
	u8 = ^0
	u8 = 'a' * 3
	var fl float32 = 1e50
	var in int = 1e3
	in = 1.5
	in = "a" + "b"
	in = 'a'
	in = 1i
	in = fl
	_ = in + fl
	_ = in << fl
	_ = in << "a"
	_ = 1 << in << fl
	_ = "a"[in]
	_ = "a" + 'b'
	_ = !in
	_ = -"s"
	_ = +true
	_ = in &^ 1.5
	_ = fl % 2
	_ = fl & 1
	_ = true + false
	_ = true < false
	_ = in == "a"
	_ = in == 1.5
	_ = in < nil
	_ = e < e
	_ = e == nores
	_ = nores == nores
	_ = struct{ f func() }{} == struct{ f func() }{}
	_ = a == [3]int{}
	_ = &in == &fl
	type S []int
	_ = S{} == nil
	_ = S{} == S{}
}
