// Package multipart reads and writes messages of several parts, such as forms with files.
package multipart

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/textproto"
	"path/filepath"
	"strconv"
	"strings"
)

// A Reader reads the parts of a message one after the other.
type Reader struct {
	r       *bufio.Reader
	temp    string
	current *Part
	count   int
	nl      []byte
	nlDash  []byte // line end, two hyphens, boundary
	dash    []byte
	final   []byte
}

const peekSize = 4096

// NewReader makes a Reader of a message with a boundary.
func NewReader(r io.Reader, boundary string) *Reader {
	b := []byte("\r\n--" + boundary + "--")
	return &Reader{r: bufio.NewReaderSize(r, peekSize), nl: b[:2], nlDash: b[:len(b)-2], final: b[2:], dash: b[2 : len(b)-2]}
}

// A Part is a part of a message.
type Part struct {
	Header            textproto.MIMEHeader
	mr                *Reader
	disposition       string
	dispositionParams map[string]string
	r                 io.Reader
	ready             int   // bytes of the body in the buffer
	total             int64 // bytes read
	err               error // behind them
	readErr           error
}

func (p *Part) parseDisposition() {
	if p.dispositionParams != nil {
		return
	}
	var err error
	p.disposition, p.dispositionParams, err = mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	if err != nil {
		p.dispositionParams = map[string]string{}
	}
}

// FormName returns the name of the form's field.
func (p *Part) FormName() string {
	p.parseDisposition()
	if p.disposition != "form-data" {
		return ""
	}
	return p.dispositionParams["name"]
}

// FileName returns the last element of the file's name.
func (p *Part) FileName() string {
	p.parseDisposition()
	filename := p.dispositionParams["filename"]
	if filename == "" {
		return ""
	}
	return filepath.Base(filename)
}

// Close reads the rest of the part.
func (p *Part) Close() error {
	io.Copy(io.Discard, p)
	return nil
}

// Read reads the body of the part.
func (p *Part) Read(d []byte) (n int, err error) { return p.r.Read(d) }

// rawBody reads the body as it stands in the message.
type rawBody struct{ p *Part }

func (b rawBody) Read(d []byte) (int, error) {
	p := b.p
	br := p.mr.r
	for p.ready == 0 && p.err == nil {
		buf, _ := br.Peek(br.Buffered())
		p.ready, p.err = p.scan(buf)
		if p.ready == 0 && p.err == nil {
			_, p.readErr = br.Peek(len(buf) + 1)
			if p.readErr == io.EOF {
				p.readErr = io.ErrUnexpectedEOF
			}
		}
	}
	if p.ready == 0 {
		return 0, p.err
	}
	n := min(len(d), p.ready)
	n, _ = br.Read(d[:n])
	p.total += int64(n)
	p.ready -= n
	if p.ready == 0 {
		return n, p.err
	}
	return n, nil
}

// scan returns how much of buf is certainly of the body, and io.EOF if the boundary stands behind that.
func (p *Part) scan(buf []byte) (int, error) {
	mr := p.mr
	if p.total == 0 {
		if bytes.HasPrefix(buf, mr.dash) {
			switch behind(buf, mr.dash, p.readErr) {
			case -1:
				return len(mr.dash), nil
			case 0:
				return 0, nil
			}
			return 0, io.EOF
		}
		if bytes.HasPrefix(mr.dash, buf) {
			return 0, p.readErr
		}
	}
	if i := bytes.Index(buf, mr.nlDash); i >= 0 {
		switch behind(buf[i:], mr.nlDash, p.readErr) {
		case -1:
			return i + len(mr.nlDash), nil
		case 0:
			return i, nil
		}
		return i, io.EOF
	}
	if bytes.HasPrefix(mr.nlDash, buf) {
		return 0, p.readErr
	}
	if i := bytes.LastIndexByte(buf, mr.nlDash[0]); i >= 0 && bytes.HasPrefix(mr.nlDash, buf[i:]) {
		return i, nil
	}
	return len(buf), p.readErr
}

