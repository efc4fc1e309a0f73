// run

package main

import (
	"fmt"
)

func main() {
	var a, b int
	n, err := fmt.Scan(&a, &b)
	fmt.Println(n, err, a+b)
	var s string
	n, err = fmt.Scanln(&s)
	fmt.Println(n, err, s)
	n, err = fmt.Scanln(&s)
	fmt.Println(n, err, s)
	n, err = fmt.Scanf("%d/%d\n", &a, &b)
	fmt.Println(n, err, a, b)
	n, err = fmt.Scanf("%s\n", &s)
	fmt.Println(n, err, s)
	n, err = fmt.Scan(&s)
	fmt.Println(n, err)
}
