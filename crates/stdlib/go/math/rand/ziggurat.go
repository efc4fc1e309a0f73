package rand

import "math"

// The ziggurat method of Marsaglia and Tsang (2000): layers of equal area over a density; most draws fall inside a layer
// and cost one number and one product.

const (
	rn        = 3.442619855899
	normArea  = 9.91256303526217e-3
	re        = 7.69711747013104972
	expArea   = 3.949659822581572e-3
	normScale = 1 << 31
	expScale  = 1 << 32
)

// The layers of the normal and of the exponential density: bounds of the quick test, widths, heights. Their names are those of
// the paper, with n and e for the density; rn and re are where the tails begin.
var (
	kn, wn, fn = normLayers()
	ke, we, fe = expLayers()
)

func normLayers() (k [128]uint32, w, f [128]float32) {
	density := func(x float64) float64 { return math.Exp(-0.5 * x * x) }
	x, above := rn, rn
	q := normArea / density(x)
	k[0], k[1] = uint32(x/q*normScale), 0
	w[0], w[127] = float32(q/normScale), float32(x/normScale)
	f[0], f[127] = 1, float32(density(x))
	for i := 126; i >= 1; i-- {
		x = math.Sqrt(-2 * math.Log(normArea/x+density(x)))
		k[i+1] = uint32(x / above * normScale)
		above = x
		f[i] = float32(density(x))
		w[i] = float32(x / normScale)
	}
	return
}

func expLayers() (k [256]uint32, w, f [256]float32) {
	x, above := re, re
	q := expArea / math.Exp(-x)
	k[0], k[1] = uint32(x/q*expScale), 0
	w[0], w[255] = float32(q/expScale), float32(x/expScale)
	f[0], f[255] = 1, float32(math.Exp(-x))
	for i := 254; i >= 1; i-- {
		x = -math.Log(expArea/x + math.Exp(-x))
		k[i+1] = uint32(x / above * expScale)
		above = x
		f[i] = float32(math.Exp(-x))
		w[i] = float32(x / expScale)
	}
	return
}

// NormFloat64 returns a normally distributed number: mean 0, deviation 1.
func (r *Rand) NormFloat64() float64 {
	for {
		j := int32(r.Uint32())
		i := j & 127
		x := float64(j) * float64(wn[i])
		a := uint32(j)
		if j < 0 {
			a = -a
		}
		if a < kn[i] {
			return x
		}
		if i == 0 {
			for {
				x = -math.Log(r.Float64()) * (1.0 / rn)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return rn + x
			}
			return -rn - x
		}
		if fn[i]+float32(r.Float64())*(fn[i-1]-fn[i]) < float32(math.Exp(-0.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns an exponentially distributed number with rate 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		j := r.Uint32()
		i := j & 255
		x := float64(j) * float64(we[i])
		if j < ke[i] {
			return x
		}
		if i == 0 {
			return re - math.Log(r.Float64())
		}
		if fe[i]+float32(r.Float64())*(fe[i-1]-fe[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}
