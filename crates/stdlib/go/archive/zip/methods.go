package zip

import (
	"compress/flate"
	"errors"
	"io"
	"sync"
)

// Compressor makes a writer that compresses to w.
type Compressor func(w io.Writer) (io.WriteCloser, error)

// Decompressor makes a reader that decompresses r.
type Decompressor func(r io.Reader) io.ReadCloser

var (
	compressors   sync.Map
	decompressors sync.Map
)

func init() {
	compressors.Store(Store, Compressor(func(w io.Writer) (io.WriteCloser, error) { return uncloser{w}, nil }))
	compressors.Store(Deflate, Compressor(func(w io.Writer) (io.WriteCloser, error) {
		fw, err := flate.NewWriter(w, 5)
		return &deflater{w: fw}, err
	}))
	decompressors.Store(Store, Decompressor(io.NopCloser))
	decompressors.Store(Deflate, Decompressor(func(r io.Reader) io.ReadCloser { return &inflater{r: flate.NewReader(r)} }))
}

// RegisterCompressor adds a method for all writers.
func RegisterCompressor(method uint16, comp Compressor) {
	if _, dup := compressors.LoadOrStore(method, comp); dup {
		panic("compressor already registered")
	}
}

// RegisterDecompressor adds a method for all readers.
func RegisterDecompressor(method uint16, dcomp Decompressor) {
	if _, dup := decompressors.LoadOrStore(method, dcomp); dup {
		panic("decompressor already registered")
	}
}

func compressorOf(method uint16) Compressor {
	c, ok := compressors.Load(method)
	if !ok {
		return nil
	}
	return c.(Compressor)
}

func decompressorOf(method uint16) Decompressor {
	d, ok := decompressors.Load(method)
	if !ok {
		return nil
	}
	return d.(Decompressor)
}

// uncloser is a writer whose Close does nothing.
type uncloser struct{ io.Writer }

func (uncloser) Close() error { return nil }

// deflater refuses to write after Close.
type deflater struct{ w *flate.Writer }

func (d *deflater) Write(p []byte) (int, error) {
	if d.w == nil {
		return 0, errors.New("Write after Close")
	}
	return d.w.Write(p)
}

func (d *deflater) Close() error {
	if d.w == nil {
		return nil
	}
	err := d.w.Close()
	d.w = nil
	return err
}

// inflater refuses to read after Close.
type inflater struct{ r io.ReadCloser }

func (i *inflater) Read(p []byte) (int, error) {
	if i.r == nil {
		return 0, errors.New("Read after Close")
	}
	return i.r.Read(p)
}

func (i *inflater) Close() error {
	if i.r == nil {
		return nil
	}
	err := i.r.Close()
	i.r = nil
	return err
}
