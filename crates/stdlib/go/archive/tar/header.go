// Package tar reads and writes tar archives: USTAR, PAX and GNU.
package tar

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strconv"
	"strings"
	"time"
)

var (
	ErrHeader          = errors.New("archive/tar: invalid tar header")
	ErrWriteTooLong    = errors.New("archive/tar: write too long")
	ErrFieldTooLong    = errors.New("archive/tar: header field too long")
	ErrWriteAfterClose = errors.New("archive/tar: write after close")
	ErrInsecurePath    = errors.New("archive/tar: insecure file path")
	errMissedData      = errors.New("archive/tar: sparse file references non-existent data")
	errUnrefData       = errors.New("archive/tar: sparse file contains unreferenced data")
)

// Types of entries.
const (
	TypeReg           = '0'
	TypeRegA          = '\x00'
	TypeLink          = '1'
	TypeSymlink       = '2'
	TypeChar          = '3'
	TypeBlock         = '4'
	TypeDir           = '5'
	TypeFifo          = '6'
	TypeCont          = '7'
	TypeXHeader       = 'x'
	TypeXGlobalHeader = 'g'
	TypeGNUSparse     = 'S'
	TypeGNULongName   = 'L'
	TypeGNULongLink   = 'K'
)

// Keys of PAX records.
const (
	paxPath     = "path"
	paxLinkpath = "linkpath"
	paxSize     = "size"
	paxUid      = "uid"
	paxGid      = "gid"
	paxUname    = "uname"
	paxGname    = "gname"
	paxMtime    = "mtime"
	paxAtime    = "atime"
	paxCtime    = "ctime"
	paxXattr    = "SCHILY.xattr."
	paxSparse   = "GNU.sparse."
)

func isBasicKey(key string) bool {
	switch key {
	case paxPath, paxLinkpath, paxSize, paxUid, paxGid, paxUname, paxGname, paxMtime, paxAtime, paxCtime, "charset", "comment":
		return key != "comment"
	}
	return false
}

// Format is a set of formats, or one.
type Format int

const (
	formatV7 Format = 1 << iota

	_formatUSTAR
	_formatPAX
	_formatGNU
	formatSTAR

	FormatUnknown Format = 0
	FormatUSTAR          = _formatUSTAR
	FormatPAX            = _formatPAX
	FormatGNU            = _formatGNU
)

func (f Format) String() string {
	var list []string
	for _, x := range []struct {
		f    Format
		name string
	}{{formatV7, "V7"}, {FormatUSTAR, "USTAR"}, {FormatPAX, "PAX"}, {FormatGNU, "GNU"}, {formatSTAR, "STAR"}} {
		if f&x.f != 0 {
			list = append(list, x.name)
		}
	}
	switch len(list) {
	case 0:
		return "<unknown>"
	case 1:
		return list[0]
	}
	return "(" + strings.Join(list, " | ") + ")"
}

// Header describes an entry.
type Header struct {
	Typeflag   byte
	Name       string
	Linkname   string
	Size       int64
	Mode       int64
	Uid        int
	Gid        int
	Uname      string
	Gname      string
	ModTime    time.Time
	AccessTime time.Time
	ChangeTime time.Time
	Devmajor   int64
	Devminor   int64
	Xattrs     map[string]string
	PAXRecords map[string]string
	Format     Format
}

// headerError lists why a header cannot be written.
type headerError []string

func (e headerError) Error() string {
	const prefix = "archive/tar: cannot encode header"
	var list []string
	for _, s := range e {
		if s != "" {
			list = append(list, s)
		}
	}
	if len(list) == 0 {
		return prefix
	}
	return prefix + ": " + strings.Join(list, "; and ")
}

func isHeaderOnly(flag byte) bool {
	switch flag {
	case TypeLink, TypeSymlink, TypeChar, TypeBlock, TypeDir, TypeFifo:
		return true
	}
	return false
}

