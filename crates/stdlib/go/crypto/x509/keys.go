package x509

// Keys: PKCS #1, PKCS #8, SEC 1 and PKIX.

import (
	"crypto/dsa"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"internal/der"
	"internal/godebug"
	"math/big"
)

var (
	oidRSA     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidDSA     = asn1.ObjectIdentifier{1, 2, 840, 10040, 4, 1}
	oidECDSA   = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidX25519  = asn1.ObjectIdentifier{1, 3, 101, 110}
	oidEd25519 = asn1.ObjectIdentifier{1, 3, 101, 112}

	oidP224 = asn1.ObjectIdentifier{1, 3, 132, 0, 33}
	oidP256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7}
	oidP384 = asn1.ObjectIdentifier{1, 3, 132, 0, 34}
	oidP521 = asn1.ObjectIdentifier{1, 3, 132, 0, 35}
)

func curveOf(oid asn1.ObjectIdentifier) elliptic.Curve {
	switch {
	case oid.Equal(oidP224):
		return elliptic.P224()
	case oid.Equal(oidP256):
		return elliptic.P256()
	case oid.Equal(oidP384):
		return elliptic.P384()
	case oid.Equal(oidP521):
		return elliptic.P521()
	}
	return nil
}

func oidOfCurve(c elliptic.Curve) asn1.ObjectIdentifier {
	switch c {
	case elliptic.P224():
		return oidP224
	case elliptic.P256():
		return oidP256
	case elliptic.P384():
		return oidP384
	case elliptic.P521():
		return oidP521
	}
	return nil
}

func oidOfECDH(c ecdh.Curve) asn1.ObjectIdentifier {
	switch c {
	case ecdh.X25519():
		return oidX25519
	case ecdh.P256():
		return oidP256
	case ecdh.P384():
		return oidP384
	case ecdh.P521():
		return oidP521
	}
	return nil
}

func keyAlgorithmOf(oid asn1.ObjectIdentifier) PublicKeyAlgorithm {
	switch {
	case oid.Equal(oidRSA):
		return RSA
	case oid.Equal(oidDSA):
		return DSA
	case oid.Equal(oidECDSA):
		return ECDSA
	case oid.Equal(oidEd25519):
		return Ed25519
	}
	return UnknownPublicKeyAlgorithm
}

// identifier is an AlgorithmIdentifier: its parameters as they stand, with head.
type identifier struct {
	oid    asn1.ObjectIdentifier
	params []byte
}

func readIdentifier(b der.Reader) (id identifier, err error) {
	oid, ok := b.Path()
	if !ok {
		return id, errors.New("x509: malformed OID")
	}
	id.oid = oid
	if b.Empty() {
		return id, nil
	}
	_, _, whole, ok := b.Any()
	if !ok {
		return id, errors.New("x509: malformed parameters")
	}
	id.params = whole
	return id, nil
}

func isNull(b []byte) bool { return len(b) == 2 && b[0] == der.Null && b[1] == 0 }

func readPublicKey(id identifier, key []byte) (any, error) {
	r := der.Reader(key)
	params := der.Reader(id.params)
	switch {
	case id.oid.Equal(oidRSA):
		if !isNull(id.params) {
			return nil, errors.New("x509: RSA key missing NULL parameters")
		}
		list, ok := r.Read(der.Sequence)
		if !ok {
			return nil, errors.New("x509: invalid RSA public key")
		}
		n, ok := list.Big()
		if !ok {
			return nil, errors.New("x509: invalid RSA modulus")
		}
		e, ok := list.Int()
		if !ok {
			return nil, errors.New("x509: invalid RSA public exponent")
		}
		if n.Sign() <= 0 {
			return nil, errors.New("x509: RSA modulus is not a positive number")
		}
		if e <= 0 {
			return nil, errors.New("x509: RSA public exponent is not a positive number")
		}
		return &rsa.PublicKey{N: n, E: e}, nil
	case id.oid.Equal(oidECDSA):
		oid, ok := params.Path()
		if !ok {
			return nil, errors.New("x509: invalid ECDSA parameters")
		}
		curve := curveOf(oid)
		if curve == nil {
			return nil, errors.New("x509: unsupported elliptic curve")
		}
		return ecdsa.ParseUncompressedPublicKey(curve, key)
	case id.oid.Equal(oidEd25519):
		if len(id.params) != 0 {
			return nil, errors.New("x509: Ed25519 key encoded with illegal parameters")
		}
		if len(key) != ed25519.PublicKeySize {
			return nil, errors.New("x509: wrong Ed25519 public key size")
		}
		return ed25519.PublicKey(append([]byte(nil), key...)), nil
	case id.oid.Equal(oidX25519):
		if len(id.params) != 0 {
			return nil, errors.New("x509: X25519 key encoded with illegal parameters")
		}
		return ecdh.X25519().NewPublicKey(key)
	case id.oid.Equal(oidDSA):
		return readDSA(&r, &params)
	}
	return nil, errors.New("x509: unknown public key algorithm")
}

