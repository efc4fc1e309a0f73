package x509

// Sets of certificates, and the system's.

import (
	"bytes"
	"crypto/sha256"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
)

// A CertPool is a set of certificates.
type CertPool struct {
	list    []entry
	subject map[string][]int
	have    map[[32]byte]bool
	system  bool
}

type entry struct {
	cert       *Certificate
	constraint func([]*Certificate) error
}

// NewCertPool returns an empty set.
func NewCertPool() *CertPool {
	return &CertPool{subject: map[string][]int{}, have: map[[32]byte]bool{}}
}

// AddCert adds a certificate.
func (s *CertPool) AddCert(cert *Certificate) { s.AddCertWithConstraint(cert, nil) }

// AddCertWithConstraint adds a certificate; chains to it hold only if constraint returns nil.
func (s *CertPool) AddCertWithConstraint(cert *Certificate, constraint func([]*Certificate) error) {
	if cert == nil {
		panic("adding nil Certificate to CertPool")
	}
	sum := sha256.Sum256(cert.Raw)
	if s.have[sum] {
		return
	}
	s.have[sum] = true
	s.subject[string(cert.RawSubject)] = append(s.subject[string(cert.RawSubject)], len(s.list))
	s.list = append(s.list, entry{cert, constraint})
}

// AppendCertsFromPEM adds the certificates of a text; it reports whether there were any.
func (s *CertPool) AppendCertsFromPEM(pemCerts []byte) (ok bool) {
	for len(pemCerts) > 0 {
		var block *pem.Block
		block, pemCerts = pem.Decode(pemCerts)
		if block == nil {
			break
		}
		if block.Type != "CERTIFICATE" || len(block.Headers) != 0 {
			continue
		}
		cert, err := ParseCertificate(block.Bytes)
		if err != nil {
			continue
		}
		s.AddCert(cert)
		ok = true
	}
	return ok
}

// Clone returns a copy.
func (s *CertPool) Clone() *CertPool {
	c := NewCertPool()
	c.system = s.system
	for _, e := range s.list {
		c.AddCertWithConstraint(e.cert, e.constraint)
	}
	return c
}

// Equal reports whether both have the same certificates.
func (s *CertPool) Equal(other *CertPool) bool {
	if s == nil || other == nil {
		return s == other
	}
	if s.system != other.system || len(s.have) != len(other.have) {
		return false
	}
	for sum := range s.have {
		if !other.have[sum] {
			return false
		}
	}
	return true
}

// Subjects returns the encoded subjects.
func (s *CertPool) Subjects() [][]byte {
	list := make([][]byte, len(s.list))
	for i, e := range s.list {
		list[i] = e.cert.RawSubject
	}
	return list
}

func (s *CertPool) contains(cert *Certificate) bool {
	return s != nil && s.have[sha256.Sum256(cert.Raw)]
}

// parents returns certificates that may have signed cert: those with the right key identifier first, those with another last.
func (s *CertPool) parents(cert *Certificate) []entry {
	if s == nil {
		return nil
	}
	var match, maybe, mismatch []entry
	for _, i := range s.subject[string(cert.RawIssuer)] {
		e := s.list[i]
		switch id := e.cert.SubjectKeyId; {
		case len(id) == 0 && len(cert.AuthorityKeyId) == 0, bytes.Equal(id, cert.AuthorityKeyId):
			match = append(match, e)
		case len(id) == 0 || len(cert.AuthorityKeyId) == 0:
			maybe = append(maybe, e)
		default:
			mismatch = append(mismatch, e)
		}
	}
	return append(append(match, maybe...), mismatch...)
}

var systemRoots struct {
	pool *CertPool
	err  error
	done bool
}

var rootFiles = []string{
	"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
}

var rootDirs = []string{"/etc/ssl/certs", "/etc/pki/tls/certs"}

func loadRoots() (*CertPool, error) {
	pool := NewCertPool()
	pool.system = true
	files, dirs := rootFiles, rootDirs
	if f := os.Getenv("SSL_CERT_FILE"); f != "" {
		files = []string{f}
	}
	if d := os.Getenv("SSL_CERT_DIR"); d != "" {
		dirs = strings.Split(d, ":")
	}
	var first error
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err == nil {
			pool.AppendCertsFromPEM(data)
			break
		}
		if first == nil && !os.IsNotExist(err) {
			first = err
		}
	}
	for _, d := range dirs {
		list, err := os.ReadDir(d)
		if err != nil {
			if first == nil && !os.IsNotExist(err) {
				first = err
			}
			continue
		}
		for _, e := range list {
			if e.Type()&os.ModeSymlink != 0 {
				// A link within the folder names a file that is read anyway.
				if to, err := os.Readlink(filepath.Join(d, e.Name())); err == nil && !strings.Contains(to, "/") {
					continue
				}
			}
			if data, err := os.ReadFile(filepath.Join(d, e.Name())); err == nil {
				pool.AppendCertsFromPEM(data)
			}
		}
	}
	if len(pool.list) > 0 || first == nil {
		return pool, nil
	}
	return nil, first
}

func systemPool() *CertPool {
	if !systemRoots.done {
		systemRoots.done = true
		systemRoots.pool, systemRoots.err = loadRoots()
	}
	return systemRoots.pool
}

// SystemCertPool returns a copy of the system's roots.
func SystemCertPool() (*CertPool, error) {
	if p := systemPool(); p != nil {
		return p.Clone(), nil
	}
	return loadRoots()
}

// SetFallbackRoots sets what stands in for the system's roots when it has none. It may be called once.
func SetFallbackRoots(roots *CertPool) {
	if roots == nil {
		panic("roots must be non-nil")
	}
	if fallback {
		panic("SetFallbackRoots has already been called")
	}
	fallback = true
	if p := systemPool(); p != nil && len(p.list) > 0 {
		return
	}
	systemRoots.pool, systemRoots.err = roots, nil
}

var fallback bool
