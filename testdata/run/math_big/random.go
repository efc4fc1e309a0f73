// run

package main
import ("fmt";"math/big";"math/rand";"math")
func pick(r *rand.Rand) *big.Int { n:=[]int{1,2,5,8,30,60,64,65,128,200,1500}[r.Intn(11)]; z:=new(big.Int).Rand(r,new(big.Int).Lsh(big.NewInt(1),uint(n))); if r.Intn(2)==0 {z.Neg(z)}; return z }
func try(f func() any) (v any) { defer func(){ if e:=recover();e!=nil {v=fmt.Sprint("PANIC ",e)}}(); return f() }
func main(){
 r:=rand.New(rand.NewSource(1))
 for i:=0;i<6;i++ { a,b,m:=pick(r),pick(r),pick(r); n:=func() *big.Int {return new(big.Int)}
  fmt.Println(a,b,m)
  fmt.Println(n().Add(a,b),n().Sub(a,b),n().Mul(a,b),a.Cmp(b),a.CmpAbs(b),a.Sign(),a.BitLen(),a.TrailingZeroBits())
  fmt.Println(try(func() any {return n().Quo(a,b)}),try(func() any {return n().Rem(a,b)}),try(func() any {return n().Div(a,b)}),try(func() any {return n().Mod(a,b)}))
  if b.Sign()!=0 { for _,md:=range []big.RoundingMode{big.Trunc,big.Floor,big.Round,big.Ceil} { q,rr:=n().Divide(a,b,n(),md); fmt.Println(q,rr,md)}}
  fmt.Println(n().And(a,b),n().Or(a,b),n().Xor(a,b),n().AndNot(a,b),n().Not(a),n().Lsh(a,uint(r.Intn(130))),n().Rsh(a,uint(r.Intn(130))),a.Bit(r.Intn(70)),n().SetBit(a,r.Intn(140),uint(r.Intn(2))))
  x,y:=n(),n(); g:=n().GCD(x,y,a,b); fmt.Println("gcd",g,x,y)
  fmt.Println(func() any {if m.Sign()==0{return 0}; return n().ModInverse(a,m)}(),n().Exp(a,big.NewInt(int64(r.Intn(20)-3)),nil),func() any {if m.Sign()==0{return 0}; return n().Exp(a,b,m)}())
  fmt.Println(a.Text(2),a.Text(36),a.Text(62),a.Text(7),a.Int64(),a.Uint64(),a.IsInt64(),a.IsUint64(),a.ProbablyPrime(3))
  f,acc:=a.Float64(); fmt.Println(f,acc)
  fmt.Printf("%x %X %#x %o %O %b %10d|%-10d|%+d|% d|%010d|%.20d|%s %v %q\n",a,a,a,a,a,b,b,b,b,b,b,b,a,a,b)
  if a.Sign()>=0 {fmt.Println(n().Sqrt(a))}
  if a.Sign()>0&&a.Bit(0)==1 {fmt.Println(big.Jacobi(b,a))}
  rx:=new(big.Rat).SetFrac(a,n().Add(n().Abs(b),big.NewInt(1))); ry:=new(big.Rat).SetFrac(m,n().Add(n().Abs(a),big.NewInt(1)))
  fmt.Println(new(big.Rat).Add(rx,ry),new(big.Rat).Mul(rx,ry),new(big.Rat).Sub(rx,ry),try(func() any {return new(big.Rat).Quo(rx,ry)}),rx.Cmp(ry),rx.FloatString(r.Intn(12)),rx.RatString())
  f1,e1:=rx.Float64(); f2,e2:=ry.Float32(); n1,n2:=rx.FloatPrec(); fmt.Println(f1,e1,f2,e2,n1,n2)
  pr:=uint(r.Intn(150)+1); md:=big.RoundingMode(r.Intn(6)); nf:=func() *big.Float {return new(big.Float).SetPrec(pr).SetMode(md)}
  fx,fy:=nf().SetRat(rx),new(big.Float).SetInt(b)
  fmt.Println(fx.Text('p',0),fx.Acc(),fy.Text('b',0))
  for _,z:=range []any{try(func() any {return nf().Add(fx,fy)}),try(func() any {return nf().Sub(fx,fy)}),try(func() any {return nf().Mul(fx,fy)}),try(func() any {return nf().Quo(fx,fy)}),try(func() any {return nf().Sqrt(nf().Abs(fx))})} { if z,ok:=z.(*big.Float);ok { fmt.Println(z.Text('p',0),z.Acc(),z.Text('g',-1),z.Text('e',r.Intn(30)),z.Text('f',r.Intn(10)),z.Text('x',-1),z.Text('x',r.Intn(6)),z.Prec(),z.MinPrec(),z.Mode(),z.IsInt()); fmt.Printf("%v %10.3f %g %e %+.4g %s\n",z,z,z,z,z,z)
    ff,aa:=z.Float64(); f3,a3:=z.Float32(); i1,a1:=z.Int64(); u1,a2:=z.Uint64(); ii,a4:=z.Int(nil); rr,a5:=z.Rat(nil); fmt.Println(ff,aa,f3,a3,i1,a1,u1,a2,ii,a4,rr,a5)
  } else {fmt.Println(z)}}
  s:=[]string{"1.5","-3.25e10","1e-20","0x1p-5","0b1.01","1e400","123456789012345678901234567890.5","1_000.5","0x_f","Inf","-inf","abc","1e","1__0",".5","5.","0o17","017",".","1p3","+7","1e5x",""}[i%23]
  fz,base,err:=nf().Parse(s,0); fmt.Println(s,fz,base,err); rz,ok:=new(big.Rat).SetString(s); fmt.Println(rz,ok); iz,ok:=n().SetString(s,0); fmt.Println(iz,ok)
  fl:=math.Float64frombits(r.Uint64()); if fl==fl { fmt.Println(big.NewFloat(fl),new(big.Rat).SetFloat64(fl)) }
  h,_:=a.GobEncode(); h2,_:=rx.GobEncode(); fmt.Printf("%x %x\n",h,h2)
 }
 for _,p:=range []int64{3,5,13,17,97,101,257,65537,1000003,1000000007,999999000001} { for x:=int64(1);x<12;x++ { fmt.Print(new(big.Int).ModSqrt(big.NewInt(x),big.NewInt(p))," ")}; fmt.Println() }
 for a:=int64(-12);a<13;a++ { for b:=int64(-12);b<13;b++ { x,y:=new(big.Int),new(big.Int); fmt.Print(new(big.Int).GCD(x,y,big.NewInt(a),big.NewInt(b)),x,y," ")}; fmt.Println()}
 fmt.Println(new(big.Int).MulRange(1,50),new(big.Int).MulRange(-5,-2),new(big.Int).Binomial(60,30),new(big.Int).Binomial(5,7))
 fmt.Println(try(func() any {return new(big.Int).Sqrt(big.NewInt(-1))}),try(func() any {return new(big.Float).Sqrt(big.NewFloat(-1))}),try(func() any{ i:=new(big.Float).SetInf(false); return i.Sub(i,i)}),try(func() any {return big.NewInt(3).Text(1)}),try(func() any {return big.NewFloat(math.NaN())}))
 var z big.Int; var q big.Rat; var f big.Float; fmt.Println(&z,&q,&f,z.String(),q.Denom(),f.Prec()); c:=z; c.Add(&c,big.NewInt(5)); fmt.Println(&z,&c)
 var np *big.Int; fmt.Println(np); fmt.Printf("%d %x\n",np,np); b,err:=big.NewInt(77).MarshalJSON(); fmt.Println(string(b),err,z.UnmarshalJSON([]byte("-99")),&z)
 var s1 big.Int; nn,err:=fmt.Sscan("  -123456789012345678901234567890 rest",&s1); fmt.Println(nn,err,&s1); var s2 big.Rat; nn,err=fmt.Sscan("3/6",&s2); fmt.Println(nn,err,&s2); var s3 big.Float; nn,err=fmt.Sscan("1.25e3",&s3); fmt.Println(nn,err,&s3)
 fmt.Sscanf("ff 0x1f","%x %v",&s1,&z); fmt.Println(&s1,&z)
}
