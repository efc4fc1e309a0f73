package tls

// A connection: records come and go by natives that turn bytes into bytes, between the program and conn.

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// step feeds a session; answer answers the question that the last call returned. It returns what is for the peer and for the program.
func step(id int, input, answer []byte) (code int, out, plain []byte, text string)
func seal(id int, plain []byte) (out []byte)
func finish(id int) (out []byte)
func details(id int) []byte
func keyLog(id int) string
func export(id int, label string, context []byte, has bool, out []byte) bool
func free(id int)
func newClient(store, versions int, log bool, alpn, suites, groups []byte, name string, resume bool) (id int, problem string)
func newServer(store, versions int, log bool, alpn, suites, groups, certificate []byte, auth int, hints []byte, tickets bool) (id int, problem string)

// Codes of step.
const (
	wantsMore = iota
	isReady
	hasFailed
	isClosed

	asksChain             = 10
	asksSignature         = 11
	asksToSign            = 12
	asksClientCertificate = 13
)

// A Conn is a connection.
type Conn struct {
	conn     net.Conn
	config   *Config
	isClient bool

	handshakeMu  sync.Mutex
	handshakeErr error
	complete     atomic.Bool
	state        ConnectionState
	id           int

	// Natives are called, and what they leave for the peer is queued, under seq; it is written under out.
	seq   sync.Mutex
	queue []byte
	out   sync.Mutex

	in      sync.Mutex
	plain   []byte // read but not yet taken
	readErr error
	raw     []byte
	partial int // bytes that the last record still lacks, or of a head that has begun, negative
	head    []byte

	writeErr   error
	closed     atomic.Bool
	closeWrite bool

	ctx     context.Context
	failure error // why an answer was no
	key     any   // the own certificate's
}

// A ConnectionState tells of a connection.
type ConnectionState struct {
	Version                     uint16
	HandshakeComplete           bool
	DidResume                   bool
	CipherSuite                 uint16
	CurveID                     CurveID
	NegotiatedProtocol          string
	NegotiatedProtocolIsMutual  bool
	ServerName                  string
	PeerCertificates            []*x509.Certificate
	VerifiedChains              [][]*x509.Certificate
	SignedCertificateTimestamps [][]byte
	OCSPResponse                []byte
	TLSUnique                   []byte
	ECHAccepted                 bool
	HelloRetryRequest           bool
	LocalCertificate            [][]byte

	conn *Conn
}

// ExportKeyingMaterial derives a secret that both ends have, by RFC 5705.
func (cs *ConnectionState) ExportKeyingMaterial(label string, context []byte, length int) ([]byte, error) {
	if cs.conn == nil {
		return nil, errors.New("crypto/tls: ExportKeyingMaterial is unavailable before the handshake is complete")
	}
	out := make([]byte, length)
	if length > 0 && !export(cs.conn.id, label, context, context != nil, out) {
		return nil, errors.New("crypto/tls: keying material cannot be exported")
	}
	return out, nil
}

// NetConn returns the connection below.
func (c *Conn) NetConn() net.Conn { return c.conn }

func (c *Conn) LocalAddr() net.Addr                { return c.conn.LocalAddr() }
func (c *Conn) RemoteAddr() net.Addr               { return c.conn.RemoteAddr() }
func (c *Conn) SetDeadline(t time.Time) error      { return c.conn.SetDeadline(t) }
func (c *Conn) SetReadDeadline(t time.Time) error  { return c.conn.SetReadDeadline(t) }
func (c *Conn) SetWriteDeadline(t time.Time) error { return c.conn.SetWriteDeadline(t) }

// ConnectionState tells of the connection.
func (c *Conn) ConnectionState() ConnectionState {
	c.handshakeMu.Lock()
	defer c.handshakeMu.Unlock()
	return c.state
}

// OCSPResponse returns what the server stapled.
func (c *Conn) OCSPResponse() []byte {
	c.handshakeMu.Lock()
	defer c.handshakeMu.Unlock()
	return c.state.OCSPResponse
}

// VerifyHostname checks that the peer's certificate is for a host.
func (c *Conn) VerifyHostname(host string) error {
	c.handshakeMu.Lock()
	defer c.handshakeMu.Unlock()
	switch {
	case !c.isClient:
		return errors.New("tls: VerifyHostname called on TLS server connection")
	case !c.complete.Load():
		return errors.New("tls: handshake has not yet been performed")
	case len(c.state.VerifiedChains) == 0:
		return errors.New("tls: handshake did not verify certificate chain")
	}
	return c.state.PeerCertificates[0].VerifyHostname(host)
}

