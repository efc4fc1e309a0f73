package tls

// Handshakes, and the questions that come up in them.

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
)

func (c *Conn) handshake() error {
	if c.config == nil {
		c.config = &Config{}
	}
	if err := c.config.unsupported(); err != nil {
		return err
	}
	if c.isClient {
		return c.clientHandshake()
	}
	return c.serverHandshake()
}

func (c *Conn) clientHandshake() error {
	config := c.config
	if config.ServerName == "" && !config.InsecureSkipVerify {
		return errors.New("tls: either ServerName or InsecureSkipVerify must be specified in the tls.Config")
	}
	for _, p := range config.NextProtos {
		if len(p) == 0 || len(p) > 255 {
			return errors.New("tls: invalid NextProtos value")
		}
	}
	versions := config.versions()
	if len(versions) == 0 {
		return errors.New("tls: no supported versions satisfy MinVersion and MaxVersion")
	}
	c.state.ServerName = sentName(config.ServerName)
	id, problem := newClient(config.storeID(), versionBits(versions), config.KeyLogWriter != nil, names(config.NextProtos), numbers(config.suites()),
		numbers(config.curves()), sentName(config.ServerName), config.ClientSessionCache != nil && !config.SessionTicketsDisabled)
	if problem != "" {
		return errors.New("tls: " + problem)
	}
	c.id = id
	return c.exchange(nil)
}

// sentName returns the name that is sent for a host: addresses and empty names are not.
func sentName(host string) string {
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if i := strings.LastIndexByte(host, '%'); i > 0 {
		host = host[:i]
	}
	if net.ParseIP(host) != nil {
		return ""
	}
	return strings.TrimRight(host, ".")
}

// checkFirst finds peers that do not speak TLS at all.
func (c *Conn) checkFirst(b []byte) error {
	if b[0] == 0x80 {
		return errors.New("tls: unsupported SSLv2 handshake received")
	}
	if b[0] != 21 && b[0] != 22 || b[1] >= 0x10 {
		e := RecordHeaderError{Msg: "first record does not look like a TLS handshake", Conn: c.conn}
		copy(e.RecordHeader[:], b)
		return e
	}
	return nil
}

// first reads until n bytes are there.
func (c *Conn) first(b []byte, n int) ([]byte, error) {
	for len(b) < n {
		more, err := c.receive()
		if err != nil {
			if err == io.ErrUnexpectedEOF && len(b) == 0 {
				err = io.EOF
			}
			return b, err
		}
		b = append(b, more...)
	}
	return b, nil
}

// exchange goes on with input until the handshake is done.
func (c *Conn) exchange(input []byte) error {
	var answer []byte
	begun := !c.isClient
	for {
		code, plain, text := c.advance(input, answer)
		input, answer = nil, nil
		switch code {
		case wantsMore:
			if err := c.send(nothing); err != nil {
				return err
			}
			if !begun {
				begun = true
				b, err := c.first(nil, 5)
				if err != nil {
					return err
				}
				if err := c.checkFirst(b); err != nil {
					return err
				}
				input = b
				continue
			}
			b, err := c.receive()
			if err != nil {
				return err
			}
			input = b
		case isReady, isClosed:
			if err := c.learn(); err != nil {
				return err
			}
			c.logKeys()
			c.plain = plain
			if code == isClosed {
				c.readErr = io.EOF
			}
			return c.send(nothing)
		case hasFailed:
			c.logKeys()
			err := c.problem(text)
			if text == "version" {
				if err = errors.New("tls: server selected unsupported protocol version"); !c.isClient {
					err = errors.New("tls: client offered only unsupported versions: []")
				}
			}
			c.plainAlert()
			c.send(nothing)
			return err
		default:
			answer = c.answer(code, items(plain))
		}
	}
}

// plainAlert puts the alert of TLS 1.2 for a certificate that is missing in the place of the one that only TLS 1.3 has.
func (c *Conn) plainAlert() {
	c.seq.Lock()
	defer c.seq.Unlock()
	if n := len(c.queue); n >= 7 && string(c.queue[n-7:]) == "\x15\x03\x03\x00\x02\x02\x74" {
		c.queue[n-1] = 40
	}
}

func (c *Conn) logKeys() {
	if w := c.config.KeyLogWriter; w != nil {
		for line := range strings.Lines(keyLog(c.id)) {
			w.Write([]byte(line))
		}
	}
}

// Verdicts of answers, each with its alert.
var (
	isFine       = []byte{0}
	isBad        = []byte{1}
	isUnknownCA  = []byte{2}
	isExpired    = []byte{3}
	isWronglySig = []byte{4}
)

// answer answers a question of the session.
func (c *Conn) answer(code int, q [][]byte) []byte {
	switch code {
	case asksChain:
		verdict, err := c.judge(q)
		if err != nil {
			c.failure = err
		}
		return verdict
	case asksSignature:
		if err := verifySignature(c.state.PeerCertificates, SignatureScheme(number(q[0])), q[2], q[3]); err != nil {
			c.failure = err
			return isWronglySig
		}
		return isFine
	case asksToSign:
		signature, err := c.sign(SignatureScheme(number(q[0])), q[1])
		if err != nil {
			c.failure = err
			return []byte{}
		}
		return signature
	case asksClientCertificate:
		cert, err := c.clientCertificate(q)
		if err != nil {
			c.failure = err
		}
		if cert == nil || len(cert.Certificate) == 0 {
			return []byte{}
		}
		c.use(cert)
		return encodeCertificate(cert)
	}
	return isBad
}

