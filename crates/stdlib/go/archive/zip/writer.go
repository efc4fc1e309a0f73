package zip

import (
	"bufio"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
)

var (
	errLongName  = errors.New("zip: FileHeader.Name too long")
	errLongExtra = errors.New("zip: FileHeader.Extra too long")
)

// Writer writes an archive.
type Writer struct {
	cw          *counter
	dir         []*entry
	last        *fileWriter
	closed      bool
	compressors map[uint16]Compressor
	comment     string
}

// entry is a file that was written.
type entry struct {
	*FileHeader
	offset uint64
	raw    bool
}

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{cw: &counter{w: bufio.NewWriter(w)}} }

// SetOffset tells where in the whole the archive begins; before anything is written.
func (w *Writer) SetOffset(n int64) {
	if w.cw.n != 0 {
		panic("zip: SetOffset called after data was written")
	}
	w.cw.n = n
}

// Flush writes what is buffered.
func (w *Writer) Flush() error { return w.cw.w.(*bufio.Writer).Flush() }

// SetComment sets the comment at the end of the archive.
func (w *Writer) SetComment(comment string) error {
	if len(comment) > max16 {
		return errors.New("zip: Writer.Comment too long")
	}
	w.comment = comment
	return nil
}

// RegisterCompressor sets or overrides a method for this writer.
func (w *Writer) RegisterCompressor(method uint16, comp Compressor) {
	if w.compressors == nil {
		w.compressors = make(map[uint16]Compressor)
	}
	w.compressors[method] = comp
}

func (w *Writer) compressor(method uint16) Compressor {
	if c := w.compressors[method]; c != nil {
		return c
	}
	return compressorOf(method)
}

// record builds a header.
type record []byte

func (r *record) u16(values ...uint16) {
	for _, v := range values {
		*r = le.AppendUint16(*r, v)
	}
}

func (r *record) u32(values ...uint32) {
	for _, v := range values {
		*r = le.AppendUint32(*r, v)
	}
}

func (r *record) u64(values ...uint64) {
	for _, v := range values {
		*r = le.AppendUint64(*r, v)
	}
}

// Close writes the central directory.
func (w *Writer) Close() error {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return err
		}
		w.last = nil
	}
	if w.closed {
		return errors.New("zip: writer closed twice")
	}
	w.closed = true
	start := w.cw.n
	for _, e := range w.dir {
		if err := w.writeDirectory(e); err != nil {
			return err
		}
	}
	stop := w.cw.n
	records, size, offset := uint64(len(w.dir)), uint64(stop-start), uint64(start)
	var b record
	if records >= max16 || size >= max32 || offset >= max32 {
		b.u32(end64Signature)
		b.u64(end64Size - 12)
		b.u16(version45, version45)
		b.u32(0, 0)
		b.u64(records, records, size, offset)
		b.u32(locator64Signature, 0)
		b.u64(uint64(stop))
		b.u32(1)
		records, size, offset = max16, max32, max32
	}
	b.u32(endSignature)
	b.u16(0, 0, uint16(records), uint16(records))
	b.u32(uint32(size), uint32(offset))
	b.u16(uint16(len(w.comment)))
	b = append(b, w.comment...)
	if _, err := w.cw.Write(b); err != nil {
		return err
	}
	return w.Flush()
}

func (w *Writer) writeDirectory(e *entry) error {
	h := e.FileHeader
	compressed, original, offset := h.CompressedSize, h.UncompressedSize, uint32(e.offset)
	if h.isZip64() || e.offset >= max32 {
		compressed, original, offset = max32, max32, max32
		var x record
		x.u16(extra64, 24)
		x.u64(h.UncompressedSize64, h.CompressedSize64, e.offset)
		h.Extra = append(h.Extra, x...)
	}
	var b record
	b.u32(directorySignature)
	b.u16(h.CreatorVersion, h.ReaderVersion, h.Flags, h.Method, h.ModifiedTime, h.ModifiedDate)
	b.u32(h.CRC32, compressed, original)
	b.u16(uint16(len(h.Name)), uint16(len(h.Extra)), uint16(len(h.Comment)), 0, 0)
	b.u32(h.ExternalAttrs, offset)
	b = append(b, h.Name...)
	b = append(b, h.Extra...)
	b = append(b, h.Comment...)
	_, err := w.cw.Write(b)
	return err
}

// Create adds a file, compressed; its content is what is written before the next file is begun.
func (w *Writer) Create(name string) (io.Writer, error) {
	return w.CreateHeader(&FileHeader{Name: name, Method: Deflate})
}

func (w *Writer) prepare(h *FileHeader) error {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return err
		}
	}
	if len(w.dir) > 0 && w.dir[len(w.dir)-1].FileHeader == h {
		// Without this check the same header would describe two files.
		return errors.New("archive/zip: invalid duplicate FileHeader")
	}
	return nil
}

