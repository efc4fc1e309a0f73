// run

package main

import (
	"fmt"
	"strconv"
	"strings"
)

type op byte

const (
	push op = iota
	add
	sub
	mul
	dup
	swap
	jmp
	jz
	load
	store
	print
	call
	ret
	halt
)

//go:generate nothing
var names = [...]string{"push", "add", "sub", "mul", "dup", "swap", "jmp", "jz", "load", "store", "print", "call", "ret", "halt"}

func (o op) String() string { return names[o] }

type instr struct {
	op  op
	arg int
}
type vm struct {
	code  []instr
	stack []int
	calls []int
	mem   [8]int
	pc    int
	steps int
	out   []string
}

func (v *vm) pop() int {
	if len(v.stack) == 0 {
		panic(fmt.Sprintf("stack underflow at %d (%v)", v.pc-1, v.code[v.pc-1].op))
	}
	x := v.stack[len(v.stack)-1]
	v.stack = v.stack[:len(v.stack)-1]
	return x
}
func (v *vm) push(x int) { v.stack = append(v.stack, x) }
func (v *vm) run() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("vm: %v", r)
		}
	}()
	for {
		in := v.code[v.pc]
		v.pc++
		v.steps++
		switch in.op {
		case push:
			v.push(in.arg)
		case add:
			v.push(v.pop() + v.pop())
		case sub:
			b, a := v.pop(), v.pop()
			v.push(a - b)
		case mul:
			v.push(v.pop() * v.pop())
		case dup:
			x := v.pop()
			v.push(x)
			v.push(x)
		case swap:
			b, a := v.pop(), v.pop()
			v.push(b)
			v.push(a)
		case jmp:
			v.pc = in.arg
		case jz:
			if v.pop() == 0 {
				v.pc = in.arg
			}
		case load:
			v.push(v.mem[in.arg])
		case store:
			v.mem[in.arg] = v.pop()
		case print:
			v.out = append(v.out, strconv.Itoa(v.pop()))
		case call:
			v.calls = append(v.calls, v.pc)
			v.pc = in.arg
		case ret:
			v.pc = v.calls[len(v.calls)-1]
			v.calls = v.calls[:len(v.calls)-1]
		case halt:
			return nil
		default:
			panic(in)
		}
	}
}
func assemble(src string) (code []instr) {
	byName := map[string]op{}
	for i, n := range names {
		byName[n] = op(i)
	}
	for _, l := range strings.Split(src, ";") {
		f := strings.Fields(l)
		in := instr{op: byName[f[0]]}
		if len(f) > 1 {
			in.arg, _ = strconv.Atoi(f[1])
		}
		code = append(code, in)
	}
	return
}

func main() {
	v := &vm{code: assemble("push 10; store 0; push 1; store 1; load 0; jz 14; load 0; load 1; mul; store 1; load 0; push 1; sub; jmp 17; load 1; print; halt; store 0; jmp 4")}
	fmt.Println(v.run(), v.out, v.steps, v.mem)
	for _, s := range []string{"add", "push 1; print; jmp 99", "push 1; load 9", "ret", "push 6; call 4; print; halt; dup; mul; ret", "print"} {
		v := &vm{code: assemble(s)}
		fmt.Println(v.run(), v.out, v.steps)
	}
	fmt.Printf("%v %+v %d\n", instr{mul, 3}, instr{jz, 1}, halt)
}
