package http

// HTTP/2, by RFC 9113: what both ends have in common. Connections are read by one goroutine each; whoever writes takes turns.

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/internal/hpack"
	"strings"
	"sync"
)

const (
	h2Data = iota
	h2Headers
	h2Priority
	h2Reset
	h2Settings
	h2Push
	h2Ping
	h2GoAway
	h2Window
	h2Continuation
)

const (
	h2EndStream  = 1 // of data and headers
	h2Ack        = 1 // of settings and pings
	h2EndHeaders = 4
	h2Padded     = 8
	h2HasWeight  = 32

	h2Preface     = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
	h2FrameSize   = 16 << 10
	h2FirstWindow = 65535
)

// h2Code is why a stream or a connection ends.
type h2Code uint32

const (
	h2NoError h2Code = iota
	h2ProtocolError
	h2InternalError
	h2FlowControlError
	h2SettingsTimeout
	h2StreamClosed
	h2FrameSizeError
	h2RefusedStream
	h2Cancel
	h2CompressionError
	h2ConnectError
	h2EnhanceYourCalm
	h2InadequateSecurity
	h2HTTP11Required
)

var h2Names = [...]string{"NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
	"FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY",
	"HTTP_1_1_REQUIRED"}

func (c h2Code) String() string {
	if int(c) < len(h2Names) {
		return h2Names[c]
	}
	return fmt.Sprintf("unknown error code 0x%x", uint32(c))
}

// h2ConnError ends a connection.
type h2ConnError h2Code

func (e h2ConnError) Error() string { return "connection error: " + h2Code(e).String() }

// h2StreamError ends a stream.
type h2StreamError struct {
	id    uint32
	code  h2Code
	cause error
}

func (e h2StreamError) Error() string {
	if e.cause != nil {
		return fmt.Sprintf("stream error: stream ID %d; %s; %v", e.id, e.code, e.cause)
	}
	return fmt.Sprintf("stream error: stream ID %d; %s", e.id, e.code)
}

func (e h2StreamError) Unwrap() error { return e.cause }

var (
	errFromPeer = errors.New("received from peer")
	errH2Lost   = errors.New("http2: client connection lost")
)

// h2Session is a connection.
type h2Session struct {
	conn net.Conn
	br   *bufio.Reader

	wmu sync.Mutex // also orders header blocks
	bw  *bufio.Writer
	enc *hpack.Encoder
	dec *hpack.Decoder

	mu         sync.Mutex
	cond       *sync.Cond // windows, streams, failures
	streams    map[uint32]*h2Stream
	window     int64 // that the peer lets us send in
	firstSend  int64 // of new streams
	frameSize  int
	maxStreams int
	err        error
	done       chan struct{}
	goingAway  bool
	unread     int   // bytes taken by the program that the peer has not been told of
	room       int64 // that the peer may still send in

	streamRoom int64 // of new streams, for the peer
	limits     h2Limits
	heard      chan struct{} // a frame has come
	maxHeader  int
	peerHeader int // the largest head that the peer takes, if it said
}

// h2Stream is a request with its response.
type h2Stream struct {
	s      *h2Session
	id     uint32
	window int64
	room   int64
	unread int

	// Guarded by the session's mu.
	in       []byte
	inEnd    error // what follows in: io.EOF or worse
	err      error // the stream is dead both ways
	sentEnd  bool
	trailers func()
	onEnd    func()
	closed   bool // the program reads no more

	got  chan *h2Head  // at the client
	dead chan struct{} // closed when err is set, at the client
	sv   *h2Response   // at the server
}

// h2Head is a block of headers.
type h2Head struct {
	fields []hpack.Field
	end    bool
	large  bool // there were more fields than are taken
}

func newH2Session(conn net.Conn, br *bufio.Reader, l h2Limits) *h2Session {
	s := &h2Session{conn: conn, br: br, bw: bufio.NewWriterSize(h2Writer{conn, l.write}, 32<<10), enc: hpack.NewEncoder(), dec: hpack.NewDecoder(l.decode),
		limits: l, streamRoom: l.stream, room: l.whole, heard: make(chan struct{}, 1),
		streams: map[uint32]*h2Stream{}, window: h2FirstWindow, firstSend: h2FirstWindow, frameSize: h2FrameSize, maxStreams: 100,
		done: make(chan struct{}), maxHeader: 10 << 20}
	s.cond = sync.NewCond(&s.mu)
	return s
}

// frame writes a frame; wmu is held.
func (s *h2Session) frame(kind, flags byte, id uint32, payload []byte) {
	var head [9]byte
	n := len(payload)
	head[0], head[1], head[2], head[3], head[4] = byte(n>>16), byte(n>>8), byte(n), kind, flags
	binary.BigEndian.PutUint32(head[5:], id)
	s.bw.Write(head[:])
	s.bw.Write(payload)
}

