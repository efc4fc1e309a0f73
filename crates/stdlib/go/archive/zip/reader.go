package zip

import (
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

var (
	ErrFormat       = errors.New("zip: not a valid zip file")
	ErrAlgorithm    = errors.New("zip: unsupported compression algorithm")
	ErrChecksum     = errors.New("zip: checksum error")
	ErrInsecurePath = errors.New("zip: insecure file path")
)

// Reader serves the files of an archive.
type Reader struct {
	r             io.ReaderAt
	File          []*File
	Comment       string
	decompressors map[uint16]Decompressor
	base          int64

	tree     sync.Once
	treeList []*treeEntry
}

// ReadCloser is a Reader over a file that must be closed.
type ReadCloser struct {
	f *os.File
	Reader
}

// File is one file of an archive.
type File struct {
	FileHeader
	zip    *Reader
	r      io.ReaderAt
	offset int64
	is64   bool
}

// OpenReader opens the archive of that name.
func OpenReader(name string) (*ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	fi, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	r := &ReadCloser{f: f}
	if err = r.init(f, fi.Size()); err != nil && err != ErrInsecurePath {
		f.Close()
		return nil, err
	}
	return r, err
}

// Close closes the file.
func (rc *ReadCloser) Close() error { return rc.f.Close() }

// NewReader reads the archive of that many bytes.
func NewReader(r io.ReaderAt, size int64) (*Reader, error) {
	if size < 0 {
		return nil, errors.New("zip: size cannot be negative")
	}
	z := &Reader{}
	err := z.init(r, size)
	if err != nil && err != ErrInsecurePath {
		return nil, err
	}
	return z, err
}

// RegisterDecompressor sets or overrides a method for this reader.
func (r *Reader) RegisterDecompressor(method uint16, dcomp Decompressor) {
	if r.decompressors == nil {
		r.decompressors = make(map[uint16]Decompressor)
	}
	r.decompressors[method] = dcomp
}

func (r *Reader) decompressor(method uint16) Decompressor {
	if d := r.decompressors[method]; d != nil {
		return d
	}
	return decompressorOf(method)
}

// end is what the record at the end of the archive says.
type end struct {
	records uint64
	size    uint64
	offset  uint64
	comment string
}

func (z *Reader) init(r io.ReaderAt, size int64) error {
	e, base, err := readEnd(r, size)
	if err != nil {
		return err
	}
	z.r = r
	z.base = base
	if e.size < uint64(size) && (uint64(size)-e.size)/localSize >= e.records {
		z.File = make([]*File, 0, e.records)
	}
	z.Comment = e.comment
	at := base + int64(e.offset)
	if at < 0 || at > size {
		return ErrFormat
	}
	in := newCursor(r, at, size)
	for {
		f := &File{zip: z, r: r}
		err = readDirectory(f, in)
		if err == ErrFormat || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return err
		}
		f.offset += base
		z.File = append(z.File, f)
	}
	if uint16(len(z.File)) != uint16(e.records) {
		return err
	}
	for _, f := range z.File {
		if f.Name == "" {
			continue
		}
		// Names that leave the directory are reported if the program asks for it.
		if strings.Contains(os.Getenv("GODEBUG"), "zipinsecurepath=0") && (!filepath.IsLocal(f.Name) || strings.Contains(f.Name, `\`)) {
			return ErrInsecurePath
		}
	}
	return nil
}

// cursor reads forward.
type cursor struct{ r *io.SectionReader }

func newCursor(r io.ReaderAt, at, size int64) *cursor {
	return &cursor{io.NewSectionReader(r, at, size-at)}
}

// take reads exactly n bytes.
func (c *cursor) take(n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(c.r, b); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return b, nil
}

var le = binary.LittleEndian

func readEnd(r io.ReaderAt, size int64) (e *end, base int64, err error) {
	var buf []byte
	var at int64
	for _, length := range []int64{1024, 65 * 1024} {
		length = min(length, size)
		buf = make([]byte, length)
		if n, err := r.ReadAt(buf, size-length); err != nil && !(err == io.EOF && int64(n) == length) {
			return nil, 0, err
		}
		if p := findEnd(buf); p >= 0 {
			at = size - length + int64(p)
			buf = buf[p:]
			break
		}
		if length == size || length == 65*1024 {
			return nil, 0, ErrFormat
		}
	}
	e = &end{
		records: uint64(le.Uint16(buf[10:])),
		size:    uint64(le.Uint32(buf[12:])),
		offset:  uint64(le.Uint32(buf[16:])),
	}
	n := int(le.Uint16(buf[20:]))
	if n > len(buf)-endSize {
		return nil, 0, errors.New("zip: invalid comment length")
	}
	e.comment = string(buf[endSize : endSize+n])
	if e.records == max16 || e.size == max16 || e.offset == max32 {
		p, err := find64(r, at)
		if err == nil && p >= 0 {
			at = p
			err = read64(r, p, e)
		}
		if err != nil {
			return nil, 0, err
		}
	}
	if e.size > 1<<63-1 || e.offset > 1<<63-1 {
		return nil, 0, ErrFormat
	}
	// What stands before the archive (a program that unpacks itself, say) shifts all offsets.
	base = at - int64(e.size) - int64(e.offset)
	if o := base + int64(e.offset); o < 0 || o >= size {
		return nil, 0, ErrFormat
	}
	if base > 0 {
		// Unless the offsets count from the beginning of the file.
		probe := &File{}
		if readDirectory(probe, newCursor(r, int64(e.offset), size)) == nil {
			base = 0
		}
	}
	return e, base, nil
}

// findEnd looks for the end record, whose comment must reach to the end.
func findEnd(b []byte) int {
	for i := len(b) - endSize; i >= 0; i-- {
		if le.Uint32(b[i:]) == endSignature && int(le.Uint16(b[i+20:]))+endSize+i <= len(b) {
			return i
		}
	}
	return -1
}

func find64(r io.ReaderAt, endAt int64) (int64, error) {
	at := endAt - locator64Size
	if at < 0 {
		return -1, nil
	}
	b := make([]byte, locator64Size)
	if _, err := r.ReadAt(b, at); err != nil {
		return -1, err
	}
	if le.Uint32(b) != locator64Signature || le.Uint32(b[4:]) != 0 || le.Uint32(b[16:]) != 1 {
		return -1, nil
	}
	return int64(le.Uint64(b[8:])), nil
}

func read64(r io.ReaderAt, at int64, e *end) error {
	b := make([]byte, end64Size)
	if _, err := r.ReadAt(b, at); err != nil {
		return err
	}
	if le.Uint32(b) != end64Signature {
		return ErrFormat
	}
	e.records = le.Uint64(b[32:])
	e.size = le.Uint64(b[40:])
	e.offset = le.Uint64(b[48:])
	return nil
}

// readDirectory reads a file's header in the central directory.
func readDirectory(f *File, in *cursor) error {
	b, err := in.take(directorySize)
	if err != nil {
		return err
	}
	if le.Uint32(b) != directorySignature {
		return ErrFormat
	}
	f.CreatorVersion = le.Uint16(b[4:])
	f.ReaderVersion = le.Uint16(b[6:])
	f.Flags = le.Uint16(b[8:])
	f.Method = le.Uint16(b[10:])
	f.ModifiedTime = le.Uint16(b[12:])
	f.ModifiedDate = le.Uint16(b[14:])
	f.CRC32 = le.Uint32(b[16:])
	f.CompressedSize = le.Uint32(b[20:])
	f.UncompressedSize = le.Uint32(b[24:])
	f.CompressedSize64 = uint64(f.CompressedSize)
	f.UncompressedSize64 = uint64(f.UncompressedSize)
	name, extra, comment := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	f.ExternalAttrs = le.Uint32(b[38:])
	f.offset = int64(le.Uint32(b[42:]))
	rest, err := in.take(name + extra + comment)
	if err != nil {
		return err
	}
	f.Name = string(rest[:name])
	f.Extra = rest[name : name+extra : name+extra]
	f.Comment = string(rest[name+extra:])
	nameOK, nameNeeds := needsUTF8(f.Name)
	commentOK, commentNeeds := needsUTF8(f.Comment)
	switch {
	case !nameOK || !commentOK:
		f.NonUTF8 = true
	case !nameNeeds && !commentNeeds:
		f.NonUTF8 = false
	default:
		f.NonUTF8 = f.Flags&0x800 == 0
	}
	return f.readExtra()
}

// needsUTF8 reports whether a text is UTF-8, and whether other readers could take it for something else.
func needsUTF8(s string) (valid, needs bool) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		// The backslash and the tilde differ between code pages that are ASCII otherwise.
		if r < 0x20 || r > 0x7d || r == 0x5c {
			if !utf8.ValidRune(r) || r == utf8.RuneError && size == 1 {
				return false, false
			}
			needs = true
		}
	}
	return true, needs
}

func (f *File) readExtra() error {
	needOriginal := f.UncompressedSize == max32
	needCompressed := f.CompressedSize == max32
	needOffset := f.offset == max32
	var modified time.Time
	for extra := f.Extra; len(extra) >= 4; {
		tag, size := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if len(extra) < size {
			break
		}
		field := extra[:size]
		extra = extra[size:]
		number := func() (uint64, bool) {
			if len(field) < 8 {
				return 0, false
			}
			n := le.Uint64(field)
			field = field[8:]
			return n, true
		}
		switch tag {
		case extra64:
			f.is64 = true
			ok := true
			if needOriginal {
				needOriginal = false
				if f.UncompressedSize64, ok = number(); !ok {
					return ErrFormat
				}
			}
			if needCompressed {
				needCompressed = false
				if f.CompressedSize64, ok = number(); !ok {
					return ErrFormat
				}
			}
			if needOffset {
				needOffset = false
				n, ok := number()
				if !ok {
					return ErrFormat
				}
				f.offset = int64(n)
			}
		case extraNTFS:
			if t, ok := ntfsTime(field); ok {
				modified = t
			}
		case extraUnix, extraInfoUnix:
			if len(field) >= 8 {
				modified = time.Unix(int64(le.Uint32(field[4:])), 0)
			}
		case extraTime:
			if len(field) >= 5 && field[0]&1 != 0 {
				modified = time.Unix(int64(le.Uint32(field[1:])), 0)
			}
		}
	}
	dos := fromDOS(f.ModifiedDate, f.ModifiedTime)
	f.Modified = dos
	if !modified.IsZero() {
		f.Modified = modified.UTC()
		// The MS-DOS time is local: the difference tells the zone, to a quarter of an hour.
		if f.ModifiedTime != 0 || f.ModifiedDate != 0 {
			f.Modified = modified.In(zoneOf(dos.Sub(modified)))
		}
	}
	// A file of no bytes may claim sizes that only the 64-bit fields could hold.
	if needCompressed || needOffset {
		return ErrFormat
	}
	return nil
}

func ntfsTime(field []byte) (t time.Time, ok bool) {
	if len(field) < 4 {
		return
	}
	for attrs := field[4:]; len(attrs) >= 4; {
		tag, size := le.Uint16(attrs), int(le.Uint16(attrs[2:]))
		attrs = attrs[4:]
		if len(attrs) < size {
			return
		}
		if tag == 1 && size == 24 {
			// Tenths of microseconds since 1601.
			ticks := int64(le.Uint64(attrs))
			seconds, rest := ticks/1e7, ticks%1e7
			epoch := time.Date(1601, time.January, 1, 0, 0, 0, 0, time.UTC)
			return time.Unix(epoch.Unix()+seconds, rest*100), true
		}
		attrs = attrs[size:]
	}
	return
}

func zoneOf(offset time.Duration) *time.Location {
	const west, east = -12 * time.Hour, 14 * time.Hour
	offset = offset.Round(15 * time.Minute)
	if offset < west || offset > east {
		offset = 0
	}
	return time.FixedZone("", int(offset/time.Second))
}

// DataOffset is where the file's (compressed) bytes begin in the archive.
func (f *File) DataOffset() (offset int64, err error) {
	n, err := f.bodyOffset()
	if err != nil {
		return
	}
	return f.offset + n, nil
}

// bodyOffset is the length of the local header.
func (f *File) bodyOffset() (int64, error) {
	b := make([]byte, localSize)
	if n, err := f.r.ReadAt(b, f.offset); n < localSize {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return 0, err
	}
	if le.Uint32(b) != localSignature {
		return 0, ErrFormat
	}
	return localSize + int64(le.Uint16(b[26:])) + int64(le.Uint16(b[28:])), nil
}

// Open gives the file's content.
func (f *File) Open() (io.ReadCloser, error) {
	n, err := f.bodyOffset()
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(f.Name, "/") {
		// A directory has no content; an archive that says otherwise is mistaken.
		if f.UncompressedSize64 != 0 {
			return &emptyReader{ErrFormat}, nil
		}
		return &emptyReader{io.EOF}, nil
	}
	size := int64(f.CompressedSize64)
	body := io.NewSectionReader(f.r, f.offset+n, size)
	d := f.zip.decompressor(f.Method)
	if d == nil {
		return nil, ErrAlgorithm
	}
	rc := d(body)
	var descriptor io.Reader
	if f.hasDescriptor() {
		length := int64(16)
		if f.is64 {
			length = 24
		}
		descriptor = io.NewSectionReader(f.r, f.offset+n+size, length)
	}
	return &checkedReader{rc: rc, hash: crc32.NewIEEE(), f: f, descriptor: descriptor}, nil
}

// OpenRaw gives the bytes as they are in the archive.
func (f *File) OpenRaw() (io.Reader, error) {
	n, err := f.bodyOffset()
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(f.r, f.offset+n, int64(f.CompressedSize64)), nil
}

type emptyReader struct{ err error }

func (r *emptyReader) Read([]byte) (int, error) { return 0, r.err }
func (r *emptyReader) Close() error             { return nil }

// checkedReader compares length and checksum at the end.
type checkedReader struct {
	rc         io.ReadCloser
	hash       hash.Hash32
	read       uint64
	f          *File
	descriptor io.Reader
	err        error
}

func (r *checkedReader) Stat() (fs.FileInfo, error) { return headerInfo{&r.f.FileHeader}, nil }
func (r *checkedReader) Close() error               { return r.rc.Close() }

func (r *checkedReader) Read(b []byte) (n int, err error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err = r.rc.Read(b)
	r.hash.Write(b[:n])
	r.read += uint64(n)
	if r.read > r.f.UncompressedSize64 {
		return 0, ErrFormat
	}
	if err == nil {
		return
	}
	if err == io.EOF {
		switch {
		case r.read != r.f.UncompressedSize64:
			return 0, io.ErrUnexpectedEOF
		case r.descriptor != nil:
			if derr := r.checkDescriptor(); derr != nil {
				if derr == io.EOF {
					err = io.ErrUnexpectedEOF
				} else {
					err = derr
				}
			} else if r.hash.Sum32() != r.f.CRC32 {
				err = ErrChecksum
			}
		case r.f.CRC32 != 0 && r.hash.Sum32() != r.f.CRC32:
			err = ErrChecksum
		}
	}
	r.err = err
	return
}

// checkDescriptor compares the record behind the content, whose signature may be missing.
func (r *checkedReader) checkDescriptor() error {
	b := make([]byte, 12)
	if _, err := io.ReadFull(r.descriptor, b[:4]); err != nil {
		return err
	}
	have := 4
	if le.Uint32(b) == descriptorSignature {
		have = 0
	}
	if _, err := io.ReadFull(r.descriptor, b[have:]); err != nil {
		return err
	}
	if le.Uint32(b) != r.f.CRC32 {
		return ErrChecksum
	}
	return nil
}

// ---- the archive as a file system

// treeEntry is a file, or a directory that is only implied (file is nil).
type treeEntry struct {
	name  string
	file  *File
	isDir bool
	isDup bool
}

func (e *treeEntry) stat() (fs.DirEntry, error) {
	if e.isDup {
		return nil, errors.New(e.name + ": duplicate entries in zip file")
	}
	if !e.isDir {
		return headerInfo{&e.file.FileHeader}, nil
	}
	return e, nil
}

func (e *treeEntry) Name() string      { return path.Base(e.name) }
func (e *treeEntry) Size() int64       { return 0 }
func (e *treeEntry) Mode() fs.FileMode { return fs.ModeDir | 0o555 }
func (e *treeEntry) Type() fs.FileMode { return fs.ModeDir }
func (e *treeEntry) IsDir() bool       { return true }
func (e *treeEntry) Sys() any          { return nil }
func (e *treeEntry) String() string    { return fs.FormatDirEntry(e) }
func (e *treeEntry) ModTime() time.Time {
	if e.file == nil {
		return time.Time{}
	}
	return e.file.Modified.UTC()
}
func (e *treeEntry) Info() (fs.FileInfo, error) {
	if e.isDup {
		return nil, errors.New(e.name + ": duplicate entries in zip file")
	}
	return e, nil
}

// validName makes a path that package fs accepts, or nothing.
func validName(name string) string {
	name = strings.ReplaceAll(name, `\`, `/`)
	p := strings.TrimPrefix(path.Clean(name), "/")
	for strings.HasPrefix(p, "../") {
		p = p[len("../"):]
	}
	return p
}

func split(name string) (dir, element string, isDir bool) {
	name, isDir = strings.CutSuffix(name, "/")
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i], name[i+1:], isDir
	}
	return ".", name, isDir
}

func byPlace(a, b *treeEntry) int {
	adir, aelem, _ := split(a.name)
	bdir, belem, _ := split(b.name)
	if c := strings.Compare(adir, bdir); c != 0 {
		return c
	}
	return strings.Compare(aelem, belem)
}

func (r *Reader) grow() {
	files := map[string]int{}
	known := map[string]int{}
	dirs := map[string]bool{}
	for _, file := range r.File {
		isDir := strings.HasSuffix(file.Name, "/")
		name := validName(file.Name)
		if name == "" {
			continue
		}
		if i, ok := files[name]; ok {
			r.treeList[i].isDup = true
			continue
		}
		if i, ok := known[name]; ok {
			r.treeList[i].isDup = true
			continue
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			dirs[dir] = true
		}
		i := len(r.treeList)
		r.treeList = append(r.treeList, &treeEntry{name: name, file: file, isDir: isDir})
		if isDir {
			known[name] = i
		} else {
			files[name] = i
		}
	}
	for dir := range dirs {
		if _, ok := known[dir]; ok {
			continue
		}
		if i, ok := files[dir]; ok {
			r.treeList[i].isDup = true
			continue
		}
		r.treeList = append(r.treeList, &treeEntry{name: dir, isDir: true})
	}
	slices.SortFunc(r.treeList, byPlace)
}

var rootEntry = &treeEntry{name: "./", isDir: true}

func (r *Reader) lookup(name string) *treeEntry {
	if name == "." {
		return rootEntry
	}
	i, ok := slices.BinarySearchFunc(r.treeList, &treeEntry{name: name}, byPlace)
	if ok {
		return r.treeList[i]
	}
	return nil
}

func (r *Reader) below(dir string) []*treeEntry {
	i, _ := slices.BinarySearchFunc(r.treeList, dir, func(e *treeEntry, dir string) int {
		d, _, _ := split(e.name)
		if d < dir {
			return -1
		}
		return 1
	})
	j := i
	for j < len(r.treeList) {
		if d, _, _ := split(r.treeList[j].name); d != dir {
			break
		}
		j++
	}
	return r.treeList[i:j]
}

// Open opens a file or directory of the archive, as fs.FS has it.
func (r *Reader) Open(name string) (fs.File, error) {
	r.tree.Do(r.grow)
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	e := r.lookup(name)
	if e == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if e.isDir {
		return &openDir{entry: e, files: r.below(name)}, nil
	}
	rc, err := e.file.Open()
	if err != nil {
		return nil, err
	}
	return rc.(fs.File), nil
}

func (r *emptyReader) Stat() (fs.FileInfo, error) { return nil, r.err }

type openDir struct {
	entry *treeEntry
	files []*treeEntry
	next  int
}

func (d *openDir) Close() error               { return nil }
func (d *openDir) Stat() (fs.FileInfo, error) { return d.entry.Info() }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.entry.name, Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(count int) ([]fs.DirEntry, error) {
	n := len(d.files) - d.next
	if count > 0 {
		n = min(n, count)
	}
	if n == 0 {
		if count <= 0 {
			return nil, nil
		}
		return nil, io.EOF
	}
	list := make([]fs.DirEntry, n)
	for i := range list {
		s, err := d.files[d.next+i].stat()
		if err != nil {
			return nil, err
		}
		if s.Name() == "." || !fs.ValidPath(s.Name()) {
			return nil, &fs.PathError{Op: "readdir", Path: d.entry.name, Err: errors.New("invalid file name: " + d.files[d.next+i].name)}
		}
		list[i] = s
	}
	d.next += n
	return list, nil
}
