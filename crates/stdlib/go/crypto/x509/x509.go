// Package x509: certificates, requests and revocation lists by RFC 5280, their keys, and the verification of chains.
package x509

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/der"
	"math/big"
	"net"
	"net/url"
	"time"
)

// A KeyUsage is a set of what a key may be used for.
type KeyUsage int

const (
	KeyUsageDigitalSignature KeyUsage = 1 << iota
	KeyUsageContentCommitment
	KeyUsageKeyEncipherment
	KeyUsageDataEncipherment
	KeyUsageKeyAgreement
	KeyUsageCertSign
	KeyUsageCRLSign
	KeyUsageEncipherOnly
	KeyUsageDecipherOnly
)

var keyUsageNames = []string{"digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
	"cRLSign", "encipherOnly", "decipherOnly"}

func (i KeyUsage) String() string {
	for n, name := range keyUsageNames {
		if i == 1<<n {
			return name
		}
	}
	return fmt.Sprintf("KeyUsage(%d)", int(i))
}

// An ExtKeyUsage is a purpose of a certificate.
type ExtKeyUsage int

const (
	ExtKeyUsageAny ExtKeyUsage = iota
	ExtKeyUsageServerAuth
	ExtKeyUsageClientAuth
	ExtKeyUsageCodeSigning
	ExtKeyUsageEmailProtection
	ExtKeyUsageIPSECEndSystem
	ExtKeyUsageIPSECTunnel
	ExtKeyUsageIPSECUser
	ExtKeyUsageTimeStamping
	ExtKeyUsageOCSPSigning
	ExtKeyUsageMicrosoftServerGatedCrypto
	ExtKeyUsageNetscapeServerGatedCrypto
	ExtKeyUsageMicrosoftCommercialCodeSigning
	ExtKeyUsageMicrosoftKernelCodeSigning
)

var purposes = []struct {
	name string
	oid  asn1.ObjectIdentifier
}{
	{"anyExtendedKeyUsage", asn1.ObjectIdentifier{2, 5, 29, 37, 0}},
	{"serverAuth", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 1}},
	{"clientAuth", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 2}},
	{"codeSigning", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 3}},
	{"emailProtection", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 4}},
	{"ipsecEndSystem", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 5}},
	{"ipsecTunnel", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 6}},
	{"ipsecUser", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 7}},
	{"timeStamping", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}},
	{"OCSPSigning", asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 9}},
	{"msSGC", asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 10, 3, 3}},
	{"nsSGC", asn1.ObjectIdentifier{2, 16, 840, 1, 113730, 4, 1}},
	{"msCodeCom", asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 2, 1, 22}},
	{"msKernelCode", asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 311, 61, 1, 1}},
}

func (i ExtKeyUsage) String() string {
	if i >= 0 && int(i) < len(purposes) {
		return purposes[i].name
	}
	return fmt.Sprintf("ExtKeyUsage(%d)", int(i))
}

// OID returns the purpose's identifier; it panics if there is none.
func (eku ExtKeyUsage) OID() OID {
	if eku < 0 || int(eku) >= len(purposes) {
		panic("x509: internal error: known ExtKeyUsage has no OID")
	}
	o, _ := OIDFromASN1OID(purposes[eku].oid)
	return o
}

// A PolicyMapping says that two policies are the same.
type PolicyMapping struct {
	IssuerDomainPolicy  OID
	SubjectDomainPolicy OID
}

// A Certificate is a certificate.
type Certificate struct {
	Raw                     []byte
	RawTBSCertificate       []byte
	RawSubjectPublicKeyInfo []byte
	RawSubject              []byte
	RawIssuer               []byte
	RawSignatureAlgorithm   []byte

	Signature          []byte
	SignatureAlgorithm SignatureAlgorithm

	PublicKeyAlgorithm PublicKeyAlgorithm
	PublicKey          any

	Version             int
	SerialNumber        *big.Int
	Issuer              pkix.Name
	Subject             pkix.Name
	NotBefore, NotAfter time.Time
	KeyUsage            KeyUsage

	Extensions                  []pkix.Extension
	ExtraExtensions             []pkix.Extension
	UnhandledCriticalExtensions []asn1.ObjectIdentifier

	ExtKeyUsage        []ExtKeyUsage
	UnknownExtKeyUsage []asn1.ObjectIdentifier

	BasicConstraintsValid bool
	IsCA                  bool
	MaxPathLen            int
	MaxPathLenZero        bool

	SubjectKeyId   []byte
	AuthorityKeyId []byte

	OCSPServer            []string
	IssuingCertificateURL []string

	DNSNames       []string
	EmailAddresses []string
	IPAddresses    []net.IP
	URIs           []*url.URL

	PermittedDNSDomainsCritical bool
	PermittedDNSDomains         []string
	ExcludedDNSDomains          []string
	PermittedIPRanges           []*net.IPNet
	ExcludedIPRanges            []*net.IPNet
	PermittedEmailAddresses     []string
	ExcludedEmailAddresses      []string
	PermittedURIDomains         []string
	ExcludedURIDomains          []string

	CRLDistributionPoints []string

	PolicyIdentifiers []asn1.ObjectIdentifier
	Policies          []OID

	InhibitAnyPolicy          int
	InhibitAnyPolicyZero      bool
	InhibitPolicyMapping      int
	InhibitPolicyMappingZero  bool
	RequireExplicitPolicy     int
	RequireExplicitPolicyZero bool
	PolicyMappings            []PolicyMapping
}

