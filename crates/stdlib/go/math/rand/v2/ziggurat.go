package rand

import "math"

// The ziggurat method of Marsaglia and Tsang (2000): layers of equal area over a density; most draws fall inside a layer
// and cost one number and one product.

const (
	normTail  = 3.442619855899
	normArea  = 9.91256303526217e-3
	expTail   = 7.69711747013104972
	expArea   = 3.949659822581572e-3
	normScale = 1 << 31
	expScale  = 1 << 32
)

type normLayers struct {
	k    [128]uint32
	w, f [128]float32
}

type expLayers struct {
	k    [256]uint32
	w, f [256]float32
}

var norm = newNorm()
var expo = newExpo()

func newNorm() *normLayers {
	t := new(normLayers)
	density := func(x float64) float64 { return math.Exp(-0.5 * x * x) }
	x, above := normTail, normTail
	q := normArea / density(x)
	t.k[0], t.k[1] = uint32(x/q*normScale), 0
	t.w[0], t.w[127] = float32(q/normScale), float32(x/normScale)
	t.f[0], t.f[127] = 1, float32(density(x))
	for i := 126; i >= 1; i-- {
		x = math.Sqrt(-2 * math.Log(normArea/x+density(x)))
		t.k[i+1] = uint32(x / above * normScale)
		above = x
		t.f[i] = float32(density(x))
		t.w[i] = float32(x / normScale)
	}
	return t
}

func newExpo() *expLayers {
	t := new(expLayers)
	x, above := expTail, expTail
	q := expArea / math.Exp(-x)
	t.k[0], t.k[1] = uint32(x/q*expScale), 0
	t.w[0], t.w[255] = float32(q/expScale), float32(x/expScale)
	t.f[0], t.f[255] = 1, float32(math.Exp(-x))
	for i := 254; i >= 1; i-- {
		x = -math.Log(expArea/x + math.Exp(-x))
		t.k[i+1] = uint32(x / above * expScale)
		above = x
		t.f[i] = float32(math.Exp(-x))
		t.w[i] = float32(x / expScale)
	}
	return t
}

// NormFloat64 returns a normally distributed number: mean 0, deviation 1.
func (r *Rand) NormFloat64() float64 {
	for {
		u := r.Uint64()
		j := int32(u)
		i := u >> 32 & 127
		x := float64(j) * float64(norm.w[i])
		a := uint32(j)
		if j < 0 {
			a = -a
		}
		if a < norm.k[i] {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / normTail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return normTail + x
			}
			return -normTail - x
		}
		if norm.f[i]+float32(r.Float64())*(norm.f[i-1]-norm.f[i]) < float32(math.Exp(-0.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns an exponentially distributed number with rate 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.Uint64()
		j := uint32(u)
		i := u >> 32 & 255
		x := float64(j) * float64(expo.w[i])
		if j < expo.k[i] {
			return x
		}
		if i == 0 {
			return expTail - math.Log(r.Float64())
		}
		if expo.f[i]+float32(r.Float64())*(expo.f[i-1]-expo.f[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}
