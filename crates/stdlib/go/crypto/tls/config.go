package tls

import (
	"container/list"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Config configures connections.
type Config struct {
	Rand                                io.Reader
	Time                                func() time.Time
	Certificates                        []Certificate
	NameToCertificate                   map[string]*Certificate
	GetCertificate                      func(*ClientHelloInfo) (*Certificate, error)
	GetClientCertificate                func(*CertificateRequestInfo) (*Certificate, error)
	GetConfigForClient                  func(*ClientHelloInfo) (*Config, error)
	VerifyPeerCertificate               func(rawCerts [][]byte, verifiedChains [][]*x509.Certificate) error
	VerifyConnection                    func(ConnectionState) error
	RootCAs                             *x509.CertPool
	NextProtos                          []string
	ServerName                          string
	ClientAuth                          ClientAuthType
	ClientCAs                           *x509.CertPool
	InsecureSkipVerify                  bool
	CipherSuites                        []uint16
	PreferServerCipherSuites            bool
	SessionTicketsDisabled              bool
	SessionTicketKey                    [32]byte
	ClientSessionCache                  ClientSessionCache
	UnwrapSession                       func(identity []byte, cs ConnectionState) (*SessionState, error)
	WrapSession                         func(ConnectionState, *SessionState) ([]byte, error)
	MinVersion                          uint16
	MaxVersion                          uint16
	CurvePreferences                    []CurveID
	DynamicRecordSizingDisabled         bool
	Renegotiation                       RenegotiationSupport
	KeyLogWriter                        io.Writer
	EncryptedClientHelloConfigList      []byte
	EncryptedClientHelloRejectionVerify func(ConnectionState) error
	GetEncryptedClientHelloKeys         func(*ClientHelloInfo) ([]EncryptedClientHelloKey, error)
	EncryptedClientHelloKeys            []EncryptedClientHelloKey

	mu    sync.Mutex
	store *store // sessions and tickets, shared by clones
}

// An EncryptedClientHelloKey is for what is not there.
type EncryptedClientHelloKey struct {
	Config      []byte
	PrivateKey  []byte
	SendAsRetry bool
}

// An ECHRejectionError is for a server that refuses an encrypted hello.
type ECHRejectionError struct {
	RetryConfigList []byte
}

func (e *ECHRejectionError) Error() string { return "tls: server rejected ECH" }

// store is what natives keep for a Config.
type store struct {
	once sync.Once
	id   int
}

func newStore() int

func (s *store) get() int {
	s.once.Do(func() { s.id = newStore() })
	return s.id
}

func (c *Config) storeID() int {
	c.mu.Lock()
	if c.store == nil {
		c.store = new(store)
		if lru, ok := c.ClientSessionCache.(*lruCache); ok {
			c.store = &lru.store
		}
	}
	s := c.store
	c.mu.Unlock()
	return s.get()
}

// Clone returns a copy.
func (c *Config) Clone() *Config {
	if c == nil {
		return nil
	}
	c.storeID()
	c.mu.Lock()
	defer c.mu.Unlock()
	return &Config{
		Rand: c.Rand, Time: c.Time, Certificates: c.Certificates, NameToCertificate: c.NameToCertificate, GetCertificate: c.GetCertificate,
		GetClientCertificate: c.GetClientCertificate, GetConfigForClient: c.GetConfigForClient, VerifyPeerCertificate: c.VerifyPeerCertificate,
		VerifyConnection: c.VerifyConnection, RootCAs: c.RootCAs, NextProtos: c.NextProtos, ServerName: c.ServerName, ClientAuth: c.ClientAuth,
		ClientCAs: c.ClientCAs, InsecureSkipVerify: c.InsecureSkipVerify, CipherSuites: c.CipherSuites,
		PreferServerCipherSuites: c.PreferServerCipherSuites, SessionTicketsDisabled: c.SessionTicketsDisabled,
		SessionTicketKey: c.SessionTicketKey, ClientSessionCache: c.ClientSessionCache, UnwrapSession: c.UnwrapSession,
		WrapSession: c.WrapSession, MinVersion: c.MinVersion, MaxVersion: c.MaxVersion, CurvePreferences: c.CurvePreferences,
		DynamicRecordSizingDisabled: c.DynamicRecordSizingDisabled, Renegotiation: c.Renegotiation, KeyLogWriter: c.KeyLogWriter,
		EncryptedClientHelloConfigList:      c.EncryptedClientHelloConfigList,
		EncryptedClientHelloRejectionVerify: c.EncryptedClientHelloRejectionVerify,
		GetEncryptedClientHelloKeys:         c.GetEncryptedClientHelloKeys, EncryptedClientHelloKeys: c.EncryptedClientHelloKeys,
		store: c.store,
	}
}

// SetSessionTicketKeys begins a new set of tickets: those of before are not taken any more. The keys themselves are chosen anew.
func (c *Config) SetSessionTicketKeys(keys [][32]byte) {
	if len(keys) == 0 {
		panic("tls: keys must have at least one key")
	}
	c.mu.Lock()
	c.store = new(store)
	c.mu.Unlock()
}

// BuildNameToCertificate fills NameToCertificate.
func (c *Config) BuildNameToCertificate() {
	c.NameToCertificate = map[string]*Certificate{}
	for i := range c.Certificates {
		cert := &c.Certificates[i]
		leaf, err := cert.leaf()
		if err != nil {
			continue
		}
		if leaf.Subject.CommonName != "" && len(leaf.DNSNames) == 0 {
			c.NameToCertificate[leaf.Subject.CommonName] = cert
		}
		for _, san := range leaf.DNSNames {
			c.NameToCertificate[san] = cert
		}
	}
}

// unsupported returns an error for what a Config asks of this package in vain.
func (c *Config) unsupported() error {
	if c.EncryptedClientHelloConfigList != nil || c.EncryptedClientHelloKeys != nil || c.GetEncryptedClientHelloKeys != nil {
		return errors.New("tls: encrypted client hellos are not supported")
	}
	if c.WrapSession != nil || c.UnwrapSession != nil {
		return errors.New("tls: sessions wrapped by the program are not supported")
	}
	return nil
}

// versions returns the versions of the config that this package speaks, the highest first.
func (c *Config) versions() (list []uint16) {
	for _, v := range []uint16{VersionTLS13, VersionTLS12} {
		if (c.MinVersion == 0 || v >= c.MinVersion) && (c.MaxVersion == 0 || v <= c.MaxVersion) {
			list = append(list, v)
		}
	}
	return list
}

// suites returns the suites in the order of preference: those of TLS 1.3 cannot be configured.
func (c *Config) suites() []uint16 {
	list := []uint16{TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256}
	for _, id := range []uint16{
		TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
		TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
	} {
		if c.CipherSuites == nil || slices.Contains(c.CipherSuites, id) {
			list = append(list, id)
		}
	}
	return list
}

func (c *Config) curves() []CurveID {
	all := []CurveID{X25519, CurveP256, CurveP384}
	if c.CurvePreferences == nil {
		return all
	}
	return slices.DeleteFunc(all, func(id CurveID) bool { return !slices.Contains(c.CurvePreferences, id) })
}

// A ClientSessionCache keeps sessions of a client. Only whether there is one counts: sessions themselves stay inside.
type ClientSessionCache interface {
	Get(sessionKey string) (session *ClientSessionState, ok bool)
	Put(sessionKey string, cs *ClientSessionState)
}

// A ClientSessionState is what a client needs to take up a session.
type ClientSessionState struct {
	ticket  []byte
	session *SessionState
}

// ResumptionState returns the parts.
func (cs *ClientSessionState) ResumptionState() (ticket []byte, state *SessionState, err error) {
	if cs == nil || cs.session == nil {
		return nil, nil, nil
	}
	return cs.ticket, cs.session, nil
}

// NewResumptionState undoes ResumptionState.
func NewResumptionState(ticket []byte, state *SessionState) (*ClientSessionState, error) {
	return &ClientSessionState{ticket, state}, nil
}

// A SessionState is a session that can be taken up.
type SessionState struct {
	Extra     [][]byte
	EarlyData bool
}

type lruCache struct {
	mu       sync.Mutex
	capacity int
	byKey    map[string]*list.Element
	order    *list.List
	store    store
}

type lruEntry struct {
	key   string
	state *ClientSessionState
}

// NewLRUClientSessionCache returns a cache that forgets what was used least of late; a capacity below 1 is 64.
func NewLRUClientSessionCache(capacity int) ClientSessionCache {
	if capacity < 1 {
		capacity = 64
	}
	return &lruCache{capacity: capacity, byKey: map[string]*list.Element{}, order: list.New()}
}

func (c *lruCache) Put(sessionKey string, cs *ClientSessionState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[sessionKey]; ok {
		if cs == nil {
			c.order.Remove(e)
			delete(c.byKey, sessionKey)
			return
		}
		e.Value.(*lruEntry).state = cs
		c.order.MoveToFront(e)
		return
	}
	if c.order.Len() >= c.capacity {
		last := c.order.Back()
		delete(c.byKey, last.Value.(*lruEntry).key)
		c.order.Remove(last)
	}
	c.byKey[sessionKey] = c.order.PushFront(&lruEntry{sessionKey, cs})
}

func (c *lruCache) Get(sessionKey string) (*ClientSessionState, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[sessionKey]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*lruEntry).state, true
}

