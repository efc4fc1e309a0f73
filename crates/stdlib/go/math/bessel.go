package math

// Bessel functions of order n by recurrence from orders 0 and 1 (FreeBSD's msun). The loops are Go, not native: for a large
// order they take long, and other goroutines must run meanwhile.

const (
	huge       = 0x1p302 // beyond it only the first asymptotic term counts
	invSqrtPi  = 5.64189583547756279280e-01
	logMaximum = 7.09782712893383973096e+02
)

// asymptotic is the first kind's leading term for a huge x.
func asymptotic(n int, x float64) float64 {
	s, c := Sincos(x)
	var t float64
	switch n & 3 {
	case 0:
		t = c + s
	case 1:
		t = -c + s
	case 2:
		t = -c - s
	case 3:
		t = c - s
	}
	return invSqrtPi * t / Sqrt(x)
}

// Jn is the Bessel function of the first kind of order n.
func Jn(n int, x float64) float64 {
	switch {
	case IsNaN(x):
		return x
	case IsInf(x, 0):
		return 0
	case n == 0:
		return J0(x)
	case x == 0:
		return 0
	}
	if n < 0 {
		n, x = -n, -x
	}
	if n == 1 {
		return J1(x)
	}
	negative := x < 0 && n&1 == 1
	x = Abs(x)
	var v float64
	switch {
	case float64(n) > x && x < 1.0/(1<<29):
		v = firstTerm(n, x)
	case float64(n) > x:
		v = backward(n, x)
	case x >= huge:
		v = asymptotic(n, x)
	default:
		v = J1(x)
		for i, a := 1, J0(x); i < n; i++ {
			a, v = v, v*(float64(i+i)/x)-a
		}
	}
	if negative {
		return -v
	}
	return v
}

// firstTerm is Taylor's series cut after its first term: (x/2)**n / n!.
func firstTerm(n int, x float64) float64 {
	if n > 33 {
		return 0
	}
	half := x * 0.5
	power, factorial := half, 1.0
	for i := 2; i <= n; i++ {
		factorial *= float64(i)
		power *= half
	}
	return power / factorial
}

// backward goes down from order n, having Jn/Jn-1 from a continued fraction.
func backward(n int, x float64) float64 {
	w := float64(n+n) / x
	h := 2 / x
	z := w + h
	q0, q1 := w, w*z-1
	k := 1
	for q1 < 1e9 {
		k++
		z += h
		q0, q1 = q1, z*q1-q0
	}
	t := 0.0
	for i := 2 * (n + k); i >= n+n; i -= 2 {
		t = 1 / (float64(i)/x - t)
	}
	a, b := t, 1.0
	// Scaled where the values would overflow.
	scaled := float64(n)*Log(Abs(2/x*float64(n))) >= logMaximum
	for i := n - 1; i > 0; i-- {
		a, b = b, b*float64(i+i)/x-a
		if scaled && b > 1e100 {
			a /= b
			t /= b
			b = 1
		}
	}
	return t * J0(x) / b
}

// Yn is the Bessel function of the second kind of order n.
func Yn(n int, x float64) float64 {
	switch {
	case x < 0 || IsNaN(x):
		return NaN()
	case IsInf(x, 1):
		return 0
	case n == 0:
		return Y0(x)
	}
	negative := n < 0 && n&1 == 1
	if x == 0 {
		if negative {
			return Inf(1)
		}
		return Inf(-1)
	}
	if n < 0 {
		n = -n
	}
	v := Y1(x)
	switch {
	case n == 1:
	case x >= huge:
		s, c := Sincos(x)
		switch n & 3 {
		case 0:
			v = s - c
		case 1:
			v = -s - c
		case 2:
			v = -s + c
		case 3:
			v = s + c
		}
		v = invSqrtPi * v / Sqrt(x)
	default:
		for i, a := 1, Y0(x); i < n && v != Inf(-1); i++ {
			a, v = v, float64(i+i)/x*v-a
		}
	}
	if negative {
		return -v
	}
	return v
}
