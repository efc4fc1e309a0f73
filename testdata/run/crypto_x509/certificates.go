// run

package main

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	mrand "math/rand"
	"net"
	"net/url"
	"time"
)

func edKey(n byte) ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, 32)) }

var now = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

func create(t, p *x509.Certificate, pub, priv any) *x509.Certificate {
	der, err := x509.CreateCertificate(rand.Reader, t, p, pub, priv)
	if err != nil {
		fmt.Println("create:", err)
		return nil
	}
	fmt.Println(hex.EncodeToString(der))
	c, err := x509.ParseCertificate(der)
	if err != nil {
		fmt.Println("parse:", err)
		return nil
	}
	return c
}
func show(c *x509.Certificate) {
	d := *c
	d.Raw, d.RawTBSCertificate, d.RawSubjectPublicKeyInfo = nil, nil, nil
	fmt.Printf("%+v\n", d.Subject.String())
	fmt.Println(d.Version, d.SerialNumber, d.Issuer, d.Subject, d.NotBefore, d.NotAfter, d.KeyUsage, d.Extensions, d.UnhandledCriticalExtensions, d.ExtKeyUsage, d.UnknownExtKeyUsage, d.BasicConstraintsValid, d.IsCA, d.MaxPathLen, d.MaxPathLenZero, d.SubjectKeyId, d.AuthorityKeyId, d.OCSPServer, d.IssuingCertificateURL, d.DNSNames, d.EmailAddresses, d.IPAddresses, d.URIs, d.PermittedDNSDomainsCritical, d.PermittedDNSDomains, d.ExcludedDNSDomains, d.PermittedIPRanges, d.ExcludedIPRanges, d.PermittedEmailAddresses, d.ExcludedEmailAddresses, d.PermittedURIDomains, d.ExcludedURIDomains, d.CRLDistributionPoints, d.PolicyIdentifiers, d.Policies, d.SignatureAlgorithm, d.PublicKeyAlgorithm)
}

func verify(what string, c *x509.Certificate, o x509.VerifyOptions) {
	if o.CurrentTime.IsZero() {
		o.CurrentTime = now
	}
	chains, err := c.Verify(o)
	fmt.Print(what, ": ")
	for _, ch := range chains {
		fmt.Print("[")
		for _, c := range ch {
			fmt.Print(c.Subject.CommonName, " ")
		}
		fmt.Print("] ")
	}
	fmt.Printf("%T %v\n", err, err)
}