// audit finds out which formats can hold a header.
type audit struct {
	h                     *Header
	formats               Format
	records               map[string]string
	noUSTAR, noPAX, noGNU string
	preferPAX             bool
}

func (a *audit) rule(f Format, why *string, text string) {
	a.formats &^= f
	*why = text
}

func (a *audit) text(s string, size int, name, key string) {
	long := len(s) > size
	if strings.Contains(s, "\x00") || long && key != paxPath && key != paxLinkpath {
		a.rule(FormatGNU, &a.noGNU, fmt.Sprintf("GNU cannot encode %s=%q", name, s))
	}
	if !isASCII(s) || long {
		_, _, split := splitName(s)
		if key != paxPath || !split {
			a.rule(FormatUSTAR, &a.noUSTAR, fmt.Sprintf("USTAR cannot encode %s=%q", name, s))
		}
		if key == "" {
			a.rule(FormatPAX, &a.noPAX, fmt.Sprintf("PAX cannot encode %s=%q", name, s))
		} else {
			a.records[key] = s
		}
	}
	if v, ok := a.h.PAXRecords[key]; ok && v == s {
		a.records[key] = v
	}
}

func (a *audit) number(n int64, size int, name, key string) {
	if !fitsBinary(size, n) {
		a.rule(FormatGNU, &a.noGNU, fmt.Sprintf("GNU cannot encode %s=%d", name, n))
	}
	if !fitsOctal(size, n) {
		a.rule(FormatUSTAR, &a.noUSTAR, fmt.Sprintf("USTAR cannot encode %s=%d", name, n))
		if key == "" {
			a.rule(FormatPAX, &a.noPAX, fmt.Sprintf("PAX cannot encode %s=%d", name, n))
		} else {
			a.records[key] = strconv.FormatInt(n, 10)
		}
	}
	if v, ok := a.h.PAXRecords[key]; ok && v == strconv.FormatInt(n, 10) {
		a.records[key] = v
	}
}

func (a *audit) time(t time.Time, size int, name, key string) {
	if t.IsZero() {
		return
	}
	if !fitsBinary(size, t.Unix()) {
		a.rule(FormatGNU, &a.noGNU, fmt.Sprintf("GNU cannot encode %s=%v", name, t))
	}
	modified := key == paxMtime
	octal := fitsOctal(size, t.Unix())
	if !modified || !octal {
		a.rule(FormatUSTAR, &a.noUSTAR, fmt.Sprintf("USTAR cannot encode %s=%v", name, t))
	}
	if !modified || !octal || t.Nanosecond() != 0 {
		a.preferPAX = true
		a.records[key] = formatPAXTime(t)
	}
	if v, ok := a.h.PAXRecords[key]; ok && v == formatPAXTime(t) {
		a.records[key] = v
	}
}

