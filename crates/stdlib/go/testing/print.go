package testing

import (
	"io"
	"os"
	"sync"
)

// printer writes what a run prints as it happens. In verbose mode it tells
// whose logs follow when that changes.
type printer struct {
	mu   sync.Mutex
	w    io.Writer
	last string // the test named last
}

// stdout is where reports go, also while an example has os.Stdout.
var stdout = &printer{w: os.Stdout}

func (p *printer) text(s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	io.WriteString(p.w, s)
}

// update prints a line about a test, which is the one named last from then on.
func (p *printer) update(name, line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = name
	io.WriteString(p.w, line)
}

// log prints lines of a test.
func (p *printer) log(name, lines string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == "" {
		p.last = name
	} else if p.last != name {
		io.WriteString(p.w, verbose.mark()+"=== NAME  "+name+"\n")
		p.last = name
	}
	io.WriteString(p.w, lines)
}