// readDSA reads a DSA key and its parameters.
func readDSA(r, params *der.Reader) (*dsa.PublicKey, error) {
	y, ok := r.Big()
	if !ok {
		return nil, errors.New("x509: invalid DSA public key")
	}
	pub := &dsa.PublicKey{Y: y}
	list, ok := params.Read(der.Sequence)
	for _, v := range []**big.Int{&pub.P, &pub.Q, &pub.G} {
		if ok {
			*v, ok = list.Big()
		}
	}
	if !ok {
		return nil, errors.New("x509: invalid DSA parameters")
	}
	for _, v := range []*big.Int{y, pub.P, pub.Q, pub.G} {
		if v.Sign() <= 0 {
			return nil, errors.New("x509: zero or negative DSA parameter")
		}
	}
	return pub, nil
}

// readInfo takes a SubjectPublicKeyInfo apart.
func readInfo(b der.Reader) (id identifier, key []byte, problem string) {
	ai, ok := b.Read(der.Sequence)
	if !ok {
		return id, nil, "x509: malformed public key algorithm identifier"
	}
	id, err := readIdentifier(ai)
	if err != nil {
		return id, nil, err.Error()
	}
	bytes, unused, ok := b.BitString()
	if !ok {
		return id, nil, "x509: malformed subjectPublicKey"
	}
	return id, asn1.BitString{Bytes: bytes, BitLength: len(bytes)*8 - unused}.RightAlign(), ""
}

type publicKeyInfo struct {
	Raw       asn1.RawContent
	Algorithm pkix.AlgorithmIdentifier
	PublicKey asn1.BitString
}

type pkcs1Public struct {
	N *big.Int
	E int
}

type pkcs1Private struct {
	Version          int
	N                *big.Int
	E                int
	D, P, Q          *big.Int
	Dp, Dq, Qinv     *big.Int `asn1:"optional"`
	AdditionalPrimes []struct {
		Prime, Exp, Coeff *big.Int
	} `asn1:"optional,omitempty"`
}

type pkcs8 struct {
	Version    int
	Algo       pkix.AlgorithmIdentifier
	PrivateKey []byte
}

type ecPrivateKey struct {
	Version       int
	PrivateKey    []byte
	NamedCurveOID asn1.ObjectIdentifier `asn1:"optional,explicit,tag:0"`
	PublicKey     asn1.BitString        `asn1:"optional,explicit,tag:1"`
}

// fits reports whether b is an encoding of what out points to, to see which function should have been called.
func fits(b []byte, out any) bool {
	_, err := asn1.Unmarshal(b, out)
	return err == nil
}

// ParsePKIXPublicKey reads a public key as certificates have it.
func ParsePKIXPublicKey(derBytes []byte) (pub any, err error) {
	var info publicKeyInfo
	rest, err := asn1.Unmarshal(derBytes, &info)
	if err != nil {
		if fits(derBytes, new(pkcs1Public)) {
			return nil, errors.New("x509: failed to parse public key (use ParsePKCS1PublicKey instead for this key format)")
		}
		return nil, err
	}
	if len(rest) != 0 {
		return nil, errors.New("x509: trailing data after ASN.1 of public-key")
	}
	return readPublicKey(identifier{info.Algorithm.Algorithm, info.Algorithm.Parameters.FullBytes}, info.PublicKey.RightAlign())
}

