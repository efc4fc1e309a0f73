package tar

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// maxMeta bounds the files that describe others.
const maxMeta = 1 << 20

// Reader reads an archive from front to back.
type Reader struct {
	r    io.Reader
	file content
	pad  int64
	err  error
}

// content is what is left of the current file.
type content struct {
	r    io.Reader
	left int64
	// A sparse file's data, in order, its length, and how far it was read.
	sparse bool
	parts  []part
	size   int64
	at     int64
}

// part is a run of data in a sparse file.
type part struct{ offset, length int64 }

// NewReader returns a Reader that reads r.
func NewReader(r io.Reader) *Reader { return &Reader{r: r} }

// Next goes to the next file; io.EOF comes at the end.
func (tr *Reader) Next() (*Header, error) {
	if tr.err != nil {
		return nil, tr.err
	}
	h, err := tr.next()
	tr.err = err
	if err == nil && strings.Contains(os.Getenv("GODEBUG"), "tarinsecurepath=0") && !filepath.IsLocal(h.Name) {
		err = ErrInsecurePath
	}
	return h, err
}

func (tr *Reader) next() (*Header, error) {
	var records map[string]string
	var longName, longLink string
	// A header may be read as any of these, as far as what stands before it allows.
	format := FormatUSTAR | FormatPAX | FormatGNU
	for {
		if err := tr.discard(); err != nil {
			return nil, err
		}
		h, b, err := tr.readHeader()
		if err != nil {
			return nil, err
		}
		tr.begin(h)
		format &= h.Format
		switch h.Typeflag {
		case TypeXHeader, TypeXGlobalHeader:
			format &= FormatPAX
			list, err := tr.records()
			if err != nil {
				return nil, err
			}
			if h.Typeflag == TypeXGlobalHeader {
				if err := mergePAX(h, list); err != nil {
					return nil, err
				}
				return &Header{Name: h.Name, Typeflag: h.Typeflag, Xattrs: h.Xattrs, PAXRecords: h.PAXRecords, Format: format}, nil
			}
			records = list
		case TypeGNULongName, TypeGNULongLink:
			format &= FormatGNU
			data, err := tr.meta()
			if err != nil {
				return nil, err
			}
			var p parser
			if h.Typeflag == TypeGNULongName {
				longName = p.text(data)
			} else {
				longLink = p.text(data)
			}
		default:
			if err := mergePAX(h, records); err != nil {
				return nil, err
			}
			if longName != "" {
				h.Name = longName
			}
			if longLink != "" {
				h.Linkname = longLink
			}
			if h.Typeflag == TypeRegA {
				h.Typeflag = TypeReg
				if strings.HasSuffix(h.Name, "/") {
					h.Typeflag = TypeDir
				}
			}
			// The records may have changed the size.
			tr.begin(h)
			if err := tr.sparse(h, b); err != nil {
				return nil, err
			}
			// Records, or names too long for USTAR, settle the format.
			if format&FormatUSTAR != 0 && format&FormatPAX != 0 {
				format &= FormatUSTAR
				if records != nil {
					format = FormatPAX
				}
			}
			h.Format = format
			return h, nil
		}
	}
}

// begin makes a file's content the current one.
func (tr *Reader) begin(h *Header) {
	size := h.Size
	if isHeaderOnly(h.Typeflag) {
		size = 0
	}
	tr.pad = -size & (blockSize - 1)
	tr.file = content{r: tr.r, left: size}
}

