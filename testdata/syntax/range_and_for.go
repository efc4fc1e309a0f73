// syntax

package main

func main() {
	for i := range {
	}
	for i := 0, i < 3, i++ {
	}
	for i := 0; i < 3 {
	}
	for var i = 0; i < 3; i++ {
	}
	for i in x {
	}
	while true {
	}
	for x := 1 {
	}
}
