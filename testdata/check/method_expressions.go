// check

package p


type T int

func (t T) A() int            { return 0 }
func (t T) B(x int) int       { return 0 }
func (T) C(x int) int         { return 0 }
func (t T) D(int) int         { return 0 }
func (_ T) E(x int) int       { return 0 }
func (_ *T) F() int           { return 0 }

type I interface {
	M()
	N(x int)
	O(int)
}

var _ int = T.A
var _ int = T.B
var _ int = T.C
var _ int = T.D
var _ int = T.E
var _ int = (*T).F
var _ int = (*T).A
var _ int = I.M
var _ int = I.N
var _ int = I.O
var _ int = error.Error
