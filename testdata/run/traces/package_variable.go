// run

package main

var x = compute()

func compute() int { panic("in init") }
func main()        { println(x) }