// Equal reports whether both have the same encoding.
func (c *Certificate) Equal(other *Certificate) bool {
	if c == nil || other == nil {
		return c == other
	}
	return bytes.Equal(c.Raw, other.Raw)
}

// A ConstraintViolationError is for a parent that may not sign.
type ConstraintViolationError struct{}

func (ConstraintViolationError) Error() string {
	return "x509: invalid signature: parent certificate cannot sign this kind of certificate"
}

// CheckSignatureFrom checks that parent signed the certificate, and may.
func (c *Certificate) CheckSignatureFrom(parent *Certificate) error {
	if parent.Version == 3 && !parent.BasicConstraintsValid || parent.BasicConstraintsValid && !parent.IsCA {
		return ConstraintViolationError{}
	}
	if parent.KeyUsage != 0 && parent.KeyUsage&KeyUsageCertSign == 0 {
		return ConstraintViolationError{}
	}
	if parent.PublicKeyAlgorithm == UnknownPublicKeyAlgorithm {
		return ErrUnsupportedAlgorithm
	}
	return checkSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature, parent.PublicKey, false)
}

// CheckSignature checks that the certificate's key signed.
func (c *Certificate) CheckSignature(algo SignatureAlgorithm, signed, signature []byte) error {
	return checkSignature(algo, signed, signature, c.PublicKey, true)
}

func (c *Certificate) hasSAN() bool {
	for _, e := range c.Extensions {
		if e.Id.Equal(oidSAN) {
			return true
		}
	}
	return false
}

// ParseCertificate reads one certificate.
func ParseCertificate(der []byte) (*Certificate, error) {
	cert, err := parseCertificate(der)
	if err != nil {
		return nil, err
	}
	if len(der) != len(cert.Raw) {
		return nil, errors.New("x509: trailing data")
	}
	return cert, nil
}

// ParseCertificates reads certificates that follow one another.
func ParseCertificates(der []byte) ([]*Certificate, error) {
	var list []*Certificate
	for len(der) > 0 {
		cert, err := parseCertificate(der)
		if err != nil {
			return nil, err
		}
		list = append(list, cert)
		der = der[len(cert.Raw):]
	}
	return list, nil
}

func malformed(what string) error { return errors.New("x509: malformed " + what) }

func readTime(r *der.Reader) (time.Time, error) {
	switch {
	case r.Peek(der.UTCTime):
		content, ok := r.Read(der.UTCTime)
		if t, fine := der.Time(der.UTCTime, content); ok && fine {
			return t, nil
		}
		return time.Time{}, malformed("UTCTime")
	case r.Peek(der.GeneralTime):
		content, ok := r.Read(der.GeneralTime)
		if t, fine := der.Time(der.GeneralTime, content); ok && fine {
			return t, nil
		}
		return time.Time{}, malformed("GeneralizedTime")
	}
	return time.Time{}, errors.New("x509: unsupported time format")
}

func parseCertificate(input []byte) (*Certificate, error) {
	all := der.Reader(input)
	whole, ok := all.Element(der.Sequence)
	if !ok {
		return nil, malformed("certificate")
	}
	cert := &Certificate{Raw: whole}
	body, _ := (&whole).Read(der.Sequence)
	inner := body
	tbsWhole, ok := body.Element(der.Sequence)
	if !ok {
		return nil, malformed("tbs certificate")
	}
	cert.RawTBSCertificate = tbsWhole
	tbs, _ := inner.Read(der.Sequence)

	version, there, ok := tbs.Optional(der.Made(0))
	if there && ok {
		cert.Version, ok = version.Int()
		ok = ok && version.Empty()
	}
	if !ok || cert.Version < 0 {
		return nil, malformed("version")
	}
	if cert.Version++; cert.Version > 3 {
		return nil, errors.New("x509: invalid version")
	}
	if cert.SerialNumber, ok = tbs.Big(); !ok {
		return nil, malformed("serial number")
	}
	if cert.SerialNumber.Sign() < 0 {
		return nil, errors.New("x509: negative serial number")
	}
	var err error
	if cert.RawSignatureAlgorithm, cert.SignatureAlgorithm, err = readAlgorithm(&tbs, &body); err != nil {
		return nil, err
	}
	if cert.RawIssuer, cert.Issuer, err = readName(&tbs); err != nil {
		return nil, err
	}
	validity, ok := tbs.Read(der.Sequence)
	if !ok {
		return nil, malformed("validity")
	}
	if cert.NotBefore, err = readTime(&validity); err != nil {
		return nil, err
	}
	if cert.NotAfter, err = readTime(&validity); err != nil {
		return nil, err
	}
	if cert.RawSubject, cert.Subject, err = readName(&tbs); err != nil {
		return nil, err
	}
	if err := cert.readKey(&tbs); err != nil {
		return nil, err
	}
	if cert.Version > 1 {
		if _, _, ok := tbs.Optional(der.Context(1)); !ok {
			return nil, malformed("issuerUniqueID")
		}
		if _, _, ok := tbs.Optional(der.Context(2)); !ok {
			return nil, malformed("subjectUniqueID")
		}
		if cert.Version == 3 {
			if err := cert.readExtensions(&tbs); err != nil {
				return nil, err
			}
		}
	}
	bits, unused, ok := body.BitString()
	if !ok {
		return nil, malformed("signature")
	}
	cert.Signature = asn1.BitString{Bytes: bits, BitLength: len(bits)*8 - unused}.RightAlign()
	return cert, nil
}

