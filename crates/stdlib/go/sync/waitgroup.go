package sync

// A WaitGroup waits for a number of goroutines or tasks to finish.
type WaitGroup struct {
	noCopy  noCopy
	n       int64
	waiters uint32
	sema    uint32
}

// Add adds delta, which may be negative; at zero all who wait go on.
func (wg *WaitGroup) Add(delta int) {
	wg.n += int64(delta)
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

// Done takes one away.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait() {
	if wg.n != 0 {
		wg.waiters++
		semacquire(&wg.sema, waitGroup, false)
	}
}

// Go calls f in a new goroutine that the group waits for.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		f()
	}()
}
