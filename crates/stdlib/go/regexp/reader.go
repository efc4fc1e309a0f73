package regexp

import (
	"io"
	"regexp/syntax"
)

// A thread is one way through the program; caps are the positions it has passed.
type thread struct {
	pc   uint32
	caps []int
}

// A machine follows all threads through the text at once, in order of priority.
type machine struct {
	prog *syntax.Prog
	now  []thread
	next []thread
	seen map[uint32]bool
}

// run searches what r returns, rune by rune, with the program of package syntax: only as much as it needs is read.
func (re *Regexp) run(r io.RuneReader, width int) []int {
	flags := syntax.Perl
	if re.mode&posix != 0 {
		flags = syntax.POSIX
	}
	tree, err := syntax.Parse(re.expr, flags)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil
	}
	m := &machine{prog: prog}
	var found []int
	pos := 0
	before := rune(-1)
	c, n := readRune(r)
	for {
		m.seen = map[uint32]bool{}
		cond := syntax.EmptyOpContext(before, c)
		threads := m.now
		m.now = nil
		for _, t := range threads {
			m.add(t.pc, t.caps, pos, cond)
		}
		if found == nil {
			caps := make([]int, max(width, 2)+prog.NumCap)
			caps[0] = pos
			m.add(uint32(prog.Start), caps, pos, cond)
		}
		if len(m.now) == 0 && (found != nil || prog.StartCond()&syntax.EmptyBeginText != 0) {
			break
		}
		m.next = nil
		for _, t := range m.now {
			inst := &prog.Inst[t.pc]
			if inst.Op == syntax.InstMatch {
				if re.mode&longest != 0 && found != nil && (found[0] < t.caps[0] || found[0] == t.caps[0] && found[1] >= pos) {
					continue
				}
				found = append([]int{}, t.caps...)
				found[1] = pos
				if re.mode&longest == 0 {
					break
				}
				continue
			}
			if n > 0 && inst.MatchRune(c) {
				m.next = append(m.next, thread{inst.Out, t.caps})
			}
		}
		if width == 0 && found != nil || n == 0 {
			break
		}
		m.now = m.next
		if len(m.now) == 0 && found != nil {
			break
		}
		pos += n
		before = c
		c, n = readRune(r)
	}
	if found == nil {
		return nil
	}
	for i := 2; i < width; i++ {
		found[i]--
	}
	return found[:width:width]
}

func readRune(r io.RuneReader) (rune, int) {
	c, n, err := r.ReadRune()
	if err != nil {
		return -1, 0
	}
	return c, n
}

// add follows what consumes nothing. Positions of groups are kept plus one, so that zero is unset.
func (m *machine) add(pc uint32, caps []int, pos int, cond syntax.EmptyOp) {
	if m.seen[pc] {
		return
	}
	m.seen[pc] = true
	inst := &m.prog.Inst[pc]
	switch inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		m.add(inst.Out, caps, pos, cond)
		m.add(inst.Arg, caps, pos, cond)
	case syntax.InstEmptyWidth:
		if syntax.EmptyOp(inst.Arg)&^cond == 0 {
			m.add(inst.Out, caps, pos, cond)
		}
	case syntax.InstNop:
		m.add(inst.Out, caps, pos, cond)
	case syntax.InstCapture:
		c := append([]int{}, caps...)
		c[inst.Arg] = pos + 1
		m.add(inst.Out, c, pos, cond)
	case syntax.InstFail:
	default:
		m.now = append(m.now, thread{pc, caps})
	}
}
