package sync

// Runtime_Semacquire takes one from *s, and waits for one if there is none.
func Runtime_Semacquire(s *uint32) {
	if *s > 0 {
		*s--
		return
	}
	semacquire(s, waitGroup, false)
}

// Runtime_Semrelease gives one back.
func Runtime_Semrelease(s *uint32, handoff bool, skipframes int) { semrelease(s) }

// Goroutines share one thread, so there is no processor to be pinned to.
func Runtime_procPin() int { return 0 }
func Runtime_procUnpin()   {}
