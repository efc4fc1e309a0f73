// Package zip reads and writes ZIP archives (PKWARE's APPNOTE).
package zip

import (
	"io/fs"
	"path"
	"time"
)

// Methods of compression.
const (
	Store   uint16 = 0
	Deflate uint16 = 8
)

// Signatures, sizes without the variable parts, and the values that point to the 64-bit fields.
const (
	localSignature      = 0x04034b50
	directorySignature  = 0x02014b50
	endSignature        = 0x06054b50
	end64Signature      = 0x06064b50
	locator64Signature  = 0x07064b50
	descriptorSignature = 0x08074b50

	localSize     = 30
	directorySize = 46
	endSize       = 22
	end64Size     = 56
	locator64Size = 20

	version20 = 20
	version45 = 45

	extra64       = 0x0001
	extraNTFS     = 0x000a
	extraUnix     = 0x000d
	extraTime     = 0x5455
	extraInfoUnix = 0x5855

	creatorFAT   = 0
	creatorUnix  = 3
	creatorNTFS  = 11
	creatorVFAT  = 14
	creatorMacOS = 19

	max16 = 1<<16 - 1
	max32 = 1<<32 - 1
)

// FileHeader describes a file of an archive.
type FileHeader struct {
	Name               string
	Comment            string
	NonUTF8            bool
	CreatorVersion     uint16
	ReaderVersion      uint16
	Flags              uint16
	Method             uint16
	Modified           time.Time
	ModifiedTime       uint16
	ModifiedDate       uint16
	CRC32              uint32
	CompressedSize     uint32
	UncompressedSize   uint32
	CompressedSize64   uint64
	UncompressedSize64 uint64
	Extra              []byte
	ExternalAttrs      uint32
}

// FileInfo returns the header as an fs.FileInfo.
func (h *FileHeader) FileInfo() fs.FileInfo { return headerInfo{h} }

type headerInfo struct{ h *FileHeader }

func (i headerInfo) Name() string { return path.Base(i.h.Name) }
func (i headerInfo) Size() int64 {
	if i.h.UncompressedSize64 > 0 {
		return int64(i.h.UncompressedSize64)
	}
	return int64(i.h.UncompressedSize)
}
func (i headerInfo) IsDir() bool { return i.Mode().IsDir() }
func (i headerInfo) ModTime() time.Time {
	if i.h.Modified.IsZero() {
		return i.h.ModTime()
	}
	return i.h.Modified.UTC()
}
func (i headerInfo) Mode() fs.FileMode          { return i.h.Mode() }
func (i headerInfo) Type() fs.FileMode          { return i.h.Mode().Type() }
func (i headerInfo) Sys() any                   { return i.h }
func (i headerInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i headerInfo) String() string             { return fs.FormatFileInfo(i) }

// FileInfoHeader makes a header of a file's description: only the last element of its name is known.
func FileInfoHeader(fi fs.FileInfo) (*FileHeader, error) {
	size := fi.Size()
	h := &FileHeader{Name: fi.Name(), UncompressedSize64: uint64(size)}
	h.SetModTime(fi.ModTime())
	h.SetMode(fi.Mode())
	h.UncompressedSize = uint32(min(h.UncompressedSize64, max32))
	return h, nil
}

// fromDOS turns the date and time of MS-DOS, whose seconds are even, into a time in UTC.
func fromDOS(date, clock uint16) time.Time {
	return time.Date(int(date>>9)+1980, time.Month(date>>5&0xf), int(date&0x1f),
		int(clock>>11), int(clock>>5&0x3f), int(clock&0x1f)*2, 0, time.UTC)
}

func toDOS(t time.Time) (date, clock uint16) {
	date = uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9)
	clock = uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
	return
}

// ModTime returns the MS-DOS time.
func (h *FileHeader) ModTime() time.Time { return fromDOS(h.ModifiedDate, h.ModifiedTime) }

// SetModTime sets all the fields that hold the time.
func (h *FileHeader) SetModTime(t time.Time) {
	t = t.UTC()
	h.Modified = t
	h.ModifiedDate, h.ModifiedTime = toDOS(t)
}

// Bits of Unix and of MS-DOS modes.
const (
	unixTypes  = 0xf000
	unixSocket = 0xc000
	unixLink   = 0xa000
	unixFile   = 0x8000
	unixBlock  = 0x6000
	unixDir    = 0x4000
	unixChar   = 0x2000
	unixPipe   = 0x1000
	unixSetuid = 0x800
	unixSetgid = 0x400
	unixSticky = 0x200

	dosDir      = 0x10
	dosReadOnly = 0x01
)

// Mode returns the permissions and type.
func (h *FileHeader) Mode() (mode fs.FileMode) {
	switch h.CreatorVersion >> 8 {
	case creatorUnix, creatorMacOS:
		mode = fromUnix(h.ExternalAttrs >> 16)
	case creatorNTFS, creatorVFAT, creatorFAT:
		mode = fs.FileMode(0o666)
		if h.ExternalAttrs&dosDir != 0 {
			mode = fs.ModeDir | 0o777
		}
		if h.ExternalAttrs&dosReadOnly != 0 {
			mode &^= 0o222
		}
	}
	if h.Name != "" && h.Name[len(h.Name)-1] == '/' {
		mode |= fs.ModeDir
	}
	return mode
}

// SetMode records the permissions and type.
func (h *FileHeader) SetMode(mode fs.FileMode) {
	h.CreatorVersion = h.CreatorVersion&0xff | creatorUnix<<8
	h.ExternalAttrs = toUnix(mode) << 16
	if mode&fs.ModeDir != 0 {
		h.ExternalAttrs |= dosDir
	}
	if mode&0o200 == 0 {
		h.ExternalAttrs |= dosReadOnly
	}
}

var unixKinds = []struct {
	unix uint32
	mode fs.FileMode
}{
	{unixBlock, fs.ModeDevice},
	{unixChar, fs.ModeDevice | fs.ModeCharDevice},
	{unixDir, fs.ModeDir},
	{unixPipe, fs.ModeNamedPipe},
	{unixLink, fs.ModeSymlink},
	{unixFile, 0},
	{unixSocket, fs.ModeSocket},
}

var unixBits = []struct {
	unix uint32
	mode fs.FileMode
}{{unixSetgid, fs.ModeSetgid}, {unixSetuid, fs.ModeSetuid}, {unixSticky, fs.ModeSticky}}

func fromUnix(m uint32) fs.FileMode {
	mode := fs.FileMode(m & 0o777)
	for _, k := range unixKinds {
		if m&unixTypes == k.unix {
			mode |= k.mode
		}
	}
	for _, b := range unixBits {
		if m&b.unix != 0 {
			mode |= b.mode
		}
	}
	return mode
}

func toUnix(mode fs.FileMode) uint32 {
	m := uint32(unixFile)
	for _, k := range unixKinds {
		if mode.Type() == k.mode {
			m = k.unix
		}
	}
	for _, b := range unixBits {
		if mode&b.mode != 0 {
			m |= b.unix
		}
	}
	return m | uint32(mode&0o777)
}

func (h *FileHeader) isZip64() bool {
	return h.CompressedSize64 >= max32 || h.UncompressedSize64 >= max32
}

func (h *FileHeader) hasDescriptor() bool { return h.Flags&8 != 0 }
