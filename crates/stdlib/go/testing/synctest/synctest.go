// Package synctest runs tests of concurrent code in bubbles, in which time
// passes only when nothing else can happen.
//
// The goroutines that a test starts in its bubble belong to it, and so do the
// channels, timers and wait groups they make. Bubbles begin at midnight UTC,
// 1 January 2000.
package synctest

import (
	"internal/synctest"
	"testing"
)

// Test calls f in a new bubble and waits until all goroutines of the bubble
// have ended. In f, which gets a T of its own, cleanups run in the bubble, and
// Run, Parallel and Deadline must not be called.
func Test(t *testing.T, f func(*testing.T)) {
	var ok bool
	synctest.Run(func() { ok = testing.VoleBubble(t, f) })
	if !ok {
		t.FailNow()
	}
}

// Wait waits until every other goroutine of the bubble waits for another one or
// for time to pass.
func Wait() { synctest.Wait() }
