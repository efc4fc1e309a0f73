// syntax

package main

x := 1
fmt.Println("x")
var 1x int
func () {}
type T
const
func f(a int b int) {}
func g(int, b string) {}
import "late"
