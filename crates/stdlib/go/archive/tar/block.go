package tar

import (
	"bytes"
	"strconv"
	"strings"
)

const blockSize = 512

// block is a header as it stands in the archive.
type block [blockSize]byte

// Fields all formats have.
func (b *block) name() []byte     { return b[0:100] }
func (b *block) mode() []byte     { return b[100:108] }
func (b *block) uid() []byte      { return b[108:116] }
func (b *block) gid() []byte      { return b[116:124] }
func (b *block) size() []byte     { return b[124:136] }
func (b *block) modTime() []byte  { return b[136:148] }
func (b *block) checksum() []byte { return b[148:156] }
func (b *block) linkname() []byte { return b[157:257] }

// Fields of USTAR and its successors.
func (b *block) magic() []byte    { return b[257:263] }
func (b *block) version() []byte  { return b[263:265] }
func (b *block) uname() []byte    { return b[265:297] }
func (b *block) gname() []byte    { return b[297:329] }
func (b *block) devMajor() []byte { return b[329:337] }
func (b *block) devMinor() []byte { return b[337:345] }
func (b *block) prefix() []byte   { return b[345:500] }

// Fields of single formats.
func (b *block) gnuAccess() []byte   { return b[345:357] }
func (b *block) gnuChange() []byte   { return b[357:369] }
func (b *block) gnuSparse() []byte   { return b[386:483] }
func (b *block) gnuRealSize() []byte { return b[483:495] }
func (b *block) starPrefix() []byte  { return b[345:476] }
func (b *block) starAccess() []byte  { return b[476:488] }
func (b *block) starChange() []byte  { return b[488:500] }
func (b *block) starTrailer() []byte { return b[508:512] }

const (
	magicGNU, versionGNU     = "ustar ", " \x00"
	magicUSTAR, versionUSTAR = "ustar\x00", "00"
	trailerSTAR              = "tar\x00"
)

// sums adds up the bytes, the checksum's own counting as spaces; old programs took them for signed.
func (b *block) sums() (unsigned, signed int64) {
	for i, c := range b {
		if 148 <= i && i < 156 {
			c = ' '
		}
		unsigned += int64(c)
		signed += int64(int8(c))
	}
	return
}

// format guesses which formats a header may be of; 0 if the checksum is wrong.
func (b *block) format() Format {
	var p parser
	value := p.octal(b.checksum())
	unsigned, signed := b.sums()
	if p.err != nil || value != unsigned && value != signed {
		return FormatUnknown
	}
	magic, version := string(b.magic()), string(b.version())
	switch {
	case magic == magicUSTAR && string(b.starTrailer()) == trailerSTAR:
		return formatSTAR
	case magic == magicUSTAR:
		return FormatUSTAR | FormatPAX
	case magic == magicGNU && version == versionGNU:
		return FormatGNU
	}
	return formatV7
}

// seal writes magic and checksum.
func (b *block) seal(f Format) {
	switch {
	case f&formatV7 != 0:
	case f&FormatGNU != 0:
		copy(b.magic(), magicGNU)
		copy(b.version(), versionGNU)
	case f&formatSTAR != 0:
		copy(b.magic(), magicUSTAR)
		copy(b.version(), versionUSTAR)
		copy(b.starTrailer(), trailerSTAR)
	default:
		copy(b.magic(), magicUSTAR)
		copy(b.version(), versionUSTAR)
	}
	var f2 formatter
	sum, _ := b.sums()
	f2.octal(b.checksum()[:7], sum)
	b.checksum()[7] = ' '
}

// parser reads fields; the first error stays.
type parser struct{ err error }

func (*parser) text(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return string(b[:i])
	}
	return string(b)
}

// number reads octal digits, or the binary form if the first bit is set.
func (p *parser) number(b []byte) int64 {
	if len(b) == 0 || b[0]&0x80 == 0 {
		return p.octal(b)
	}
	// Two's complement, of which the second bit is the sign.
	invert := byte(0)
	if b[0]&0x40 != 0 {
		invert = 0xff
	}
	x := uint64(0)
	for i, c := range b {
		c ^= invert
		if i == 0 {
			c &= 0x7f
		}
		if x>>56 > 0 {
			p.err = ErrHeader
			return 0
		}
		x = x<<8 | uint64(c)
	}
	if x>>63 > 0 {
		p.err = ErrHeader
		return 0
	}
	if invert == 0xff {
		return ^int64(x)
	}
	return int64(x)
}

func (p *parser) octal(b []byte) int64 {
	b = bytes.Trim(b, " \x00")
	if len(b) == 0 {
		return 0
	}
	x, err := strconv.ParseUint(p.text(b), 8, 64)
	if err != nil {
		p.err = ErrHeader
	}
	return int64(x)
}

// formatter writes fields; the first error stays.
type formatter struct{ err error }

func (f *formatter) text(b []byte, s string) {
	if len(s) > len(b) {
		f.err = ErrFieldTooLong
	}
	copy(b, s)
	if len(s) < len(b) {
		b[len(s)] = 0
	}
	// A name cut at a slash would look like a directory's.
	if len(s) > len(b) && b[len(b)-1] == '/' {
		n := len(strings.TrimRight(s[:len(b)-1], "/"))
		b[n] = 0
	}
}

func (f *formatter) number(b []byte, x int64) {
	if fitsOctal(len(b), x) {
		f.octal(b, x)
		return
	}
	if fitsBinary(len(b), x) {
		for i := len(b) - 1; i >= 0; i-- {
			b[i] = byte(x)
			x >>= 8
		}
		b[0] |= 0x80
		return
	}
	f.octal(b, 0)
	f.err = ErrFieldTooLong
}

func (f *formatter) octal(b []byte, x int64) {
	if !fitsOctal(len(b), x) {
		x = 0
		f.err = ErrFieldTooLong
	}
	s := strconv.FormatInt(x, 8)
	if n := len(b) - len(s) - 1; n > 0 {
		s = strings.Repeat("0", n) + s
	}
	f.text(b, s)
}
