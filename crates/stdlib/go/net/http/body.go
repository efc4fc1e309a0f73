package http

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http/internal"
	"net/textproto"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// NoBody is a body without bytes.
var NoBody = noBody{}

type noBody struct{}

func (noBody) Read([]byte) (int, error)         { return 0, io.EOF }
func (noBody) Close() error                     { return nil }
func (noBody) WriteTo(io.Writer) (int64, error) { return 0, nil }

// ErrBodyReadAfterClose tells of a read from a closed body.
var ErrBodyReadAfterClose = errors.New("http: invalid Read on closed Body")

// Lengths of bodies besides numbers of bytes.
const (
	untilEOF  = -1
	inChunks  = -2
	headLimit = 1 << 20
)

// body is what follows a head on a connection.
type body struct {
	br      *bufio.Reader
	chunks  io.Reader
	left    int64
	trailer *Header
	eof     bool
	closed  bool
	server  bool
	cut     bool // the rest was not read
	onEOF   func()
	onClose func(whole bool)
	onRead  func() // before the first read: the peer may wait for a go-ahead
	failure func(error) error
	client  bool // of a response that a client has got
	last    bool // nothing follows on the connection

	mu           sync.Mutex // of readers, but for a client's: Close ends their waiting
	trailerLimit int        // values, if not zero
	bad          error      // of the trailer
}

func (b *body) finish() {
	if !b.eof {
		b.eof = true
		if b.onEOF != nil {
			b.onEOF()
		}
	}
}

var errResponseClosed = errors.New("http: read on closed response body")

// afterClose tells of a read from this body, which is closed.
func (b *body) afterClose() error {
	if b.client {
		return errResponseClosed
	}
	return ErrBodyReadAfterClose
}

func (b *body) Read(p []byte) (n int, err error) {
	if !b.client {
		b.mu.Lock()
		defer b.mu.Unlock()
	}
	if b.closed {
		return 0, b.afterClose()
	}
	n, err = b.read(p)
	if err != nil && err != io.EOF && b.failure != nil {
		err = b.failure(err)
	}
	return n, err
}

func (b *body) read(p []byte) (n int, err error) {
	if b.eof {
		return 0, io.EOF
	}
	if b.bad != nil {
		return 0, b.bad
	}
	if b.onRead != nil {
		b.onRead()
		b.onRead = nil
	}
	switch {
	case b.left == inChunks:
		if b.chunks == nil {
			b.chunks = internal.NewChunkedReader(b.br)
		}
		n, err = b.chunks.Read(p)
		if err == io.EOF {
			if b.bad = b.readTrailer(); b.bad != nil {
				return n, b.bad
			}
			b.finish()
		}
	case b.left == untilEOF:
		n, err = b.br.Read(p)
		if err == io.EOF {
			b.finish()
		}
	default:
		if int64(len(p)) > b.left {
			p = p[:b.left]
		}
		n, err = b.br.Read(p)
		b.left -= int64(n)
		switch {
		case b.left == 0:
			b.finish()
			err = io.EOF
		case err == io.EOF:
			err = io.ErrUnexpectedEOF
		}
	}
	return n, err
}

func (b *body) readTrailer() error {
	next, err := b.br.Peek(2)
	if string(next) == "\r\n" {
		b.br.Discard(2)
		return nil
	}
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	h, err := textproto.NewReader(b.br).ReadMIMEHeader()
	if err != nil {
		if err == io.EOF {
			err = errors.New("http: unexpected EOF reading trailer")
		}
		return err
	}
	if b.trailerLimit > 0 {
		count := 0
		for _, values := range h {
			count += len(values)
		}
		if count > b.trailerLimit {
			return errTrailerTooLarge
		}
	}
	if b.trailer != nil && len(h) > 0 {
		if *b.trailer == nil {
			*b.trailer = make(Header)
		}
		for k, v := range h {
			(*b.trailer)[k] = v
		}
	}
	return nil
}

// drainLimit is how much of a request's body is read after its handler.
const drainLimit = 256 << 10

func (b *body) Close() error {
	if !b.client {
		b.mu.Lock()
		defer b.mu.Unlock()
	}
	if b.closed {
		return nil
	}
	b.onRead = nil
	switch {
	case b.client || b.last:
	case !b.server:
		b.drain(math.MaxInt)
	case b.left < drainLimit:
		b.drain(drainLimit)
	}
	b.cut = !b.eof
	b.closed = true
	if b.onClose != nil {
		b.onClose(b.eof)
	}
	return nil
}

// drain reads what is left, up to a limit; it reports whether that was all.
func (b *body) drain(limit int) bool {
	var room [4096]byte
	for total := 0; !b.eof && total <= limit; {
		n, err := b.read(room[:])
		total += n
		if err != nil {
			break
		}
	}
	return b.eof
}

