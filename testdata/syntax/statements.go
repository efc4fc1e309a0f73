// syntax

package main

func main() {
	x = = 1
	var
	x := := 2
	if { }
	for ;; ;{ }
	switch x { foo }
	return return
	go
}
