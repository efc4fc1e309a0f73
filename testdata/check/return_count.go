// check

package main

func a() int           { return }
func b() (int, string) { return 1 }
func c()               { return 1 }
func d() (int, error)  { return 1, "x" }
func e() (x, y int)    { return }
func f() (int, int)    { return 1, 2, 3 }
func g() int           { return "s" }
func h() (int, string) { return h2() }
func h2() (string, int) { return "", 1 }
func main()            {}