// readHead reads a head with its blank line. With an error it returns what there is of it.
func readHead(br *bufio.Reader, limit int) (string, error) {
	for {
		n := br.Buffered()
		have, _ := br.Peek(n)
		if end := headEnd(have); end > 0 {
			s := string(have[:end])
			br.Discard(end)
			return s, nil
		}
		if n == br.Size() {
			break
		}
		if _, err := br.Peek(n + 1); err != nil {
			if n > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return string(have), err
		}
	}
	var block []byte
	start := true
	for {
		line, err := br.ReadSlice('\n')
		block = append(block, line...)
		if err == bufio.ErrBufferFull {
			if start = false; len(block) > limit {
				return "", errHeadTooLarge
			}
			continue
		}
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return string(block), err
		}
		if len(block) > limit {
			return "", errHeadTooLarge
		}
		if start && (len(line) == 1 || len(line) == 2 && line[0] == '\r') {
			return string(block), nil
		}
		start = true
	}
}

var errTrailerTooLarge = errors.New("http: too many values in trailer")

var errHeadTooLarge = errors.New("http: request header too large")

// splitHead splits lines into names and values; kind 1 and 2 tell that a line is bad: the first is a continuation, or there is
// no field.
func splitHead(block string) (fields []string, bad string, kind int)

// parseFields makes a Header of the lines after the first.
func parseFields(block string) (Header, error) {
	fields, bad, kind := splitHead(block)
	h := make(Header, len(fields)/2)
	room := make([]string, len(fields)/2)
	for i := 0; i < len(fields); i += 2 {
		name, value := fields[i], fields[i+1]
		if old := h[name]; old != nil {
			h[name] = append(old, value)
			continue
		}
		one := room[:1:1]
		room = room[1:]
		one[0] = value
		h[name] = one
	}
	switch kind {
	case 1:
		return h, textproto.ProtocolError("malformed MIME header initial line: " + bad)
	case 2:
		return h, textproto.ProtocolError("malformed MIME header line: " + bad)
	}
	return h, nil
}

// transfer is what a head says about the body.
type transfer struct {
	length   int64 // bytes, untilEOF or inChunks
	encoding []string
	trailer  Header
}

type unsupportedEncoding struct {
	err string
}

func (e *unsupportedEncoding) Error() string { return e.err }

// readTransfer interprets the fields of a head and takes those out that the caller need not see.
func readTransfer(h Header, minor int, response, noBody bool) (t transfer, err error) {
	if te, found := h["Transfer-Encoding"]; found {
		delete(h, "Transfer-Encoding")
		if minor >= 1 {
			if len(te) != 1 {
				return t, &unsupportedEncoding{fmt.Sprintf("too many transfer encodings: %q", te)}
			}
			if !strings.EqualFold(te[0], "chunked") {
				return t, &unsupportedEncoding{fmt.Sprintf("unsupported transfer encoding: %q", te[0])}
			}
			t.length = inChunks
			t.encoding = []string{"chunked"}
		}
	}
	lengths := h["Content-Length"]
	if len(lengths) > 1 {
		first := textproto.TrimString(lengths[0])
		for _, l := range lengths[1:] {
			if textproto.TrimString(l) != first {
				return t, fmt.Errorf("http: message cannot contain multiple Content-Length headers; got %q", lengths)
			}
		}
		h["Content-Length"] = lengths[:1]
	}
	length := int64(-1)
	if len(lengths) > 0 {
		s := textproto.TrimString(lengths[0])
		if s == "" {
			return t, badString("invalid empty Content-Length", s)
		}
		n, err := strconv.ParseUint(s, 10, 63)
		if err != nil {
			return t, badString("bad Content-Length", s)
		}
		length = int64(n)
	}
	if t.length == inChunks {
		delete(h, "Content-Length")
		if noBody {
			t.length = 0
		}
		return t, fixTrailer(h, &t)
	}
	switch {
	case noBody:
		t.length = 0
	case length >= 0:
		t.length = length
	case response:
		t.length = untilEOF
	default:
		t.length = 0
	}
	return t, nil
}

func fixTrailer(h Header, t *transfer) error {
	list, found := h["Trailer"]
	if !found {
		return nil
	}
	delete(h, "Trailer")
	trailer := make(Header)
	for _, v := range list {
		for key := range strings.SplitSeq(v, ",") {
			key = CanonicalHeaderKey(textproto.TrimString(key))
			switch key {
			case "":
				continue
			case "Transfer-Encoding", "Trailer", "Content-Length":
				return badString("bad trailer key", key)
			}
			trailer[key] = nil
		}
	}
	if len(trailer) > 0 {
		t.trailer = trailer
	}
	return nil
}

func badString(what, value string) error { return fmt.Errorf("%s %q", what, value) }

// wantsClose reports whether a connection ends after a message.
func wantsClose(major, minor int, h Header) bool {
	if major < 1 {
		return true
	}
	if hasToken(h["Connection"], "close") {
		return true
	}
	return major == 1 && minor == 0 && !hasToken(h["Connection"], "keep-alive")
}

func bodyAllowed(status int) bool {
	return (status < 100 || status > 199) && status != 204 && status != 304
}

