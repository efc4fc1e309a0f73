package runtime

// memStats writes the heap's figures.
func memStats(out []uint64)

// gcPauses writes the latest pauses and when they ended, each in the place of its collection's number, and returns how many
// collections the program has asked for.
func gcPauses(pauses, ends []uint64) (forced uint64)

// sizeStats writes, for each class of sizes, the size and the objects allocated and freed; it returns how many classes there are.
func sizeStats(out []uint64) int

// setGCPercent sets the collector's target and returns the previous one.
func setGCPercent(percent int) int

// A MemStats holds figures of the allocator.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	var f [16]uint64
	var sizes [3 * (len(m.BySize) - 1)]uint64
	// Nothing is allocated between the two.
	memStats(f[:])
	sizeStats(sizes[:])
	m.Alloc, m.HeapAlloc = f[0], f[0]
	m.TotalAlloc = f[1]
	m.Mallocs, m.Frees = f[2], f[3]
	m.HeapObjects = f[2] - f[3]
	m.HeapSys, m.HeapInuse, m.HeapIdle, m.HeapReleased = f[4], f[5], f[6], f[7]
	m.GCSys = f[8]
	m.StackInuse, m.StackSys = f[14], f[14]
	m.Sys = m.HeapSys + m.GCSys + m.StackSys
	m.NextGC = f[9]
	m.NumGC = uint32(f[10])
	m.PauseTotalNs = f[11]
	m.NumForcedGC = uint32(gcPauses(m.PauseNs[:], m.PauseEnd[:]))
	m.LastGC = m.PauseEnd[(m.NumGC+255)%256]
	m.GCCPUFraction = float64(f[11]) / float64(f[15])
	m.EnableGC = true
	for i := range len(m.BySize) - 1 {
		class := &m.BySize[i+1]
		class.Size = uint32(sizes[3*i])
		class.Mallocs, class.Frees = sizes[3*i+1], sizes[3*i+2]
	}
}
