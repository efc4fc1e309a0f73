package tar

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Writer writes an archive.
type Writer struct {
	w io.Writer
	// Bytes of the current file that are still to come, and of the padding behind it.
	left, pad int64
	err       error
}

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Flush ends the current file, which must be complete.
func (tw *Writer) Flush() error {
	if tw.err != nil {
		return tw.err
	}
	if tw.left > 0 {
		return fmt.Errorf("archive/tar: missed writing %d bytes", tw.left)
	}
	var zero block
	if _, tw.err = tw.w.Write(zero[:tw.pad]); tw.err != nil {
		return tw.err
	}
	tw.pad = 0
	return nil
}

// WriteHeader begins a file.
func (tw *Writer) WriteHeader(hdr *Header) error {
	if err := tw.Flush(); err != nil {
		return err
	}
	h := *hdr
	if h.Format == FormatUnknown {
		h.ModTime = h.ModTime.Round(time.Second)
		h.AccessTime = time.Time{}
		h.ChangeTime = time.Time{}
	}
	formats, records, err := h.allowedFormats()
	switch {
	case formats&FormatUSTAR != 0:
		tw.err = tw.writeUSTAR(&h)
	case formats&FormatPAX != 0:
		tw.err = tw.writePAX(&h, records)
	case formats&FormatGNU != 0:
		tw.err = tw.writeGNU(&h)
	default:
		return err
	}
	return tw.err
}

func (tw *Writer) writeUSTAR(h *Header) error {
	prefix := ""
	if p, rest, ok := splitName(h.Name); ok {
		prefix, h.Name = p, rest
	}
	var f formatter
	var b block
	fill(&b, h, f.text, f.octal)
	f.text(b.prefix(), prefix)
	b.seal(FormatUSTAR)
	if f.err != nil {
		return f.err
	}
	return tw.writeBlock(&b, h.Size, h.Typeflag)
}

func (tw *Writer) writePAX(h *Header, records map[string]string) error {
	global := h.Typeflag == TypeXGlobalHeader
	if len(records) > 0 || global {
		var buf strings.Builder
		for _, k := range slices.Sorted(maps.Keys(records)) {
			record, err := formatRecord(k, records[k])
			if err != nil {
				return err
			}
			buf.WriteString(record)
		}
		name, flag := h.Name, byte(TypeXGlobalHeader)
		if global {
			if name == "" {
				name = "GlobalHead.0.0"
			}
		} else {
			dir, file := path.Split(h.Name)
			name = path.Join(dir, "PaxHeaders.0", file)
			flag = TypeXHeader
		}
		if err := tw.writeMeta(name, buf.String(), flag, FormatPAX); err != nil || global {
			return err
		}
	}
	// What does not fit stands in the records.
	var f formatter
	var b block
	fill(&b, h, func(b []byte, s string) { f.text(b, toASCII(s)) }, f.octal)
	b.seal(FormatPAX)
	return tw.writeBlock(&b, h.Size, h.Typeflag)
}

func (tw *Writer) writeGNU(h *Header) error {
	const longName = "././@LongLink"
	if len(h.Name) > 100 {
		if err := tw.writeMeta(longName, h.Name+"\x00", TypeGNULongName, FormatGNU); err != nil {
			return err
		}
	}
	if len(h.Linkname) > 100 {
		if err := tw.writeMeta(longName, h.Linkname+"\x00", TypeGNULongLink, FormatGNU); err != nil {
			return err
		}
	}
	var f formatter
	var b block
	fill(&b, h, f.text, f.number)
	if !h.AccessTime.IsZero() {
		f.number(b.gnuAccess(), h.AccessTime.Unix())
	}
	if !h.ChangeTime.IsZero() {
		f.number(b.gnuChange(), h.ChangeTime.Unix())
	}
	b.seal(FormatGNU)
	return tw.writeBlock(&b, h.Size, h.Typeflag)
}

// fill writes the fields that all formats have.
func fill(b *block, h *Header, text func([]byte, string), number func([]byte, int64)) {
	modified := h.ModTime
	if modified.IsZero() {
		modified = time.Unix(0, 0)
	}
	flag := h.Typeflag
	if flag == TypeRegA {
		flag = TypeReg
		if strings.HasSuffix(h.Name, "/") {
			flag = TypeDir
		}
		h.Typeflag = flag
	}
	b[156] = flag
	text(b.name(), h.Name)
	text(b.linkname(), h.Linkname)
	number(b.mode(), h.Mode)
	number(b.uid(), int64(h.Uid))
	number(b.gid(), int64(h.Gid))
	number(b.size(), h.Size)
	number(b.modTime(), modified.Unix())
	text(b.uname(), h.Uname)
	text(b.gname(), h.Gname)
	number(b.devMajor(), h.Devmajor)
	number(b.devMinor(), h.Devminor)
}

// writeMeta writes a file that describes the next one.
func (tw *Writer) writeMeta(name, data string, flag byte, format Format) error {
	name = toASCII(name)
	if len(name) > 100 {
		name = name[:100]
	}
	name = strings.TrimRight(name, "/")
	var f formatter
	var b block
	b[156] = flag
	f.text(b.name(), name)
	f.octal(b.mode(), 0)
	f.octal(b.uid(), 0)
	f.octal(b.gid(), 0)
	f.octal(b.size(), int64(len(data)))
	f.octal(b.modTime(), 0)
	b.seal(format)
	if f.err != nil {
		return f.err
	}
	if err := tw.writeBlock(&b, int64(len(data)), flag); err != nil {
		return err
	}
	if _, err := io.WriteString(tw, data); err != nil {
		return err
	}
	return tw.Flush()
}

func (tw *Writer) writeBlock(b *block, size int64, flag byte) error {
	if err := tw.Flush(); err != nil {
		return err
	}
	if _, err := tw.w.Write(b[:]); err != nil {
		return err
	}
	if isHeaderOnly(flag) {
		size = 0
	}
	tw.left = size
	tw.pad = -size & (blockSize - 1)
	return nil
}

// AddFS adds all the files of a file system.
func (tw *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		link := ""
		if d.Type() == fs.ModeSymlink {
			if link, err = fs.ReadLink(fsys, name); err != nil {
				return err
			}
		} else if !d.IsDir() && !info.Mode().IsRegular() {
			return errors.New("tar: cannot add non-regular file")
		}
		h, err := FileInfoHeader(info, link)
		if err != nil {
			return err
		}
		h.Name = name
		if d.IsDir() {
			h.Name += "/"
		}
		if err := tw.WriteHeader(h); err != nil {
			return err
		}
		if !d.Type().IsRegular() {
			return nil
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(tw, f)
		return err
	})
}

// Write writes content of the current file.
func (tw *Writer) Write(b []byte) (int, error) {
	if tw.err != nil {
		return 0, tw.err
	}
	tooLong := int64(len(b)) > tw.left
	if tooLong {
		b = b[:tw.left]
	}
	n := 0
	if len(b) > 0 {
		var err error
		n, err = tw.w.Write(b)
		tw.left -= int64(n)
		if err != nil {
			tw.err = err
			return n, err
		}
	}
	if tooLong {
		return n, ErrWriteTooLong
	}
	return n, nil
}

// Close ends the archive.
func (tw *Writer) Close() error {
	if tw.err == ErrWriteAfterClose {
		return nil
	}
	err := tw.Flush()
	var zero block
	for i := 0; i < 2 && err == nil; i++ {
		_, err = tw.w.Write(zero[:])
	}
	tw.err = ErrWriteAfterClose
	return err
}
