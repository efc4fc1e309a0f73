package rand

import "math"

// A Zipf draws from a Zipf distribution by rejection-inversion (Hoermann and Derflinger, 1996).
type Zipf struct {
	r          *Rand
	imax, v, q float64
	// 1-q, its inverse, and the bounds of the integral of the density.
	p, inverse, high, span, s float64
}

func (z *Zipf) integral(x float64) float64 {
	return math.Exp(z.p*math.Log(z.v+x)) * z.inverse
}

func (z *Zipf) inverted(x float64) float64 {
	return math.Exp(z.inverse*math.Log(z.p*x)) - z.v
}

// NewZipf draws k in [0, imax] with a probability proportional to (v+k)**-s; s > 1 and v >= 1, nil otherwise.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, imax: float64(imax), v: v, q: s}
	z.p = 1 - s
	z.inverse = 1 / z.p
	z.high = z.integral(z.imax + 0.5)
	z.span = z.integral(0.5) - math.Exp(math.Log(v)*-s) - z.high
	z.s = 1 - z.inverted(z.integral(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

// Uint64 returns the next number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.high + z.r.Float64()*z.span
		x := z.inverted(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || u >= z.integral(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
