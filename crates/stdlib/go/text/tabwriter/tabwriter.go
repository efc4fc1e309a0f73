// Package tabwriter: columns of text aligned by elastic tab stops.
//
// Text is cut into cells, which tabs end. A column is a block of cells, one above the other, that a tab ends; it is as wide as its
// widest cell. The cell at the end of a line belongs to no column.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Flags of Init.
const (
	FilterHTML uint = 1 << iota
	StripEscape
	AlignRight
	DiscardEmptyColumns
	TabIndent
	Debug
)

// Escape brackets text that is passed through.
const Escape = '\xff'

// cell is a piece of text: its bytes, its width in characters, and whether a horizontal tab ended it.
type cell struct {
	size, width int
	htab        bool
}

// A Writer aligns columns of what is written to it; Flush writes the rest.
type Writer struct {
	output   io.Writer
	minwidth int
	tabwidth int
	padding  int
	pad      [8]byte
	flags    uint

	buf    []byte
	pos    int  // up to where the width of the cell is known
	cell   cell // the cell that is being read
	end    byte // what ends escaped text, 0 outside
	lines  [][]cell
	widths []int
}

// writeError carries an error of the output up to Write or Flush.
type writeError struct {
	err error
}

// NewWriter returns a Writer.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets the least width of a cell with its padding, the width of a tab, the padding, and what pads.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	b.output = output
	b.minwidth = minwidth
	b.tabwidth = tabwidth
	b.padding = padding
	for i := range b.pad {
		b.pad[i] = padchar
	}
	if padchar == '\t' {
		// Tabs pad to the left only.
		flags &^= AlignRight
	}
	b.flags = flags
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.buf = b.buf[:0]
	b.pos = 0
	b.cell = cell{}
	b.end = 0
	b.lines = b.lines[:0]
	b.widths = b.widths[:0]
	b.addLine()
}

func (b *Writer) addLine() {
	if n := len(b.lines); n < cap(b.lines) {
		b.lines = b.lines[:n+1]
		b.lines[n] = b.lines[n][:0]
	} else {
		b.lines = append(b.lines, nil)
	}
}

func (b *Writer) write(data []byte) {
	n, err := b.output.Write(data)
	if n != len(data) && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		panic(writeError{err})
	}
}

func (b *Writer) writeN(src []byte, n int) {
	for n > len(src) {
		b.write(src)
		n -= len(src)
	}
	b.write(src[:n])
}

var (
	newline = []byte{'\n'}
	tabs    = []byte("\t\t\t\t\t\t\t\t")
	bar     = []byte{'|'}
)

// writePadding fills a cell of textw characters up to the column's width.
func (b *Writer) writePadding(textw, cellw int, useTabs bool) {
	if b.pad[0] == '\t' || useTabs {
		if b.tabwidth == 0 {
			// Tabs have no width: nothing to do.
			return
		}
		cellw = (cellw + b.tabwidth - 1) / b.tabwidth * b.tabwidth
		n := cellw - textw
		if n < 0 {
			panic("internal error")
		}
		b.writeN(tabs, (n+b.tabwidth-1)/b.tabwidth)
		return
	}
	b.writeN(b.pad[:], cellw-textw)
}

// writeLines writes lines with the widths of their columns; pos is where their text begins in the buffer.
func (b *Writer) writeLines(pos, from, to int) int {
	for i := from; i < to; i++ {
		line := b.lines[i]
		useTabs := b.flags&TabIndent != 0
		for j, c := range line {
			if j > 0 && b.flags&Debug != 0 {
				b.write(bar)
			}
			switch {
			case c.size == 0:
				if j < len(b.widths) {
					b.writePadding(c.width, b.widths[j], useTabs)
				}
			case b.flags&AlignRight == 0:
				useTabs = false
				b.write(b.buf[pos : pos+c.size])
				pos += c.size
				if j < len(b.widths) {
					b.writePadding(c.width, b.widths[j], false)
				}
			default:
				useTabs = false
				if j < len(b.widths) {
					b.writePadding(c.width, b.widths[j], false)
				}
				b.write(b.buf[pos : pos+c.size])
				pos += c.size
			}
		}
		if i+1 == len(b.lines) {
			// The last line is not ended: what is left is the cell being read.
			b.write(b.buf[pos : pos+b.cell.size])
			pos += b.cell.size
		} else {
			b.write(newline)
		}
	}
	return pos
}

