// Package csv: records of comma-separated values.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// A ParseError says where a record is malformed; lines and columns begin at 1.
type ParseError struct {
	StartLine int
	Line      int
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	if e.Err == ErrFieldCount {
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	}
	if e.StartLine != e.Line {
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

// What may be wrong with a record.
var (
	ErrBareQuote     = errors.New("bare \" in non-quoted-field")
	ErrQuote         = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount    = errors.New("wrong number of fields")
	ErrTrailingComma = errors.New("extra delimiter at end of line")

	errInvalidDelim = errors.New("csv: invalid field or comment delimiter")
)

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// A Reader reads records.
type Reader struct {
	Comma            rune
	Comment          rune // lines that begin so are passed over; 0 for none
	FieldsPerRecord  int  // 0 for as many as the first record has, negative for any
	LazyQuotes       bool
	TrimLeadingSpace bool
	ReuseRecord      bool
	TrailingComma    bool // without effect

	r      *bufio.Reader
	line   int
	offset int64
	long   []byte // a line that is longer than r's buffer
	places []place
	last   []string
}

// place is where a field begins.
type place struct {
	line, col int
}

// NewReader returns a Reader.
func NewReader(r io.Reader) *Reader {
	return &Reader{Comma: ',', r: bufio.NewReader(r)}
}

// Read reads a record. With a record of a wrong number of fields comes an error too.
func (r *Reader) Read() (record []string, err error) {
	if r.ReuseRecord {
		record, err = r.readRecord(r.last)
		r.last = record
		return record, err
	}
	return r.readRecord(nil)
}

// FieldPos returns where a field of the record that was read last begins.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.places) {
		panic("out of range index passed to FieldPos")
	}
	p := r.places[field]
	return p.line, p.col
}

// InputOffset returns the place in the input where the last record ended.
func (r *Reader) InputOffset() int64 { return r.offset }

// ReadAll reads records to the end.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.readRecord(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// readLine reads a line with its end, \r\n made \n. The last one may lack it.
func (r *Reader) readLine() ([]byte, error) {
	text, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = append(r.long[:0], text...)
		for err == bufio.ErrBufferFull {
			text, err = r.r.ReadSlice('\n')
			r.long = append(r.long, text...)
		}
		text = r.long
	}
	size := len(text)
	if size > 0 && err == io.EOF {
		err = nil
		// A carriage return at the very end is dropped.
		if text[size-1] == '\r' {
			text = text[:size-1]
		}
	}
	r.line++
	r.offset += int64(size)
	if n := len(text); n >= 2 && text[n-2] == '\r' && text[n-1] == '\n' {
		text[n-2] = '\n'
		text = text[:n-1]
	}
	return text, err
}

func endLength(text []byte) int {
	if len(text) > 0 && text[len(text)-1] == '\n' {
		return 1
	}
	return 0
}

// firstLine reads to a line that is neither empty nor a comment.
func (r *Reader) firstLine() ([]byte, error) {
	for {
		text, err := r.readLine()
		if err != nil {
			return text, err
		}
		if r.Comment != 0 {
			if c, _ := utf8.DecodeRune(text); c == r.Comment {
				continue
			}
		}
		if len(text) > endLength(text) {
			return text, nil
		}
	}
}

func (r *Reader) readRecord(dst []string) ([]string, error) {
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}
	text, err := r.firstLine()
	if err == io.EOF || err != nil {
		return nil, err
	}
	p := parser{r: r, text: text, comma: string(r.Comma), start: r.line, at: place{r.line, 1}}
	p.places = r.places[:0]
	err = p.fields()
	r.places = p.places

	// One string holds all fields.
	all := string(p.data)
	dst = dst[:0]
	if cap(dst) < len(p.ends) {
		dst = make([]string, 0, len(p.ends))
	}
	from := 0
	for _, end := range p.ends {
		dst = append(dst, all[from:end])
		from = end
	}
	if r.FieldsPerRecord > 0 {
		if len(dst) != r.FieldsPerRecord && err == nil {
			err = &ParseError{StartLine: p.start, Line: p.start, Column: 1, Err: ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(dst)
	}
	return dst, err
}

// parser takes a record apart.
type parser struct {
	r      *Reader
	text   []byte // what is left of the line
	comma  string
	start  int   // the record's first line
	at     place // where text begins
	data   []byte
	ends   []int
	places []place
}

func (p *parser) endField(at place) {
	p.ends = append(p.ends, len(p.data))
	p.places = append(p.places, at)
}

func (p *parser) advance(n int) {
	p.text = p.text[n:]
	p.at.col += n
}

func (p *parser) fail(col int, err error) error {
	return &ParseError{StartLine: p.start, Line: p.at.line, Column: col, Err: err}
}

// fields parses all fields of the record.
func (p *parser) fields() error {
	for {
		if p.r.TrimLeadingSpace {
			i := bytes.IndexFunc(p.text, func(c rune) bool { return !unicode.IsSpace(c) })
			if i < 0 {
				i = len(p.text)
				p.at.col -= endLength(p.text)
			}
			p.advance(i)
		}
		var more bool
		var err error
		if len(p.text) == 0 || p.text[0] != '"' {
			more, err = p.plain()
		} else {
			more, err = p.quoted()
		}
		if !more || err != nil {
			return err
		}
	}
}

// plain parses a field without quotes, and tells whether another follows.
func (p *parser) plain() (more bool, err error) {
	i := bytes.Index(p.text, []byte(p.comma))
	field := p.text
	if i >= 0 {
		field = field[:i]
	} else {
		field = field[:len(field)-endLength(field)]
	}
	if !p.r.LazyQuotes {
		if j := bytes.IndexByte(field, '"'); j >= 0 {
			return false, p.fail(p.at.col+j, ErrBareQuote)
		}
	}
	p.data = append(p.data, field...)
	p.endField(p.at)
	if i < 0 {
		return false, nil
	}
	p.advance(i + len(p.comma))
	return true, nil
}

// quoted parses a field in quotes, over as many lines as it takes.
func (p *parser) quoted() (more bool, err error) {
	begin := p.at
	p.advance(1)
	for {
		i := bytes.IndexByte(p.text, '"')
		if i >= 0 {
			p.data = append(p.data, p.text[:i]...)
			p.advance(i + 1)
			c, _ := utf8.DecodeRune(p.text)
			switch {
			case c == '"':
				p.data = append(p.data, '"')
				p.advance(1)
			case len(p.text) > 0 && c == p.r.Comma:
				p.advance(len(p.comma))
				p.endField(begin)
				return true, nil
			case endLength(p.text) == len(p.text):
				p.endField(begin)
				return false, nil
			case p.r.LazyQuotes:
				p.data = append(p.data, '"')
			default:
				return false, p.fail(p.at.col-1, ErrQuote)
			}
			continue
		}
		if len(p.text) > 0 {
			// The field goes on in the next line.
			p.data = append(p.data, p.text...)
			p.at.col += len(p.text)
			p.text, err = p.r.readLine()
			if len(p.text) > 0 {
				p.at = place{p.at.line + 1, 1}
			}
			if err == io.EOF {
				err = nil
			}
			if err != nil {
				return false, err
			}
			continue
		}
		if !p.r.LazyQuotes {
			return false, p.fail(p.at.col, ErrQuote)
		}
		p.endField(begin)
		return false, nil
	}
}
