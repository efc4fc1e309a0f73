package reflect

import "unsafe"

func chanMake(t *rtype, n int) unsafe.Pointer
func chanLen(c unsafe.Pointer) int
func chanCap(c unsafe.Pointer) int
func chanClose(c unsafe.Pointer)

// A selectCase is a case as the machine lays it out.
type selectCase struct {
	ch    unsafe.Pointer
	image unsafe.Pointer
	sends uint64
}

// chanSelect chooses among n cases; -1 if none is ready and it must not block.
func chanSelect(cases *selectCase, n int, block bool) (chosen int, received bool)

// chanOne is chanSelect of one case.
func chanOne(ch, image unsafe.Pointer, sends, block bool) (chosen int, received bool)

// MakeChan makes a channel of a channel type.
func MakeChan(typ Type, buffer int) Value {
	t := typ.common()
	if Kind(t.kind) != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if typeDir(t) != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	return Value{t, chanMake(t, buffer), flag(Chan)}
}

// Close closes channel v.
func (v Value) Close() {
	v.mustBe(Chan, "Close")
	v.mustBeExported("Close")
	if typeDir(v.typ)&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(v.pointer())
}

// Recv receives from channel v; ok is false if the zero value came because it is closed.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBe(Chan, "Recv")
	v.mustBeExported("Recv")
	return v.recv(true)
}

// TryRecv is Recv without waiting: x is the zero Value if it would have to.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBe(Chan, "TryRecv")
	v.mustBeExported("TryRecv")
	return v.recv(false)
}

func (v Value) recv(block bool) (Value, bool) {
	if typeDir(v.typ)&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	t := elemRecord(v.typ)
	p := newObject(t)
	chosen, ok := chanOne(v.pointer(), p, false, block)
	if chosen < 0 {
		return Value{}, false
	}
	return received(t, p), ok
}

func received(t *rtype, p unsafe.Pointer) Value {
	if t.direct {
		return Value{t, loadWord(t, p), flag(t.kind)}
	}
	return at(t, p, 0)
}

// Send sends x on channel v.
func (v Value) Send(x Value) {
	v.mustBe(Chan, "Send")
	v.mustBeExported("Send")
	v.send(x, true, "Send")
}

// TrySend is Send without waiting; it reports whether x was sent.
func (v Value) TrySend(x Value) bool {
	v.mustBe(Chan, "TrySend")
	v.mustBeExported("TrySend")
	return v.send(x, false, "TrySend")
}

func (v Value) send(x Value, block bool, method string) bool {
	if typeDir(v.typ)&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported(method)
	x = x.assignTo("reflect.Value.Send", elemRecord(v.typ))
	chosen, _ := chanOne(v.pointer(), x.image(), true, block)
	return chosen >= 0
}

// A SelectDir says what a case of Select does.
type SelectDir int

const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// A SelectCase is a case of Select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// Select executes a select statement of those cases.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	all := make([]selectCase, len(cases)+1)
	def := -1
	for i, c := range cases {
		switch c.Dir {
		default:
			panic("reflect.Select: invalid Dir")
		case SelectDefault:
			if def >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			def = i
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
		case SelectSend:
			ch := c.Chan
			if !ch.IsValid() {
				break
			}
			ch.mustBe(Chan, "")
			ch.mustBeExported("")
			if typeDir(ch.typ)&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			c.Send.mustBeExported("")
			x := c.Send.assignTo("reflect.Select", elemRecord(ch.typ))
			all[i] = selectCase{ch.pointer(), x.addr(), 1}
		case SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			ch := c.Chan
			if !ch.IsValid() {
				break
			}
			ch.mustBe(Chan, "")
			ch.mustBeExported("")
			if typeDir(ch.typ)&RecvDir == 0 {
				panic("reflect.Select: RecvDir case using send-only channel")
			}
			all[i] = selectCase{ch.pointer(), newObject(elemRecord(ch.typ)), 0}
		}
	}
	chosen, recvOK = chanSelect(&all[0], len(cases), def < 0)
	if chosen < 0 {
		return def, Value{}, false
	}
	if c := cases[chosen]; c.Dir == SelectRecv {
		recv = received(elemRecord(c.Chan.typ), all[chosen].image)
	}
	return chosen, recv, recvOK
}
