package x509

// Making of certificates and requests.

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/der"
	"io"
	"math/big"
	"net"
	"net/url"
	"slices"
	"strings"
)

// CreateCertificate signs a certificate as template says, with the parent's key; the parent of a self-signed one is the template.
func CreateCertificate(rand io.Reader, template, parent *Certificate, pub, priv any) ([]byte, error) {
	key, ok := priv.(crypto.Signer)
	if !ok {
		return nil, errors.New("x509: certificate private key does not implement crypto.Signer")
	}
	serial := template.SerialNumber
	if serial == nil {
		var err error
		if serial, err = randomSerial(rand); err != nil {
			return nil, err
		}
	}
	// RFC 5280 wants a positive number of at most 20 bytes; only the sign is checked.
	if serial.Sign() == -1 {
		return nil, errors.New("x509: serial number must be positive")
	}
	if template.BasicConstraintsValid && template.MaxPathLen < -1 {
		return nil, errors.New("x509: invalid MaxPathLen, must be greater or equal to -1")
	}
	if template.BasicConstraintsValid && !template.IsCA && template.MaxPathLen != -1 && (template.MaxPathLen != 0 || template.MaxPathLenZero) {
		return nil, errors.New("x509: only CAs are allowed to specify MaxPathLen")
	}
	s, err := schemeFor(key, template.SignatureAlgorithm)
	if err != nil {
		return nil, err
	}
	id, bits, err := publicBytes(pub)
	if err != nil {
		return nil, err
	}
	if kindOf(pub) == UnknownPublicKeyAlgorithm {
		return nil, fmt.Errorf("x509: unsupported public key type: %T", pub)
	}
	issuer, err := nameBytes(parent.RawSubject, parent.Subject)
	if err != nil {
		return nil, err
	}
	subject, err := nameBytes(template.RawSubject, template.Subject)
	if err != nil {
		return nil, err
	}
	authority := template.AuthorityKeyId
	if !bytes.Equal(issuer, subject) && len(parent.SubjectKeyId) > 0 {
		authority = parent.SubjectKeyId
	}
	subjectKey := template.SubjectKeyId
	if len(subjectKey) == 0 && template.IsCA {
		// The first half of a digest, by RFC 7093.
		sum := sha256.Sum256(bits)
		subjectKey = sum[:20]
	}
	// The parent's key must be the one that signs.
	type privateKey interface {
		Equal(crypto.PublicKey) bool
	}
	if own, ok := key.Public().(privateKey); !ok {
		return nil, errors.New("x509: internal error: supported public key does not implement Equal")
	} else if parent.PublicKey != nil && !own.Equal(parent.PublicKey) {
		return nil, errors.New("x509: provided PrivateKey doesn't match parent's PublicKey")
	}
	list, err := template.extensions(bytes.Equal(subject, []byte{der.Sequence, 0}), authority, subjectKey)
	if err != nil {
		return nil, err
	}
	var extensions []byte
	if len(list) > 0 {
		extensions = der.Wrap(der.Made(3), der.Wrap(der.Sequence, list))
	}
	tbs := der.Wrap(der.Sequence,
		der.Wrap(der.Made(0), der.WriteInt(2)), der.WriteBig(serial), s.identifier(), issuer,
		der.Wrap(der.Sequence, der.WriteTime(template.NotBefore), der.WriteTime(template.NotAfter)),
		subject, der.Wrap(der.Sequence, id, der.WriteBits(bits)), extensions)
	return s.seal(rand, tbs, key)
}

// seal signs and puts all together.
func (s *scheme) seal(rand io.Reader, tbs []byte, key crypto.Signer) ([]byte, error) {
	signature, err := s.sign(rand, tbs, key)
	if err != nil {
		return nil, err
	}
	return der.Wrap(der.Sequence, tbs, s.identifier(), der.WriteBits(signature)), nil
}

func randomSerial(r io.Reader) (*big.Int, error) {
	if r == nil {
		r = rand.Reader
	}
	b := make([]byte, 20)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		b[0] &= 0x7f
		if n := new(big.Int).SetBytes(b); n.Sign() > 0 {
			return n, nil
		}
	}
}

