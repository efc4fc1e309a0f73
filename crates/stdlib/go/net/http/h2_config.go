package http

// What an HTTP2Config makes of a connection.

import (
	"net"
	"os"
	"time"
)

// h2Limits are the settings of one connection.
type h2Limits struct {
	streams       int // requests at once, of a server
	frame         int // the largest frame read
	decode        int // table for fields that come
	encode        int // table for fields that go, at most
	whole, stream int64
	idle, answer  time.Duration // until a ping is sent, and until it must have come back
	write         time.Duration
	count         func(string)
}

func inRange(n, least, most, otherwise int) int {
	if n < least || n > most {
		return otherwise
	}
	return n
}

// limits returns the settings; stream and whole are the default windows.
func (c *HTTP2Config) limits(stream, whole int64) h2Limits {
	if c == nil {
		c = &HTTP2Config{}
	}
	l := h2Limits{
		streams: inRange(c.MaxConcurrentStreams, 1, 1<<31-1, h2Concurrent),
		frame:   inRange(c.MaxReadFrameSize, 16<<10, 16<<20, h2FrameSize),
		decode:  inRange(c.MaxDecoderHeaderTableSize, 1, 4<<20-1, 4096),
		encode:  inRange(c.MaxEncoderHeaderTableSize, 1, 4<<20-1, 4096),
		whole:   int64(inRange(c.MaxReceiveBufferPerConnection, 64<<10, 4<<20-1, int(whole))),
		stream:  int64(inRange(c.MaxReceiveBufferPerStream, 1, 4<<20-1, int(stream))),
		idle:    c.SendPingTimeout,
		answer:  c.PingTimeout,
		write:   c.WriteByteTimeout,
		count:   c.CountError,
	}
	if l.answer <= 0 {
		l.answer = 15 * time.Second
	}
	return l
}

// h2Writer gives up when no byte can be written for some time.
type h2Writer struct {
	net.Conn
	limit time.Duration
}

func (w h2Writer) Write(p []byte) (n int, err error) {
	if w.limit <= 0 {
		return w.Conn.Write(p)
	}
	for n < len(p) {
		w.SetWriteDeadline(time.Now().Add(w.limit))
		m, err := w.Conn.Write(p[n:])
		if n += m; err != nil && (m == 0 || !os.IsTimeout(err)) {
			return n, err
		}
	}
	w.SetWriteDeadline(time.Time{})
	return n, nil
}

// watch sends pings when nothing comes, and ends the connection when not even they come back.
func (s *h2Session) watch() {
	if s.limits.idle <= 0 {
		return
	}
	go func() {
		timer := time.NewTimer(s.limits.idle)
		defer timer.Stop()
		asked := false
		for {
			select {
			case <-s.done:
				return
			case <-s.heard:
				asked = false
				timer.Reset(s.limits.idle)
			case <-timer.C:
				if asked {
					s.close(errH2Lost)
					return
				}
				asked = true
				timer.Reset(s.limits.answer)
				go s.write(h2Ping, 0, 0, make([]byte, 8))
			}
		}
	}()
}

// counted counts an error.
func (s *h2Session) counted(what string) {
	if s.limits.count != nil {
		s.limits.count(what)
	}
}