// allowedFormats says which formats can hold the header, and what PAX records it needs.
func (h Header) allowedFormats() (format Format, records map[string]string, err error) {
	a := &audit{h: &h, formats: FormatUSTAR | FormatPAX | FormatGNU, records: map[string]string{}}
	var onlyPAX, onlyGNU string
	a.text(h.Name, 100, "Name", paxPath)
	a.text(h.Linkname, 100, "Linkname", paxLinkpath)
	a.text(h.Uname, 32, "Uname", paxUname)
	a.text(h.Gname, 32, "Gname", paxGname)
	a.number(h.Mode, 8, "Mode", "")
	a.number(int64(h.Uid), 8, "Uid", paxUid)
	a.number(int64(h.Gid), 8, "Gid", paxGid)
	a.number(h.Size, 12, "Size", paxSize)
	a.number(h.Devmajor, 8, "Devmajor", "")
	a.number(h.Devminor, 8, "Devminor", "")
	a.time(h.ModTime, 12, "ModTime", paxMtime)
	a.time(h.AccessTime, 12, "AccessTime", paxAtime)
	a.time(h.ChangeTime, 12, "ChangeTime", paxCtime)
	switch h.Typeflag {
	case TypeReg, TypeChar, TypeBlock, TypeFifo, TypeGNUSparse:
		if strings.HasSuffix(h.Name, "/") {
			return FormatUnknown, nil, headerError{"filename may not have trailing slash"}
		}
	case TypeXHeader, TypeGNULongName, TypeGNULongLink:
		return FormatUnknown, nil, headerError{"cannot manually encode TypeXHeader, TypeGNULongName, or TypeGNULongLink headers"}
	case TypeXGlobalHeader:
		plain := Header{Name: h.Name, Typeflag: h.Typeflag, Xattrs: h.Xattrs, PAXRecords: h.PAXRecords, Format: h.Format}
		if !sameButMaps(h, plain) {
			return FormatUnknown, nil, headerError{"only PAXRecords should be set for TypeXGlobalHeader"}
		}
		onlyPAX = "only PAX supports TypeXGlobalHeader"
		a.formats &= FormatPAX
	}
	if !isHeaderOnly(h.Typeflag) && h.Size < 0 {
		return FormatUnknown, nil, headerError{"negative size on header-only type"}
	}
	if len(h.Xattrs) > 0 {
		for k, v := range h.Xattrs {
			a.records[paxXattr+k] = v
		}
		onlyPAX = "only PAX supports Xattrs"
		a.formats &= FormatPAX
	}
	if len(h.PAXRecords) > 0 {
		for k, v := range h.PAXRecords {
			_, there := a.records[k]
			switch {
			case there:
			case h.Typeflag == TypeXGlobalHeader:
				a.records[k] = v
			case !isBasicKey(k) && !strings.HasPrefix(k, paxSparse):
				a.records[k] = v
			}
		}
		onlyPAX = "only PAX supports PAXRecords"
		a.formats &= FormatPAX
	}
	for k, v := range a.records {
		if !validRecord(k, v) {
			return FormatUnknown, nil, headerError{fmt.Sprintf("invalid PAX record: %q", k+" = "+v)}
		}
	}
	if want := h.Format; want != FormatUnknown {
		if want&FormatPAX != 0 && !a.preferPAX {
			// PAX that needs no records is USTAR.
			want |= FormatUSTAR
		}
		a.formats &= want
	}
	if a.formats == FormatUnknown {
		switch h.Format {
		case FormatUSTAR:
			err = headerError{"Format specifies USTAR", a.noUSTAR, onlyPAX, onlyGNU}
		case FormatPAX:
			err = headerError{"Format specifies PAX", a.noPAX, onlyGNU}
		case FormatGNU:
			err = headerError{"Format specifies GNU", a.noGNU, onlyPAX}
		default:
			err = headerError{a.noUSTAR, a.noPAX, a.noGNU, onlyPAX, onlyGNU}
		}
	}
	return a.formats, a.records, err
}

func sameButMaps(a, b Header) bool {
	return a.Typeflag == b.Typeflag && a.Name == b.Name && a.Linkname == b.Linkname && a.Size == b.Size && a.Mode == b.Mode &&
		a.Uid == b.Uid && a.Gid == b.Gid && a.Uname == b.Uname && a.Gname == b.Gname && a.ModTime == b.ModTime &&
		a.AccessTime == b.AccessTime && a.ChangeTime == b.ChangeTime && a.Devmajor == b.Devmajor && a.Devminor == b.Devminor &&
		maps.Equal(a.PAXRecords, b.PAXRecords)
}

// Bits of the mode field.
const (
	modeSetuid = 0o4000
	modeSetgid = 0o2000
	modeSticky = 0o1000
)

// FileInfo returns the header as an fs.FileInfo.
func (h *Header) FileInfo() fs.FileInfo { return headerInfo{h} }

type headerInfo struct{ h *Header }

