// run

// The numbers that people compute with package math/big.
package main

import (
	"fmt"
	"math"
	"math/big"
)

func fib(n int) *big.Int {
	a, b := big.NewInt(0), big.NewInt(1)
	for range n {
		a.Add(a, b)
		a, b = b, a
	}
	return a
}

func pi(digits int) string {
	unity := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits+10)), nil)
	arccot := func(x int64) *big.Int {
		bx := big.NewInt(x)
		x2 := big.NewInt(x * x)
		sum := new(big.Int).Quo(unity, bx)
		power := new(big.Int).Set(sum)
		for n, sign := int64(3), int64(-1); power.Sign() != 0; n, sign = n+2, -sign {
			power.Quo(power, x2)
			t := new(big.Int).Quo(power, big.NewInt(n))
			sum.Add(sum, t.Mul(t, big.NewInt(sign)))
		}
		return sum
	}
	p := new(big.Int).Mul(arccot(5), big.NewInt(4))
	p.Sub(p, arccot(239)).Mul(p, big.NewInt(4))
	s := p.String()
	return s[:1] + "." + s[1:digits+1]
}

type wallet struct {
	owner   string
	balance big.Int
}

func main() {
	fmt.Println(fib(300))
	fmt.Println(pi(120))
	f := new(big.Int).MulRange(1, 100)
	fmt.Println(f, f.TrailingZeroBits(), len(f.String()))

	p, _ := new(big.Int).SetString("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16)
	g := big.NewInt(7)
	x := new(big.Int).Exp(g, big.NewInt(123456789), p)
	fmt.Printf("%x %v %d\n", x, p.ProbablyPrime(20), p.BitLen())
	inv := new(big.Int).ModInverse(x, p)
	fmt.Println(new(big.Int).Mod(inv.Mul(inv, x), p))

	w := wallet{owner: "ann"}
	v := w
	v.balance.SetString("100000000000000000000", 10)
	fmt.Println(w.balance.String(), &v.balance, v.balance.Cmp(&w.balance))
	fmt.Printf("%v %s %d %x %#v\n", &v.balance, &v.balance, &v.balance, &v.balance, w.balance.Sign())
	fmt.Printf("[%30d] [%-30d] [%030d] [%+d]\n", &v.balance, &v.balance, &v.balance, &v.balance)

	r := big.NewRat(1, 3)
	sum := new(big.Rat)
	for i := int64(1); i <= 20; i++ {
		sum.Add(sum, new(big.Rat).Mul(r, big.NewRat(1, i)))
	}
	fmt.Println(sum, sum.FloatString(30), sum.Num(), sum.Denom())
	fl, exact := sum.Float64()
	fmt.Println(fl, exact, r.IsInt(), r.Cmp(sum))
	for _, s := range []string{"3/4", "-0.125", "1e-3", "0x10/0b11", "1/0", "x", "1.5e400"} {
		q, ok := new(big.Rat).SetString(s)
		if ok && len(q.String()) > 60 {
			fmt.Println(s, len(q.String()))
			continue
		}
		fmt.Println(s, q, ok)
	}

	two := new(big.Float).SetPrec(200).SetInt64(2)
	root := new(big.Float).SetPrec(200).Sqrt(two)
	fmt.Println(root)
	fmt.Println(root.Text('f', 50), root.Text('g', -1), root.Prec(), root.Mode())
	fmt.Printf("%.40f|%10.3e|%v|%+g|%-20.5f|%020.5f\n", root, root, root, root, root, root)
	e := new(big.Float).SetPrec(100).SetInt64(1)
	term := new(big.Float).SetPrec(100).SetInt64(1)
	for i := int64(1); i < 40; i++ {
		term.Quo(term, new(big.Float).SetInt64(i))
		e.Add(e, term)
	}
	fmt.Println(e.Text('f', 28), e.Acc())
	for _, m := range []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf} {
		for _, s := range []string{"2.5", "-2.5", "3.5", "2.6"} {
			z, _, err := big.ParseFloat(s, 10, 2, m)
			fmt.Print(z, " ", z.Acc(), " ", err, "; ")
		}
		fmt.Println(m)
	}
	h := big.NewFloat(math.Pi)
	i, acc := h.Int(nil)
	fmt.Println(h, i, acc, h.MinPrec(), h.IsInt(), h.MantExp(nil), big.NewFloat(math.Inf(1)), big.NewFloat(math.Copysign(0, -1)))
	d, err := big.NewInt(42).MarshalJSON()
	fmt.Println(string(d), err)
	defer func() { fmt.Println(recover()) }()
	new(big.Int).Div(big.NewInt(1), new(big.Int))
}