func main() {
	rootKey, interKey, leafKey := edKey(1), edKey(2), edKey(3)
	u, _ := url.Parse("https://example.com/x?y")
	_, n1, _ := net.ParseCIDR("10.0.0.0/8")
	_, n2, _ := net.ParseCIDR("fd00::/8")
	rootT := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Root", Country: []string{"DE"}, Organization: []string{"Org, Inc", "B"}, SerialNumber: "77", ExtraNames: []pkix.AttributeTypeAndValue{{Type: asn1.ObjectIdentifier{1, 2, 3}, Value: "extra"}, {Type: asn1.ObjectIdentifier{2, 5, 4, 9}, Value: " st#reet "}}},
		NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(30, 0, 0), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign | x509.KeyUsageDecipherOnly, MaxPathLen: 2}
	root := create(rootT, rootT, rootKey.Public(), rootKey)
	show(root)
	interT := &x509.Certificate{SerialNumber: big.NewInt(200), Subject: pkix.Name{CommonName: "Inter"}, NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(1, 0, 0), IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign,
		PermittedDNSDomainsCritical: true, PermittedDNSDomains: []string{"example.com", ".foo.org"}, ExcludedDNSDomains: []string{"bad.example.com"}, PermittedIPRanges: []*net.IPNet{n1, n2}, ExcludedIPRanges: []*net.IPNet{{IP: net.IP{10, 1, 0, 0}, Mask: net.CIDRMask(16, 32)}}, PermittedEmailAddresses: []string{"example.com"}, ExcludedEmailAddresses: []string{"bob@example.com"}, PermittedURIDomains: []string{"example.com"}}
	inter := create(interT, root, interKey.Public(), rootKey)
	show(inter)
	leafT := &x509.Certificate{SerialNumber: big.NewInt(300000), Subject: pkix.Name{CommonName: "leaf.example.com", OrganizationalUnit: []string{"ü"}}, NotBefore: now.AddDate(-1, 0, 0), NotAfter: now.AddDate(0, 1, 0), DNSNames: []string{"leaf.example.com", "*.w.example.com"}, IPAddresses: []net.IP{net.ParseIP("10.2.3.4"), net.ParseIP("fd00::1")}, EmailAddresses: []string{"al@example.com"}, URIs: []*url.URL{u},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}, UnknownExtKeyUsage: []asn1.ObjectIdentifier{{1, 2, 3, 4}}, OCSPServer: []string{"http://ocsp"}, IssuingCertificateURL: []string{"http://ca"}, CRLDistributionPoints: []string{"http://crl1", "http://crl2"}, PolicyIdentifiers: []asn1.ObjectIdentifier{{1, 2, 3}},
		Policies: []x509.OID{must(x509.ParseOID("1.2.3.18446744073709551616"))}, ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 5}, Value: []byte("abc")}}}
	leaf := create(leafT, inter, leafKey.Public(), interKey)
	show(leaf)
	roots, inters := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(root)
	inters.AddCert(inter)
	for _, h := range []string{"", "leaf.example.com", "LEAF.example.com.", "a.w.example.com", "a.b.w.example.com", "other.com", "10.2.3.4", "[10.2.3.4]", "10.0.0.1", "[fd00::1]", "fd00::2", "*.w.example.com", "-x", "..", "a b"} {
		verify("host "+h, leaf, x509.VerifyOptions{Roots: roots, Intermediates: inters, DNSName: h})
	}
	verify("noint", leaf, x509.VerifyOptions{Roots: roots})
	verify("noroot", leaf, x509.VerifyOptions{Roots: x509.NewCertPool(), Intermediates: inters})
	verify("exp", leaf, x509.VerifyOptions{Roots: roots, Intermediates: inters, CurrentTime: now.AddDate(0, 2, 0)})
	verify("early", leaf, x509.VerifyOptions{Roots: roots, Intermediates: inters, CurrentTime: now.AddDate(-2, 0, 0)})
	verify("usage", leaf, x509.VerifyOptions{Roots: roots, Intermediates: inters, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}})
	verify("any", leaf, x509.VerifyOptions{Roots: roots, Intermediates: inters, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	verify("policy", leaf, x509.VerifyOptions{Roots: roots, Intermediates: inters, CertificatePolicies: []x509.OID{must(x509.ParseOID("1.2.3"))}})
	verify("root itself", root, x509.VerifyOptions{Roots: roots})
	verify("inter", inter, x509.VerifyOptions{Roots: roots})
	// constraint violations
	for i, mod := range []func(c *x509.Certificate){
		func(c *x509.Certificate) { c.DNSNames = []string{"evil.com"} }, func(c *x509.Certificate) { c.DNSNames = []string{"x.bad.example.com"} }, func(c *x509.Certificate) { c.DNSNames = []string{"a.foo.org"} }, func(c *x509.Certificate) { c.DNSNames = []string{"foo.org"} },
		func(c *x509.Certificate) { c.DNSNames = []string{"*.example.com"} },
		func(c *x509.Certificate) { c.IPAddresses = []net.IP{{11, 0, 0, 1}} }, func(c *x509.Certificate) { c.IPAddresses = []net.IP{{10, 1, 0, 1}} }, func(c *x509.Certificate) { c.EmailAddresses = []string{"bob@example.com"} }, func(c *x509.Certificate) { c.EmailAddresses = []string{"x@other.com"} }, func(c *x509.Certificate) { c.EmailAddresses = []string{"nomail"} },
		func(c *x509.Certificate) { u, _ := url.Parse("http://other.org/"); c.URIs = []*url.URL{u} }, func(c *x509.Certificate) { u, _ := url.Parse("http://1.2.3.4/"); c.URIs = []*url.URL{u} }, func(c *x509.Certificate) { u, _ := url.Parse("mailto:x"); c.URIs = []*url.URL{u} },
		func(c *x509.Certificate) { c.DNSNames, c.IPAddresses, c.EmailAddresses, c.URIs = nil, nil, nil, nil },
		func(c *x509.Certificate) { c.Subject = pkix.Name{} },
		func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3, 5}, Critical: true, Value: []byte("abc")}}
		},
	} {
		t := *leafT
		mod(&t)
		if c := create(&t, inter, leafKey.Public(), interKey); c != nil {
			verify(fmt.Sprint("mod", i), c, x509.VerifyOptions{Roots: roots, Intermediates: inters})
			fmt.Println(c.VerifyHostname("leaf.example.com"), c.VerifyHostname("1.1.1.1"))
		}
	}
	// not a CA, path length, wrong key, name mismatch
	bad := create(leafT, leaf, leafKey.Public(), leafKey)
	in2 := inters.Clone()
	in2.AddCert(leaf)
	verify("signed by leaf", bad, x509.VerifyOptions{Roots: roots, Intermediates: in2})
	t2 := *interT
	t2.Subject.CommonName = "Inter2"
	inter2 := create(&t2, inter, leafKey.Public(), interKey)
	leaf2 := create(leafT, inter2, leafKey.Public(), leafKey)
	in2.AddCert(inter2)
	verify("too long", leaf2, x509.VerifyOptions{Roots: roots, Intermediates: in2})
	fake := create(interT, rootT, interKey.Public(), rootKey)
	_ = fake
	fakeRootT := *rootT
	fakeRoot := create(&fakeRootT, &fakeRootT, edKey(9).Public(), edKey(9))
	fr := x509.NewCertPool()
	fr.AddCert(fakeRoot)
	verify("wrong key", leaf, x509.VerifyOptions{Roots: fr, Intermediates: inters})
	cn := create(&x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "cn.only"}, NotBefore: now, NotAfter: now}, root, leafKey.Public(), rootKey)
	verify("cn", cn, x509.VerifyOptions{Roots: roots, DNSName: "cn.only"})
	verify("cn", cn, x509.VerifyOptions{Roots: roots, DNSName: "cn.other"})
	// errors of create
	create(&x509.Certificate{SerialNumber: big.NewInt(-1)}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1), BasicConstraintsValid: true, MaxPathLen: 3}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1), BasicConstraintsValid: true, MaxPathLen: -3}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1), SignatureAlgorithm: x509.SHA256WithRSA}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1), SignatureAlgorithm: 99}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1)}, root, rootKey.Public(), leafKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"ü"}}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1), ExtKeyUsage: []x509.ExtKeyUsage{77}}, rootT, rootKey.Public(), rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1)}, rootT, "x", rootKey)
	create(&x509.Certificate{SerialNumber: big.NewInt(1)}, rootT, rootKey.Public(), "x")
	// keys
	block, _ := pem.Decode([]byte(rsaPEM))
	rk, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	fmt.Println(err)
	ec, _ := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{7}, 32))
	ec5, _ := ecdsa.ParseRawPrivateKey(elliptic.P521(), append([]byte{0, 1}, bytes.Repeat([]byte{7}, 64)...))
	xk, _ := ecdh.X25519().NewPrivateKey(bytes.Repeat([]byte{5}, 32))
	pk, _ := ecdh.P384().NewPrivateKey(bytes.Repeat([]byte{5}, 48))
	var ders [][]byte
	for _, k := range []any{rk, ec, ec5, leafKey, xk, pk, "x"} {
		b, err := x509.MarshalPKCS8PrivateKey(k)
		fmt.Printf("%x %v\n", b, err)
		back, err := x509.ParsePKCS8PrivateKey(b)
		fmt.Printf("%T %v\n", back, err)
		ders = append(ders, b)
		if s, ok := k.(interface{ Public() crypto.PublicKey }); ok {
			b, err := x509.MarshalPKIXPublicKey(s.Public())
			fmt.Printf("%x %v\n", b, err)
			back, err := x509.ParsePKIXPublicKey(b)
			fmt.Printf("%T %v\n", back, err)
			ders = append(ders, b)
		}
	}
	ders = append(ders, x509.MarshalPKCS1PrivateKey(rk), x509.MarshalPKCS1PublicKey(&rk.PublicKey))
	b, err := x509.MarshalECPrivateKey(ec)
	fmt.Printf("%x %v\n", b, err)
	ders = append(ders, b)
	for i, d := range ders {
		_, e1 := x509.ParsePKCS1PrivateKey(d)
		_, e2 := x509.ParsePKCS1PublicKey(d)
		_, e3 := x509.ParsePKCS8PrivateKey(d)
		_, e4 := x509.ParsePKIXPublicKey(d)
		_, e5 := x509.ParseECPrivateKey(d)
		fmt.Println(i, e1 == nil, e2 == nil, e3 == nil, e4 == nil, e5 == nil)
		fmt.Println(e5)
	}
	// RSA signed
	for _, alg := range []x509.SignatureAlgorithm{0, x509.SHA384WithRSA, x509.SHA1WithRSA, x509.SHA512WithRSA} {
		t := *rootT
		t.SignatureAlgorithm = alg
		if c := create(&t, &t, &rk.PublicKey, rk); c != nil {
			fmt.Println(c.SignatureAlgorithm, c.CheckSignatureFrom(c))
		}
	}
	for _, alg := range []x509.SignatureAlgorithm{x509.SHA256WithRSAPSS, x509.SHA384WithRSAPSS, x509.SHA512WithRSAPSS} {
		t := *rootT
		t.SignatureAlgorithm = alg
		der, err := x509.CreateCertificate(rand.Reader, &t, &t, &rk.PublicKey, rk)
		c, err2 := x509.ParseCertificate(der)
		fmt.Println(err, err2, c.SignatureAlgorithm, c.CheckSignatureFrom(c), hex.EncodeToString(c.RawTBSCertificate))
	}
	// requests
	csr, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: "req"}, DNSNames: []string{"a.b"}, EmailAddresses: []string{"x@y"}, IPAddresses: []net.IP{{1, 2, 3, 4}}, URIs: []*url.URL{u}, ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 2, 3}, Value: []byte{5, 0}}}}, leafKey)
	fmt.Printf("%x %v\n", csr, err)
	req, err := x509.ParseCertificateRequest(csr)
	fmt.Println(req.Subject, req.DNSNames, req.EmailAddresses, req.IPAddresses, req.URIs, req.Extensions, req.Attributes, req.Version, req.SignatureAlgorithm, req.CheckSignature(), err)
	csr, err = x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: "empty"}}, leafKey)
	fmt.Printf("%x %v\n", csr, err)
	// CRL
	crl, err := x509.CreateRevocationList(rand.Reader, &x509.RevocationList{Number: big.NewInt(5), ThisUpdate: now, NextUpdate: now.AddDate(0, 1, 0), RevokedCertificateEntries: []x509.RevocationListEntry{{SerialNumber: big.NewInt(9), RevocationTime: now, ReasonCode: 1}, {SerialNumber: big.NewInt(10), RevocationTime: now}}}, root, rootKey)
	fmt.Printf("%x %v\n", crl, err)
	rl, err := x509.ParseRevocationList(crl)
	fmt.Println(rl.Number, rl.Issuer, rl.RevokedCertificateEntries, rl.ThisUpdate, rl.NextUpdate, rl.Extensions, rl.CheckSignatureFrom(root), rl.CheckSignatureFrom(inter), err)
	old, err := x509.ParseCRL(crl)
	fmt.Println(old.TBSCertList.RevokedCertificates, old.HasExpired(now), root.CheckCRLSignature(old), err)
	// PEM
	enc, err := x509.EncryptPEMBlock(mrand.New(mrand.NewSource(1)), "X", []byte("secret text"), []byte("pw"), x509.PEMCipherAES256)
	fmt.Println(x509.IsEncryptedPEMBlock(enc), len(enc.Bytes), err)
	dec, err := x509.DecryptPEMBlock(enc, []byte("pw"))
	fmt.Println(string(dec), err)
	for _, s := range []string{"1.2.3", "1.2", "2.999.3", "3.1", "1.40", "1", "", "1..2", "a.b", "01.2", "1.02.3", "2.5.29.340282366920938463463374607431768211456"} {
		o, err := x509.ParseOID(s)
		b, _ := o.MarshalBinary()
		fmt.Printf("%q %v %x %v\n", s, o, b, err)
	}
	// mutated certificates
	r := mrand.New(mrand.NewSource(1))
	for _, c := range []*x509.Certificate{root, inter, leaf} {
		for i := range 60 {
			b := bytes.Clone(c.Raw)
			for n := r.Intn(2); n >= 0; n-- {
				at := r.Intn(len(b) - 70)
				switch r.Intn(3) {
				case 0:
					b[at] ^= 1 << r.Intn(8)
				case 1:
					b[at] = byte(r.Intn(256))
				case 2:
					b[at]++
				}
			}
			p, err := x509.ParseCertificate(b)
			if err != nil {
				fmt.Println(i, err)
			} else {
				fmt.Println(i, p.Subject, p.NotAfter, p.DNSNames, p.IPAddresses, p.URIs, p.KeyUsage, p.ExtKeyUsage, p.Policies, p.PermittedIPRanges, p.PermittedDNSDomains, len(p.Extensions), p.MaxPathLen)
			}
		}
	}
}
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

