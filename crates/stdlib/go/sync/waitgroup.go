package sync

// A WaitGroup waits for a number of goroutines or tasks to finish.
type WaitGroup struct {
	noCopy  noCopy
	n       int32
	waiters uint32
	sema    uint32
	bubble  uint32 // of testing/synctest, from the first Add in it to the end of a Wait
}

// bubble is the testing/synctest bubble of the current goroutine; 0 for a
// WaitGroup in a global variable.
func bubble(wg *WaitGroup) uint32

// Add adds delta, which may be negative; at zero all who wait go on.
func (wg *WaitGroup) Add(delta int) {
	if b := bubble(wg); b != wg.bubble {
		wg.join(b)
	}
	wg.n += int32(delta)
	if wg.n > 0 {
		return
	}
	if wg.n < 0 {
		panic("sync: negative WaitGroup counter")
	}
	n := wg.waiters
	wg.waiters = 0
	for ; n > 0; n-- {
		semrelease(&wg.sema)
	}
}

// join makes the group part of a bubble, as far as it is still free.
func (wg *WaitGroup) join(b uint32) {
	switch {
	case b != 0 && wg.bubble != 0:
		fatal("sync: WaitGroup.Add called from multiple synctest bubbles")
	case b == 0 || wg.n != 0:
		fatal("sync: WaitGroup.Add called from inside and outside synctest bubble")
	}
	wg.bubble = b
}

// Done takes one away.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait() {
	b := wg.bubble
	if wg.n != 0 {
		wg.waiters++
		semacquire(&wg.sema, waitGroup|int(b)<<8, false)
	}
	if b != 0 && wg.n == 0 && bubble(wg) == b {
		wg.bubble = 0
	}
}

// Go calls f in a new goroutine that the group waits for.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if e := recover(); e != nil {
				// Done would let Wait return, and the program end, before the panic is told.
				panic(e)
			}
			wg.Done()
		}()
		f()
	}()
}
