// run

package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
)

func main() {
	signal.Ignore(os.Interrupt)
	out, err := exec.Command("sh", "-c", "kill -INT $$; echo survived").CombinedOutput()
	fmt.Printf("%q %v\n", out, err)
}