func encodeCertificate(cert *Certificate) []byte {
	b := put(nil, numbers(schemesOf(cert)))
	for _, der := range cert.Certificate {
		b = put(b, der)
	}
	return b
}

// use makes a certificate the connection's own.
func (c *Conn) use(cert *Certificate) {
	own := *cert
	c.state.LocalCertificate = own.Certificate
	c.key = own.PrivateKey
}

func parseChain(ders [][]byte) ([]*x509.Certificate, error) {
	certs := make([]*x509.Certificate, len(ders))
	for i, der := range ders {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		certs[i] = cert
	}
	return certs, nil
}

// chains verifies the peer's chain by the config.
func (c *Conn) chains(certs []*x509.Certificate) ([][]*x509.Certificate, error) {
	opts := x509.VerifyOptions{CurrentTime: c.config.now(), Intermediates: x509.NewCertPool()}
	if c.isClient {
		opts.Roots, opts.DNSName = c.config.RootCAs, c.config.ServerName
	} else {
		opts.Roots, opts.KeyUsages = c.config.ClientCAs, []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}
	for _, cert := range certs[1:] {
		opts.Intermediates.AddCert(cert)
	}
	return certs[0].Verify(opts)
}

// judge decides on the peer's chain.
func (c *Conn) judge(ders [][]byte) (verdict []byte, err error) {
	peer := "server"
	if !c.isClient {
		peer = "client"
	}
	certs, err := parseChain(ders)
	if err != nil {
		if c.isClient {
			return isBad, errors.New("tls: failed to parse certificate from server: " + err.Error())
		}
		return isBad, errors.New("tls: failed to parse client certificate: " + err.Error())
	}
	c.state.PeerCertificates = certs
	if c.isClient && !c.config.InsecureSkipVerify || !c.isClient && c.config.ClientAuth >= VerifyClientCertIfGiven {
		chains, err := c.chains(certs)
		if err != nil {
			verdict = isBad
			if !c.isClient {
				if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
					verdict = isUnknownCA
				} else if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok && e.Reason == x509.Expired {
					verdict = isExpired
				}
			}
			return verdict, &CertificateVerificationError{certs, err}
		}
		c.state.VerifiedChains = chains
	}
	switch certs[0].PublicKey.(type) {
	case *rsa.PublicKey, *ecdsa.PublicKey, ed25519.PublicKey:
	default:
		return isBad, fmt.Errorf("tls: %s's certificate contains an unsupported type of public key: %T", peer, certs[0].PublicKey)
	}
	if c.config.VerifyPeerCertificate != nil {
		if err := c.config.VerifyPeerCertificate(ders, c.state.VerifiedChains); err != nil {
			return isBad, err
		}
	}
	return isFine, nil
}

// hashOf returns a scheme's digest, 0 for Ed25519.
func hashOf(s SignatureScheme) crypto.Hash {
	switch s {
	case PKCS1WithSHA256, PSSWithSHA256, ECDSAWithP256AndSHA256:
		return crypto.SHA256
	case PKCS1WithSHA384, PSSWithSHA384, ECDSAWithP384AndSHA384:
		return crypto.SHA384
	case PKCS1WithSHA512, PSSWithSHA512, ECDSAWithP521AndSHA512:
		return crypto.SHA512
	case PKCS1WithSHA1, ECDSAWithSHA1:
		return crypto.SHA1
	}
	return 0
}

func isPSS(s SignatureScheme) bool { return s >= PSSWithSHA256 && s <= PSSWithSHA512 }

func digestOf(h crypto.Hash, message []byte) []byte {
	if h == 0 {
		return message
	}
	d := h.New()
	d.Write(message)
	return d.Sum(nil)
}