func kindOf(pub any) PublicKeyAlgorithm {
	id, _, err := publicBytes(pub)
	if err != nil {
		return UnknownPublicKeyAlgorithm
	}
	r := der.Reader(id)
	content, _ := r.Read(der.Sequence)
	ident, err := readIdentifier(content)
	if err != nil {
		return UnknownPublicKeyAlgorithm
	}
	return keyAlgorithmOf(ident.oid)
}

func nameBytes(raw []byte, name pkix.Name) ([]byte, error) {
	if len(raw) > 0 {
		return raw, nil
	}
	return asn1.Marshal(name.ToRDNSequence())
}

func has(id asn1.ObjectIdentifier, list []pkix.Extension) bool {
	return slices.ContainsFunc(list, func(e pkix.Extension) bool { return e.Id.Equal(id) })
}

// writer gathers extensions.
type writer struct {
	out   []byte
	extra []pkix.Extension
}

func writeExtension(id asn1.ObjectIdentifier, critical bool, value []byte) []byte {
	var flag []byte
	if critical {
		flag = der.WriteBool(true)
	}
	return der.Wrap(der.Sequence, der.WritePath(id), flag, der.Wrap(der.Octets, value))
}

// add writes an extension that the program does not bring itself.
func (w *writer) add(id asn1.ObjectIdentifier, critical bool, value []byte) {
	w.out = append(w.out, writeExtension(id, critical, value)...)
}

func (w *writer) wants(cond bool, id asn1.ObjectIdentifier) bool { return cond && !has(id, w.extra) }

func (c *Certificate) extensions(noSubject bool, authority, subjectKey []byte) ([]byte, error) {
	w := &writer{extra: c.ExtraExtensions}
	if w.wants(c.KeyUsage != 0, oidKeyUsage) {
		w.add(oidKeyUsage, true, keyUsageBits(c.KeyUsage))
	}
	if w.wants(len(c.ExtKeyUsage) > 0 || len(c.UnknownExtKeyUsage) > 0, oidExtKeyUsage) {
		var list []byte
		for _, u := range c.ExtKeyUsage {
			if u < 0 || int(u) >= len(purposes) {
				return nil, errors.New("x509: unknown extended key usage")
			}
			list = append(list, der.WritePath(purposes[u].oid)...)
		}
		for _, oid := range c.UnknownExtKeyUsage {
			list = append(list, der.WritePath(oid)...)
		}
		w.add(oidExtKeyUsage, false, der.Wrap(der.Sequence, list))
	}
	if w.wants(c.BasicConstraintsValid, oidBasic) {
		// A zero without MaxPathLenZero is no limit.
		var ca, limit []byte
		if c.IsCA {
			ca = der.WriteBool(true)
		}
		if c.MaxPathLen > 0 || c.MaxPathLen == 0 && c.MaxPathLenZero {
			limit = der.WriteInt(c.MaxPathLen)
		}
		w.add(oidBasic, true, der.Wrap(der.Sequence, ca, limit))
	}
	if w.wants(len(subjectKey) > 0, oidSubjectKeyID) {
		w.add(oidSubjectKeyID, false, der.Wrap(der.Octets, subjectKey))
	}
	if w.wants(len(authority) > 0, oidAuthorityKey) {
		w.add(oidAuthorityKey, false, der.Wrap(der.Sequence, der.Wrap(der.Context(0), authority)))
	}
	if w.wants(len(c.OCSPServer) > 0 || len(c.IssuingCertificateURL) > 0, oidAccess) {
		var list []byte
		for _, s := range c.OCSPServer {
			list = append(list, der.Wrap(der.Sequence, der.WritePath(oidOCSP), der.Wrap(der.Context(6), []byte(s)))...)
		}
		for _, s := range c.IssuingCertificateURL {
			list = append(list, der.Wrap(der.Sequence, der.WritePath(oidIssuers), der.Wrap(der.Context(6), []byte(s)))...)
		}
		w.add(oidAccess, false, der.Wrap(der.Sequence, list))
	}
	if w.wants(len(c.DNSNames)+len(c.EmailAddresses)+len(c.IPAddresses)+len(c.URIs) > 0, oidSAN) {
		san, err := sanBytes(c.DNSNames, c.EmailAddresses, c.IPAddresses, c.URIs)
		if err != nil {
			return nil, err
		}
		// An empty subject makes these names the only ones.
		w.add(oidSAN, noSubject, san)
	}
	if w.wants(len(c.Policies) > 0, oidPolicies) {
		var list []byte
		for _, p := range c.Policies {
			if len(p.der) == 0 {
				return nil, errors.New("invalid policy object identifier")
			}
			list = append(list, der.Wrap(der.Sequence, der.Wrap(der.OID, p.der))...)
		}
		w.add(oidPolicies, false, der.Wrap(der.Sequence, list))
	}
	if err := c.addConstraints(w); err != nil {
		return nil, err
	}
	if w.wants(len(c.CRLDistributionPoints) > 0, oidCRLPoints) {
		var list []byte
		for _, s := range c.CRLDistributionPoints {
			name := der.Wrap(der.Made(0), der.Wrap(der.Context(6), []byte(s)))
			list = append(list, der.Wrap(der.Sequence, der.Wrap(der.Made(0), name))...)
		}
		w.add(oidCRLPoints, false, der.Wrap(der.Sequence, list))
	}
	for _, e := range c.ExtraExtensions {
		w.add(e.Id, e.Critical, e.Value)
	}
	return w.out, nil
}