func (i headerInfo) Size() int64        { return i.h.Size }
func (i headerInfo) IsDir() bool        { return i.Mode().IsDir() }
func (i headerInfo) ModTime() time.Time { return i.h.ModTime }
func (i headerInfo) Sys() any           { return i.h }
func (i headerInfo) String() string     { return fs.FormatFileInfo(i) }
func (i headerInfo) Name() string {
	if i.IsDir() {
		return path.Base(path.Clean(i.h.Name))
	}
	return path.Base(i.h.Name)
}

func (i headerInfo) Mode() (mode fs.FileMode) {
	mode = fs.FileMode(i.h.Mode).Perm()
	for _, b := range modeBits {
		if i.h.Mode&b.tar != 0 {
			mode |= b.mode
		}
	}
	// The type, as some archives keep it in the mode field.
	switch i.h.Mode &^ 0o7777 {
	case 0o40000:
		mode |= fs.ModeDir
	case 0o10000:
		mode |= fs.ModeNamedPipe
	case 0o120000:
		mode |= fs.ModeSymlink
	case 0o60000:
		mode |= fs.ModeDevice
	case 0o20000:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case 0o140000:
		mode |= fs.ModeSocket
	}
	switch i.h.Typeflag {
	case TypeSymlink:
		mode |= fs.ModeSymlink
	case TypeChar:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case TypeBlock:
		mode |= fs.ModeDevice
	case TypeDir:
		mode |= fs.ModeDir
	case TypeFifo:
		mode |= fs.ModeNamedPipe
	}
	return mode
}

var modeBits = []struct {
	tar  int64
	mode fs.FileMode
}{{modeSetuid, fs.ModeSetuid}, {modeSetgid, fs.ModeSetgid}, {modeSticky, fs.ModeSticky}}

// FileInfoNames is an fs.FileInfo that knows the names of the owner.
type FileInfoNames interface {
	fs.FileInfo
	Uname() (string, error)
	Gname() (string, error)
}

// FileInfoHeader makes a header of a file's description; link is the target of a symbolic link.
func FileInfoHeader(fi fs.FileInfo, link string) (*Header, error) {
	if fi == nil {
		return nil, errors.New("archive/tar: FileInfo is nil")
	}
	mode := fi.Mode()
	h := &Header{Name: fi.Name(), ModTime: fi.ModTime(), Mode: int64(mode.Perm())}
	switch {
	case mode.IsRegular():
		h.Typeflag = TypeReg
		h.Size = fi.Size()
	case fi.IsDir():
		h.Typeflag = TypeDir
		h.Name += "/"
	case mode&fs.ModeSymlink != 0:
		h.Typeflag = TypeSymlink
		h.Linkname = link
	case mode&fs.ModeDevice != 0:
		h.Typeflag = TypeBlock
		if mode&fs.ModeCharDevice != 0 {
			h.Typeflag = TypeChar
		}
	case mode&fs.ModeNamedPipe != 0:
		h.Typeflag = TypeFifo
	case mode&fs.ModeSocket != 0:
		return nil, fmt.Errorf("archive/tar: sockets not supported")
	default:
		return nil, fmt.Errorf("archive/tar: unknown file mode %v", mode)
	}
	for _, b := range modeBits {
		if mode&b.mode != 0 {
			h.Mode |= b.tar
		}
	}
	// A header that was read carries more.
	if sys, ok := fi.Sys().(*Header); ok {
		h.Uid, h.Gid, h.Uname, h.Gname = sys.Uid, sys.Gid, sys.Uname, sys.Gname
		h.AccessTime, h.ChangeTime = sys.AccessTime, sys.ChangeTime
		h.Xattrs = maps.Clone(sys.Xattrs)
		if sys.Typeflag == TypeLink {
			h.Typeflag = TypeLink
			h.Size = 0
			h.Linkname = sys.Linkname
		}
		h.PAXRecords = maps.Clone(sys.PAXRecords)
	}
	if names, ok := fi.(FileInfoNames); ok {
		var err error
		if h.Gname, err = names.Gname(); err != nil {
			return nil, err
		}
		if h.Uname, err = names.Uname(); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// ---- forms of fields

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == 0 {
			return false
		}
	}
	return true
}

