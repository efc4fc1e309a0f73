package x509

// Extensions of certificates as they are read.

import (
	"bytes"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/der"
	"math"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	oidSubjectKeyID = asn1.ObjectIdentifier{2, 5, 29, 14}
	oidKeyUsage     = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidSAN          = asn1.ObjectIdentifier{2, 5, 29, 17}
	oidBasic        = asn1.ObjectIdentifier{2, 5, 29, 19}
	oidCRLNumber    = asn1.ObjectIdentifier{2, 5, 29, 20}
	oidReason       = asn1.ObjectIdentifier{2, 5, 29, 21}
	oidNames        = asn1.ObjectIdentifier{2, 5, 29, 30}
	oidCRLPoints    = asn1.ObjectIdentifier{2, 5, 29, 31}
	oidPolicies     = asn1.ObjectIdentifier{2, 5, 29, 32}
	oidAuthorityKey = asn1.ObjectIdentifier{2, 5, 29, 35}
	oidExtKeyUsage  = asn1.ObjectIdentifier{2, 5, 29, 37}
	oidAccess       = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 1}
	oidOCSP         = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1}
	oidIssuers      = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 2}
)

// attributeText decodes the text of a name's attribute.
func attributeText(tag byte, b []byte) (string, error) {
	switch tag {
	case asn1.TagT61String:
		return der.Latin(b), nil
	case asn1.TagPrintableString:
		for _, c := range b {
			if !printable(c) {
				return "", errors.New("invalid PrintableString")
			}
		}
		return string(b), nil
	case asn1.TagUTF8String:
		if !utf8.Valid(b) {
			return "", errors.New("invalid UTF-8 string")
		}
		return string(b), nil
	case asn1.TagBMPString:
		if s, ok := der.BMP(b); ok {
			return s, nil
		}
		return "", errors.New("invalid BMPString")
	case asn1.TagIA5String:
		if !isASCII(string(b)) {
			return "", errors.New("invalid IA5String")
		}
		return string(b), nil
	case asn1.TagNumericString:
		for _, c := range b {
			if (c < '0' || c > '9') && c != ' ' {
				return "", errors.New("invalid NumericString")
			}
		}
		return string(b), nil
	}
	return "", fmt.Errorf("unsupported string type: %v", tag)
}

// attributeValue decodes the value of a name's attribute; as it stands for kinds that have no Go type here.
func attributeValue(tag byte, b []byte) (any, error) {
	element := der.Reader(der.Wrap(tag, b))
	wrong := func(what string) (any, error) { return nil, errors.New("invalid ASN.1 " + what) }
	switch tag {
	case asn1.TagT61String, asn1.TagPrintableString, asn1.TagUTF8String, asn1.TagBMPString, asn1.TagIA5String, asn1.TagNumericString:
		return attributeText(tag, b)
	case der.Integer:
		n, ok := element.Int()
		if !ok {
			return wrong("integer")
		}
		return int64(n), nil
	case der.Bits:
		bits, unused, ok := element.BitString()
		if !ok {
			return wrong("BIT STRING")
		}
		return asn1.BitString{Bytes: bits, BitLength: len(bits)*8 - unused}, nil
	case der.Octets:
		return b, nil
	case der.OID:
		path, ok := element.Path()
		if !ok {
			return wrong("OBJECT IDENTIFIER")
		}
		return asn1.ObjectIdentifier(path), nil
	case der.Null:
		return nil, nil
	case der.Boolean:
		v, ok := element.Bool()
		if !ok {
			return wrong("BOOLEAN")
		}
		return v, nil
	case der.UTCTime, der.GeneralTime:
		t, err := readTime(&element)
		if err != nil {
			return nil, err
		}
		return t, nil
	}
	return asn1.RawValue{Class: int(tag >> 6), Tag: int(tag & 0x1f), IsCompound: tag&0x20 != 0, Bytes: b, FullBytes: element}, nil
}

