// run

// Package net/mail: addresses, dates, messages.
package main
import ("fmt";"net/mail";"strings";"io")
func main(){ cmp:=func(in,a string){ fmt.Printf("%q\n   %s\n",in,a)}
 for _,s:=range []string{"a@b.c","Bob <a@b>","\"Bob, X\" <a@b.c>","<a@b>","","  ","bob","a@","@b","a b@c","a@b c@d","a@b, c@d","Bob Smith <a@b>, <c@d>,","Group: a@b, c@d;","Group:;","Group: a@b","undisclosed-recipients:;, x@y","=?utf-8?q?J=C3=B6rg?= <j@x.org>","=?utf-8?q?J=C3=B6rg?= =?utf-8?q?Doe?= <j@x.org>","=?xyz?q?J?= <j@x.org>","jdoe@one.test (John Doe)","jdoe@one.test (John (nested) \\) Doe)","(c) a@b (d)","a(c)@b","a..b@c",".a@b","a.@b","\"quoted local\"@x","\"\"@x","\"un@x","a@[1.2.3.4]","a@[1.2.3]","a@[x","a@[IPv6:::1]","Bob <a@b","Bob a@b>","Bob <a@b> x","\"a\\\"b\" <c@d>","é@ü.de","Jörg <j@x>","A\x80 <a@b>","John.Q.Public@x","J. Q. Public <j@x>","john.q.public@example.com, mary@x.test","a@b;c@d","<a@b>,,<c@d>","a,b@c","Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>","=?iso-8859-1?q?J=F6rg?= <a@b>","\"=?utf-8?q?x?=\" <a@b>","Bob <<a@b>>","a@b (","Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>", "Joe @ X <j@x>","cfws@example.com (CFWS (cfws))  (another comment)", "<>", "a:", "John Doe@foo.bar <john@x>", "  a@b  ", "\t<a@b>\t","Group1: a@b;, Group2: c@d;, x@y"} {
  a,e1:=mail.ParseAddressList(s); f:=func(e error) string {return fmt.Sprint(e)}
  sa:="" ; for _,x:=range a {sa+=fmt.Sprintf("%q %q %s|",x.Name,x.Address,x)}
  cmp(s,sa+f(e1))
  a1,e1:=mail.ParseAddress(s); sa=f(e1); if a1!=nil {sa+=a1.String()}; cmp(s,sa)
 }
 for _,x:=range []mail.Address{{"Bob","a@b"},{"","x@y"},{"Böb, X","a@b"},{"Böb X","a@b"},{"A \"q\"","a@b"},{"Ä","ü@x"},{"","a b@c"},{"","a..b@c"},{"","noat"},{"a\tb","c@d"},{"x\n","y@z"},{"=?utf-8?q?x?=","y@z"}} { cmp(fmt.Sprint(x.Name,x.Address),x.String()) }
 for _,s:=range []string{"Fri, 21 Nov 1997 09:55:06 -0600","21 Nov 97 09:55:06 GMT","Fri, 21 Nov 1997 09:55:06 -0600 (MDT)","Fri, 21 Nov 1997 09:55 -0600","1 Jan 2020 00:00:00 +0000","Tue, 1 Jul 2003 10:52:37 +0200","Tue, 01 Jul 2003 10:52:37 EST","Thu, 20 Nov 1997 09:55:06 MDT","bad","","Fri, 21 Nov 1997 09:55:06 +0600 (","1 Nov 2020 1:2:3 UT","Tue, 26 May 2020 14:04:40 GMT","Thu, 21 Nov 2019 09:55:06 MST (x)","Fri, 21 Nov 1997 09:55:06-0600", "Fri, 21 Nov 1997\r\n 09:55:06 -0600"," Fri, 21 Nov 1997 09:55:06 -0600","Tue, 26 May 2020 14:04:40 UT"} { a,e1:=mail.ParseDate(s); cmp(s,fmt.Sprint(a,e1)) }
 for _,s:=range []string{"From: a@b\r\nTo: c@d, e@f\r\nSubject: x\r\n y\r\nDate: Fri, 21 Nov 1997 09:55:06 -0600\r\n\r\nbody\r\n","nocolon\r\n\r\n"," lead\r\n\r\n","","A: 1\r\n","A: 1","From x\r\nA: 1\r\n\r\nb","A B: 1\r\n\r\n","a: 1\na: 2\n\nq"} { m1,e1:=mail.ReadMessage(strings.NewReader(s)); sa:=fmt.Sprint(e1)
  if m1!=nil { b,_:=io.ReadAll(m1.Body); d,e:=m1.Header.Date(); l,e3:=m1.Header.AddressList("to"); sa+=fmt.Sprint(m1.Header,string(b),d,e,len(l),e3)}; cmp(s,sa) }
}
