// run

package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"math/big"
)

type pk1 struct {
	V                   int
	N                   *big.Int
	E                   int
	D, P, Q, DP, DQ, QI *big.Int
}

func parse(what string, n *big.Int, e int, d, p, q, dp, dq, qi *big.Int) {
	der, err := asn1.Marshal(pk1{0, n, e, d, p, q, dp, dq, qi})
	if err != nil {
		fmt.Println(what, "marshal", err)
		return
	}
	_, err = x509.ParsePKCS1PrivateKey(der)
	fmt.Println("parse", what, err)
}

func main() {
	kb, _ := rsa.GenerateKey(rand.Reader, 1024)
	fresh := func() *rsa.PrivateKey {
		return &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: kb.N, E: kb.E}, D: kb.D, Primes: kb.Primes}
	}
	try := func(what string, f func(k *rsa.PrivateKey)) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(what, "panic", r)
			}
		}()
		k := fresh()
		f(k)
		fmt.Println(what, k.Validate())
	}
	add := func(x *big.Int, n int64) *big.Int { return new(big.Int).Add(x, big.NewInt(n)) }
	try("ok", func(k *rsa.PrivateKey) {})
	try("D+2", func(k *rsa.PrivateKey) { k.D = add(k.D, 2) })
	try("D=0", func(k *rsa.PrivateKey) { k.D = big.NewInt(0) })
	try("D=nil", func(k *rsa.PrivateKey) { k.D = nil })
	try("N+2", func(k *rsa.PrivateKey) { k.N = add(k.N, 2) })
	try("N+1", func(k *rsa.PrivateKey) { k.N = add(k.N, 1) })
	try("N=nil", func(k *rsa.PrivateKey) { k.N = nil })
	try("N=0", func(k *rsa.PrivateKey) { k.N = big.NewInt(0) })
	try("N=-", func(k *rsa.PrivateKey) { k.N = new(big.Int).Neg(k.N) })
	try("E=1", func(k *rsa.PrivateKey) { k.E = 1 })
	try("E=4", func(k *rsa.PrivateKey) { k.E = 4 })
	try("E=3", func(k *rsa.PrivateKey) { k.E = 3 })
	try("E big", func(k *rsa.PrivateKey) { k.E = 1<<33 + 1 })
	try("no primes", func(k *rsa.PrivateKey) { k.Primes = nil })
	try("1 prime", func(k *rsa.PrivateKey) { k.Primes = k.Primes[:1] })
	try("prime 1", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{big.NewInt(1), k.N} })
	try("prime 0", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{big.NewInt(0), k.N} })
	try("prime nil", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{nil, k.N} })
	try("prime -", func(k *rsa.PrivateKey) {
		k.Primes = []*big.Int{new(big.Int).Neg(k.Primes[0]), new(big.Int).Neg(k.Primes[1])}
	})
	try("prime+2", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{add(k.Primes[0], 2), k.Primes[1]} })
	try("prime even", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{add(k.Primes[0], 1), k.Primes[1]} })
	try("swap", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{k.Primes[1], k.Primes[0]} })
	try("same", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{k.Primes[1], k.Primes[1]} })
	try("composite", func(k *rsa.PrivateKey) { k.Primes = []*big.Int{k.Primes[0], k.Primes[1], big.NewInt(1)} })
	try("zero", func(k *rsa.PrivateKey) { *k = rsa.PrivateKey{} })
	p := &kb.Precomputed
	a, b := kb.Primes[0], kb.Primes[1]
	parse("ok", kb.N, kb.E, kb.D, a, b, p.Dp, p.Dq, p.Qinv)
	parse("dp", kb.N, kb.E, kb.D, a, b, add(p.Dp, 2), p.Dq, p.Qinv)
	parse("dp0", kb.N, kb.E, kb.D, a, b, big.NewInt(0), p.Dq, p.Qinv)
	parse("dq", kb.N, kb.E, kb.D, a, b, p.Dp, add(p.Dq, 2), p.Qinv)
	parse("qi", kb.N, kb.E, kb.D, a, b, p.Dp, p.Dq, add(p.Qinv, 2))
	parse("n", add(kb.N, 2), kb.E, kb.D, a, b, p.Dp, p.Dq, p.Qinv)
	parse("d", kb.N, kb.E, add(kb.D, 2), a, b, p.Dp, p.Dq, p.Qinv)
	parse("e", kb.N, 3, kb.D, a, b, p.Dp, p.Dq, p.Qinv)
	parse("p", kb.N, kb.E, kb.D, add(a, 2), b, p.Dp, p.Dq, p.Qinv)
	parse("p", kb.N, kb.E, kb.D, b, a, p.Dp, p.Dq, p.Qinv)
	parse("p", kb.N, kb.E, kb.D, b, a, p.Dq, p.Dp, p.Qinv)
	parse("neg", kb.N, kb.E, new(big.Int).Neg(kb.D), a, b, p.Dp, p.Dq, p.Qinv)
	parse("d0", kb.N, kb.E, big.NewInt(0), a, b, p.Dp, p.Dq, p.Qinv)
}