// behind looks at what follows a boundary: 1 if it is one, -1 if not, 0 if there is too little to know.
func behind(buf, prefix []byte, readErr error) int {
	if len(buf) == len(prefix) {
		if readErr != nil {
			return 1
		}
		return 0
	}
	switch c := buf[len(prefix)]; c {
	case ' ', '\t', '\r', '\n':
		return 1
	case '-':
		if len(buf) == len(prefix)+1 {
			if readErr != nil {
				return -1
			}
			return 0
		}
		if buf[len(prefix)+1] == '-' {
			return 1
		}
	}
	return -1
}

// NextPart returns the next part, its body decoded if it is quoted-printable; io.EOF behind the last.
func (r *Reader) NextPart() (*Part, error) { return r.nextPart(false, maxHeadSize, maxHeaders()) }

// NextRawPart returns the next part as it stands in the message.
func (r *Reader) NextRawPart() (*Part, error) { return r.nextPart(true, maxHeadSize, maxHeaders()) }

// maxHeadSize limits the head of a part.
const maxHeadSize = 10 << 20

var (
	headersSetting = godebug.New("multipartmaxheaders")
	partsSetting   = godebug.New("multipartmaxparts")
)

// limit returns a limit that a setting may change.
func limit(s *godebug.Setting, otherwise int) int {
	if n, err := strconv.Atoi(s.Value()); err == nil && n >= 0 {
		s.IncNonDefault()
		return n
	}
	return otherwise
}

// maxHeaders limits the fields of a part's head, or of all parts of a form.
func maxHeaders() int { return limit(headersSetting, 10000) }

// head reads the head of a part.
func (r *Reader) head(size int64, fields int) (textproto.MIMEHeader, error) {
	var block []byte
	start := true
	for {
		line, err := r.r.ReadSlice('\n')
		block = append(block, line...)
		if int64(len(block)) > size {
			return nil, ErrMessageTooLarge
		}
		if err == bufio.ErrBufferFull {
			start = false
			continue
		}
		if err != nil || start && len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
		if start = true; fields < 0 {
			return nil, ErrMessageTooLarge
		}
		fields--
	}
	return textproto.NewReader(bufio.NewReaderSize(bytes.NewReader(block), min(len(block), 4096))).ReadMIMEHeader()
}

func (r *Reader) nextPart(raw bool, size int64, fields int) (*Part, error) {
	if r.current != nil {
		r.current.Close()
	}
	if string(r.dash) == "--" {
		return nil, errors.New("multipart: boundary is empty")
	}
	expect := false
	for {
		line, err := r.r.ReadSlice('\n')
		if err == io.EOF && r.isFinal(line) {
			return nil, io.EOF
		}
		if err != nil {
			return nil, fmt.Errorf("multipart: NextPart: %w", err)
		}
		if r.isDelimiter(line) {
			r.count++
			p := &Part{Header: map[string][]string{}, mr: r}
			header, err := r.head(size, fields)
			if err == nil {
				p.Header = header
			} else if header != nil {
				p.Header = header
			}
			if err != nil {
				return nil, err
			}
			p.r = rawBody{p}
			if !raw {
				const cte = "Content-Transfer-Encoding"
				if strings.EqualFold(p.Header.Get(cte), "quoted-printable") {
					p.Header.Del(cte)
					p.r = quotedprintable.NewReader(p.r)
				}
			}
			r.current = p
			return p, nil
		}
		if r.isFinal(line) {
			return nil, io.EOF
		}
		if expect {
			return nil, fmt.Errorf("multipart: expecting a new Part; got line %q", string(line))
		}
		if r.count == 0 {
			continue
		}
		if bytes.Equal(line, r.nl) {
			expect = true
			continue
		}
		return nil, fmt.Errorf("multipart: unexpected line in Next(): %q", line)
	}
}

func (r *Reader) isFinal(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, r.final)
	if !ok {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t")
	return len(rest) == 0 || bytes.Equal(rest, r.nl)
}

func (r *Reader) isDelimiter(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, r.dash)
	if !ok {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t")
	// Messages whose lines end in a newline alone are accepted: the first boundary shows it.
	if r.count == 0 && len(rest) == 1 && rest[0] == '\n' {
		r.nl = r.nl[1:]
		r.nlDash = r.nlDash[1:]
	}
	return bytes.Equal(rest, r.nl)
}