// format writes lines, column by column of blocks: where a column begins, what lies above is written, and the block is
// formatted with the column's width known.
func (b *Writer) format(pos0, line0, line1 int) (pos int) {
	pos = pos0
	column := len(b.widths)
	for this := line0; this < line1; this++ {
		if column >= len(b.lines[this])-1 {
			continue
		}
		pos = b.writeLines(pos, line0, this)
		line0 = this

		width := b.minwidth
		discardable := true
		for ; this < line1; this++ {
			line := b.lines[this]
			if column >= len(line)-1 {
				break
			}
			c := line[column]
			if w := c.width + b.padding; w > width {
				width = w
			}
			if c.width > 0 || c.htab {
				discardable = false
			}
		}
		if discardable && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		pos = b.format(pos, line0, this)
		b.widths = b.widths[:len(b.widths)-1]
		line0 = this
		// The line that ended the block is looked at again.
		this--
	}
	return b.writeLines(pos, line0, line1)
}

// take adds text to the cell.
func (b *Writer) take(text []byte) {
	b.buf = append(b.buf, text...)
	b.cell.size += len(text)
}

func (b *Writer) updateWidth() {
	b.cell.width += utf8.RuneCount(b.buf[b.pos:])
	b.pos = len(b.buf)
}

func (b *Writer) startEscape(c byte) {
	switch c {
	case Escape:
		b.end = Escape
	case '<':
		b.end = '>'
	case '&':
		b.end = ';'
	}
}

// endEscape ends escaped text; tags have no width, and entities one character.
func (b *Writer) endEscape() {
	switch b.end {
	case Escape:
		b.updateWidth()
		if b.flags&StripEscape == 0 {
			b.cell.width -= 2
		}
	case ';':
		b.cell.width++
	}
	b.pos = len(b.buf)
	b.end = 0
}

// endCell ends the cell and returns the number of cells in its line.
func (b *Writer) endCell(htab bool) int {
	b.cell.htab = htab
	line := &b.lines[len(b.lines)-1]
	*line = append(*line, b.cell)
	b.cell = cell{}
	return len(*line)
}

func (b *Writer) handle(err *error, op string) {
	if e := recover(); e != nil {
		if op == "Flush" {
			b.reset()
		}
		if w, ok := e.(writeError); ok {
			*err = w.err
			return
		}
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
	}
}

// Flush writes all that is left, as if the text ended here.
func (b *Writer) Flush() error { return b.flush() }

func (b *Writer) flush() (err error) {
	defer b.handle(&err, "Flush")
	b.flushAll()
	return nil
}

func (b *Writer) flushAll() {
	if b.cell.size > 0 {
		if b.end != 0 {
			b.endEscape()
		}
		b.endCell(false)
	}
	b.format(0, 0, len(b.lines))
	b.reset()
}

// special reports whether a byte means something.
func (b *Writer) special(c byte) bool {
	switch c {
	case '\t', '\v', '\n', '\f', Escape:
		return true
	case '<', '&':
		return b.flags&FilterHTML != 0
	}
	return false
}

// Write takes text; what cannot change any more is written.
func (b *Writer) Write(buf []byte) (n int, err error) {
	defer b.handle(&err, "Write")
	for i, c := range buf {
		if b.end != 0 {
			if c == b.end {
				j := i + 1
				if c == Escape && b.flags&StripEscape != 0 {
					j = i
				}
				b.take(buf[n:j])
				n = i + 1
				b.endEscape()
			}
			continue
		}
		if !b.special(c) {
			continue
		}
		switch c {
		case '\t', '\v', '\n', '\f':
			b.take(buf[n:i])
			b.updateWidth()
			n = i + 1
			cells := b.endCell(c == '\t')
			if c == '\n' || c == '\f' {
				b.addLine()
				if c == '\f' || cells == 1 {
					// A form feed, or a line that has no columns, ends all columns above it.
					b.flushAll()
					if c == '\f' && b.flags&Debug != 0 {
						b.write([]byte("---\n"))
					}
				}
			}
		case Escape:
			b.take(buf[n:i])
			b.updateWidth()
			n = i
			if b.flags&StripEscape != 0 {
				n++
			}
			b.startEscape(Escape)
		default:
			b.take(buf[n:i])
			b.updateWidth()
			n = i
			b.startEscape(c)
		}
	}
	b.take(buf[n:])
	return len(buf), nil
}