func (c *Certificate) addConstraints(w *writer) error {
	permitted, err := treeBytes(c.PermittedDNSDomains, c.PermittedIPRanges, c.PermittedEmailAddresses, c.PermittedURIDomains)
	if err != nil {
		return err
	}
	excluded, err := treeBytes(c.ExcludedDNSDomains, c.ExcludedIPRanges, c.ExcludedEmailAddresses, c.ExcludedURIDomains)
	if err != nil {
		return err
	}
	if !w.wants(len(permitted) > 0 || len(excluded) > 0, oidNames) {
		return nil
	}
	if len(permitted) > 0 {
		permitted = der.Wrap(der.Made(0), permitted)
	}
	if len(excluded) > 0 {
		excluded = der.Wrap(der.Made(1), excluded)
	}
	w.add(oidNames, c.PermittedDNSDomainsCritical, der.Wrap(der.Sequence, permitted, excluded))
	return nil
}

func keyUsageBits(u KeyUsage) []byte {
	b := make([]byte, 2)
	for i := range 16 {
		if u&(1<<i) != 0 {
			b[i/8] |= 0x80 >> (i % 8)
		}
	}
	return bitsOf(b)
}

func ia5(s string) error {
	if !isASCII(s) {
		return fmt.Errorf("x509: %q cannot be encoded as an IA5String", s)
	}
	return nil
}

func sanBytes(dns, emails []string, ips []net.IP, uris []*url.URL) ([]byte, error) {
	var list []byte
	add := func(tag byte, s string) error {
		list = append(list, der.Wrap(der.Context(tag), []byte(s))...)
		return ia5(s)
	}
	for _, s := range dns {
		if err := add(2, s); err != nil {
			return nil, err
		}
	}
	for _, s := range emails {
		if err := add(1, s); err != nil {
			return nil, err
		}
	}
	for _, ip := range ips {
		if v4 := ip.To4(); v4 != nil {
			ip = v4
		}
		list = append(list, der.Wrap(der.Context(7), ip)...)
	}
	for _, u := range uris {
		if err := add(6, u.String()); err != nil {
			return nil, err
		}
	}
	return der.Wrap(der.Sequence, list), nil
}

func treeBytes(dns []string, ips []*net.IPNet, emails, uris []string) (list []byte, err error) {
	add := func(tag byte, b []byte) {
		list = append(list, der.Wrap(der.Sequence, der.Wrap(der.Context(tag), b))...)
	}
	for _, s := range dns {
		if err := ia5(s); err != nil {
			return nil, err
		}
		add(2, []byte(s))
	}
	for _, r := range ips {
		ip, mask := r.IP.Mask(r.Mask), r.Mask
		if v4 := ip.To4(); v4 != nil {
			ip = v4
			if len(mask) == net.IPv6len {
				return nil, errors.New("x509: IP constraint contained IPv4-mapped IPv6 address with a IPv6 mask")
			}
		}
		add(7, slices.Concat([]byte(ip), []byte(mask)))
	}
	for _, s := range emails {
		if err := ia5(s); err != nil {
			return nil, err
		}
		add(1, []byte(s))
	}
	for _, s := range uris {
		if err := ia5(s); err != nil {
			return nil, err
		}
		add(6, []byte(s))
	}
	return list, nil
}

