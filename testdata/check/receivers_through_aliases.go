// check

package main

type T[P any] struct{}

type (
	Inst       = T[int]
	PtrInst    = *T[string]
	Gen[P any] = T[P]
	S          struct{}
	AliasS     = S
	PtrS       = *AliasS
	PtrPtrS    = *PtrS
	Num        = int
)

func (Inst) a()    {}
func (*Inst) b()   {}
func (PtrInst) c() {}
func (Gen[P]) d()  {}
func (AliasS) e()  {}
func (PtrS) f()    {}
func (S) e()       {}
func (PtrPtrS) g() {}
func (Num) h()     {}

func main() {
	var s S
	s.e()
	s.f()
	s.g()
	switch any(s).(type) {
	case interface{ ~int }:
	}
	_ = (*interface{ comparable })(nil)
}
