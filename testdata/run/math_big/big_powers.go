// run

package main

import (
	"fmt"
	"math/big"
)

func main() {
	for _, n := range []int64{0, 1, 2, 3, 100, 4095, 4096, 4097, 5000, 30001} {
		for _, b := range []string{"2", "10", "-7", "123456789012345678901234567890"} {
			x, _ := new(big.Int).SetString(b, 10)
			z := new(big.Int).Exp(x, big.NewInt(n), nil)
			m := new(big.Int).Mod(z, big.NewInt(1000000007))
			fmt.Println(n, b, z.BitLen(), z.Sign(), m)
		}
	}
}
