// run

package main

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"math/big"
)

func num(s string) *big.Int {
	n, _ := new(big.Int).SetString(s, 10)
	return n
}

func main() {
	k := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: num(N), E: 65537},
		D:         num(D),
		Primes:    []*big.Int{num(P), num(Q)},
	}
	k.Precompute()
	fmt.Println(k.Validate(), k.Size(), k.Precomputed.Qinv)
	h := sha256.Sum256([]byte("message to be signed"))
	sig, err := rsa.SignPKCS1v15(nil, k, crypto.SHA256, h[:])
	fmt.Printf("%x %v\n", sig, err)
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA256, h[:], sig))
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA256, h[:], sig[1:]))
	sig[5] ^= 1
	fmt.Println(rsa.VerifyPKCS1v15(&k.PublicKey, crypto.SHA256, h[:], sig))
	_, err = rsa.SignPKCS1v15(nil, k, crypto.SHA512, h[:])
	fmt.Println(err)
	for _, salt := range []int{rsa.PSSSaltLengthAuto, rsa.PSSSaltLengthEqualsHash, 20} {
		o := &rsa.PSSOptions{SaltLength: salt, Hash: crypto.SHA256}
		sig, err := rsa.SignPSS(rand.Reader, k, crypto.SHA256, h[:], o)
		fmt.Println(len(sig), err, rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, h[:], sig, o), rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, h[:], sig, nil))
		s2, err := k.Sign(rand.Reader, h[:], o)
		fmt.Println(err, rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, h[:], s2, o))
		sig[3] ^= 4
		fmt.Println(rsa.VerifyPSS(&k.PublicKey, crypto.SHA256, h[:], sig, o))
	}
	ct, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, &k.PublicKey, []byte("secret"), []byte("label"))
	fmt.Println(len(ct), err)
	pt, err := rsa.DecryptOAEP(sha256.New(), nil, k, ct, []byte("label"))
	fmt.Println(string(pt), err)
	_, err = rsa.DecryptOAEP(sha256.New(), nil, k, ct, []byte("other"))
	fmt.Println(err)
	_, err = rsa.EncryptOAEP(sha512.New(), rand.Reader, &k.PublicKey, bytes.Repeat([]byte("x"), 100), nil)
	fmt.Println(err)
	ct, err = rsa.EncryptPKCS1v15(rand.Reader, &k.PublicKey, []byte("hello"))
	pt, err2 := rsa.DecryptPKCS1v15(nil, k, ct)
	fmt.Println(err, string(pt), err2)
	key := []byte("12345")
	fmt.Println(rsa.DecryptPKCS1v15SessionKey(nil, k, ct, key), string(key))
	ct[0] ^= 1
	_, err = rsa.DecryptPKCS1v15(nil, k, ct)
	fmt.Println(err)
	g, err := rsa.GenerateKey(rand.Reader, 1024)
	fmt.Println(err, g.N.BitLen(), g.Validate(), g.E, len(g.Primes), g.Equal(g), g.Equal(k), g.PublicKey.Equal(g.Public()))
	_, err = rsa.GenerateKey(rand.Reader, 512)
	fmt.Println(err)
	ct, _ = rsa.EncryptOAEP(sha256.New(), rand.Reader, &g.PublicKey, []byte("via opts"), nil)
	pt, err = g.Decrypt(nil, ct, &rsa.OAEPOptions{Hash: crypto.SHA256})
	fmt.Println(string(pt), err)
}

const (
	N = "146316067128383928939066501195666272620416680091289170536187713033668063830595439401348610241334161863168190368180380442386990739054713979835660048217991510831017193496757488218277132984962207747729288000732225270328293321017761128366907884372247912999284214725206062515652180532514529991712924763134003778083"
	D = "79006255756889245423130221772620627363036231061393429161154932157948112407298341540426394543850547324622669953601283291807541209906895621075489231828406590615572637060233335537073272393660438817341017550165645929821024084686520382132958215544597343919084481321050623739925773520940068457514802381785954251073"
	P = "12108038534796391079877138292451611728654992767094271861918381366785891098631779873839288000171612690062037596583642556874183439303717343815760354494247483"
	Q = "12084208908643383473134482034473010132682312697373477263507291098134592569406165205103857100795291165203542766743255272444948548232194450842819465784998201"
)
