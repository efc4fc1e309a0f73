// run

package main

import (
	"fmt"
)

type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f degrees", float64(t)) }

func main() {
	panic(temp(36.6))
}