// publicBytes returns the algorithm identifier and the bits of a public key.
func publicBytes(pub any) (id, key []byte, err error) {
	ident := func(oid asn1.ObjectIdentifier, params []byte) []byte {
		return der.Wrap(der.Sequence, der.WritePath(oid), params)
	}
	switch pub := pub.(type) {
	case *rsa.PublicKey:
		return ident(oidRSA, nullDER), MarshalPKCS1PublicKey(pub), nil
	case *ecdsa.PublicKey:
		oid := oidOfCurve(pub.Curve)
		if oid == nil {
			return nil, nil, errors.New("x509: unsupported elliptic curve")
		}
		if !pub.Curve.IsOnCurve(pub.X, pub.Y) {
			return nil, nil, errors.New("x509: invalid elliptic curve public key")
		}
		return ident(oidECDSA, der.WritePath(oid)), elliptic.Marshal(pub.Curve, pub.X, pub.Y), nil
	case ed25519.PublicKey:
		return ident(oidEd25519, nil), pub, nil
	case *ecdh.PublicKey:
		if pub.Curve() == ecdh.X25519() {
			return ident(oidX25519, nil), pub.Bytes(), nil
		}
		oid := oidOfECDH(pub.Curve())
		if oid == nil {
			return nil, nil, errors.New("x509: unsupported elliptic curve")
		}
		return ident(oidECDSA, der.WritePath(oid)), pub.Bytes(), nil
	}
	return nil, nil, fmt.Errorf("x509: unsupported public key type: %T", pub)
}

// MarshalPKIXPublicKey writes a public key as certificates have it.
func MarshalPKIXPublicKey(pub any) ([]byte, error) {
	id, key, err := publicBytes(pub)
	if err != nil {
		return nil, err
	}
	return der.Wrap(der.Sequence, id, der.WriteBits(key)), nil
}

// ParsePKCS1PublicKey reads an RSA key.
func ParsePKCS1PublicKey(b []byte) (*rsa.PublicKey, error) {
	var key pkcs1Public
	rest, err := asn1.Unmarshal(b, &key)
	if err != nil {
		if fits(b, new(publicKeyInfo)) {
			return nil, errors.New("x509: failed to parse public key (use ParsePKIXPublicKey instead for this key format)")
		}
		return nil, err
	}
	if len(rest) > 0 {
		return nil, asn1.SyntaxError{Msg: "trailing data"}
	}
	if key.N.Sign() <= 0 || key.E <= 0 {
		return nil, errors.New("x509: public key contains zero or negative value")
	}
	if key.E > 1<<31-1 {
		return nil, errors.New("x509: public key contains large public exponent")
	}
	return &rsa.PublicKey{N: key.N, E: key.E}, nil
}

// MarshalPKCS1PublicKey writes an RSA key.
func MarshalPKCS1PublicKey(key *rsa.PublicKey) []byte {
	return der.Wrap(der.Sequence, der.WriteBig(key.N), der.WriteInt(key.E))
}

// recompute tells by the value 0 that wrong values in RSA keys that follow from others are no error.
var recompute = godebug.New("x509rsacrt")

// ParsePKCS1PrivateKey reads an RSA key.
func ParsePKCS1PrivateKey(b []byte) (*rsa.PrivateKey, error) {
	var priv pkcs1Private
	rest, err := asn1.Unmarshal(b, &priv)
	if len(rest) > 0 {
		return nil, asn1.SyntaxError{Msg: "trailing data"}
	}
	if err != nil {
		if fits(b, new(ecPrivateKey)) {
			return nil, errors.New("x509: failed to parse private key (use ParseECPrivateKey instead for this key format)")
		}
		if fits(b, new(pkcs8)) {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)")
		}
		return nil, err
	}
	if priv.Version > 1 {
		return nil, errors.New("x509: unsupported private key version")
	}
	if priv.N.Sign() <= 0 || priv.D.Sign() <= 0 || priv.P.Sign() <= 0 || priv.Q.Sign() <= 0 {
		return nil, errors.New("x509: private key contains zero or negative value")
	}
	key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: priv.N, E: priv.E}, D: priv.D, Primes: []*big.Int{priv.P, priv.Q}}
	for _, more := range priv.AdditionalPrimes {
		if more.Prime.Sign() <= 0 {
			return nil, errors.New("x509: private key contains zero or negative prime")
		}
		key.Primes = append(key.Primes, more.Prime)
	}
	if len(key.Primes) == 2 && priv.Dp != nil {
		if priv.Dp.Sign() <= 0 || priv.Dq.Sign() <= 0 || priv.Qinv.Sign() <= 0 {
			return nil, errors.New("x509: private key contains zero or negative value")
		}
		v := &key.Precomputed
		v.Dp, v.Dq, v.Qinv = priv.Dp, priv.Dq, priv.Qinv
	}
	err = key.Validate()
	if err != nil && recompute.Value() == "0" {
		key.Precomputed = rsa.PrecomputedValues{}
		err = key.Validate()
	}
	if err != nil {
		return nil, err
	}
	key.Precompute()
	return key, nil
}