// write writes a frame and flushes.
func (s *h2Session) write(kind, flags byte, id uint32, payload []byte) error {
	s.wmu.Lock()
	defer s.wmu.Unlock()
	s.frame(kind, flags, id, payload)
	return s.bw.Flush()
}

func word(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

func (s *h2Session) reset(id uint32, code h2Code) { s.write(h2Reset, 0, id, word(uint32(code))) }

// headers writes a block of headers; wmu is held.
func (s *h2Session) headers(id uint32, fields []hpack.Field, end bool) error {
	var block []byte
	for _, f := range fields {
		block = s.enc.Append(block, f)
	}
	kind := byte(h2Headers)
	flags := byte(0)
	if end {
		flags = h2EndStream
	}
	for {
		part := block[:min(len(block), s.frameSize)]
		block = block[len(part):]
		if len(block) == 0 {
			flags |= h2EndHeaders
		}
		s.frame(kind, flags, id, part)
		if len(block) == 0 {
			return s.bw.Flush()
		}
		kind, flags = h2Continuation, 0
	}
}

func settings(list ...uint32) (b []byte) {
	for i := 0; i < len(list); i += 2 {
		b = binary.BigEndian.AppendUint16(b, uint16(list[i]))
		b = binary.BigEndian.AppendUint32(b, list[i+1])
	}
	return b
}

// send writes a body's bytes as far as the windows go, and waits for more room.
func (st *h2Stream) send(p []byte, end bool) error {
	s := st.s
	for {
		s.mu.Lock()
		for st.err == nil && s.err == nil && len(p) > 0 && (s.window <= 0 || st.window <= 0) {
			s.cond.Wait()
		}
		err := st.err
		if err == nil {
			err = s.err
		}
		if err != nil {
			s.mu.Unlock()
			return err
		}
		n := int(min(int64(len(p)), int64(s.frameSize), max(s.window, 0), max(st.window, 0)))
		s.window -= int64(n)
		st.window -= int64(n)
		last := end && n == len(p)
		s.mu.Unlock()
		flags := byte(0)
		if last {
			flags = h2EndStream
		}
		if n > 0 || last {
			if err := s.write(h2Data, flags, st.id, p[:n]); err != nil {
				return err
			}
		}
		p = p[n:]
		if last {
			st.ended()
		}
		if len(p) == 0 {
			return nil
		}
	}
}

// ended notes that nothing more will be sent.
func (st *h2Stream) ended() {
	st.s.mu.Lock()
	st.sentEnd = true
	st.s.forget(st)
	st.s.mu.Unlock()
}

// forget drops a stream that is done both ways; mu is held.
func (s *h2Session) forget(st *h2Stream) {
	if st.err == nil && (!st.sentEnd || st.inEnd == nil) {
		return
	}
	if s.streams[st.id] == st {
		delete(s.streams, st.id)
		s.cond.Broadcast()
		if st.onEnd != nil {
			st.onEnd()
		}
	}
}

// fail ends a stream for everybody; mu is held.
func (s *h2Session) fail(st *h2Stream, err error) {
	if st.err == nil {
		if st.err = err; st.dead != nil {
			close(st.dead)
		}
	}
	if st.inEnd == nil {
		st.inEnd = err
	}
	s.forget(st)
	s.cond.Broadcast()
}

// cancel ends a stream and tells the peer.
func (st *h2Stream) cancel(code h2Code, err error) {
	s := st.s
	s.mu.Lock()
	open := s.streams[st.id] == st
	s.fail(st, err)
	s.mu.Unlock()
	if open {
		s.reset(st.id, code)
	}
}

// close ends the session.
func (s *h2Session) close(err error) {
	s.mu.Lock()
	if s.err != nil {
		s.mu.Unlock()
		return
	}
	s.err = err
	for _, st := range s.streams {
		s.fail(st, err)
	}
	s.cond.Broadcast()
	s.mu.Unlock()
	close(s.done)
	s.conn.Close()
}

// read takes what has come of a body.
func (st *h2Stream) read(p []byte) (int, error) {
	s := st.s
	s.mu.Lock()
	for len(st.in) == 0 && st.inEnd == nil {
		s.cond.Wait()
	}
	if len(st.in) == 0 {
		err := st.inEnd
		f := st.trailers
		st.trailers = nil
		s.mu.Unlock()
		if err == io.EOF && f != nil {
			f()
		}
		return 0, err
	}
	n := copy(p, st.in)
	st.in = st.in[n:]
	whole, part := s.taken(st, n)
	s.mu.Unlock()
	s.grant(0, whole)
	s.grant(st.id, part)
	return n, nil
}

// taken counts bytes that need no room any more; it returns what is worth telling the peer. mu is held.
func (s *h2Session) taken(st *h2Stream, n int) (whole, part int) {
	s.unread += n
	if s.unread >= 32<<10 {
		whole, s.unread = s.unread, 0
		s.room += int64(whole)
	}
	st.unread += n
	if st.unread >= 32<<10 && st.inEnd == nil {
		part, st.unread = st.unread, 0
		st.room += int64(part)
	}
	return whole, part
}

func (s *h2Session) grant(id uint32, n int) {
	if n > 0 {
		s.write(h2Window, 0, id, word(uint32(n)))
	}
}

// receive reads a frame.
func (s *h2Session) receive() (kind, flags byte, id uint32, payload []byte, err error) {
	var head [9]byte
	if _, err = io.ReadFull(s.br, head[:]); err != nil {
		return
	}
	n := int(head[0])<<16 | int(head[1])<<8 | int(head[2])
	if n > s.limits.frame {
		err = h2ConnError(h2FrameSizeError)
		return
	}
	payload = make([]byte, n)
	if _, err = io.ReadFull(s.br, payload); err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return head[3], head[4], binary.BigEndian.Uint32(head[5:]) & 0x7fffffff, payload, err
}

func unpad(flags byte, b []byte) ([]byte, bool) {
	if flags&h2Padded == 0 {
		return b, true
	}
	if len(b) == 0 || int(b[0]) > len(b)-1 {
		return nil, false
	}
	return b[1 : len(b)-int(b[0])], true
}

// loop reads frames until the end; onHead takes blocks of headers.
func (s *h2Session) loop(onHead func(id uint32, h *h2Head) error) error {
	for {
		kind, flags, id, b, err := s.receive()
		if err != nil {
			return err
		}
		if s.limits.idle > 0 {
			select {
			case s.heard <- struct{}{}:
			default:
			}
		}
		switch kind {
		case h2Headers:
			var ok bool
			if b, ok = unpad(flags, b); !ok || id == 0 {
				return h2ConnError(h2ProtocolError)
			}
			if flags&h2HasWeight != 0 {
				if len(b) < 5 {
					return h2ConnError(h2ProtocolError)
				}
				b = b[5:]
			}
			h := &h2Head{end: flags&h2EndStream != 0}
			for flags&h2EndHeaders == 0 {
				var more []byte
				var k byte
				var of uint32
				if k, flags, of, more, err = s.receive(); err != nil {
					return err
				}
				if k != h2Continuation || of != id || len(b) > 2*s.maxHeader {
					return h2ConnError(h2ProtocolError)
				}
				b = append(b, more...)
			}
			size := 0
			take := func(f hpack.Field) {
				if size += len(f.Name) + len(f.Value) + 32; size > s.maxHeader {
					h.large = true
					return
				}
				h.fields = append(h.fields, f)
			}
			if s.dec.Decode(b, take) != nil {
				return h2ConnError(h2CompressionError)
			}
			if err := onHead(id, h); err != nil {
				return err
			}
		case h2Data:
			if err := s.data(id, flags, b); err != nil {
				return err
			}
		case h2Reset:
			if len(b) != 4 || id == 0 {
				return h2ConnError(h2FrameSizeError)
			}
			code := h2Code(binary.BigEndian.Uint32(b))
			s.counted("recv_rststream_" + code.String())
			s.mu.Lock()
			if st := s.streams[id]; st != nil {
				s.fail(st, h2StreamError{id, code, errFromPeer})
			}
			s.mu.Unlock()
		case h2Settings:
			if err := s.configure(flags, id, b); err != nil {
				return err
			}
		case h2Ping:
			if len(b) != 8 {
				return h2ConnError(h2FrameSizeError)
			}
			if flags&h2Ack == 0 {
				s.write(h2Ping, h2Ack, 0, b)
			}
		case h2GoAway:
			if len(b) < 8 {
				return h2ConnError(h2FrameSizeError)
			}
			last, code := binary.BigEndian.Uint32(b)&0x7fffffff, h2Code(binary.BigEndian.Uint32(b[4:]))
			if code != h2NoError {
				s.counted("recv_goaway_" + code.String())
			}
			s.mu.Lock()
			s.goingAway = true
			for _, st := range s.streams {
				if st.id > last && st.sv == nil {
					s.fail(st, &h2GoneError{last, code, string(b[8:])})
				}
			}
			quiet := len(s.streams) == 0
			s.cond.Broadcast()
			s.mu.Unlock()
			if quiet {
				return io.EOF
			}
		case h2Window:
			if err := s.widen(id, b); err != nil {
				return err
			}
		case h2Push, h2Continuation:
			return h2ConnError(h2ProtocolError)
		}
	}
}

// h2GoneError is for streams that a server that goes away has not looked at.
type h2GoneError struct {
	last  uint32
	code  h2Code
	debug string
}

func (e *h2GoneError) Error() string {
	return fmt.Sprintf("http2: server sent GOAWAY and closed the connection; LastStreamID=%v, ErrCode=%v, debug=%q", e.last, e.code, e.debug)
}

func (s *h2Session) data(id uint32, flags byte, b []byte) error {
	size := len(b)
	body, ok := unpad(flags, b)
	if !ok || id == 0 {
		return h2ConnError(h2ProtocolError)
	}
	s.mu.Lock()
	st := s.streams[id]
	if s.room -= int64(size); s.room < 0 {
		s.mu.Unlock()
		return h2ConnError(h2FlowControlError)
	}
	if st == nil || st.inEnd != nil {
		// Of a stream that has ended meanwhile: the room is given back.
		s.unread += size
		whole := 0
		if s.unread >= 32<<10 {
			whole, s.unread = s.unread, 0
			s.room += int64(whole)
		}
		s.mu.Unlock()
		s.grant(0, whole)
		return nil
	}
	if st.room -= int64(size); st.room < 0 {
		s.fail(st, h2StreamError{id, h2FlowControlError, nil})
		s.mu.Unlock()
		s.reset(id, h2FlowControlError)
		return nil
	}
	lost := size - len(body)
	if st.closed {
		lost = size
	} else {
		st.in = append(st.in, body...)
	}
	whole, part := s.taken(st, lost)
	if flags&h2EndStream != 0 {
		st.inEnd = io.EOF
		s.forget(st)
	}
	s.cond.Broadcast()
	s.mu.Unlock()
	s.grant(0, whole)
	s.grant(id, part)
	return nil
}

func (s *h2Session) configure(flags byte, id uint32, b []byte) error {
	if flags&h2Ack != 0 {
		return nil
	}
	if len(b)%6 != 0 || id != 0 {
		return h2ConnError(h2FrameSizeError)
	}
	s.wmu.Lock()
	defer s.wmu.Unlock()
	s.mu.Lock()
	for ; len(b) > 0; b = b[6:] {
		v := binary.BigEndian.Uint32(b[2:])
		switch binary.BigEndian.Uint16(b) {
		case 1:
			s.enc.Limit(min(int(v), s.limits.encode))
		case 3:
			s.maxStreams = int(v)
		case 4:
			if v > 1<<31-1 {
				s.mu.Unlock()
				return h2ConnError(h2FlowControlError)
			}
			for _, st := range s.streams {
				st.window += int64(v) - s.firstSend
			}
			s.firstSend = int64(v)
		case 6:
			s.peerHeader = int(v)
		case 5:
			if v < h2FrameSize || v > 1<<24-1 {
				s.mu.Unlock()
				return h2ConnError(h2ProtocolError)
			}
			s.frameSize = int(v)
		}
	}
	s.cond.Broadcast()
	s.mu.Unlock()
	s.frame(h2Settings, h2Ack, 0, nil)
	// The peer may have gone already: what it has sent before counts all the same.
	s.bw.Flush()
	return nil
}

func (s *h2Session) widen(id uint32, b []byte) error {
	if len(b) != 4 {
		return h2ConnError(h2FrameSizeError)
	}
	n := int64(binary.BigEndian.Uint32(b) & 0x7fffffff)
	s.mu.Lock()
	defer s.mu.Unlock()
	if id == 0 {
		if s.window += n; n == 0 || s.window > 1<<31-1 {
			return h2ConnError(h2FlowControlError)
		}
	} else if st := s.streams[id]; st != nil {
		st.window += n
	}
	s.cond.Broadcast()
	return nil
}

// h2Skips are fields that belong to one connection of HTTP/1.
func h2Skips(name string) bool {
	switch name {
	case "connection", "proxy-connection", "transfer-encoding", "upgrade", "keep-alive", "host", "content-length":
		return true
	}
	return false
}

// addFields appends the fields of a header.
func addFields(list []hpack.Field, h Header) []hpack.Field {
	for k, values := range h {
		name := strings.ToLower(k)
		if h2Skips(name) || strings.HasPrefix(k, TrailerPrefix) {
			continue
		}
		for _, v := range values {
			if name == "te" && v != "trailers" {
				continue
			}
			list = append(list, hpack.Field{Name: name, Value: v, Sensitive: name == "authorization"})
		}
	}
	return list
}
