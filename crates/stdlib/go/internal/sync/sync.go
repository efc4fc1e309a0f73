// Package sync holds what Go's own code knows below package sync; here it lies above it.
package sync

import "sync"

// A HashTrieMap is a sync.Map of one type of keys and one of values.
type HashTrieMap[K comparable, V any] struct{ m sync.Map }

func of[V any](value any) V {
	v, _ := value.(V)
	return v
}

// Load returns the value of a key and whether there is one.
func (h *HashTrieMap[K, V]) Load(key K) (value V, ok bool) {
	v, ok := h.m.Load(key)
	return of[V](v), ok
}

// Store sets the value of a key.
func (h *HashTrieMap[K, V]) Store(key K, value V) { h.m.Store(key, value) }

// LoadOrStore returns the value that the key has, or else sets it; loaded tells which.
func (h *HashTrieMap[K, V]) LoadOrStore(key K, value V) (result V, loaded bool) {
	v, loaded := h.m.LoadOrStore(key, value)
	return of[V](v), loaded
}

// LoadAndDelete deletes a key and returns the value it had.
func (h *HashTrieMap[K, V]) LoadAndDelete(key K) (value V, loaded bool) {
	v, loaded := h.m.LoadAndDelete(key)
	return of[V](v), loaded
}

// Delete deletes a key.
func (h *HashTrieMap[K, V]) Delete(key K) { h.m.Delete(key) }

// Swap sets the value of a key and returns the one it had.
func (h *HashTrieMap[K, V]) Swap(key K, value V) (previous V, loaded bool) {
	v, loaded := h.m.Swap(key, value)
	return of[V](v), loaded
}

// CompareAndSwap sets the value of a key that has the value old.
func (h *HashTrieMap[K, V]) CompareAndSwap(key K, old, new V) (swapped bool) {
	return h.m.CompareAndSwap(key, old, new)
}

// CompareAndDelete deletes a key that has the value old.
func (h *HashTrieMap[K, V]) CompareAndDelete(key K, old V) (deleted bool) {
	return h.m.CompareAndDelete(key, old)
}

// All is an iterator over keys and values.
func (h *HashTrieMap[K, V]) All() func(yield func(K, V) bool) { return h.Range }

// Range calls yield for each key and value until it returns false.
func (h *HashTrieMap[K, V]) Range(yield func(K, V) bool) {
	h.m.Range(func(key, value any) bool { return yield(of[K](key), of[V](value)) })
}

// Clear deletes everything.
func (h *HashTrieMap[K, V]) Clear() { h.m.Clear() }