// A ClientHelloInfo is what a client begins with.
type ClientHelloInfo struct {
	CipherSuites      []uint16
	ServerName        string
	SupportedCurves   []CurveID
	SupportedPoints   []uint8
	SignatureSchemes  []SignatureScheme
	SupportedProtos   []string
	SupportedVersions []uint16
	Extensions        []uint16
	Conn              net.Conn
	HelloRetryRequest bool

	config *Config
	ctx    context.Context
}

// Context returns the handshake's context.
func (c *ClientHelloInfo) Context() context.Context { return c.ctx }

// A CertificateRequestInfo is what a server says when it wants a client's certificate.
type CertificateRequestInfo struct {
	AcceptableCAs    [][]byte
	SignatureSchemes []SignatureScheme
	Version          uint16

	ctx context.Context
}

// Context returns the handshake's context.
func (c *CertificateRequestInfo) Context() context.Context { return c.ctx }

// SupportsCertificate returns nil if the server would take the certificate.
func (cri *CertificateRequestInfo) SupportsCertificate(c *Certificate) error {
	if !slices.ContainsFunc(schemesOf(c), func(s SignatureScheme) bool { return slices.Contains(cri.SignatureSchemes, s) }) {
		return errors.New("tls: peer doesn't support any of the certificate's signature algorithms")
	}
	if len(cri.AcceptableCAs) == 0 {
		return nil
	}
	for i, der := range c.Certificate {
		cert := c.Leaf
		if i != 0 || cert == nil {
			var err error
			if cert, err = x509.ParseCertificate(der); err != nil {
				return fmt.Errorf("failed to parse certificate #%d in the chain: %w", i, err)
			}
		}
		for _, ca := range cri.AcceptableCAs {
			if string(cert.RawIssuer) == string(ca) {
				return nil
			}
		}
	}
	return errors.New("chain is not signed by an acceptable CA")
}