// Handshake shakes hands, unless that is done.
func (c *Conn) Handshake() error { return c.HandshakeContext(context.Background()) }

// HandshakeContext is Handshake with a context, whose end closes the connection.
func (c *Conn) HandshakeContext(ctx context.Context) (ret error) {
	if c.complete.Load() {
		return nil
	}
	own, cancel := context.WithCancel(ctx)
	defer cancel()
	if ctx.Done() != nil {
		done := make(chan struct{})
		result := make(chan error, 1)
		defer func() {
			close(done)
			if err := <-result; err != nil {
				ret = err
			}
		}()
		go func() {
			select {
			case <-own.Done():
				if err := ctx.Err(); err != nil {
					c.conn.Close()
					result <- err
					return
				}
				result <- nil
			case <-done:
				result <- nil
			}
		}()
	}
	c.handshakeMu.Lock()
	defer c.handshakeMu.Unlock()
	if c.handshakeErr != nil {
		return c.handshakeErr
	}
	if c.complete.Load() {
		return nil
	}
	c.in.Lock()
	defer c.in.Unlock()
	c.ctx = own
	if c.handshakeErr = c.handshake(); c.handshakeErr == nil {
		c.complete.Store(true)
	} else if c.id != 0 {
		free(c.id)
	}
	c.ctx = nil
	return c.handshakeErr
}

// send queues bytes for the peer and writes the queue.
func (c *Conn) send(make func() []byte) error {
	c.out.Lock()
	defer c.out.Unlock()
	if c.writeErr != nil {
		return c.writeErr
	}
	c.seq.Lock()
	b := append(c.queue, make()...)
	c.queue = nil
	c.seq.Unlock()
	if len(b) == 0 {
		return nil
	}
	_, err := c.conn.Write(b)
	if err != nil {
		c.writeErr = err
	}
	return err
}

// advance calls step; what it leaves for the peer is queued.
func (c *Conn) advance(input, answer []byte) (code int, plain []byte, text string) {
	c.seq.Lock()
	code, out, plain, text := step(c.id, input, answer)
	c.queue = append(c.queue, out...)
	c.seq.Unlock()
	return code, plain, text
}

func nothing() []byte { return nil }

// receive reads from the network, and keeps count of records.
func (c *Conn) receive() ([]byte, error) {
	if c.raw == nil {
		c.raw = make([]byte, 17<<10)
	}
	n, err := c.conn.Read(c.raw)
	b := c.raw[:n]
	for rest := b; len(rest) > 0; {
		if c.partial > 0 {
			k := min(c.partial, len(rest))
			c.partial -= k
			rest = rest[k:]
			continue
		}
		k := min(5-len(c.head), len(rest))
		c.head = append(c.head, rest[:k]...)
		rest = rest[k:]
		if len(c.head) == 5 {
			c.partial = int(c.head[3])<<8 | int(c.head[4])
			c.head = c.head[:0]
		}
	}
	if n > 0 {
		return b, nil
	}
	if err == io.EOF && (c.partial > 0 || len(c.head) > 0) {
		err = io.ErrUnexpectedEOF
	}
	return nil, err
}

// A permanentError does not go away by trying again.
type permanentError struct {
	err net.Error
}

func (e *permanentError) Error() string   { return e.err.Error() }
func (e *permanentError) Unwrap() error   { return e.err }
func (e *permanentError) Timeout() bool   { return e.err.Timeout() }
func (e *permanentError) Temporary() bool { return false }

// problem makes an error of a session's words.
func (c *Conn) problem(text string) error {
	if c.failure != nil {
		return c.failure
	}
	if n, ok := strings.CutPrefix(text, "alert "); ok {
		code, _ := strconv.Atoi(n)
		if code == 0 {
			return io.EOF
		}
		return &permanentError{&net.OpError{Op: "remote error", Err: alert(code)}}
	}
	if t, ok := strings.CutPrefix(text, "local error: tls: "); ok {
		for code, name := range alertNames {
			if name == t {
				return &permanentError{&net.OpError{Op: "local error", Err: code}}
			}
		}
	}
	if text == "tls: use of closed connection" {
		return net.ErrClosed
	}
	return errors.New(text)
}