// MarshalPKCS1PrivateKey writes an RSA key.
func MarshalPKCS1PrivateKey(key *rsa.PrivateKey) []byte {
	key.Precompute()
	v := &key.Precomputed
	version := 0
	var more []byte
	if len(key.Primes) > 2 {
		version = 1
		for i, c := range v.CRTValues {
			more = append(more, der.Wrap(der.Sequence, der.WriteBig(key.Primes[2+i]), der.WriteBig(c.Exp), der.WriteBig(c.Coeff))...)
		}
		more = der.Wrap(der.Sequence, more)
	}
	parts := [][]byte{der.WriteInt(version)}
	for _, n := range []*big.Int{key.N, big.NewInt(int64(key.E)), key.D, key.Primes[0], key.Primes[1], v.Dp, v.Dq, v.Qinv} {
		parts = append(parts, der.WriteBig(n))
	}
	return der.Wrap(der.Sequence, append(parts, more)...)
}

// ParseECPrivateKey reads a key of an elliptic curve, by SEC 1.
func ParseECPrivateKey(b []byte) (*ecdsa.PrivateKey, error) { return readEC(nil, b) }

func readEC(oid asn1.ObjectIdentifier, b []byte) (*ecdsa.PrivateKey, error) {
	var priv ecPrivateKey
	if _, err := asn1.Unmarshal(b, &priv); err != nil {
		if fits(b, new(pkcs8)) {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)")
		}
		if fits(b, new(pkcs1Private)) {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)")
		}
		return nil, errors.New("x509: failed to parse EC private key: " + err.Error())
	}
	if priv.Version != 1 {
		return nil, fmt.Errorf("x509: unknown EC private key version %d", priv.Version)
	}
	if oid == nil {
		oid = priv.NamedCurveOID
	}
	curve := curveOf(oid)
	if curve == nil {
		return nil, errors.New("x509: unknown elliptic curve")
	}
	// Some programs write the number too short or with zeros before it.
	size := (curve.Params().N.BitLen() + 7) / 8
	number := priv.PrivateKey
	for len(number) > size {
		if number[0] != 0 {
			return nil, errors.New("x509: invalid private key length")
		}
		number = number[1:]
	}
	return ecdsa.ParseRawPrivateKey(curve, append(make([]byte, size-len(number)), number...))
}

// MarshalECPrivateKey writes a key of an elliptic curve, by SEC 1.
func MarshalECPrivateKey(key *ecdsa.PrivateKey) ([]byte, error) {
	oid := oidOfCurve(key.Curve)
	if oid == nil {
		return nil, errors.New("x509: unknown elliptic curve")
	}
	return writeEC(key, oid)
}

func writeEC(key *ecdsa.PrivateKey, oid asn1.ObjectIdentifier) ([]byte, error) {
	if !key.Curve.IsOnCurve(key.X, key.Y) {
		return nil, errors.New("invalid elliptic key public key")
	}
	number, err := key.Bytes()
	if err != nil {
		return nil, err
	}
	return writeECParts(number, elliptic.Marshal(key.Curve, key.X, key.Y), oid), nil
}

func writeECParts(number, point []byte, oid asn1.ObjectIdentifier) []byte {
	var curve []byte
	if oid != nil {
		curve = der.Wrap(der.Made(0), der.WritePath(oid))
	}
	return der.Wrap(der.Sequence, der.WriteInt(1), der.Wrap(der.Octets, number), curve, der.Wrap(der.Made(1), der.WriteBits(point)))
}

