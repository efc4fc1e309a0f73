package tls

// The client's first message, as far as the server's program may see it.

// firstMessage gathers the first message of the handshake; all is what was read for it.
func (c *Conn) firstMessage(b []byte) (message, all []byte, err error) {
	for at := 0; ; {
		if b, err = c.first(b, at+5); err != nil {
			return nil, b, err
		}
		n := int(b[at+3])<<8 | int(b[at+4])
		if b[at] != 22 || n == 0 || n > 16<<10 {
			// Not a handshake: the session will say what is wrong with it.
			return message, b, nil
		}
		if b, err = c.first(b, at+5+n); err != nil {
			return nil, b, err
		}
		message = append(message, b[at+5:at+5+n]...)
		at += 5 + n
		if len(message) >= 4 {
			size := int(message[1])<<16 | int(message[2])<<8 | int(message[3])
			if len(message) >= 4+size || size > 64<<10 {
				return message[:min(4+size, len(message))], b, nil
			}
		}
	}
}

// fields reads parts of a message; after a read beyond the end, bad is true and everything is empty.
type fields struct {
	b   []byte
	bad bool
}

func (f *fields) take(n int) []byte {
	if n > len(f.b) {
		f.bad, f.b = true, nil
		return make([]byte, min(n, 2))[:0]
	}
	p := f.b[:n]
	f.b = f.b[n:]
	return p
}

func (f *fields) number(size int) (n int) {
	for _, c := range f.take(size) {
		n = n<<8 | int(c)
	}
	return n
}

// vector reads bytes behind their number, which has size bytes.
func (f *fields) vector(size int) *fields { return &fields{b: f.take(f.number(size))} }

func pairs[T ~uint16](f *fields) (list []T) {
	for len(f.b) >= 2 {
		list = append(list, T(f.number(2)))
	}
	return list
}

// parse fills the info; false if the message is malformed.
func (c *ClientHelloInfo) parse(message []byte) bool {
	f := &fields{b: message}
	if f.number(1) != 1 {
		return false
	}
	f.number(3)
	version := uint16(f.number(2))
	f.take(32)
	f.vector(1) // session
	c.CipherSuites = pairs[uint16](f.vector(2))
	f.vector(1) // compression
	listed := false
	for e := f.vector(2); len(e.b) > 0 && !e.bad; {
		kind := uint16(e.number(2))
		body := e.vector(2)
		c.Extensions = append(c.Extensions, kind)
		switch kind {
		case 0:
			for list := body.vector(2); len(list.b) > 0; {
				of := list.number(1)
				if name := list.vector(2); of == 0 {
					c.ServerName = string(name.b)
				}
			}
		case 10:
			c.SupportedCurves = pairs[CurveID](body.vector(2))
		case 11:
			c.SupportedPoints = body.vector(1).b
		case 13:
			c.SignatureSchemes = pairs[SignatureScheme](body.vector(2))
		case 16:
			for list := body.vector(2); len(list.b) > 0; {
				c.SupportedProtos = append(c.SupportedProtos, string(list.vector(1).b))
			}
		case 43:
			listed = true
			c.SupportedVersions = pairs[uint16](body.vector(1))
		}
	}
	if !listed {
		for v := uint16(VersionTLS12); v >= VersionTLS10; v-- {
			if v <= version {
				c.SupportedVersions = append(c.SupportedVersions, v)
			}
		}
	}
	return !f.bad
}