// A CertificateRequest asks for a certificate, by PKCS #10.
type CertificateRequest struct {
	Raw                      []byte
	RawTBSCertificateRequest []byte
	RawSubjectPublicKeyInfo  []byte
	RawSubject               []byte
	RawSignatureAlgorithm    []byte

	Version            int
	Signature          []byte
	SignatureAlgorithm SignatureAlgorithm

	PublicKeyAlgorithm PublicKeyAlgorithm
	PublicKey          any

	Subject pkix.Name

	Attributes []pkix.AttributeTypeAndValueSET

	Extensions      []pkix.Extension
	ExtraExtensions []pkix.Extension

	DNSNames       []string
	EmailAddresses []string
	IPAddresses    []net.IP
	URIs           []*url.URL
}

var oidExtensionRequest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 14}

// CreateCertificateRequest signs a request.
func CreateCertificateRequest(rand io.Reader, template *CertificateRequest, priv any) (csr []byte, err error) {
	key, ok := priv.(crypto.Signer)
	if !ok {
		return nil, errors.New("x509: certificate private key does not implement crypto.Signer")
	}
	s, err := schemeFor(key, template.SignatureAlgorithm)
	if err != nil {
		return nil, err
	}
	id, bits, err := publicBytes(key.Public())
	if err != nil {
		return nil, err
	}
	var list []byte
	if len(template.DNSNames)+len(template.EmailAddresses)+len(template.IPAddresses)+len(template.URIs) > 0 && !has(oidSAN, template.ExtraExtensions) {
		san, err := sanBytes(template.DNSNames, template.EmailAddresses, template.IPAddresses, template.URIs)
		if err != nil {
			return nil, err
		}
		list = writeExtension(oidSAN, false, san)
	}
	for _, e := range template.ExtraExtensions {
		list = append(list, writeExtension(e.Id, e.Critical, e.Value)...)
	}
	// Attributes that ask for extensions take part in the one attribute that there may be.
	var attributes [][]byte
	done := len(list) == 0
	for _, a := range template.Attributes {
		if !done && a.Type.Equal(oidExtensionRequest) && len(a.Value) > 0 {
			own := a.Value[0]
			merged := slices.Clone(list)
			list = nil
			for _, v := range own {
				if bytesOf, ok := v.Value.([]byte); ok && !bytes.Contains(merged, der.WritePath(v.Type)) {
					list = append(list, writeExtension(v.Type, false, bytesOf)...)
				}
			}
			list = append(list, merged...)
			attributes = append(attributes, requestAttribute(list))
			done = true
			continue
		}
		b, err := asn1.Marshal(a)
		if err != nil {
			return nil, errors.New("x509: failed to serialise extensions attribute: " + err.Error())
		}
		attributes = append(attributes, b)
	}
	if !done {
		attributes = append(attributes, requestAttribute(list))
	}
	slices.SortFunc(attributes, bytes.Compare)
	subject, err := nameBytes(template.RawSubject, template.Subject)
	if err != nil {
		return nil, err
	}
	tbs := der.Wrap(der.Sequence, der.WriteInt(0), subject, der.Wrap(der.Sequence, id, der.WriteBits(bits)),
		der.Wrap(der.Made(0), attributes...))
	return s.seal(rand, tbs, key)
}

func requestAttribute(list []byte) []byte {
	return der.Wrap(der.Sequence, der.WritePath(oidExtensionRequest), der.Wrap(der.Set, der.Wrap(der.Sequence, list)))
}

