package x509

// Revocation lists.

import (
	"bytes"
	"crypto"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"internal/der"
	"io"
	"math/big"
	"time"
)

// A RevocationList says which certificates do not hold any more.
type RevocationList struct {
	Raw                   []byte
	RawTBSRevocationList  []byte
	RawIssuer             []byte
	RawSignatureAlgorithm []byte

	Issuer         pkix.Name
	AuthorityKeyId []byte

	Signature          []byte
	SignatureAlgorithm SignatureAlgorithm

	RevokedCertificateEntries []RevocationListEntry
	RevokedCertificates       []pkix.RevokedCertificate

	Number *big.Int

	ThisUpdate time.Time
	NextUpdate time.Time

	Extensions      []pkix.Extension
	ExtraExtensions []pkix.Extension
}

// A RevocationListEntry is a certificate that does not hold any more.
type RevocationListEntry struct {
	Raw             []byte
	SerialNumber    *big.Int
	RevocationTime  time.Time
	ReasonCode      int
	Extensions      []pkix.Extension
	ExtraExtensions []pkix.Extension
}

// ParseRevocationList reads a list.
func ParseRevocationList(input []byte) (*RevocationList, error) {
	all := der.Reader(input)
	whole, ok := all.Element(der.Sequence)
	if !ok {
		return nil, malformed("crl")
	}
	if !all.Empty() {
		return nil, errors.New("x509: trailing data")
	}
	rl := &RevocationList{Raw: whole}
	body, _ := whole.Read(der.Sequence)
	tbsWhole, ok := body.Element(der.Sequence)
	if !ok {
		return nil, malformed("tbs crl")
	}
	rl.RawTBSRevocationList = tbsWhole
	tbs, _ := tbsWhole.Read(der.Sequence)
	if !tbs.Peek(der.Integer) {
		return nil, errors.New("x509: unsupported crl version")
	}
	version, ok := tbs.Int()
	if !ok {
		return nil, malformed("crl")
	}
	if version != 1 {
		return nil, fmt.Errorf("x509: unsupported crl version: %d", version)
	}
	var err error
	if rl.RawSignatureAlgorithm, rl.SignatureAlgorithm, err = readAlgorithm(&tbs, &body); err != nil {
		return nil, err
	}
	bits, unused, ok := body.BitString()
	if !ok {
		return nil, malformed("signature")
	}
	rl.Signature = asn1.BitString{Bytes: bits, BitLength: len(bits)*8 - unused}.RightAlign()
	if rl.RawIssuer, rl.Issuer, err = readName(&tbs); err != nil {
		return nil, err
	}
	if rl.ThisUpdate, err = readTime(&tbs); err != nil {
		return nil, err
	}
	if tbs.Peek(der.GeneralTime) || tbs.Peek(der.UTCTime) {
		if rl.NextUpdate, err = readTime(&tbs); err != nil {
			return nil, err
		}
	}
	if tbs.Peek(der.Sequence) {
		list, ok := tbs.Read(der.Sequence)
		if !ok {
			return nil, malformed("crl")
		}
		for !list.Empty() {
			e, err := readEntry(&list)
			if err != nil {
				return nil, err
			}
			rl.RevokedCertificateEntries = append(rl.RevokedCertificateEntries, e)
			rl.RevokedCertificates = append(rl.RevokedCertificates,
				pkix.RevokedCertificate{SerialNumber: e.SerialNumber, RevocationTime: e.RevocationTime, Extensions: e.Extensions})
		}
	}
	wrapped, there, ok := tbs.Optional(der.Made(0))
	if !ok {
		return nil, malformed("extensions")
	}
	if there {
		list, ok := wrapped.Read(der.Sequence)
		if !ok {
			return nil, malformed("extensions")
		}
		if rl.Extensions, err = readExtensionList(list); err != nil {
			return nil, err
		}
	}
	for _, e := range rl.Extensions {
		value := der.Reader(e.Value)
		switch {
		case e.Id.Equal(oidAuthorityKey):
			list, ok := value.Read(der.Sequence)
			if !ok {
				return nil, invalid("authority key identifier")
			}
			if list.Peek(der.Context(0)) {
				rl.AuthorityKeyId, _ = list.Read(der.Context(0))
			}
		case e.Id.Equal(oidCRLNumber):
			if rl.Number, ok = value.Big(); !ok {
				return nil, errors.New("x509: malformed crl number")
			}
		}
	}
	return rl, nil
}

