package x509

// Algorithms of keys and signatures.

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/der"
	"io"
	"strconv"
)

// A SignatureAlgorithm is a kind of signature.
type SignatureAlgorithm int

const (
	UnknownSignatureAlgorithm SignatureAlgorithm = iota
	MD2WithRSA
	MD5WithRSA
	SHA1WithRSA
	SHA256WithRSA
	SHA384WithRSA
	SHA512WithRSA
	DSAWithSHA1
	DSAWithSHA256
	ECDSAWithSHA1
	ECDSAWithSHA256
	ECDSAWithSHA384
	ECDSAWithSHA512
	SHA256WithRSAPSS
	SHA384WithRSAPSS
	SHA512WithRSAPSS
	PureEd25519
	MLDSA44
	MLDSA65
	MLDSA87
)

// A PublicKeyAlgorithm is a kind of key.
type PublicKeyAlgorithm int

const (
	UnknownPublicKeyAlgorithm PublicKeyAlgorithm = iota
	RSA
	DSA
	ECDSA
	Ed25519
	MLDSA
)

func (algo PublicKeyAlgorithm) String() string {
	return numbered(int(algo), []string{"", "RSA", "DSA", "ECDSA", "Ed25519", "ML-DSA"})
}

// scheme is what is known of a signature algorithm.
type scheme struct {
	algo   SignatureAlgorithm
	name   string
	oid    asn1.ObjectIdentifier
	params []byte
	key    PublicKeyAlgorithm
	hash   crypto.Hash
	pss    bool
}

var (
	rsaArc   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1}
	oidPSS   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	nullDER  = []byte{der.Null, 0}
	schemes  = makeSchemes()
	mldsaArc = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 3}
)

func arc(base asn1.ObjectIdentifier, last ...int) asn1.ObjectIdentifier {
	return append(append(asn1.ObjectIdentifier{}, base...), last...)
}

// pssParams are the parameters of RSASSA-PSS: digest, mask function with the same digest, salt as long as it.
func pssParams(hash int, size int, none []byte) []byte {
	digest := der.Wrap(der.Sequence, der.WritePath([]int{2, 16, 840, 1, 101, 3, 4, 2, hash}), none)
	mgf := der.Wrap(der.Sequence, der.WritePath(arc(rsaArc, 8)), digest)
	return der.Wrap(der.Sequence, der.Wrap(der.Made(0), digest), der.Wrap(der.Made(1), mgf), der.Wrap(der.Made(2), der.WriteInt(size)))
}

func makeSchemes() []scheme {
	ecdsaArc := asn1.ObjectIdentifier{1, 2, 840, 10045, 4}
	return []scheme{
		{MD5WithRSA, "MD5-RSA", arc(rsaArc, 4), nullDER, RSA, crypto.MD5, false},
		{SHA1WithRSA, "SHA1-RSA", arc(rsaArc, 5), nullDER, RSA, crypto.SHA1, false},
		{SHA1WithRSA, "SHA1-RSA", asn1.ObjectIdentifier{1, 3, 14, 3, 2, 29}, nullDER, RSA, crypto.SHA1, false},
		{SHA256WithRSA, "SHA256-RSA", arc(rsaArc, 11), nullDER, RSA, crypto.SHA256, false},
		{SHA384WithRSA, "SHA384-RSA", arc(rsaArc, 12), nullDER, RSA, crypto.SHA384, false},
		{SHA512WithRSA, "SHA512-RSA", arc(rsaArc, 13), nullDER, RSA, crypto.SHA512, false},
		{SHA256WithRSAPSS, "SHA256-RSAPSS", oidPSS, pssParams(1, 32, nullDER), RSA, crypto.SHA256, true},
		{SHA384WithRSAPSS, "SHA384-RSAPSS", oidPSS, pssParams(2, 48, nullDER), RSA, crypto.SHA384, true},
		{SHA512WithRSAPSS, "SHA512-RSAPSS", oidPSS, pssParams(3, 64, nullDER), RSA, crypto.SHA512, true},
		{DSAWithSHA1, "DSA-SHA1", asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 3}, nil, DSA, crypto.SHA1, false},
		{DSAWithSHA256, "DSA-SHA256", asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 3, 2}, nil, DSA, crypto.SHA256, false},
		{ECDSAWithSHA1, "ECDSA-SHA1", arc(ecdsaArc, 1), nil, ECDSA, crypto.SHA1, false},
		{ECDSAWithSHA256, "ECDSA-SHA256", arc(ecdsaArc, 3, 2), nil, ECDSA, crypto.SHA256, false},
		{ECDSAWithSHA384, "ECDSA-SHA384", arc(ecdsaArc, 3, 3), nil, ECDSA, crypto.SHA384, false},
		{ECDSAWithSHA512, "ECDSA-SHA512", arc(ecdsaArc, 3, 4), nil, ECDSA, crypto.SHA512, false},
		{PureEd25519, "Ed25519", oidEd25519, nil, Ed25519, 0, false},
		{MLDSA44, "ML-DSA-44", arc(mldsaArc, 17), nil, MLDSA, 0, false},
		{MLDSA65, "ML-DSA-65", arc(mldsaArc, 18), nil, MLDSA, 0, false},
		{MLDSA87, "ML-DSA-87", arc(mldsaArc, 19), nil, MLDSA, 0, false},
	}
}

func schemeOf(algo SignatureAlgorithm) *scheme {
	for i := range schemes {
		if schemes[i].algo == algo {
			return &schemes[i]
		}
	}
	return nil
}