// discard passes what is left of the current file.
func (tr *Reader) discard() error {
	left, pad := tr.file.left, tr.pad
	tr.file.left, tr.pad = 0, 0
	if left+pad == 0 {
		return nil
	}
	copied, err := io.CopyN(io.Discard, tr.r, left+pad)
	// The padding of the last file may be missing.
	if err == io.EOF && copied < left {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func (tr *Reader) meta() ([]byte, error) {
	if tr.file.left > maxMeta {
		return nil, ErrFieldTooLong
	}
	return io.ReadAll(tr)
}

func (tr *Reader) records() (map[string]string, error) {
	data, err := tr.meta()
	if err != nil {
		return nil, err
	}
	records := map[string]string{}
	var sparse []string
	for rest := string(data); rest != ""; {
		key, value, after, err := parseRecord(rest)
		if err != nil {
			return nil, ErrHeader
		}
		rest = after
		switch key {
		case paxSparse + "offset", paxSparse + "numbytes":
			// In turns: the form 0.0 of sparse maps.
			if (len(sparse)%2 == 0) != (key == paxSparse+"offset") || strings.Contains(value, ",") {
				return nil, ErrHeader
			}
			sparse = append(sparse, value)
		default:
			records[key] = value
		}
	}
	if len(sparse) > 0 {
		records[paxSparse+"map"] = strings.Join(sparse, ",")
	}
	return records, nil
}

// mergePAX lets records stand above the header's fields.
func mergePAX(h *Header, records map[string]string) (err error) {
	for k, v := range records {
		if v == "" {
			continue
		}
		var n int64
		switch k {
		case paxPath:
			h.Name = v
		case paxLinkpath:
			h.Linkname = v
		case paxUname:
			h.Uname = v
		case paxGname:
			h.Gname = v
		case paxUid:
			n, err = strconv.ParseInt(v, 10, 64)
			h.Uid = int(n)
		case paxGid:
			n, err = strconv.ParseInt(v, 10, 64)
			h.Gid = int(n)
		case paxAtime:
			h.AccessTime, err = parsePAXTime(v)
		case paxMtime:
			h.ModTime, err = parsePAXTime(v)
		case paxCtime:
			h.ChangeTime, err = parsePAXTime(v)
		case paxSize:
			h.Size, err = strconv.ParseInt(v, 10, 64)
		default:
			if name, ok := strings.CutPrefix(k, paxXattr); ok {
				if h.Xattrs == nil {
					h.Xattrs = make(map[string]string)
				}
				h.Xattrs[name] = v
			}
		}
		if err != nil {
			return ErrHeader
		}
	}
	h.PAXRecords = records
	return nil
}

// readHeader reads a block; two empty ones end the archive.
func (tr *Reader) readHeader() (*Header, *block, error) {
	var b, zero block
	if _, err := io.ReadFull(tr.r, b[:]); err != nil {
		return nil, nil, err
	}
	if b == zero {
		if _, err := io.ReadFull(tr.r, b[:]); err != nil {
			return nil, nil, err
		}
		if b == zero {
			return nil, nil, io.EOF
		}
		return nil, nil, ErrHeader
	}
	format := b.format()
	if format == FormatUnknown {
		return nil, nil, ErrHeader
	}
	var p parser
	h := &Header{
		Typeflag: b[156],
		Name:     p.text(b.name()),
		Linkname: p.text(b.linkname()),
		Size:     p.number(b.size()),
		Mode:     p.number(b.mode()),
		Uid:      int(p.number(b.uid())),
		Gid:      int(p.number(b.gid())),
		ModTime:  time.Unix(p.number(b.modTime()), 0),
	}
	if h.Size < 0 {
		return nil, nil, ErrHeader
	}
	if format > formatV7 {
		h.Uname = p.text(b.uname())
		h.Gname = p.text(b.gname())
		h.Devmajor = p.number(b.devMajor())
		h.Devminor = p.number(b.devMinor())
		prefix := ""
		switch {
		case format&(FormatUSTAR|FormatPAX) != 0:
			h.Format = format
			prefix = p.text(b.prefix())
			if bad := bytes.IndexFunc(b[:], func(r rune) bool { return r >= 0x80 }); bad >= 0 {
				h.Format = FormatUnknown
			}
			// Numbers must end in a NUL or space.
			for _, field := range [][]byte{b.size(), b.mode(), b.uid(), b.gid(), b.modTime(), b.devMajor(), b.devMinor()} {
				if c := field[len(field)-1]; c != 0 && c != ' ' {
					h.Format = FormatUnknown
				}
			}
		case format&formatSTAR != 0:
			prefix = p.text(b.starPrefix())
			h.AccessTime = time.Unix(p.number(b.starAccess()), 0)
			h.ChangeTime = time.Unix(p.number(b.starChange()), 0)
		case format&FormatGNU != 0:
			h.Format = format
			var p2 parser
			if f := b.gnuAccess(); f[0] != 0 {
				h.AccessTime = time.Unix(p2.number(f), 0)
			}
			if f := b.gnuChange(); f[0] != 0 {
				h.ChangeTime = time.Unix(p2.number(f), 0)
			}
			if p2.err != nil {
				// Some writers put USTAR's prefix there.
				h.AccessTime, h.ChangeTime = time.Time{}, time.Time{}
				if s := p.text(b.prefix()); isASCII(s) {
					prefix = s
				}
				h.Format = FormatUnknown
			}
		}
		if prefix != "" {
			h.Name = prefix + "/" + h.Name
		}
	}
	return h, &b, p.err
}

// sparse finds out whether the file has holes.
func (tr *Reader) sparse(h *Header, b *block) error {
	var parts []part
	var err error
	size := h.Size
	if h.Typeflag == TypeGNUSparse {
		parts, size, err = tr.oldSparse(b)
	} else {
		parts, size, err = tr.paxSparse(h)
	}
	if err != nil || parts == nil {
		return err
	}
	if isHeaderOnly(h.Typeflag) || !validParts(parts, size) {
		return ErrHeader
	}
	h.Size = size
	tr.file.sparse, tr.file.parts, tr.file.size = true, parts, size
	return nil
}

func validParts(parts []part, size int64) bool {
	if size < 0 {
		return false
	}
	end := int64(0)
	for _, p := range parts {
		if p.offset < end || p.length < 0 || p.offset > size || p.length > size-p.offset {
			return false
		}
		end = p.offset + p.length
	}
	return true
}

// oldSparse reads GNU's first form: four runs in the header, more in blocks behind it.
func (tr *Reader) oldSparse(b *block) ([]part, int64, error) {
	if b.format()&FormatGNU == 0 {
		return nil, 0, ErrHeader
	}
	var p parser
	size := p.number(b.gnuRealSize())
	if p.err != nil {
		return nil, 0, p.err
	}
	list := b.gnuSparse()
	parts := []part{}
	for {
		n := (len(list) - 1) / 24
		for i := range n {
			entry := list[i*24:]
			if entry[0] == 0 {
				break
			}
			offset, length := p.number(entry[:12]), p.number(entry[12:24])
			if p.err != nil {
				return nil, 0, p.err
			}
			parts = append(parts, part{offset, length})
		}
		if list[n*24] == 0 {
			return parts, size, nil
		}
		var more block
		if _, err := io.ReadFull(tr.r, more[:]); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, 0, err
		}
		list = more[:21*24+1]
	}
}

// paxSparse reads the forms 0.0, 0.1 and 1.0; no parts mean no sparse file.
func (tr *Reader) paxSparse(h *Header) ([]part, int64, error) {
	major, minor := h.PAXRecords[paxSparse+"major"], h.PAXRecords[paxSparse+"minor"]
	atFront := false
	switch {
	case major == "0" && (minor == "0" || minor == "1"):
	case major == "1" && minor == "0":
		atFront = true
	case major != "" || minor != "":
		return nil, 0, nil
	case h.PAXRecords[paxSparse+"map"] != "":
	default:
		return nil, 0, nil
	}
	h.Format &= FormatPAX
	if name := h.PAXRecords[paxSparse+"name"]; name != "" {
		h.Name = name
	}
	size := h.PAXRecords[paxSparse+"size"]
	if size == "" {
		size = h.PAXRecords[paxSparse+"realsize"]
	}
	total := h.Size
	if size != "" {
		n, err := strconv.ParseInt(size, 10, 64)
		if err != nil {
			return nil, 0, ErrHeader
		}
		total = n
	}
	numbers := strings.Split(h.PAXRecords[paxSparse+"map"], ",")
	if atFront {
		var err error
		if numbers, err = tr.frontMap(); err != nil {
			return nil, 0, err
		}
	} else if len(numbers) == 1 && numbers[0] == "" {
		numbers = nil
	}
	if len(numbers)%2 != 0 {
		return nil, 0, ErrHeader
	}
	parts := []part{}
	for i := 0; i < len(numbers); i += 2 {
		offset, err1 := strconv.ParseInt(numbers[i], 10, 64)
		length, err2 := strconv.ParseInt(numbers[i+1], 10, 64)
		if err1 != nil || err2 != nil {
			return nil, 0, ErrHeader
		}
		parts = append(parts, part{offset, length})
	}
	return parts, total, nil
}

// frontMap reads the map of the form 1.0, which takes the first blocks of the content: numbers, one a line, the first their count.
func (tr *Reader) frontMap() ([]string, error) {
	var text []byte
	lines := func() int { return bytes.Count(text, []byte{'\n'}) }
	need := 1
	for {
		for lines() < need {
			var b block
			if n, err := io.ReadFull(&tr.file, b[:]); err != nil && n == 0 {
				return nil, io.ErrUnexpectedEOF
			}
			text = append(text, b[:]...)
			if len(text) > maxMeta {
				return nil, ErrHeader
			}
		}
		list := strings.Split(string(text), "\n")
		count, err := strconv.ParseInt(list[0], 10, 0)
		if err != nil || count < 0 || count > maxMeta {
			return nil, ErrHeader
		}
		if need = 1 + 2*int(count); lines() >= need {
			return list[1:need], nil
		}
	}
}

// Read reads the current file.
func (tr *Reader) Read(b []byte) (int, error) {
	if tr.err != nil {
		return 0, tr.err
	}
	n, err := tr.file.Read(b)
	if err != nil && err != io.EOF {
		tr.err = err
	}
	return n, err
}

func (c *content) plain(b []byte) (n int, err error) {
	if int64(len(b)) > c.left {
		b = b[:c.left]
	}
	if len(b) > 0 {
		n, err = c.r.Read(b)
		c.left -= int64(n)
	}
	switch {
	case err == io.EOF && c.left > 0:
		return n, io.ErrUnexpectedEOF
	case err == nil && c.left == 0:
		return n, io.EOF
	}
	return n, err
}

func (c *content) Read(b []byte) (n int, err error) {
	if !c.sparse {
		return c.plain(b)
	}
	if rest := c.size - c.at; int64(len(b)) >= rest {
		b = b[:rest]
		defer func() {
			if err == nil {
				err = io.EOF
				if c.left > 0 {
					err = errUnrefData
				}
			}
		}()
	}
	for len(b) > 0 && err == nil {
		for len(c.parts) > 0 && c.at >= c.parts[0].offset+c.parts[0].length {
			c.parts = c.parts[1:]
		}
		step := 0
		if len(c.parts) == 0 || c.at < c.parts[0].offset {
			end := c.size
			if len(c.parts) > 0 {
				end = c.parts[0].offset
			}
			step = int(min(end-c.at, int64(len(b))))
			clear(b[:step])
		} else {
			end := c.parts[0].offset + c.parts[0].length
			want := b[:min(end-c.at, int64(len(b)))]
			step, err = c.plain(want)
			if err == io.EOF {
				err = nil
				if step < len(want) {
					err = errMissedData
				}
			}
		}
		b = b[step:]
		n += step
		c.at += int64(step)
	}
	return n, err
}