// ParseCertificateRequest reads a request.
func ParseCertificateRequest(asn1Data []byte) (*CertificateRequest, error) {
	var outer struct {
		Raw asn1.RawContent
		TBS struct {
			Raw           asn1.RawContent
			Version       int
			Subject       asn1.RawValue
			PublicKey     publicKeyInfo
			RawAttributes []asn1.RawValue `asn1:"tag:0"`
		}
		SignatureAlgorithm struct {
			Raw        asn1.RawContent
			Algorithm  asn1.ObjectIdentifier
			Parameters asn1.RawValue `asn1:"optional"`
		}
		SignatureValue asn1.BitString
	}
	rest, err := asn1.Unmarshal(asn1Data, &outer)
	if err != nil {
		return nil, err
	}
	if len(rest) != 0 {
		return nil, asn1.SyntaxError{Msg: "trailing data"}
	}
	algo := &outer.SignatureAlgorithm
	out := &CertificateRequest{
		Raw:                      outer.Raw,
		RawTBSCertificateRequest: outer.TBS.Raw,
		RawSubjectPublicKeyInfo:  outer.TBS.PublicKey.Raw,
		RawSubject:               outer.TBS.Subject.FullBytes,
		RawSignatureAlgorithm:    algo.Raw,
		Version:                  outer.TBS.Version,
		Signature:                outer.SignatureValue.RightAlign(),
		SignatureAlgorithm:       algorithmOf(algo.Algorithm, algo.Parameters.FullBytes),
		PublicKeyAlgorithm:       keyAlgorithmOf(outer.TBS.PublicKey.Algorithm.Algorithm),
	}
	if out.PublicKeyAlgorithm != UnknownPublicKeyAlgorithm && out.PublicKeyAlgorithm != DSA {
		id := &outer.TBS.PublicKey.Algorithm
		if out.PublicKey, err = readPublicKey(identifier{id.Algorithm, id.Parameters.FullBytes}, outer.TBS.PublicKey.PublicKey.RightAlign()); err != nil {
			return nil, err
		}
	}
	var subject pkix.RDNSequence
	if rest, err := asn1.Unmarshal(out.RawSubject, &subject); err != nil {
		return nil, err
	} else if len(rest) != 0 {
		return nil, errors.New("x509: trailing data after X.509 Subject")
	}
	out.Subject.FillFromRDNSequence(&subject)
	seen := map[string]bool{}
	asked := false
	for _, raw := range outer.TBS.RawAttributes {
		var set pkix.AttributeTypeAndValueSET
		if rest, err := asn1.Unmarshal(raw.FullBytes, &set); err == nil && len(rest) == 0 && len(set.Value) > 0 {
			out.Attributes = append(out.Attributes, set)
		}
		var attribute struct {
			Id    asn1.ObjectIdentifier
			Value []asn1.RawValue `asn1:"set"`
		}
		if _, err := asn1.Unmarshal(raw.FullBytes, &attribute); err != nil || len(attribute.Value) == 0 {
			continue
		}
		if !attribute.Id.Equal(oidExtensionRequest) {
			continue
		}
		if asked {
			return nil, errors.New("x509: certificate request contains duplicate requested extensions")
		}
		asked = true
		var list []pkix.Extension
		if _, err := asn1.Unmarshal(attribute.Value[0].FullBytes, &list); err != nil {
			return nil, err
		}
		for _, e := range list {
			if seen[e.Id.String()] {
				return nil, errors.New("x509: certificate request contains duplicate requested extensions")
			}
			seen[e.Id.String()] = true
		}
		out.Extensions = append(out.Extensions, list...)
	}
	for _, e := range out.Extensions {
		if e.Id.Equal(oidSAN) {
			var c Certificate
			if _, err := c.readSAN(e.Value); err != nil {
				return nil, err
			}
			out.DNSNames, out.EmailAddresses, out.IPAddresses, out.URIs = c.DNSNames, c.EmailAddresses, c.IPAddresses, c.URIs
		}
	}
	return out, nil
}

// CheckSignature checks that the request's own key signed it.
func (c *CertificateRequest) CheckSignature() error {
	return checkSignature(c.SignatureAlgorithm, c.RawTBSCertificateRequest, c.Signature, c.PublicKey, true)
}

// validDomain reports whether s looks like a name of a domain.
func validDomain(s string, host bool) bool {
	if s == "" {
		return !host
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" {
			return false
		}
		for _, c := range []byte(label) {
			if c < 33 || c > 126 {
				return false
			}
		}
	}
	return true
}
