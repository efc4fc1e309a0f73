package runtime

import "unsafe"

// SetFinalizer has finalizer(obj) called on a goroutine of its own once the collector finds obj unreachable; nil removes it.
// Misuse ends the program.
func SetFinalizer(obj any, finalizer any)

// addCleanup attaches f to the object that ptr points into; arg, when it points into the same object, is refused.
func addCleanup(ptr unsafe.Pointer, arg any, f func()) uint64

func stopCleanup(id uint64)

// A Cleanup is a call attached to an object.
type Cleanup struct {
	id uint64
}

// AddCleanup has cleanup(arg) called some time after *ptr has become unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	return Cleanup{addCleanup(unsafe.Pointer(ptr), arg, func() { cleanup(arg) })}
}

// Stop cancels the call, if it is not due already.
func (c Cleanup) Stop() { stopCleanup(c.id) }