// CreateHeader adds a file as the header says, which must not be changed any more.
func (w *Writer) CreateHeader(h *FileHeader) (io.Writer, error) {
	if err := w.prepare(h); err != nil {
		return nil, err
	}
	nameOK, nameNeeds := needsUTF8(h.Name)
	commentOK, commentNeeds := needsUTF8(h.Comment)
	switch {
	case h.NonUTF8:
		h.Flags &^= 0x800
	case (nameNeeds || commentNeeds) && nameOK && commentOK:
		h.Flags |= 0x800
	}
	h.CreatorVersion = h.CreatorVersion&0xff00 | version20
	h.ReaderVersion = version20
	if !h.Modified.IsZero() {
		h.ModifiedDate, h.ModifiedTime = toDOS(h.Modified)
		// The exact time, free of zones, in an extra field.
		var x record
		x.u16(extraTime, 5)
		x = append(x, 1)
		x.u32(uint32(h.Modified.Unix()))
		h.Extra = append(h.Extra, x...)
	}
	e := &entry{FileHeader: h, offset: uint64(w.cw.n)}
	if strings.HasSuffix(h.Name, "/") {
		h.Method = Store
		h.Flags &^= 8
		h.CompressedSize, h.CompressedSize64 = 0, 0
		h.UncompressedSize, h.UncompressedSize64 = 0, 0
		w.dir = append(w.dir, e)
		if err := writeLocal(w.cw, e); err != nil {
			return nil, err
		}
		w.last = nil
		return dirWriter{}, nil
	}
	// The sizes follow the content.
	h.Flags |= 8
	fw := &fileWriter{zip: w, compressed: &counter{w: w.cw}, crc: crc32.NewIEEE(), entry: e}
	comp := w.compressor(h.Method)
	if comp == nil {
		return nil, ErrAlgorithm
	}
	var err error
	if fw.comp, err = comp(fw.compressed); err != nil {
		return nil, err
	}
	fw.raw = &counter{w: fw.comp}
	w.dir = append(w.dir, e)
	if err := writeLocal(w.cw, e); err != nil {
		return nil, err
	}
	w.last = fw
	return fw, nil
}

func writeLocal(w io.Writer, e *entry) error {
	if len(e.Name) > max16 {
		return errLongName
	}
	if len(e.Extra) > max16 {
		return errLongExtra
	}
	var b record
	b.u32(localSignature)
	b.u16(e.ReaderVersion, e.Flags, e.Method, e.ModifiedTime, e.ModifiedDate)
	if e.raw && !e.hasDescriptor() {
		b.u32(e.CRC32, uint32(min(e.CompressedSize64, max32)), uint32(min(e.UncompressedSize64, max32)))
	} else {
		b.u32(0, 0, 0)
	}
	b.u16(uint16(len(e.Name)), uint16(len(e.Extra)))
	b = append(b, e.Name...)
	b = append(b, e.Extra...)
	_, err := w.Write(b)
	return err
}

// CreateRaw adds a file whose content will be written as the header says it is: compressed already.
func (w *Writer) CreateRaw(fh *FileHeader) (io.Writer, error) {
	if err := w.prepare(fh); err != nil {
		return nil, err
	}
	fh.CompressedSize = uint32(min(fh.CompressedSize64, max32))
	fh.UncompressedSize = uint32(min(fh.UncompressedSize64, max32))
	e := &entry{FileHeader: fh, offset: uint64(w.cw.n), raw: true}
	w.dir = append(w.dir, e)
	if err := writeLocal(w.cw, e); err != nil {
		return nil, err
	}
	if strings.HasSuffix(fh.Name, "/") {
		w.last = nil
		return dirWriter{}, nil
	}
	fw := &fileWriter{entry: e, zip: w}
	w.last = fw
	return fw, nil
}

// Copy takes a file over from another archive, as it is.
func (w *Writer) Copy(f *File) error {
	r, err := f.OpenRaw()
	if err != nil {
		return err
	}
	h := f.FileHeader
	fw, err := w.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = io.Copy(fw, r)
	return err
}

// AddFS adds all the files of a file system.
func (w *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !d.IsDir() && !info.Mode().IsRegular() {
			return errors.New("zip: cannot add non-regular file")
		}
		h, err := FileInfoHeader(info)
		if err != nil {
			return err
		}
		h.Name = name
		if d.IsDir() {
			h.Name += "/"
		}
		h.Method = Deflate
		fw, err := w.CreateHeader(h)
		if err != nil || d.IsDir() {
			return err
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(fw, f)
		return err
	})
}

type dirWriter struct{}

func (dirWriter) Write(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	return 0, errors.New("zip: write to directory")
}

// fileWriter writes the content of one file.
type fileWriter struct {
	*entry
	zip        *Writer
	raw        *counter
	comp       io.WriteCloser
	compressed *counter
	crc        hash.Hash32
	closed     bool
}

func (w *fileWriter) Write(p []byte) (int, error) {
	if w.closed {
		return 0, errors.New("zip: write to closed file")
	}
	if w.entry.raw {
		return w.zip.cw.Write(p)
	}
	w.crc.Write(p)
	return w.raw.Write(p)
}

func (w *fileWriter) close() error {
	if w.closed {
		return errors.New("zip: file closed twice")
	}
	w.closed = true
	if w.entry.raw {
		return w.writeDescriptor()
	}
	if err := w.comp.Close(); err != nil {
		return err
	}
	h := w.FileHeader
	h.CRC32 = w.crc.Sum32()
	h.CompressedSize64 = uint64(w.compressed.n)
	h.UncompressedSize64 = uint64(w.raw.n)
	h.CompressedSize = uint32(min(h.CompressedSize64, max32))
	h.UncompressedSize = uint32(min(h.UncompressedSize64, max32))
	if h.isZip64() {
		h.ReaderVersion = version45
	}
	return w.writeDescriptor()
}

func (w *fileWriter) writeDescriptor() error {
	if !w.hasDescriptor() {
		return nil
	}
	var b record
	b.u32(descriptorSignature, w.CRC32)
	if w.isZip64() {
		b.u64(w.CompressedSize64, w.UncompressedSize64)
	} else {
		b.u32(w.CompressedSize, w.UncompressedSize)
	}
	_, err := w.zip.cw.Write(b)
	return err
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
