// check

package main

var handler = func() {
	break
}

var table = map[string]func(int){
	"a": func(n int) {
	retry:
		for n > 0 {
			func() { continue retry }()
		}
	},
	"b": func(n int) {
		switch n {
		case 1:
			if n > 0 {
				fallthrough
			}
		case 2:
			fallthrough
		}
	},
}

func broken() int {
	var unused int
	goto missing
_:
	for {
		break _
	}
}

func main() {
	undefined(func() { continue })
}