func (algo SignatureAlgorithm) String() string {
	if s := schemeOf(algo); s != nil {
		return s.name
	}
	return strconv.Itoa(int(algo))
}

// identifier is the scheme's AlgorithmIdentifier.
func (s *scheme) identifier() []byte {
	return der.Wrap(der.Sequence, der.WritePath(s.oid), s.params)
}

// algorithmOf finds the algorithm of an identifier; whole is its parameters as they stand.
func algorithmOf(oid asn1.ObjectIdentifier, params []byte) SignatureAlgorithm {
	for i := range schemes {
		s := &schemes[i]
		if !s.oid.Equal(oid) {
			continue
		}
		switch {
		case s.pss:
			// The digests' NULL may be left out.
			if bytes.Equal(params, s.params) || bytes.Equal(params, pssParams(int(s.algo-SHA256WithRSAPSS)+1, s.hash.Size(), nil)) {
				return s.algo
			}
		case oid.Equal(oidEd25519):
			if len(params) == 0 {
				return s.algo
			}
		default:
			return s.algo
		}
	}
	return UnknownSignatureAlgorithm
}

// ErrUnsupportedAlgorithm is for keys and signatures of kinds that are not known.
var ErrUnsupportedAlgorithm = errors.New("x509: cannot verify signature: algorithm unimplemented")

// An InsecureAlgorithmError is for signatures that can be forged.
type InsecureAlgorithmError SignatureAlgorithm

func (e InsecureAlgorithmError) Error() string {
	return fmt.Sprintf("x509: cannot verify signature: insecure algorithm %v", SignatureAlgorithm(e))
}

func checkSignature(algo SignatureAlgorithm, signed, signature []byte, public crypto.PublicKey, allowSHA1 bool) error {
	s := schemeOf(algo)
	if s == nil {
		return ErrUnsupportedAlgorithm
	}
	digest := signed
	switch s.hash {
	case 0:
		if s.key != Ed25519 {
			return ErrUnsupportedAlgorithm
		}
	case crypto.MD5:
		return InsecureAlgorithmError(algo)
	default:
		if s.hash == crypto.SHA1 && !allowSHA1 {
			return InsecureAlgorithmError(algo)
		}
		h := s.hash.New()
		h.Write(signed)
		digest = h.Sum(nil)
	}
	kind := UnknownPublicKeyAlgorithm
	switch public.(type) {
	case *rsa.PublicKey:
		kind = RSA
	case *ecdsa.PublicKey:
		kind = ECDSA
	case ed25519.PublicKey:
		kind = Ed25519
	default:
		return ErrUnsupportedAlgorithm
	}
	if s.key != kind {
		return fmt.Errorf("x509: signature algorithm specifies an %s public key, but have public key of type %T", s.key, public)
	}
	switch public := public.(type) {
	case *rsa.PublicKey:
		if s.pss {
			return rsa.VerifyPSS(public, s.hash, digest, signature, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
		}
		return rsa.VerifyPKCS1v15(public, s.hash, digest, signature)
	case *ecdsa.PublicKey:
		if !ecdsa.VerifyASN1(public, digest, signature) {
			return errors.New("x509: ECDSA verification failure")
		}
	case ed25519.PublicKey:
		if !ed25519.Verify(public, signed, signature) {
			return errors.New("x509: Ed25519 verification failure")
		}
	}
	return nil
}

// schemeFor chooses how a key signs: as wanted, or by the key's kind.
func schemeFor(key crypto.Signer, wanted SignatureAlgorithm) (*scheme, error) {
	var kind PublicKeyAlgorithm
	var algo SignatureAlgorithm
	switch pub := key.Public().(type) {
	case *rsa.PublicKey:
		kind, algo = RSA, SHA256WithRSA
	case *ecdsa.PublicKey:
		kind = ECDSA
		switch pub.Curve {
		case elliptic.P224(), elliptic.P256():
			algo = ECDSAWithSHA256
		case elliptic.P384():
			algo = ECDSAWithSHA384
		case elliptic.P521():
			algo = ECDSAWithSHA512
		default:
			return nil, errors.New("x509: unsupported elliptic curve")
		}
	case ed25519.PublicKey:
		kind, algo = Ed25519, PureEd25519
	default:
		return nil, errors.New("x509: only RSA, ECDSA, ML-DSA and Ed25519 keys supported")
	}
	if wanted == UnknownSignatureAlgorithm {
		return schemeOf(algo), nil
	}
	s := schemeOf(wanted)
	switch {
	case s == nil:
		return nil, errors.New("x509: unknown SignatureAlgorithm")
	case s.key != kind:
		return nil, errors.New("x509: requested SignatureAlgorithm does not match private key type")
	case s.hash == crypto.MD5:
		return nil, errors.New("x509: signing with MD5 is not supported")
	}
	return s, nil
}

// sign signs with a scheme and checks the result, in case that the key is at fault.
func (s *scheme) sign(rand io.Reader, tbs []byte, key crypto.Signer) ([]byte, error) {
	var opts crypto.SignerOpts = s.hash
	if s.pss {
		opts = &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: s.hash}
	}
	signature, err := crypto.SignMessage(key, rand, tbs, opts)
	if err != nil {
		return nil, err
	}
	if err := checkSignature(s.algo, tbs, signature, key.Public(), true); err != nil {
		return nil, fmt.Errorf("x509: signature returned by signer is invalid: %w", err)
	}
	return signature, nil
}
