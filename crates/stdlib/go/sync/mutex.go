// Package sync: locks, condition variables, once, pools and wait groups. One goroutine of a VM runs at a time and is preempted only
// at loops and calls, so a few plain loads and stores in a row are atomic; only waiting is a native's work.
package sync

// Wait reasons, as the natives number them.
const (
	waitMutex = 1 + iota
	waitRLock
	waitLock
	waitGroup
)

// semacquire takes one from *s and waits until there is one to take; first: ahead of all who wait already.
func semacquire(s *uint32, reason int, first bool)

// semrelease hands one to the first who waits, or adds it to *s.
func semrelease(s *uint32)

// fatal ends the program with "fatal error: " and text.
func fatal(text string)

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// noCopy lets vet find copies of what contains it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Mutex is a mutual exclusion lock; its zero value is unlocked.
//
// Whoever asks while it is free gets it, even if others have been woken for it; one that was woken in vain is handed the
// mutex by the next Unlock.
type Mutex struct {
	state int32 // locked, woken, starving, and above them the number who wait
	sema  uint32
}

const (
	mutexLocked   = 1
	mutexWoken    = 2 // someone has been woken and is not yet back
	mutexStarving = 4 // the next Unlock hands the mutex over
	mutexWaiter   = 8
)

// Lock waits until the mutex is free and locks it.
func (m *Mutex) Lock() {
	if m.state == 0 {
		m.state = mutexLocked
		return
	}
	m.lockSlow()
}

func (m *Mutex) lockSlow() {
	inVain := false
	for {
		if m.state&(mutexLocked|mutexStarving) == 0 {
			m.state |= mutexLocked
			return
		}
		m.state += mutexWaiter
		if inVain {
			m.state |= mutexStarving
		}
		semacquire(&m.sema, waitMutex, inVain)
		if m.state&mutexStarving != 0 && m.state&mutexLocked != 0 && m.state&mutexWoken == 0 {
			// Handed over.
			m.state &^= mutexStarving
			return
		}
		m.state &^= mutexWoken
		inVain = true
	}
}

// TryLock locks the mutex if it is free and reports whether it has.
func (m *Mutex) TryLock() bool {
	if m.state&(mutexLocked|mutexStarving) != 0 {
		return false
	}
	m.state |= mutexLocked
	return true
}

// Unlock unlocks the mutex.
func (m *Mutex) Unlock() {
	if m.state == mutexLocked {
		m.state = 0
		return
	}
	m.unlockSlow()
}

func (m *Mutex) unlockSlow() {
	if m.state&mutexLocked == 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	if m.state < mutexWaiter || m.state&mutexWoken != 0 {
		m.state &^= mutexLocked
		return
	}
	m.state -= mutexWaiter
	if m.state&mutexStarving == 0 {
		m.state = m.state&^mutexLocked | mutexWoken
	}
	semrelease(&m.sema)
}

// A RWMutex is held by any number of readers or by one writer. A writer that waits keeps new readers out.
type RWMutex struct {
	w         Mutex // held by the writer, waiting or not
	writerSem uint32
	readerSem uint32
	readers   int32
	state     int32 // bit 0: a writer holds it or waits for readers to leave; above: the number of readers that wait
}

// RLock locks for reading.
func (rw *RWMutex) RLock() {
	if rw.state == 0 {
		rw.readers++
		return
	}
	rw.state += 2
	semacquire(&rw.readerSem, waitRLock, false)
}

// TryRLock locks for reading if that is possible at once.
func (rw *RWMutex) TryRLock() bool {
	if rw.state != 0 {
		return false
	}
	rw.readers++
	return true
}

// RUnlock undoes one RLock.
func (rw *RWMutex) RUnlock() {
	if rw.readers <= 0 {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.readers--
	if rw.readers == 0 && rw.state&1 != 0 {
		semrelease(&rw.writerSem)
	}
}

// Lock locks for writing.
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	rw.state |= 1
	if rw.readers > 0 {
		semacquire(&rw.writerSem, waitLock, false)
	}
}

// TryLock locks for writing if that is possible at once.
func (rw *RWMutex) TryLock() bool {
	if rw.readers > 0 || !rw.w.TryLock() {
		return false
	}
	rw.state |= 1
	return true
}

// Unlock unlocks for writing; readers that wait go first.
func (rw *RWMutex) Unlock() {
	if rw.state&1 == 0 {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	waiting := rw.state >> 1
	rw.state = 0
	rw.readers = waiting
	for ; waiting > 0; waiting-- {
		semrelease(&rw.readerSem)
	}
	rw.w.Unlock()
}

// RLocker returns a Locker whose methods are RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