func verifySignature(certs []*x509.Certificate, scheme SignatureScheme, message, signature []byte) error {
	if len(certs) == 0 {
		return errors.New("tls: no certificate to verify a signature with")
	}
	h := hashOf(scheme)
	digest := digestOf(h, message)
	wrong := errors.New("tls: peer's certificate and signature are of different kinds")
	var err error
	switch pub := certs[0].PublicKey.(type) {
	case *ecdsa.PublicKey:
		if scheme&0xff != 3 {
			return wrong
		}
		if !ecdsa.VerifyASN1(pub, digest, signature) {
			err = errors.New("ECDSA verification failure")
		}
	case ed25519.PublicKey:
		if scheme != Ed25519 {
			return wrong
		}
		if !ed25519.Verify(pub, message, signature) {
			err = errors.New("Ed25519 verification failure")
		}
	case *rsa.PublicKey:
		switch {
		case isPSS(scheme):
			err = rsa.VerifyPSS(pub, h, digest, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
		case scheme&0xff == 1:
			err = rsa.VerifyPKCS1v15(pub, h, digest, signature)
		default:
			return wrong
		}
	default:
		return wrong
	}
	if err != nil {
		return errors.New("tls: invalid signature by the peer's certificate: " + err.Error())
	}
	return nil
}

// sign signs with the connection's own key.
func (c *Conn) sign(scheme SignatureScheme, message []byte) ([]byte, error) {
	key, ok := c.key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("tls: certificate private key of type %T does not implement crypto.Signer", c.key)
	}
	h := hashOf(scheme)
	var opts crypto.SignerOpts = h
	if isPSS(scheme) {
		opts = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: h}
	}
	random := c.config.Rand
	if random == nil {
		random = rand.Reader
	}
	signature, err := key.Sign(random, digestOf(h, message), opts)
	if err != nil {
		return nil, errors.New("tls: failed to sign handshake: " + err.Error())
	}
	return signature, nil
}

// clientCertificate chooses what a client shows. The question has the schemes, then the authorities that the server names.
func (c *Conn) clientCertificate(q [][]byte) (*Certificate, error) {
	info := &CertificateRequestInfo{AcceptableCAs: q[1:], Version: VersionTLS13, ctx: c.ctx}
	for b := q[0]; len(b) >= 2; b = b[2:] {
		info.SignatureSchemes = append(info.SignatureSchemes, SignatureScheme(number(b)))
	}
	if c.config.GetClientCertificate != nil {
		return c.config.GetClientCertificate(info)
	}
	for i := range c.config.Certificates {
		if info.SupportsCertificate(&c.config.Certificates[i]) == nil {
			return &c.config.Certificates[i], nil
		}
	}
	return new(Certificate), nil
}

// refuse ends a handshake that has not begun with an alert that is not encrypted.
func (c *Conn) refuse(code alert, err error) error {
	c.send(func() []byte { return []byte{21, 3, 3, 0, 2, 2, byte(code)} })
	return err
}

func (c *Conn) serverHandshake() error {
	b, err := c.first(nil, 5)
	if err != nil {
		return err
	}
	if err := c.checkFirst(b); err != nil {
		return err
	}
	message, b, err := c.firstMessage(b)
	if err != nil {
		return err
	}
	hello := &ClientHelloInfo{Conn: c.conn, config: c.config, ctx: c.ctx}
	if b[0] == 22 && !hello.parse(message) {
		return c.refuse(50, errors.New("tls: error decoding message"))
	}
	if c.config.GetConfigForClient != nil {
		other, err := c.config.GetConfigForClient(hello)
		if err != nil {
			return c.refuse(80, err)
		}
		if other != nil {
			if err := other.unsupported(); err != nil {
				return c.refuse(80, err)
			}
			c.config = other
			hello.config = other
		}
	}
	config := c.config
	versions := config.versions()
	if !slices.ContainsFunc(versions, func(v uint16) bool { return slices.Contains(hello.SupportedVersions, v) }) {
		return c.refuse(70, fmt.Errorf("tls: client offered only unsupported versions: %x", hello.SupportedVersions))
	}
	c.state.ServerName = hello.ServerName
	protocol, err := negotiate(config.NextProtos, hello.SupportedProtos)
	if err != nil {
		return c.refuse(120, err)
	}
	cert, err := config.certificateFor(hello)
	if err != nil {
		if err == errNoCertificates {
			return c.refuse(112, err)
		}
		return c.refuse(80, err)
	}
	if len(cert.Certificate) == 0 {
		return c.refuse(112, errNoCertificates)
	}
	c.use(cert)
	auth := 0
	switch config.ClientAuth {
	case RequestClientCert, VerifyClientCertIfGiven:
		auth = 1
	case RequireAnyClientCert, RequireAndVerifyClientCert:
		auth = 2
	}
	var hints, alpn []byte
	if config.ClientCAs != nil {
		for _, s := range config.ClientCAs.Subjects() {
			hints = put(hints, s)
		}
	}
	if protocol != "" {
		alpn = put(nil, []byte(protocol))
	}
	id, problem := newServer(config.storeID(), versionBits(versions), config.KeyLogWriter != nil, alpn, numbers(config.suites()), numbers(config.curves()),
		encodeCertificate(cert), auth, hints, !config.SessionTicketsDisabled)
	if problem != "" {
		return c.refuse(80, errors.New("tls: "+problem))
	}
	c.id = id
	return c.exchange(b)
}

// negotiate chooses the protocol of the application; none if one side has no opinion.
func negotiate(server, client []string) (string, error) {
	if len(server) == 0 || len(client) == 0 {
		return "", nil
	}
	fallback := false
	for _, s := range server {
		for _, p := range client {
			if s == p {
				return s, nil
			}
			// A server of HTTP/2 alone lets clients of HTTP/1.1 in.
			fallback = fallback || s == "h2" && p == "http/1.1"
		}
	}
	if fallback {
		return "", nil
	}
	return "", fmt.Errorf("tls: client requested unsupported application protocols (%q)", client)
}
