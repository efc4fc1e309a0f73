package math

// The reference has portable versions beside those in assembly, and its external tests, which compile against this package too,
// compare both. Here each function has one version.

func exp(x float64) float64      { return Exp(x) }
func exp2(x float64) float64     { return Exp2(x) }
func hypot(p, q float64) float64 { return Hypot(p, q) }
func sqrt(x float64) float64     { return Sqrt(x) }

// reduceThreshold is where the reduction of arguments of trigonometric functions changes its method.
const reduceThreshold = 1 << 29

// reduceLarge is the method of Payne and Hanek.
func reduceLarge(x float64) (j uint64, z float64)

// trigReduce returns the octant of x, made even, and what remains, between -Pi/4 and Pi/4.
func trigReduce(x float64) (j uint64, z float64) {
	if x < Pi/4 {
		return 0, x
	}
	return reduceLarge(x)
}
