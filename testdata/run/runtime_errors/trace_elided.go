// run

package main

func down(n int) int {
	if n == 0 {
		c := make(chan int)
		<-c
	}
	return down(n-1) + 1
}
func main() {
	down(200)
}