// outgoing is a body that is to be written.
type outgoing struct {
	body    io.Reader
	closer  io.Closer
	length  int64 // -1 is unknown
	chunked bool
	trailer Header
	slow    bool // each piece is sent at once
}

// probe finds out whether a body of unknown length has a byte at all; one that says nothing for a while is taken to have.
func (o *outgoing) probe() {
	first := &firstByte{r: o.body, done: make(chan struct{})}
	go first.read()
	timer := time.NewTimer(200 * time.Millisecond)
	defer timer.Stop()
	select {
	case <-first.done:
	case <-timer.C:
		o.body, o.length, o.slow = io.MultiReader(first, o.body), -1, true
		return
	}
	switch {
	case first.n == 0 && first.err == io.EOF:
		o.body, o.length = nil, 0
	case first.err != nil:
		o.body, o.length = first, -1
	default:
		o.body, o.length = io.MultiReader(first, o.body), -1
	}
}

// firstByte is the beginning of a body, read ahead.
type firstByte struct {
	r    io.Reader
	done chan struct{}
	b    [1]byte
	n    int
	err  error
	told bool
}

func (f *firstByte) read() {
	for f.n == 0 && f.err == nil {
		f.n, f.err = f.r.Read(f.b[:])
	}
	close(f.done)
}

func (f *firstByte) Read(p []byte) (int, error) {
	<-f.done
	if f.n > 0 && !f.told {
		f.told = true
		if len(p) == 0 {
			return 0, nil
		}
		p[0] = f.b[0]
		return 1, f.err
	}
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

var nopClosers = [...]reflect.Type{
	reflect.TypeOf(io.NopCloser(nil)),
	reflect.TypeOf(io.NopCloser(struct {
		io.Reader
		io.WriterTo
	}{})),
}

// unwrapped returns the reader inside closers that do nothing.
func unwrapped(r io.Reader) io.Reader {
	for {
		if b, ok := r.(*trackedBody); ok {
			r = b.ReadCloser
			continue
		}
		if t := reflect.TypeOf(r); t != nopClosers[0] && t != nopClosers[1] {
			return r
		}
		r = reflect.ValueOf(r).Field(0).Interface().(io.Reader)
	}
}

// inMemory reports whether reading the body will not wait for anything.
func (o *outgoing) inMemory() bool {
	if o.body == nil || o.closer == nil {
		return true
	}
	r, _ := o.closer.(io.Reader)
	switch unwrapped(r).(type) {
	case *bytes.Reader, *bytes.Buffer, *strings.Reader:
		return true
	}
	return false
}

// flushing flushes after each piece.
type flushing struct {
	io.Writer
	flush func() error
}

func (f flushing) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	if err == nil {
		err = f.flush()
	}
	return n, err
}

// appendHead appends the fields that describe the body.
func (o *outgoing) appendHead(b []byte, always bool) ([]byte, error) {
	switch {
	case o.chunked:
		b = append(b, "Transfer-Encoding: chunked\r\n"...)
	case o.length > 0 || o.length == 0 && always:
		b = append(b, "Content-Length: "...)
		b = strconv.AppendInt(b, o.length, 10)
		b = append(b, "\r\n"...)
	}
	if len(o.trailer) > 0 && o.chunked {
		keys := make([]string, 0, len(o.trailer))
		for k := range o.trailer {
			k = CanonicalHeaderKey(k)
			switch k {
			case "Transfer-Encoding", "Trailer", "Content-Length":
				return b, badString("invalid Trailer key", k)
			}
			keys = append(keys, k)
		}
		slices.Sort(keys)
		b = appendField(b, "Trailer", strings.Join(keys, ","))
	}
	return b, nil
}

// writeBody writes the body, checks its length and closes it.
func (o *outgoing) writeBody(w io.Writer, flush func() error) (err error) {
	closed := false
	defer func() {
		if o.closer != nil && !closed {
			if e := o.closer.Close(); err == nil {
				err = e
			}
		}
	}()
	if o.body == nil {
		return nil
	}
	var n int64
	switch {
	case o.chunked:
		cw := internal.NewChunkedWriter(w)
		var to io.Writer = cw
		if o.slow {
			to = flushing{cw, flush}
		}
		if _, err = io.Copy(to, o.body); err == nil {
			err = cw.Close()
		}
		if err == nil {
			w.Write(o.trailer.append(nil, nil))
			_, err = io.WriteString(w, "\r\n")
		}
		return err
	case o.length == -1:
		n, err = io.Copy(w, o.body)
		return err
	}
	n, err = io.Copy(w, io.LimitReader(o.body, o.length))
	if err != nil {
		return err
	}
	extra, err := io.Copy(io.Discard, o.body)
	if err != nil {
		return err
	}
	if o.closer != nil {
		closed = true
		if err = o.closer.Close(); err != nil {
			return err
		}
	}
	if n+extra != o.length {
		return fmt.Errorf("http: ContentLength=%d with Body length %d", o.length, n+extra)
	}
	return nil
}
