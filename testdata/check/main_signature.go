// check

package main

func main(args []string) int { return 0 }
func init() int { return 1 }
func init() {}

var x = init
var init = 1
