// run
package main

import ("fmt";"regexp";"regexp/syntax";"strings")
func main(){
 for _,s:=range []string{`(?i`,`(?<=a)`,`(?<n`,`(?P<n`,`(?P<a>x)(?P<a>y)`,`(?<n-1>x)`,`(?P=x)`,`(?#a)`,`(?`,`(?i-)`,`(?i-s`,`a**`,`a*+`,`a{2}{3}`,`*`,`(*)`,`|*`,`a|*`,`(?i)*`,`x{1001}`,`x{2,1}`,`(x{100}){20}`,`((x{10}){10}){11}`,`x{,3}`,`[a`,`[z-a]`,`[[:foo:]]`,`[[:word:]]`,`\p{Foo}`,`\pX`,`\p{Greek`,`\`,`\8`,`\1`,`\x`,`\x{`,`\x{110000}`,`\xg`,`\_`,`\C`,`)`,`a)`,`(`,`(a`,"a\xff","[a\xff]","(?P<\xff>a)",`\Q\`,`\Qab\Ec*`,`\Q`,`a\E`,`\Z`,`(?<name>a)`,`(?P<>a)`,`[[:^alpha:]]`,`[a-\d]`,`[\d-z]`,`[a-b-c]`,`[]a]`,`[^]a]`,`[]`,`[-a]`,`a{,2}`,`a{2`,`a{2,`,`a{-1}`,`a{1,2}?`,`(?U)a*`,`(?s).`,`(?-s).`,`(?m)^$`,`^$`,`\A\z`,`x{0}`,`abc|abd|aef|bcx|bcy`,`a|b|c`,`[ab]|.`,`(?i)k`,`(?i)abc1`,`(?i)[k]`,`\Q+|*?{[\E`, `(?:)`, `(?:|a)*`, `a||b`, `(|)`,`abc|abc`, `[[:word:]-]`, `(?i:a)b`,`a{99999999999}`,`\x{10FFFF}`,`\07\012`,`x|x{2}|x`,`\bfoo\B`,`[^\x00-\x{10FFFF}]`}{
  re,err:=syntax.Parse(s,syntax.Perl)
  if err!=nil { fmt.Printf("%q E %v\n",s,err); _,e2:=regexp.Compile(s); if e2==nil||e2.Error()!=err.Error(){fmt.Println("DIFF",e2)}; continue}
  fmt.Printf("%q %s op=%v max=%d names=%q\n",s,re,re.Op,re.MaxCap(),re.CapNames())
  re=re.Simplify(); fmt.Printf("   simp %s\n",re)
  p,_:=syntax.Compile(re); pre,c:=p.Prefix(); fmt.Printf("   prefix %q %v cond %v\n%s",pre,c,p.StartCond(),strings.ReplaceAll(p.String(),"\n","\n"))
 }
 for _,s:=range []string{`a[b-`,`[a-z-9]`,`\d`,`(?i)a`,`[[:alpha:]]`,`\pL`,`(a)|b*`,`a**`,`(?:a)`,`[^a]`,`^a$`,`a*?`}{
  re,err:=syntax.Parse(s,syntax.POSIX); fmt.Println(s,re,err)
 }
 _,err:=regexp.Compile(strings.Repeat("(",1000)+strings.Repeat(")",1000)); fmt.Println(err!=nil)
 if err!=nil {fmt.Println(err.Error()[:60])}
 _,err=regexp.Compile(strings.Repeat("(",999)+strings.Repeat(")",999)); fmt.Println(err!=nil)
 _,err=regexp.Compile(strings.Repeat("(",998)+"x?"+strings.Repeat(")",998)); fmt.Println(err!=nil)
 _,err=regexp.Compile(strings.Repeat("((xx?){1000}){1}",1)); fmt.Println(err)
 _,err=regexp.Compile(`(((x{30}){30}){30})`); fmt.Println(err)
 _,err=regexp.Compile(strings.Repeat(`(xx?){1000}`,3000)); fmt.Println(err!=nil)
}
