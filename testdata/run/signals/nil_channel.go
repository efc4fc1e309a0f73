// run

package main

import (
	"os/signal"
)

func main() { signal.Notify(nil) }