func printable(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || '\'' <= c && c <= ')' || '+' <= c && c <= '/' ||
		strings.IndexByte(" :=?*&", c) >= 0
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func invalid(what string) error { return errors.New("x509: invalid " + what) }

// processExtensions fills the fields that extensions have.
func (c *Certificate) processExtensions() (err error) {
	for _, e := range c.Extensions {
		handled := true
		value := der.Reader(e.Value)
		id := e.Id
		if len(id) != 4 || id[0] != 2 || id[1] != 5 || id[2] != 29 {
			if id.Equal(oidAccess) {
				if e.Critical {
					return errors.New("x509: authority info access incorrectly marked critical")
				}
				err = c.readAccess(value)
			} else {
				handled = false
			}
		} else {
			switch id[3] {
			case 14:
				if e.Critical {
					return errors.New("x509: subject key identifier incorrectly marked critical")
				}
				key, ok := value.Read(der.Octets)
				if !ok {
					return invalid("subject key identifier")
				}
				c.SubjectKeyId = key
			case 15:
				err = c.readKeyUsage(value)
			case 17:
				handled, err = c.readSAN(value)
			case 19:
				err = c.readBasic(value)
			case 30:
				handled, err = c.readNameConstraints(value, e.Critical)
			case 31:
				err = c.readCRLPoints(value)
			case 32:
				err = c.readPolicies(value)
			case 33:
				err = c.readMappings(value)
			case 35:
				if e.Critical {
					return errors.New("x509: authority key identifier incorrectly marked critical")
				}
				list, ok := value.Read(der.Sequence)
				if !ok {
					return invalid("authority key identifier")
				}
				if list.Peek(der.Context(0)) {
					key, ok := list.Read(der.Context(0))
					if !ok {
						return invalid("authority key identifier")
					}
					c.AuthorityKeyId = key
				}
			case 36:
				err = c.readPolicyConstraints(value)
			case 37:
				err = c.readPurposes(value)
			case 54:
				n, ok := value.Int()
				if !ok {
					return invalid("inhibit any policy extension")
				}
				c.InhibitAnyPolicy, c.InhibitAnyPolicyZero = n, n == 0
			default:
				handled = false
			}
		}
		if err != nil {
			return err
		}
		if e.Critical && !handled {
			c.UnhandledCriticalExtensions = append(c.UnhandledCriticalExtensions, e.Id)
		}
	}
	return nil
}

func (c *Certificate) readKeyUsage(value der.Reader) error {
	b, unused, ok := value.BitString()
	if !ok {
		return invalid("key usage")
	}
	bits := asn1.BitString{Bytes: b, BitLength: len(b)*8 - unused}
	for i := range 9 {
		if bits.At(i) != 0 {
			c.KeyUsage |= 1 << i
		}
	}
	return nil
}

func (c *Certificate) readBasic(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return invalid("basic constraints")
	}
	if list.Peek(der.Boolean) {
		if c.IsCA, ok = list.Bool(); !ok {
			return invalid("basic constraints")
		}
	}
	c.MaxPathLen = -1
	if list.Peek(der.Integer) {
		if c.MaxPathLen, ok = list.Int(); !ok || c.MaxPathLen < 0 {
			return invalid("basic constraints")
		}
	}
	c.BasicConstraintsValid = true
	c.MaxPathLenZero = c.MaxPathLen == 0
	return nil
}

// eachName calls f with the names of a GeneralNames, by their tags.
func eachName(value der.Reader, f func(tag byte, b []byte) error) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return errors.New("x509: invalid subject alternative names")
	}
	for !list.Empty() {
		tag, content, _, ok := list.Any()
		if !ok {
			return errors.New("x509: invalid subject alternative name")
		}
		if err := f(tag^0x80, content); err != nil {
			return err
		}
	}
	return nil
}

func (c *Certificate) readSAN(value der.Reader) (handled bool, err error) {
	err = eachName(value, func(tag byte, b []byte) error {
		s := string(b)
		switch tag {
		case 1:
			if !isASCII(s) {
				return errors.New("x509: SAN rfc822Name is malformed")
			}
			c.EmailAddresses = append(c.EmailAddresses, s)
		case 2:
			if !isASCII(s) {
				return errors.New("x509: SAN dNSName is malformed")
			}
			c.DNSNames = append(c.DNSNames, s)
		case 6:
			if !isASCII(s) {
				return errors.New("x509: SAN uniformResourceIdentifier is malformed")
			}
			u, err := url.Parse(s)
			if err != nil {
				return fmt.Errorf("x509: cannot parse URI %q: %s", s, err)
			}
			if len(u.Host) > 0 && !validDomain(u.Hostname(), true) {
				return fmt.Errorf("x509: cannot parse URI %q: invalid domain", s)
			}
			c.URIs = append(c.URIs, u)
		case 7:
			switch len(b) {
			case net.IPv4len:
				c.IPAddresses = append(c.IPAddresses, b)
			case net.IPv6len:
				if net.IP(b).To4() != nil {
					return errors.New("x509: SAN iPAddress contains IPv4-mapped IPv6 address")
				}
				c.IPAddresses = append(c.IPAddresses, b)
			default:
				return errors.New("x509: cannot parse IP address of length " + strconv.Itoa(len(b)))
			}
		}
		return nil
	})
	return len(c.DNSNames)+len(c.EmailAddresses)+len(c.IPAddresses)+len(c.URIs) > 0, err
}