const rsaPEM = `-----BEGIN RSA PRIVATE KEY-----
MIIEowIBAAKCAQEAucgGNFTAdKrHoLKZ/jdRb/dfCn9IoPQS1f59X389pFb8Vx7R
nUXKPat5NEJokH4Z0wQPNU4Sl3IVqgCQE8eNZGavcHUnjht5uTSle6E/Jn2ZGZh2
8HQD0FNhLWvee7vo7hWPfdWMxsFGynBwGs42NYUDF4mUJUIY+KCxijLFidzXutx2
T/A4HKBaTYvE1qlQIPF+HdxMek2LuHcbkxzhjfCGiuC9BnAGNFnFz+ibu6GLWfsd
iCnqb50d303TAwBnBH4foouyiXNJDfC3oCOxwr6Z46RejeTAxVvy3jnziOissxRQ
93U4w27qi17nR3u25BNAdOfiHiEp0Do3FbzLsQIDAQABAoIBAA1PzU4CBdMP150A
OMBT7P4CWIK5vkkC8Or5DYYcHNBO1ICJ+ntAugfAM4xjw8OytwP9OV++6xGDja5w
OuKhiYde3WxH7Ya+5j83vzHEF71lm35CtycHxEXKa6vXAldh9NDc2TrEsSeFFGvC
y1P7kzvNGGMfEW8eaAg/1c896XsB9hWnOsaHs3TVu1UxREfSZ6LRpqSevn2o/70u
yzGO2kcqVvEyYNYXMFujA3CI+Tpgjfy+zhWReYsDRFTuQwyQwlm3OvBtpahbozZv
VTpnO37z3BYLsfpYyuzL24JYQAgXzd70Rx4zBDD0XUMAD+wTy+OvoPlzORCJmk3R
mpXOhdcCgYEA8Kmn32QWfdGJmg/QQ6oQlRLNVH4VfsUzRDHDAQjmACd3RaiqMp/V
V4ZhW/iNH+moFHJh0xxdRRalr6o7h/bl0hz9ec2KQTrKRwn+C+ub6IhO/ED2eidk
Z+sRZPyzsa0OeRU+RAYmxqevryU6J95q1wSJuVolsujHkleBvcgcCe8CgYEAxZ7+
kB60N1sOoT9n9fl+k41J7t/LhL+5DQEv/0jiwWNBmn0wYk5l3WzivUONyCURcqWi
ohE9gOjyfpFNJjs7bpH9h3rhkW13nOPx3EbTRh50nkGz0RaykB8Kt1LZK+AwmZiE
qQRFQqdzgkg8Jmj9E4RN5pQ0AyPeW1hX5MqIpF8CgYBwmI+oHqW/O/fLErb30Wts
s51JeKwJ4a14rGd15nnlfJF7D8yBXvJrvr1yUDmGwsUWu+U05kJk/pGKPHUZydQA
l/unrxiOKDlXPz+SyCrrgkqiDqrCwAdj70D2JJzV9gedcujs3ovpya6SnTI2UQNf
kgn1pE2bBPnKaBKVfjhQFQKBgA4/cVEItauMCBj+DkvAqiyPMjZjsjOm8vuKC2DX
a2nP8ynlPrjHuDZnpE1K8ozshz6BzKDsp0eFA/62ER7hhF5rbiD3bg3jG42XLZfZ
D2Btz7CdQg6gGU2kv0wKUBgGuNpKEb5xzWCJ3B0XgiauyRhAILGwG7PiQSTK0MNx
Crr3AoGBAJug3ifbd0U7eObwjRWxAb/u0+/MIRSuQOdxGUBHm0E9las6WBz7Lun0
d3CRqAi8t7VqvOoMNxuTW78RY0HOs4hNTveHohMzdJUpoD/weak6IQacShCmnRkM
tEoPCyv9CQi1TFwlpSYEesNG7KhTjOO2mv1BjfDFgnPOkGMfy36S
-----END RSA PRIVATE KEY-----`
