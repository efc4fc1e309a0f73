// run

// DSA: parameters, keys, signatures, and keys that are none.
package main

import (
	"crypto/dsa"
	"crypto/rand"
	"fmt"
	"math/big"
)

func main() {
	var p dsa.PrivateKey
	fmt.Println(dsa.GenerateKey(&p, rand.Reader))
	fmt.Println(dsa.GenerateParameters(&p.Parameters, rand.Reader, dsa.ParameterSizes(9)))
	fmt.Println(dsa.GenerateParameters(&p.Parameters, rand.Reader, dsa.L1024N160))
	fmt.Println(p.P.BitLen(), p.Q.BitLen())
	fmt.Println(dsa.GenerateKey(&p, rand.Reader))
	r, s, err := dsa.Sign(rand.Reader, &p, []byte("hash of twenty bytes"))
	fmt.Println(err, dsa.Verify(&p.PublicKey, []byte("hash of twenty bytes"), r, s), dsa.Verify(&p.PublicKey, []byte("hash of twenty byteS"), r, s))
	fmt.Println(dsa.Verify(&p.PublicKey, []byte("hash of twenty bytes"), r.Neg(r), s), dsa.ErrInvalidPublicKey)
	fmt.Println(dsa.Verify(&p.PublicKey, []byte("hash of twenty bytes"), big.NewInt(0), s))
	r, s, err = dsa.Sign(rand.Reader, &p, nil)
	fmt.Println(r != nil, err)
	r, s, err = dsa.Sign(rand.Reader, &p, make([]byte, 64))
	fmt.Println(r != nil, err, dsa.Verify(&p.PublicKey, make([]byte, 64), r, s), dsa.Verify(&p.PublicKey, make([]byte, 20), r, s))
	q := p
	q.P = new(big.Int)
	_, _, err = dsa.Sign(rand.Reader, &q, make([]byte, 20))
	fmt.Println(err)
	fmt.Println(dsa.Verify(&q.PublicKey, make([]byte, 20), r, s))
	q = p
	q.X = new(big.Int)
	_, _, err = dsa.Sign(rand.Reader, &q, make([]byte, 20))
	fmt.Println(err)
	q = p
	q.Q = new(big.Int).Add(q.Q, big.NewInt(1))
	_, _, err = dsa.Sign(rand.Reader, &q, make([]byte, 20))
	fmt.Println(err)
	q.Q = big.NewInt(5)
	_, _, err = dsa.Sign(rand.Reader, &q, make([]byte, 20))
	fmt.Println(err)
	q.Q = big.NewInt(257)
	_, _, err = dsa.Sign(rand.Reader, &q, make([]byte, 20))
	fmt.Println(err)
	fmt.Println(dsa.L1024N160, dsa.L2048N224, dsa.L2048N256, dsa.L3072N256)
}
