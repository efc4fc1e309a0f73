// Package synctest reaches the machine's bubbles: groups of goroutines with a
// clock of their own.
package synctest

// Run calls f in a goroutine of a new bubble and waits until all goroutines of
// the bubble have ended; it panics when they no longer can.
func Run(f func()) { run(f) }

func run(f func())

// Wait returns once all other goroutines of the bubble wait for one another or
// for its clock.
func Wait()

// InBubble reports whether the current goroutine is in a bubble.
func InBubble() bool