// SupportsCertificate returns nil if the client would take the certificate.
func (chi *ClientHelloInfo) SupportsCertificate(c *Certificate) error {
	config := chi.config
	if config == nil {
		config = &Config{}
	}
	if !slices.ContainsFunc(config.versions(), func(v uint16) bool { return slices.Contains(chi.SupportedVersions, v) }) {
		return errors.New("no mutually supported protocol versions")
	}
	if chi.ServerName != "" {
		leaf, err := c.leaf()
		if err != nil {
			return fmt.Errorf("failed to parse certificate: %w", err)
		}
		if err := leaf.VerifyHostname(chi.ServerName); err != nil {
			return fmt.Errorf("certificate is not valid for requested server name: %w", err)
		}
	}
	if !slices.ContainsFunc(schemesOf(c), func(s SignatureScheme) bool { return slices.Contains(chi.SignatureSchemes, s) }) {
		return errors.New("tls: peer doesn't support any of the certificate's signature algorithms")
	}
	return nil
}

// schemesOf returns how the certificate's key can sign, best first.
func schemesOf(c *Certificate) []SignatureScheme {
	key, ok := c.PrivateKey.(crypto.Signer)
	if !ok {
		return nil
	}
	var list []SignatureScheme
	switch pub := key.Public().(type) {
	case *ecdsa.PublicKey:
		switch pub.Curve {
		case elliptic.P256():
			list = []SignatureScheme{ECDSAWithP256AndSHA256}
		case elliptic.P384():
			list = []SignatureScheme{ECDSAWithP384AndSHA384}
		case elliptic.P521():
			list = []SignatureScheme{ECDSAWithP521AndSHA512}
		}
	case *rsa.PublicKey:
		// A salt of the digest's length has to fit beside the digest.
		size := pub.Size()
		for _, s := range []struct {
			least int
			id    SignatureScheme
		}{
			{66, PSSWithSHA256}, {98, PSSWithSHA384}, {130, PSSWithSHA512}, {62, PKCS1WithSHA256}, {78, PKCS1WithSHA384}, {94, PKCS1WithSHA512},
		} {
			if size >= s.least {
				list = append(list, s.id)
			}
		}
	case ed25519.PublicKey:
		list = []SignatureScheme{Ed25519}
	}
	if c.SupportedSignatureAlgorithms != nil {
		list = slices.DeleteFunc(list, func(s SignatureScheme) bool { return !slices.Contains(c.SupportedSignatureAlgorithms, s) })
	}
	return list
}

var errNoCertificates = errors.New("tls: no certificates configured")

// certificateFor chooses a server's certificate.
func (c *Config) certificateFor(hello *ClientHelloInfo) (*Certificate, error) {
	if c.GetCertificate != nil && (len(c.Certificates) == 0 || hello.ServerName != "") {
		cert, err := c.GetCertificate(hello)
		if cert != nil || err != nil {
			return cert, err
		}
	}
	if len(c.Certificates) == 0 {
		return nil, errNoCertificates
	}
	if len(c.Certificates) == 1 {
		return &c.Certificates[0], nil
	}
	if c.NameToCertificate != nil {
		name := strings.ToLower(hello.ServerName)
		if cert, ok := c.NameToCertificate[name]; ok {
			return cert, nil
		}
		if _, rest, ok := strings.Cut(name, "."); ok {
			if cert, ok := c.NameToCertificate["*."+rest]; ok {
				return cert, nil
			}
		}
	}
	for i := range c.Certificates {
		if hello.SupportsCertificate(&c.Certificates[i]) == nil {
			return &c.Certificates[i], nil
		}
	}
	return &c.Certificates[0], nil
}