func toASCII(s string) string {
	if isASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, c := range s {
		if c < 0x80 && c != 0 {
			b = append(b, byte(c))
		}
	}
	return string(b)
}

// fitsOctal reports whether n fits octal digits and a NUL.
func fitsOctal(size int, n int64) bool {
	bits := uint(size-1) * 3
	return n >= 0 && (size >= 22 || n < 1<<bits)
}

// fitsBinary reports whether n fits the base 256 form, whose first bit marks it.
func fitsBinary(size int, n int64) bool {
	bits := uint(size-1) * 8
	return size >= 9 || n >= -1<<bits && n < 1<<bits
}

// splitName divides a long name at a slash for USTAR's two fields.
func splitName(name string) (prefix, rest string, ok bool) {
	length := len(name)
	if length <= 100 || !isASCII(name) {
		return "", "", false
	}
	if length > 156 {
		length = 156
	} else if name[length-1] == '/' {
		length--
	}
	i := strings.LastIndex(name[:length], "/")
	restLen := len(name) - i - 1
	if i <= 0 || restLen > 100 || restLen == 0 || i > 155 {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}

// parsePAXTime reads seconds with an optional fraction.
func parsePAXTime(s string) (time.Time, error) {
	const digits = 9
	whole, fraction, _ := strings.Cut(s, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}, ErrHeader
	}
	if fraction == "" {
		return time.Unix(seconds, 0), nil
	}
	if strings.Trim(fraction, "0123456789") != "" {
		return time.Time{}, ErrHeader
	}
	if len(fraction) < digits {
		fraction += strings.Repeat("0", digits-len(fraction))
	} else {
		fraction = fraction[:digits]
	}
	nanos, _ := strconv.ParseInt(fraction, 10, 64)
	if len(whole) > 0 && whole[0] == '-' {
		return time.Unix(seconds, -nanos), nil
	}
	return time.Unix(seconds, nanos), nil
}

func formatPAXTime(t time.Time) string {
	seconds, nanos := t.Unix(), t.Nanosecond()
	if nanos == 0 {
		return strconv.FormatInt(seconds, 10)
	}
	sign := ""
	if seconds < 0 {
		sign = "-"
		seconds = -(seconds + 1)
		nanos = -(nanos - 1e9)
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%09d", sign, seconds, nanos), "0")
}

// parseRecord reads one record: its length, a space, key=value, a newline.
func parseRecord(s string) (key, value, rest string, err error) {
	length, after, ok := strings.Cut(s, " ")
	if !ok {
		return "", "", s, ErrHeader
	}
	n, perr := strconv.ParseInt(length, 10, 0)
	if perr != nil || n < 5 || n > int64(len(s)) {
		return "", "", s, ErrHeader
	}
	n -= int64(len(length) + 1)
	if n <= 0 {
		return "", "", s, ErrHeader
	}
	body := after[:n]
	rest = after[n:]
	if body[len(body)-1] != '\n' {
		return "", "", s, ErrHeader
	}
	key, value, ok = strings.Cut(body[:len(body)-1], "=")
	if !ok || !validRecord(key, value) {
		return "", "", s, ErrHeader
	}
	return key, value, rest, nil
}

func formatRecord(key, value string) (string, error) {
	if !validRecord(key, value) {
		return "", ErrHeader
	}
	const around = 3
	size := len(key) + len(value) + around
	size += len(strconv.Itoa(size))
	record := strconv.Itoa(size) + " " + key + "=" + value + "\n"
	if len(record) != size {
		// The length of the length changed.
		size = len(record)
		record = strconv.Itoa(size) + " " + key + "=" + value + "\n"
	}
	return record, nil
}

func validRecord(key, value string) bool {
	if key == "" || strings.Contains(key, "=") {
		return false
	}
	switch key {
	case paxPath, paxLinkpath, paxUname, paxGname:
		return !strings.Contains(value, "\x00")
	}
	return !strings.Contains(key, "\x00")
}
