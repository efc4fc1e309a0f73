package ecdsa

import (
	"crypto/elliptic"
	"errors"
	"math/big"
)

// label names a curve of the library as messages do; "" stands for other curves.
func label(c elliptic.Curve) string {
	switch c {
	case elliptic.P224():
		return "P224"
	case elliptic.P256():
		return "P256"
	case elliptic.P384():
		return "P384"
	case elliptic.P521():
		return "P521"
	}
	return ""
}

// check refuses a public key that is no point of its curve.
func (pub *PublicKey) check() error {
	for _, v := range [...]*big.Int{pub.X, pub.Y} {
		if v.Sign() < 0 {
			return errors.New("negative coordinate")
		}
		if v.BitLen() > pub.Curve.Params().BitSize {
			return errors.New("overflowing coordinate")
		}
	}
	return pub.onCurve()
}

// onCurve is check for coordinates as long as the curve's.
func (pub *PublicKey) onCurve() error {
	name := label(pub.Curve)
	if p := pub.Curve.Params().P; pub.X.Cmp(p) >= 0 || pub.Y.Cmp(p) >= 0 {
		if name == "P256" {
			name += " element"
		} else {
			name += "Element"
		}
		return errors.New("invalid " + name + " encoding")
	}
	if !pub.Curve.IsOnCurve(pub.X, pub.Y) {
		return errors.New(name + " point not on curve")
	}
	return nil
}

// check refuses a private key that is no number below its curve's order, or whose public key is no point.
func (priv *PrivateKey) check() error {
	if priv.D.Sign() <= 0 {
		return errors.New("ecdsa: private key scalar is zero or negative")
	}
	if priv.D.Cmp(priv.Curve.Params().N) >= 0 {
		return errors.New("input overflows the modulus")
	}
	return priv.PublicKey.check()
}