// ParsePKCS8PrivateKey reads a key of any kind.
func ParsePKCS8PrivateKey(b []byte) (key any, err error) {
	var priv pkcs8
	if _, err := asn1.Unmarshal(b, &priv); err != nil {
		if fits(b, new(ecPrivateKey)) {
			return nil, errors.New("x509: failed to parse private key (use ParseECPrivateKey instead for this key format)")
		}
		if fits(b, new(pkcs1Private)) {
			return nil, errors.New("x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)")
		}
		return nil, err
	}
	params := priv.Algo.Parameters.FullBytes
	switch oid := priv.Algo.Algorithm; {
	case oid.Equal(oidRSA):
		key, err := ParsePKCS1PrivateKey(priv.PrivateKey)
		if err != nil {
			return nil, errors.New("x509: failed to parse RSA private key embedded in PKCS#8: " + err.Error())
		}
		return key, nil
	case oid.Equal(oidECDSA):
		var curve asn1.ObjectIdentifier
		if _, err := asn1.Unmarshal(params, &curve); err != nil {
			curve = nil
		}
		key, err := readEC(curve, priv.PrivateKey)
		if err != nil {
			return nil, errors.New("x509: failed to parse EC private key embedded in PKCS#8: " + err.Error())
		}
		return key, nil
	case oid.Equal(oidEd25519):
		if len(params) != 0 {
			return nil, errors.New("x509: invalid Ed25519 private key parameters")
		}
		var seed []byte
		if _, err := asn1.Unmarshal(priv.PrivateKey, &seed); err != nil {
			return nil, fmt.Errorf("x509: invalid Ed25519 private key: %v", err)
		}
		if len(seed) != ed25519.SeedSize {
			return nil, fmt.Errorf("x509: invalid Ed25519 private key length: %d", len(seed))
		}
		return ed25519.NewKeyFromSeed(seed), nil
	case oid.Equal(oidX25519):
		if len(params) != 0 {
			return nil, errors.New("x509: invalid X25519 private key parameters")
		}
		var number []byte
		if _, err := asn1.Unmarshal(priv.PrivateKey, &number); err != nil {
			return nil, fmt.Errorf("x509: invalid X25519 private key: %v", err)
		}
		return ecdh.X25519().NewPrivateKey(number)
	default:
		return nil, fmt.Errorf("x509: PKCS#8 wrapping contained private key with unknown algorithm: %v", oid)
	}
}

// MarshalPKCS8PrivateKey writes a key of any kind.
func MarshalPKCS8PrivateKey(key any) ([]byte, error) {
	wrap := func(oid asn1.ObjectIdentifier, params, inner []byte) []byte {
		return der.Wrap(der.Sequence, der.WriteInt(0), der.Wrap(der.Sequence, der.WritePath(oid), params), der.Wrap(der.Octets, inner))
	}
	switch k := key.(type) {
	case *rsa.PrivateKey:
		k.Precompute()
		if err := k.Validate(); err != nil {
			return nil, err
		}
		return wrap(oidRSA, nullDER, MarshalPKCS1PrivateKey(k)), nil
	case *ecdsa.PrivateKey:
		oid := oidOfCurve(k.Curve)
		if oid == nil {
			return nil, errors.New("x509: unknown curve while marshaling to PKCS#8")
		}
		inner, err := writeEC(k, nil)
		if err != nil {
			return nil, errors.New("x509: failed to marshal EC private key while building PKCS#8: " + err.Error())
		}
		return wrap(oidECDSA, der.WritePath(oid), inner), nil
	case ed25519.PrivateKey:
		return wrap(oidEd25519, nil, der.Wrap(der.Octets, k.Seed())), nil
	case *ecdh.PrivateKey:
		if k.Curve() == ecdh.X25519() {
			return wrap(oidX25519, nil, der.Wrap(der.Octets, k.Bytes())), nil
		}
		oid := oidOfECDH(k.Curve())
		if oid == nil {
			return nil, errors.New("x509: unknown curve while marshaling to PKCS#8")
		}
		return wrap(oidECDSA, der.WritePath(oid), writeECParts(k.Bytes(), k.PublicKey().Bytes(), nil)), nil
	}
	return nil, fmt.Errorf("x509: unknown key type while marshaling PKCS#8: %T", key)
}