func (c *Certificate) readPurposes(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return invalid("extended key usages")
	}
next:
	for !list.Empty() {
		path, ok := list.Path()
		if !ok {
			return invalid("extended key usages")
		}
		for i := range purposes {
			if purposes[i].oid.Equal(path) {
				c.ExtKeyUsage = append(c.ExtKeyUsage, ExtKeyUsage(i))
				continue next
			}
		}
		c.UnknownExtKeyUsage = append(c.UnknownExtKeyUsage, path)
	}
	return nil
}

func (c *Certificate) readCRLPoints(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return invalid("CRL distribution points")
	}
	for !list.Empty() {
		point, ok := list.Read(der.Sequence)
		if !ok {
			return invalid("CRL distribution point")
		}
		place, there, ok := point.Optional(der.Made(0))
		if !ok {
			return invalid("CRL distribution point")
		}
		if !there {
			continue
		}
		full, ok := place.Read(der.Made(0))
		if !ok {
			return invalid("CRL distribution point")
		}
		for !full.Empty() {
			if !full.Peek(der.Context(6)) {
				break
			}
			uri, ok := full.Read(der.Context(6))
			if !ok {
				return invalid("CRL distribution point")
			}
			c.CRLDistributionPoints = append(c.CRLDistributionPoints, string(uri))
		}
	}
	return nil
}

func (c *Certificate) readAccess(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return invalid("authority info access")
	}
	for !list.Empty() {
		entry, ok := list.Read(der.Sequence)
		if !ok {
			return invalid("authority info access")
		}
		method, ok := entry.Path()
		if !ok {
			return invalid("authority info access")
		}
		if !entry.Peek(der.Context(6)) {
			continue
		}
		uri, ok := entry.Read(der.Context(6))
		if !ok {
			return invalid("authority info access")
		}
		switch {
		case oidOCSP.Equal(method):
			c.OCSPServer = append(c.OCSPServer, string(uri))
		case oidIssuers.Equal(method):
			c.IssuingCertificateURL = append(c.IssuingCertificateURL, string(uri))
		}
	}
	return nil
}

// readOID reads an identifier whatever the size of its numbers.
func readOID(r *der.Reader) (OID, bool) {
	b, ok := r.Read(der.OID)
	if !ok {
		return OID{}, false
	}
	return newOIDFromDER(b)
}

func (c *Certificate) readPolicies(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return invalid("certificate policies")
	}
	for !list.Empty() {
		policy, ok := list.Read(der.Sequence)
		if !ok {
			return invalid("certificate policies")
		}
		oid, ok := readOID(&policy)
		if !ok {
			return invalid("certificate policies")
		}
		for _, o := range c.Policies {
			if o.Equal(oid) {
				return invalid("certificate policies")
			}
		}
		c.Policies = append(c.Policies, oid)
		if path, ok := oid.toASN1OID(); ok {
			c.PolicyIdentifiers = append(c.PolicyIdentifiers, path)
		}
	}
	return nil
}

func (c *Certificate) readMappings(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	for ok && !list.Empty() {
		var pair der.Reader
		var m PolicyMapping
		if pair, ok = list.Read(der.Sequence); !ok {
			break
		}
		if m.IssuerDomainPolicy, ok = readOID(&pair); !ok {
			break
		}
		if m.SubjectDomainPolicy, ok = readOID(&pair); !ok {
			break
		}
		c.PolicyMappings = append(c.PolicyMappings, m)
	}
	if !ok {
		return invalid("policy mappings extension")
	}
	return nil
}

func (c *Certificate) readPolicyConstraints(value der.Reader) error {
	list, ok := value.Read(der.Sequence)
	if !ok {
		return invalid("policy constraints extension")
	}
	read := func(tag byte, name string, n *int, zero *bool) error {
		if !list.Peek(tag) {
			return nil
		}
		b, ok := list.Read(tag)
		if !ok {
			return invalid("policy constraints extension")
		}
		if len(b) > 0 && b[0] >= 0x80 {
			return invalid("policy constraints extension")
		}
		if len(b) > 8 {
			return errors.New("x509: policy constraints " + name + " field overflows int")
		}
		number := der.Reader(der.Wrap(der.Integer, b))
		v, ok := number.Int()
		if !ok || v < 0 || v > math.MaxInt {
			return invalid("policy constraints extension")
		}
		*n, *zero = v, v == 0
		return nil
	}
	if err := read(der.Context(0), "requireExplicitPolicy", &c.RequireExplicitPolicy, &c.RequireExplicitPolicyZero); err != nil {
		return err
	}
	return read(der.Context(1), "inhibitPolicyMapping", &c.InhibitPolicyMapping, &c.InhibitPolicyMappingZero)
}

