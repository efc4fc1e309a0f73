// run
package main
import ("fmt";"regexp/syntax";"regexp")
func main(){
 for _,s:=range []string{`(?i)abc(?-i)d`,`(?i:abc)d.`,`(?s:.)a(?-s:.)`,`(?s:.).`,`(?m)^a$b`,`^a(?m:$)`,`\Aa\z$`,`(?U)a+b*?`,`a{2,3}?b`,`(?i)a|b`,`(?i)ab|(?-i)cd`,`(?i:a)(?i:b)`,`(?i:a)|(?i:b)1`,`[\n]`,`\t\x00\x7f\x{200b}é`,`(?:ab)*`,`(?:a|b)c`,`(?:)*`,`a(?:|b)`,`(?:^)*`,`(?i)1`,`(?i)[a-z]1`,`(?s).|(?m)^`,`[^a]`,`[^\n]`,`[^\na]`,`\-[\-\]^]`,`(?i)k|ſ`,`((?i)x)y`,`x(?:(?i)y.(?s).)`,`(?:(?s).)+(?i:a)`,`^$`,`(?m)^$`,`(?m:^)(?-m:$)`,`$(?i)a`}{
  re,err:=syntax.Parse(s,syntax.Perl)
  if err!=nil{fmt.Println(s,err);continue}
  fmt.Printf("%-26s %s\n",s,re)
 }
 for _,s:=range []string{`x{2}`,`x{2,}`,`x{1,}`,`x{0,}`,`x{0,1}`,`x{2,5}`,`(a){0}`,`(?:x{2}){3}?`,`(x*)*`,`(?:x*)*`,`(?:x*)+`,`(?:x?)*?`,`(?:x+)?`,`(?:^)*`,`(?:)*`,`(?:a{2})+`,`(?:x{0,2}){2}`,`(?:(?:x)*)*?`,`[^\x00-\x{10FFFF}]`,`x{1}`,`x{1}?`,`(?:)+`,`(?:){3}`,`(?:^){3}`,`(?:^){2,}`}{
  re,_:=syntax.Parse(s,syntax.Perl); s2:=re.Simplify()
  fmt.Printf("%-18s %s\n",s,s2)
  if len(s)<9 {p,_:=syntax.Compile(s2); fmt.Print(p)}
 }
 for _,s:=range []string{"^abc","^abc$","^abc$|d","abc","a+b","(a)(b)c*","^a|b","(?i)abc","a{3}b",`\x{fffd}a`,"^","^a*","","a$","(?m)^ab","ab|ac", "^a[bc]","a{2,4}b"}{
  p,c:=regexp.MustCompile(s).LiteralPrefix(); fmt.Printf("%q %q %v\n",s,p,c)
 }
}