// readAlgorithm reads the algorithm of a signature, which stands in what is signed and again behind it.
func readAlgorithm(tbs, body *der.Reader) (raw []byte, algorithm SignatureAlgorithm, err error) {
	algo, ok := tbs.Element(der.Sequence)
	if !ok {
		return nil, 0, malformed("signature algorithm identifier")
	}
	outer, ok := body.Element(der.Sequence)
	if !ok {
		return nil, 0, malformed("algorithm identifier")
	}
	if !bytes.Equal(outer, algo) {
		return nil, 0, errors.New("x509: inner and outer signature algorithm identifiers don't match")
	}
	raw = algo
	content, _ := algo.Read(der.Sequence)
	id, err := readIdentifier(content)
	if err != nil {
		return nil, 0, err
	}
	return raw, algorithmOf(id.oid, id.params), nil
}

// readName reads a name that the certificate keeps both ways.
func readName(r *der.Reader) (raw []byte, name pkix.Name, err error) {
	whole, ok := r.Element(der.Sequence)
	if !ok {
		return nil, name, malformed("issuer")
	}
	rdns, err := parseName(whole)
	if err != nil {
		return nil, name, err
	}
	name.FillFromRDNSequence(&rdns)
	return whole, name, nil
}

func (c *Certificate) readKey(tbs *der.Reader) error {
	whole, ok := tbs.Element(der.Sequence)
	if !ok {
		return malformed("spki")
	}
	c.RawSubjectPublicKeyInfo = whole
	content, _ := whole.Read(der.Sequence)
	id, key, problem := readInfo(content)
	if problem != "" {
		return errors.New(problem)
	}
	c.PublicKeyAlgorithm = keyAlgorithmOf(id.oid)
	if c.PublicKeyAlgorithm != UnknownPublicKeyAlgorithm {
		var err error
		if c.PublicKey, err = readPublicKey(id, key); err != nil {
			return err
		}
	}
	return nil
}

func (c *Certificate) readExtensions(tbs *der.Reader) error {
	wrapped, there, ok := tbs.Optional(der.Made(3))
	if !ok {
		return malformed("extensions")
	}
	if !there {
		return nil
	}
	list, ok := wrapped.Read(der.Sequence)
	if !ok {
		return malformed("extensions")
	}
	seen := map[string]bool{}
	for !list.Empty() {
		content, ok := list.Read(der.Sequence)
		if !ok {
			return malformed("extension")
		}
		e, err := readExtension(content)
		if err != nil {
			return err
		}
		oid := e.Id.String()
		if seen[oid] {
			return fmt.Errorf("x509: certificate contains duplicate extension with OID %q", oid)
		}
		seen[oid] = true
		c.Extensions = append(c.Extensions, e)
	}
	return c.processExtensions()
}

func readExtension(b der.Reader) (e pkix.Extension, err error) {
	oid, ok := b.Path()
	if !ok {
		return e, malformed("extension OID field")
	}
	e.Id = oid
	if b.Peek(der.Boolean) {
		if e.Critical, ok = b.Bool(); !ok {
			return e, malformed("extension critical field")
		}
	}
	value, ok := b.Read(der.Octets)
	if !ok {
		return e, malformed("extension value field")
	}
	e.Value = value
	return e, nil
}

// parseName reads a name.
func parseName(whole der.Reader) (pkix.RDNSequence, error) {
	list, ok := whole.Read(der.Sequence)
	if !ok {
		return nil, errors.New("x509: invalid RDNSequence")
	}
	var name pkix.RDNSequence
	for !list.Empty() {
		set, ok := list.Read(der.Set)
		if !ok {
			return nil, errors.New("x509: invalid RDNSequence")
		}
		var step pkix.RelativeDistinguishedNameSET
		for !set.Empty() {
			attribute, ok := set.Read(der.Sequence)
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute")
			}
			oid, ok := attribute.Path()
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute type")
			}
			tag, content, _, ok := attribute.Any()
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute value: invalid ASN.1 element")
			}
			text, err := attributeValue(tag, content)
			if err != nil {
				return nil, fmt.Errorf("x509: invalid RDNSequence: invalid attribute value: %s", err)
			}
			step = append(step, pkix.AttributeTypeAndValue{Type: oid, Value: text})
		}
		name = append(name, step)
	}
	return name, nil
}