// names are the constraints of one side.
type names struct {
	dns, emails, uris []string
	ips               []*net.IPNet
	other             bool
}

func (c *Certificate) readNameConstraints(value der.Reader, critical bool) (handled bool, err error) {
	bad := errors.New("x509: invalid NameConstraints extension")
	list, ok := value.Read(der.Sequence)
	if !ok || !value.Empty() {
		return false, bad
	}
	permitted, havePermitted, ok := list.Optional(der.Made(0))
	if !ok {
		return false, bad
	}
	excluded, haveExcluded, ok := list.Optional(der.Made(1))
	if !ok || !list.Empty() {
		return false, bad
	}
	if !havePermitted && !haveExcluded || len(permitted) == 0 && len(excluded) == 0 {
		return false, errors.New("x509: empty name constraints extension")
	}
	p, err := readNames(permitted)
	if err != nil {
		return false, err
	}
	x, err := readNames(excluded)
	if err != nil {
		return false, err
	}
	c.PermittedDNSDomains, c.PermittedIPRanges, c.PermittedEmailAddresses, c.PermittedURIDomains = p.dns, p.ips, p.emails, p.uris
	c.ExcludedDNSDomains, c.ExcludedIPRanges, c.ExcludedEmailAddresses, c.ExcludedURIDomains = x.dns, x.ips, x.emails, x.uris
	c.PermittedDNSDomainsCritical = critical
	return !p.other && !x.other, nil
}

func readNames(list der.Reader) (n names, err error) {
	for !list.Empty() {
		tree, ok := list.Read(der.Sequence)
		if !ok {
			return n, errors.New("x509: invalid NameConstraints extension")
		}
		tag, b, _, ok := tree.Any()
		if !ok {
			return n, errors.New("x509: invalid NameConstraints extension")
		}
		s := string(b)
		if tag != der.Context(7) && !isASCII(s) && (tag == der.Context(1) || tag == der.Context(2) || tag == der.Context(6)) {
			return n, errors.New("x509: invalid constraint value: " + ia5(s).Error())
		}
		switch tag {
		case der.Context(2):
			if !validDomain(strings.TrimPrefix(s, "."), false) {
				return n, fmt.Errorf("x509: failed to parse dnsName constraint %q", s)
			}
			n.dns = append(n.dns, s)
		case der.Context(7):
			r, err := readRange(b)
			if err != nil {
				return n, err
			}
			n.ips = append(n.ips, r)
		case der.Context(1):
			if strings.Contains(s, "@") {
				if _, ok := parseMailbox(s); !ok {
					return n, fmt.Errorf("x509: failed to parse rfc822Name constraint %q", s)
				}
			} else if !validDomain(strings.TrimPrefix(s, "."), false) {
				return n, fmt.Errorf("x509: failed to parse rfc822Name constraint %q", s)
			}
			n.emails = append(n.emails, s)
		case der.Context(6):
			if net.ParseIP(s) != nil {
				return n, fmt.Errorf("x509: failed to parse URI constraint %q: cannot be IP address", s)
			}
			if !validDomain(strings.TrimPrefix(s, "."), false) {
				return n, fmt.Errorf("x509: failed to parse URI constraint %q", s)
			}
			n.uris = append(n.uris, s)
		default:
			n.other = true
		}
	}
	return n, nil
}

func readRange(b []byte) (*net.IPNet, error) {
	if len(b) != 8 && len(b) != 32 {
		return nil, fmt.Errorf("x509: IP constraint contained value of length %d", len(b))
	}
	ip, mask := b[:len(b)/2], b[len(b)/2:]
	if ones, size := net.IPMask(mask).Size(); ones == 0 && size == 0 {
		return nil, fmt.Errorf("x509: IP constraint contained invalid mask %x", mask)
	}
	if len(ip) == 16 && net.IP(ip).To4() != nil {
		return nil, errors.New("x509: IP constraint contained IPv4-mapped IPv6 address")
	}
	return &net.IPNet{IP: bytes.Clone(ip), Mask: bytes.Clone(mask)}, nil
}
