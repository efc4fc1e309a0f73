// run
package main
import ("fmt";"regexp";"math/rand";"strings")
var r=rand.New(rand.NewSource(3))
func atom(d int) string { switch r.Intn(16){case 0,1,2,3:return string("abc"[r.Intn(3)]); case 4: return "."; case 5: return "[ab]"; case 6: return "[^a]"; case 7: if d>0 {return "("+alt(d-1)+")"}; return "é"; case 8: if d>0 {return "(?:"+alt(d-1)+")"}; return "b"; case 9: return []string{"^","$",`\b`,`\B`,`\A`,`\z`}[r.Intn(6)]; case 10: return `\w`; case 11: return `\W`; case 12: return []string{"(?i)","(?s)","(?m)","(?U)"}[r.Intn(4)]+"A"; case 13: return `\x{fffd}`; case 14: return ""; default: return "[^\\w]"} }
func rep(d int) string { a:=atom(d); if a=="" {return a}; switch r.Intn(8){case 0:return a+"*";case 1:return a+"+";case 2:return a+"?";case 3:return a+"*?";case 4:return a+"+?";case 5: return a+[]string{"{2}","{0,2}","{1,}","{0}","{2,3}?"}[r.Intn(5)]}; return a}
func cat(d int) string { s:=""; for n:=r.Intn(4);n>=0;n-- {s+=rep(d)}; return s}
func alt(d int) string { s:=cat(d); for n:=r.Intn(3);n>0;n-- {s+="|"+cat(d)}; return s}
func text() string { var b strings.Builder; for n:=r.Intn(10);n>0;n-- { b.WriteString([]string{"a","b","c","A","\n","é"," ","\xff","\xc3","aa","ab","\xe2\x82"}[r.Intn(12)])}; return b.String()}
func main(){
 for i:=0;i<300;i++ { p:=alt(3); re,err:=regexp.Compile(p); if err!=nil {fmt.Printf("%q %v\n",p,err);continue}
  if r.Intn(4)==0 {re.Longest(); fmt.Print("L ")}
  for j:=0;j<3;j++ { t:=text(); fmt.Printf("%q %q %v %v %q %q %v\n",p,t,re.FindStringSubmatchIndex(t),re.FindAllStringIndex(t,-1),re.ReplaceAllString(t,"<$1>"),re.Split(t,-1),re.MatchString(t))
   if i%10==0 {fmt.Println(re.FindReaderSubmatchIndex(strings.NewReader(t)),re.MatchReader(strings.NewReader(t)))}
  }
 }
}
