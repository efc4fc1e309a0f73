// Package pkix: names, extensions and revocation lists of certificates, by RFC 5280.
package pkix

import (
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"
)

// An AlgorithmIdentifier names an algorithm.
type AlgorithmIdentifier struct {
	Algorithm  asn1.ObjectIdentifier
	Parameters asn1.RawValue `asn1:"optional"`
}

// An RDNSequence is a name as it is encoded.
type RDNSequence []RelativeDistinguishedNameSET

// A RelativeDistinguishedNameSET is one step of a name.
type RelativeDistinguishedNameSET []AttributeTypeAndValue

// An AttributeTypeAndValue is an attribute.
type AttributeTypeAndValue struct {
	Type  asn1.ObjectIdentifier
	Value any
}

// An AttributeTypeAndValueSET is an attribute with several values.
type AttributeTypeAndValueSET struct {
	Type  asn1.ObjectIdentifier
	Value [][]AttributeTypeAndValue `asn1:"set"`
}

// An Extension is an extension of a certificate.
type Extension struct {
	Id       asn1.ObjectIdentifier
	Critical bool `asn1:"optional"`
	Value    []byte
}

// attributes are the last numbers of 2.5.4.x with their short names.
var attributes = map[int]string{
	3: "CN", 5: "SERIALNUMBER", 6: "C", 7: "L", 8: "ST", 9: "STREET", 10: "O", 11: "OU", 17: "POSTALCODE",
}

// known returns the last number of an attribute's identifier, 0 if it is of another arc.
func known(t asn1.ObjectIdentifier) int {
	if len(t) == 4 && t[0] == 2 && t[1] == 5 && t[2] == 4 {
		return t[3]
	}
	return 0
}

// String writes the name by RFC 2253: the last step first.
func (r RDNSequence) String() string {
	var s []byte
	for i := len(r) - 1; i >= 0; i-- {
		if i < len(r)-1 {
			s = append(s, ',')
		}
		for j, a := range r[i] {
			if j > 0 {
				s = append(s, '+')
			}
			s = append(s, a.text()...)
		}
	}
	return string(s)
}

func (a *AttributeTypeAndValue) text() string {
	name, ok := attributes[known(a.Type)]
	if !ok {
		name = a.Type.String()
		if _, plain := a.Value.(string); !plain {
			if der, err := asn1.Marshal(a.Value); err == nil {
				return name + "=#" + hex.EncodeToString(der)
			}
		}
	}
	value := fmt.Sprint(a.Value)
	var b []byte
	for i, c := range []byte(value) {
		switch c {
		case ',', '+', '"', '\\', '<', '>', ';':
			b = append(b, '\\')
		case ' ':
			if i == 0 || i == len(value)-1 {
				b = append(b, '\\')
			}
		case '#':
			if i == 0 {
				b = append(b, '\\')
			}
		}
		b = append(b, c)
	}
	return name + "=" + string(b)
}

// A Name is a distinguished name. Of attributes other than the fields', Names has those that were read, ExtraNames those to write.
type Name struct {
	Country, Organization, OrganizationalUnit []string
	Locality, Province                        []string
	StreetAddress, PostalCode                 []string
	SerialNumber, CommonName                  string

	Names      []AttributeTypeAndValue
	ExtraNames []AttributeTypeAndValue
}

// FillFromRDNSequence takes the attributes of rdns.
func (n *Name) FillFromRDNSequence(rdns *RDNSequence) {
	for _, step := range *rdns {
		for _, a := range step {
			n.Names = append(n.Names, a)
			s, ok := a.Value.(string)
			if !ok {
				continue
			}
			if list := n.list(known(a.Type)); list != nil {
				*list = append(*list, s)
				continue
			}
			switch known(a.Type) {
			case 3:
				n.CommonName = s
			case 5:
				n.SerialNumber = s
			}
		}
	}
}

// list returns the field of an attribute that can have several values.
func (n *Name) list(attribute int) *[]string {
	switch attribute {
	case 6:
		return &n.Country
	case 10:
		return &n.Organization
	case 11:
		return &n.OrganizationalUnit
	case 7:
		return &n.Locality
	case 8:
		return &n.Province
	case 9:
		return &n.StreetAddress
	case 17:
		return &n.PostalCode
	}
	return nil
}

// ToRDNSequence returns the name as it is encoded: attributes of ExtraNames replace those of fields.
func (n Name) ToRDNSequence() (ret RDNSequence) {
	add := func(attribute int, values []string) {
		oid := asn1.ObjectIdentifier{2, 5, 4, attribute}
		if len(values) == 0 {
			return
		}
		for _, a := range n.ExtraNames {
			if a.Type.Equal(oid) {
				return
			}
		}
		step := make(RelativeDistinguishedNameSET, len(values))
		for i, v := range values {
			step[i] = AttributeTypeAndValue{oid, v}
		}
		ret = append(ret, step)
	}
	for _, attribute := range []int{6, 8, 7, 9, 17, 10, 11} {
		add(attribute, *n.list(attribute))
	}
	if n.CommonName != "" {
		add(3, []string{n.CommonName})
	}
	if n.SerialNumber != "" {
		add(5, []string{n.SerialNumber})
	}
	for _, a := range n.ExtraNames {
		ret = append(ret, RelativeDistinguishedNameSET{a})
	}
	return ret
}

// String writes the name as RDNSequence does; without ExtraNames, unusual attributes of Names come last.
func (n Name) String() string {
	var all RDNSequence
	if n.ExtraNames == nil {
		for _, a := range n.Names {
			if _, ok := attributes[known(a.Type)]; !ok {
				all = append(all, RelativeDistinguishedNameSET{a})
			}
		}
	}
	return append(all, n.ToRDNSequence()...).String()
}

// A CertificateList is a revocation list.
type CertificateList struct {
	TBSCertList        TBSCertificateList
	SignatureAlgorithm AlgorithmIdentifier
	SignatureValue     asn1.BitString
}

// HasExpired reports whether a newer list should be there.
func (certList *CertificateList) HasExpired(now time.Time) bool {
	return !now.Before(certList.TBSCertList.NextUpdate)
}

// A TBSCertificateList is what is signed of a revocation list.
type TBSCertificateList struct {
	Raw                 asn1.RawContent
	Version             int `asn1:"optional,default:0"`
	Signature           AlgorithmIdentifier
	Issuer              RDNSequence
	ThisUpdate          time.Time
	NextUpdate          time.Time            `asn1:"optional"`
	RevokedCertificates []RevokedCertificate `asn1:"optional"`
	Extensions          []Extension          `asn1:"tag:0,optional,explicit"`
}

// A RevokedCertificate is an entry of a revocation list.
type RevokedCertificate struct {
	SerialNumber   *big.Int
	RevocationTime time.Time
	Extensions     []Extension `asn1:"optional"`
}