func readExtensionList(list der.Reader) (all []pkix.Extension, err error) {
	for !list.Empty() {
		content, ok := list.Read(der.Sequence)
		if !ok {
			return nil, malformed("extension")
		}
		e, err := readExtension(content)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func readEntry(list *der.Reader) (e RevocationListEntry, err error) {
	whole, ok := list.Element(der.Sequence)
	if !ok {
		return e, malformed("crl")
	}
	e.Raw = whole
	b, _ := whole.Read(der.Sequence)
	if e.SerialNumber, ok = b.Big(); !ok {
		return e, malformed("serial number")
	}
	if e.RevocationTime, err = readTime(&b); err != nil {
		return e, err
	}
	extensions, there, ok := b.Optional(der.Sequence)
	if !ok {
		return e, malformed("extensions")
	}
	if there {
		if e.Extensions, err = readExtensionList(extensions); err != nil {
			return e, err
		}
	}
	for _, x := range e.Extensions {
		if x.Id.Equal(oidReason) {
			value := der.Reader(x.Value)
			if e.ReasonCode, ok = value.Enum(); !ok {
				return e, fmt.Errorf("x509: malformed reasonCode extension")
			}
		}
	}
	return e, nil
}

// CheckSignatureFrom checks that parent signed the list, and may.
func (rl *RevocationList) CheckSignatureFrom(parent *Certificate) error {
	if parent.Version == 3 && !parent.BasicConstraintsValid || parent.BasicConstraintsValid && !parent.IsCA {
		return ConstraintViolationError{}
	}
	if parent.KeyUsage != 0 && parent.KeyUsage&KeyUsageCRLSign == 0 {
		return ConstraintViolationError{}
	}
	if parent.PublicKeyAlgorithm == UnknownPublicKeyAlgorithm {
		return ErrUnsupportedAlgorithm
	}
	return parent.CheckSignature(rl.SignatureAlgorithm, rl.RawTBSRevocationList, rl.Signature)
}

// CreateRevocationList signs a list as template says.
func CreateRevocationList(rand io.Reader, template *RevocationList, issuer *Certificate, priv crypto.Signer) ([]byte, error) {
	switch {
	case template == nil:
		return nil, errors.New("x509: template can not be nil")
	case issuer == nil:
		return nil, errors.New("x509: issuer can not be nil")
	case issuer.KeyUsage&KeyUsageCRLSign == 0:
		return nil, errors.New("x509: issuer must have the crlSign key usage bit set")
	case len(issuer.SubjectKeyId) == 0:
		return nil, errors.New("x509: issuer certificate doesn't contain a subject key identifier")
	case template.NextUpdate.Before(template.ThisUpdate):
		return nil, errors.New("x509: template.ThisUpdate is after template.NextUpdate")
	case template.Number == nil:
		return nil, errors.New("x509: template contains nil Number field")
	}
	s, err := schemeFor(priv, template.SignatureAlgorithm)
	if err != nil {
		return nil, err
	}
	var revoked []byte
	entries := template.RevokedCertificateEntries
	if entries == nil {
		for _, r := range template.RevokedCertificates {
			entries = append(entries, RevocationListEntry{SerialNumber: r.SerialNumber, RevocationTime: r.RevocationTime, ExtraExtensions: r.Extensions})
		}
	}
	for _, e := range entries {
		if e.SerialNumber == nil {
			return nil, errors.New("x509: template contains entry with nil SerialNumber field")
		}
		if e.RevocationTime.IsZero() {
			return nil, errors.New("x509: template contains entry with zero RevocationTime field")
		}
		var list []byte
		if template.RevokedCertificateEntries != nil && has(oidReason, e.ExtraExtensions) {
			return nil, errors.New("x509: template contains entry with ReasonCode ExtraExtension; use ReasonCode field instead")
		}
		for _, x := range e.ExtraExtensions {
			list = append(list, writeExtension(x.Id, x.Critical, x.Value)...)
		}
		if e.ReasonCode != 0 {
			code := der.WriteInt(e.ReasonCode)
			code[0] = der.Enum
			list = append(list, writeExtension(oidReason, false, code)...)
		}
		if len(list) > 0 {
			list = der.Wrap(der.Sequence, list)
		}
		revoked = append(revoked, der.Wrap(der.Sequence, der.WriteBig(e.SerialNumber), der.WriteTime(e.RevocationTime), list)...)
	}
	if len(entries) > 0 {
		revoked = der.Wrap(der.Sequence, revoked)
	}
	number := template.Number.Bytes()
	if len(number) > 20 || len(number) == 20 && number[0]&0x80 != 0 {
		return nil, errors.New("x509: CRL number exceeds 20 octets")
	}
	list := writeExtension(oidAuthorityKey, false, der.Wrap(der.Sequence, der.Wrap(der.Context(0), issuer.SubjectKeyId)))
	list = append(list, writeExtension(oidCRLNumber, false, der.WriteBig(template.Number))...)
	for _, x := range template.ExtraExtensions {
		list = append(list, writeExtension(x.Id, x.Critical, x.Value)...)
	}
	name, err := nameBytes(issuer.RawSubject, issuer.Subject)
	if err != nil {
		return nil, err
	}
	var next []byte
	if !template.NextUpdate.IsZero() {
		next = der.WriteTime(template.NextUpdate)
	}
	tbs := der.Wrap(der.Sequence, der.WriteInt(1), s.identifier(), name, der.WriteTime(template.ThisUpdate), next, revoked,
		der.Wrap(der.Made(0), der.Wrap(der.Sequence, list)))
	return s.seal(rand, tbs, priv)
}

// ParseCRL reads a list in PEM or DER.
func ParseCRL(crlBytes []byte) (*pkix.CertificateList, error) {
	if bytes.HasPrefix(crlBytes, []byte("-----BEGIN X509 CRL")) {
		if block, _ := pem.Decode(crlBytes); block != nil && block.Type == "X509 CRL" {
			crlBytes = block.Bytes
		}
	}
	return ParseDERCRL(crlBytes)
}

// ParseDERCRL reads a list.
func ParseDERCRL(derBytes []byte) (*pkix.CertificateList, error) {
	list := new(pkix.CertificateList)
	if rest, err := asn1.Unmarshal(derBytes, list); err != nil {
		return nil, err
	} else if len(rest) != 0 {
		return nil, errors.New("x509: trailing data after CRL")
	}
	return list, nil
}

// CheckCRLSignature checks that the certificate's key signed the list.
func (c *Certificate) CheckCRLSignature(crl *pkix.CertificateList) error {
	algo := algorithmOf(crl.SignatureAlgorithm.Algorithm, crl.SignatureAlgorithm.Parameters.FullBytes)
	return c.CheckSignature(algo, crl.TBSCertList.Raw, crl.SignatureValue.RightAlign())
}

// CreateCRL signs a list of the kind that CreateRevocationList replaces.
func (c *Certificate) CreateCRL(rand io.Reader, priv any, revokedCerts []pkix.RevokedCertificate, now, expiry time.Time) (crlBytes []byte, err error) {
	key, ok := priv.(crypto.Signer)
	if !ok {
		return nil, errors.New("x509: certificate private key does not implement crypto.Signer")
	}
	s, err := schemeFor(key, 0)
	if err != nil {
		return nil, err
	}
	revoked := make([]pkix.RevokedCertificate, len(revokedCerts))
	for i, r := range revokedCerts {
		r.RevocationTime = r.RevocationTime.UTC()
		revoked[i] = r
	}
	var list []byte
	if len(revoked) > 0 {
		if list, err = asn1.Marshal(revoked); err != nil {
			return nil, err
		}
	}
	var extensions []byte
	if len(c.SubjectKeyId) > 0 {
		extensions = writeExtension(oidAuthorityKey, false, der.Wrap(der.Sequence, der.Wrap(der.Context(0), c.SubjectKeyId)))
		extensions = der.Wrap(der.Made(0), der.Wrap(der.Sequence, extensions))
	}
	name, err := asn1.Marshal(c.Subject.ToRDNSequence())
	if err != nil {
		return nil, err
	}
	tbs := der.Wrap(der.Sequence, der.WriteInt(1), s.identifier(), name, der.WriteTime(now), der.WriteTime(expiry), list, extensions)
	return s.seal(rand, tbs, key)
}