func (c *Conn) Read(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	c.in.Lock()
	defer c.in.Unlock()
	for len(c.plain) == 0 {
		if c.readErr != nil {
			return 0, c.readErr
		}
		input, err := c.receive()
		if err != nil {
			if e, ok := err.(net.Error); !ok || !e.Timeout() {
				c.readErr = err
			}
			return 0, err
		}
		code, plain, text := c.advance(input, nil)
		c.plain = plain
		switch code {
		case hasFailed:
			c.readErr = c.problem(text)
		case isClosed:
			c.readErr = io.EOF
		}
		c.flush()
	}
	n := copy(b, c.plain)
	c.plain = c.plain[n:]
	return n, nil
}

// flush writes what reading left for the peer, unless a writer is at it.
func (c *Conn) flush() {
	c.seq.Lock()
	n := len(c.queue)
	c.seq.Unlock()
	if n > 0 && c.out.TryLock() {
		c.out.Unlock()
		c.send(nothing)
	}
}

var errShutdown = errors.New("tls: protocol is shutdown")

func (c *Conn) Write(b []byte) (int, error) {
	if c.closed.Load() {
		return 0, net.ErrClosed
	}
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	if c.closeWrite {
		return 0, errShutdown
	}
	// A long text goes in parts, so that records are on their way while others are made.
	const part = 256 << 10
	n := 0
	for first := true; first || n < len(b); first = false {
		p := b[n:min(n+part, len(b))]
		if err := c.send(func() []byte { return seal(c.id, p) }); err != nil {
			return n, err
		}
		n += len(p)
	}
	return n, nil
}

// Close says goodbye and closes the connection.
func (c *Conn) Close() error {
	if !c.closed.CompareAndSwap(false, true) {
		return net.ErrClosed
	}
	var alertErr error
	if c.complete.Load() && c.out.TryLock() {
		c.out.Unlock()
		c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
		if err := c.send(func() []byte { return finish(c.id) }); err != nil {
			alertErr = fmt.Errorf("tls: failed to send closeNotify alert (but connection was closed anyway): %w", err)
		}
	}
	if err := c.conn.Close(); err != nil {
		return err
	}
	return alertErr
}

// CloseWrite says that nothing more will be written.
func (c *Conn) CloseWrite() error {
	if !c.complete.Load() {
		return errors.New("tls: CloseWrite called before handshake complete")
	}
	if c.closeWrite {
		return nil
	}
	c.closeWrite = true
	return c.send(func() []byte { return finish(c.id) })
}

// put appends an item as natives take them.
func put(b, item []byte) []byte {
	n := len(item)
	return append(append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n)), item...)
}

func items(b []byte) (list [][]byte) {
	for len(b) >= 4 {
		n := int(b[0])<<24 | int(b[1])<<16 | int(b[2])<<8 | int(b[3])
		list = append(list, slices.Clone(b[4:4+n]))
		b = b[4+n:]
	}
	return list
}

func numbers[T ~uint16](list []T) (b []byte) {
	for _, n := range list {
		b = append(b, byte(n>>8), byte(n))
	}
	return b
}

func number(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }

func names(list []string) (b []byte) {
	for _, s := range list {
		b = put(b, []byte(s))
	}
	return b
}

func versionBits(list []uint16) (bits int) {
	for _, v := range list {
		bits |= 1 << (v - VersionTLS12)
	}
	return bits
}

// learn fills the state when the handshake is done.
func (c *Conn) learn() error {
	d := items(details(c.id))
	s := &c.state
	s.Version, s.CipherSuite, s.CurveID = number(d[0]), number(d[1]), CurveID(number(d[2]))
	s.DidResume = d[3][0] == 1
	s.NegotiatedProtocol = string(d[4])
	s.NegotiatedProtocolIsMutual = true
	s.HandshakeComplete = true
	s.conn = c
	if s.DidResume && s.PeerCertificates == nil && len(d) > 5 {
		// The peer was verified when the session began; only the chains are found anew.
		certs, err := parseChain(d[5:])
		if err != nil {
			return err
		}
		s.PeerCertificates = certs
		if c.isClient && !c.config.InsecureSkipVerify || !c.isClient && c.config.ClientAuth >= VerifyClientCertIfGiven {
			if s.VerifiedChains, err = c.chains(certs); err != nil {
				return err
			}
		}
	}
	if c.config.VerifyConnection != nil {
		if err := c.config.VerifyConnection(*s); err != nil {
			return err
		}
	}
	id := c.id
	runtime.AddCleanup(c, free, id)
	return nil
}
