// run

// Package text/template/parse: trees and errors.
package main
import ("fmt";"text/template/parse";"sort")
func show(n parse.Node, d int) { fmt.Printf("%*s%d @%d %q\n",d,"",n.Type(),n.Position(),n); switch n:=n.(type){
 case *parse.ListNode: if n!=nil {for _,m:=range n.Nodes {show(m,d+1)}}
 case *parse.ActionNode: show(n.Pipe,d+1)
 case *parse.PipeNode: if n!=nil { for _,v:=range n.Decl {show(v,d+1)}; for _,c:=range n.Cmds {show(c,d+1)}}
 case *parse.CommandNode: for _,a:=range n.Args {show(a,d+1)}
 case *parse.ChainNode: show(n.Node,d+1); fmt.Println(n.Field)
 case *parse.IfNode: show(n.Pipe,d+1); show(n.List,d+1); if n.ElseList!=nil {show(n.ElseList,d+1)}
 case *parse.RangeNode: show(n.Pipe,d+1); show(n.List,d+1); if n.ElseList!=nil {show(n.ElseList,d+1)}
 case *parse.WithNode: show(n.Pipe,d+1); show(n.List,d+1); if n.ElseList!=nil {show(n.ElseList,d+1)}
 case *parse.TemplateNode: if n.Pipe!=nil {show(n.Pipe,d+1)}
 case *parse.NumberNode: fmt.Println(n.IsInt,n.IsUint,n.IsFloat,n.IsComplex,n.Int64,n.Uint64,n.Float64,n.Complex128)
 case *parse.StringNode: fmt.Printf("%q %q\n",n.Quoted,n.Text)
}}
func main(){
 fn:=map[string]any{"printf":1,"len":1,"index":1}
 for _,s:=range []string{"","hello","a{{.}}b","{{.X.Y}} {{$}} {{$.A}}","{{ printf \"%d\" 3 | len }}","{{if .A}}1{{else}}2{{end}}","{{if .A}}1{{else if .B}}2{{else}}3{{end}}","{{range .L}}x{{else}}none{{end}}","{{range $i, $e := .L}}{{$i}}{{break}}{{continue}}{{end}}","{{with $x := .A}}{{$x}}{{else with .B}}q{{end}}","{{define \"t\"}}T{{end}}x{{template \"t\" .}}","{{block \"b\" .X}}B{{end}}","  {{- .A -}}  z\n\n {{- 3 }}\n","{{/* c */}}a{{- /* d */ -}} b","{{1}}{{-2}}{{1.5}}{{0x1F}}{{1e3}}{{'a'}}{{1i}}{{1+2i}}{{`raw`}}{{\"q\\n\"}}{{nil | len}}","{{(index .M 3).F.G}}","{{true}}{{false}}","{{$x := 1}}{{$x = 2}}{{$x}}","{{range $x := .L}}{{end}}","{{range $i, := .L}}{{end}}",
 "{{","{{.X","{{if}}","{{if .X}}","{{end}}","{{else}}","x{{.Y}}{{end}}","{{foo}}","{{$x}}","{{template}}","{{template 3}}","{{define}}","{{define \"a\"}}","{{define \"a\"}}b{{else}}{{end}}","{{\"abc}}","{{`abc","{{'a}}","{{3x}}","{{.X!}}","{{(3}}","{{3)}}","{{break}}","{{continue}}","{{range .L}}{{break 3}}{{end}}","{{1 | 2}}","{{printf | 3}}","{{nil}}","{{.A | }}","{{|}}","{{with $a, $b := .X}}{{end}}","{{range $a, $b, $c := .X}}{{end}}","{{range $a, 3 := .X}}{{end}}","{{3.x}}","{{true.x}}","{{\"a\".x}}","{{/* a","{{/* a */ x}}","{{99999999999999999999}}","{{'ab'}}","{{1__0}}","{{define \"x\"}}a{{end}}{{define \"x\"}}b{{end}}","{{if .X}}a{{else}}b{{else}}c{{end}}","{{.X\n\n","line1\n{{.X}}\n{{foo}}","{{a := 3}}","{{$x : 3}}","{{@}}","{{.X é}}","{{\x01}}","{{block \"a\"}}{{end}}","{{ .A.B.C.D.E.FFFFFFFFFFFFFFF x}}","{{len\n.X\n@}}","{{.}}.","{{..}}","{{. x}}","{{else if}}","{{if .X}}{{else with .Y}}{{end}}","{{len (len 3}}","{{-3}}","{{- 3 -}}","{{3-}}","{{.X -}} y","{{end -}}"} {
  m,err:=parse.Parse("t.go",s,"","",fn); fmt.Printf("== %q\n",s); if err!=nil {fmt.Println(err);continue}
  var k []string; for n:=range m {k=append(k,n)}; sort.Strings(k); for _,n:=range k { t:=m[n]; fmt.Println(n,t.ParseName,parse.IsEmptyTree(t.Root)); show(t.Root,0); if t.Root.Copy().String()!=t.Root.String() {panic(1)}
   if len(t.Root.Nodes)>0 {fmt.Println(t.ErrorContext(t.Root.Nodes[len(t.Root.Nodes)-1]))}}
 }
 t:=parse.New("c"); t.Mode=parse.ParseComments|parse.SkipFuncCheck; tt,err:=t.Parse("<<foo>>a<</* hi */>>b","<<",">>",map[string]*parse.Tree{}); fmt.Println(tt.Root,err,tt.Copy().Root)
}
