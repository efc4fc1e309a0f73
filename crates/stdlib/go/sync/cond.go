package sync

// notifyList counts tickets: those given out and those called.
type notifyList struct {
	wait   uint32
	notify uint32
}

// condWait waits until the ticket is called.
func condWait(l *notifyList, ticket uint32)

// condSignal wakes the goroutine that waits with a ticket.
func condSignal(l *notifyList, ticket uint32)

// condBroadcast wakes all goroutines that wait.
func condBroadcast(l *notifyList)

// A Cond is a place where goroutines wait for an event.
type Cond struct {
	noCopy noCopy
	// L is held while the condition is looked at or changed.
	L       Locker
	notify  notifyList
	checker *Cond
}

// NewCond returns a Cond with the locker l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) check() {
	if c.checker == nil {
		c.checker = c
	} else if c.checker != c {
		panic("sync.Cond is copied")
	}
}

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again.
func (c *Cond) Wait() {
	c.check()
	ticket := c.notify.wait
	c.notify.wait++
	c.L.Unlock()
	condWait(&c.notify, ticket)
	c.L.Lock()
}

// Signal wakes one goroutine that waits.
func (c *Cond) Signal() {
	c.check()
	if c.notify.notify == c.notify.wait {
		return
	}
	ticket := c.notify.notify
	c.notify.notify++
	condSignal(&c.notify, ticket)
}

// Broadcast wakes all goroutines that wait.
func (c *Cond) Broadcast() {
	c.check()
	if c.notify.notify == c.notify.wait {
		return
	}
	c.notify.notify = c.notify.wait
	condBroadcast(&c.notify)
}
