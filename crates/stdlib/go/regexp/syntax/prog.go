package syntax

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Prog is a compiled expression.
type Prog struct {
	Inst   []Inst
	Start  int
	NumCap int
}

// An InstOp says what an instruction does.
type InstOp uint8

// The instructions.
const (
	InstAlt InstOp = iota
	InstAltMatch
	InstCapture
	InstEmptyWidth
	InstMatch
	InstFail
	InstNop
	InstRune
	InstRune1
	InstRuneAny
	InstRuneAnyNotNL
)

var instNames = [...]string{"InstAlt", "InstAltMatch", "InstCapture", "InstEmptyWidth", "InstMatch", "InstFail", "InstNop",
	"InstRune", "InstRune1", "InstRuneAny", "InstRuneAnyNotNL"}

func (i InstOp) String() string {
	if int(i) >= len(instNames) {
		return ""
	}
	return instNames[i]
}

// An EmptyOp is a set of conditions between two runes.
type EmptyOp uint8

// The conditions.
const (
	EmptyBeginLine EmptyOp = 1 << iota
	EmptyEndLine
	EmptyBeginText
	EmptyEndText
	EmptyWordBoundary
	EmptyNoWordBoundary
)

// EmptyOpContext returns what holds between r1 and r2; -1 stands for an end of the text.
func EmptyOpContext(r1, r2 rune) EmptyOp {
	op := EmptyNoWordBoundary
	if IsWordChar(r1) != IsWordChar(r2) {
		op = EmptyWordBoundary
	}
	switch {
	case r1 < 0:
		op |= EmptyBeginText | EmptyBeginLine
	case r1 == '\n':
		op |= EmptyBeginLine
	}
	switch {
	case r2 < 0:
		op |= EmptyEndText | EmptyEndLine
	case r2 == '\n':
		op |= EmptyEndLine
	}
	return op
}

// IsWordChar reports whether \w matches r.
func IsWordChar(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
}

// An Inst is an instruction.
type Inst struct {
	Op   InstOp
	Out  uint32
	Arg  uint32
	Rune []rune
}

// MatchRune reports whether the instruction consumes r.
func (i *Inst) MatchRune(r rune) bool { return i.MatchRunePos(r) >= 0 }

// MatchRunePos returns the index of the pair of runes that has r, or -1.
func (i *Inst) MatchRunePos(r rune) int {
	switch i.Op {
	case InstRuneAny:
		return 0
	case InstRuneAnyNotNL:
		if r == '\n' {
			return -1
		}
		return 0
	}
	if len(i.Rune) == 1 {
		c := i.Rune[0]
		if r == c {
			return 0
		}
		if Flags(i.Arg)&FoldCase != 0 {
			for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
				if r == f {
					return 0
				}
			}
		}
		return -1
	}
	lo, hi := 0, len(i.Rune)/2
	for lo < hi {
		m := (lo + hi) / 2
		switch {
		case r < i.Rune[2*m]:
			hi = m
		case r > i.Rune[2*m+1]:
			lo = m + 1
		default:
			return m
		}
	}
	return -1
}

// MatchEmptyWidth reports whether the instruction's condition holds between two runes.
func (i *Inst) MatchEmptyWidth(before rune, after rune) bool {
	have := EmptyOpContext(before, after)
	switch op := EmptyOp(i.Arg); op {
	case EmptyBeginLine, EmptyEndLine, EmptyBeginText, EmptyEndText, EmptyWordBoundary, EmptyNoWordBoundary:
		return have&op != 0
	}
	panic("unknown empty width arg")
}

func num(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

func (i *Inst) String() string {
	to := " -> " + num(i.Out)
	switch i.Op {
	case InstAlt:
		return "alt" + to + ", " + num(i.Arg)
	case InstAltMatch:
		return "altmatch" + to + ", " + num(i.Arg)
	case InstCapture:
		return "cap " + num(i.Arg) + to
	case InstEmptyWidth:
		return "empty " + num(i.Arg) + to
	case InstMatch:
		return "match"
	case InstFail:
		return "fail"
	case InstNop:
		return "nop" + to
	case InstRune:
		if i.Rune == nil {
			return "rune <nil>"
		}
		s := "rune " + strconv.QuoteToASCII(string(i.Rune))
		if Flags(i.Arg)&FoldCase != 0 {
			s += "/i"
		}
		return s + to
	case InstRune1:
		return "rune1 " + strconv.QuoteToASCII(string(i.Rune)) + to
	case InstRuneAny:
		return "any" + to
	case InstRuneAnyNotNL:
		return "anynotnl" + to
	}
	return ""
}

func (p *Prog) String() string {
	var b strings.Builder
	for i := range p.Inst {
		pc := strconv.Itoa(i)
		if len(pc) < 3 {
			b.WriteString("   "[len(pc):])
		}
		if i == p.Start {
			pc += "*"
		}
		b.WriteString(pc + "\t" + p.Inst[i].String() + "\n")
	}
	return b.String()
}

func (p *Prog) skip(pc uint32) *Inst {
	i := &p.Inst[pc]
	for i.Op == InstNop || i.Op == InstCapture {
		i = &p.Inst[i.Out]
	}
	return i
}

// Prefix returns the text that every match begins with, and whether that is the whole expression.
func (p *Prog) Prefix() (prefix string, complete bool) {
	i := p.skip(uint32(p.Start))
	var b strings.Builder
	for (i.Op == InstRune || i.Op == InstRune1) && len(i.Rune) == 1 && Flags(i.Arg)&FoldCase == 0 && i.Rune[0] != utf8.RuneError {
		b.WriteRune(i.Rune[0])
		i = p.skip(i.Out)
	}
	return b.String(), i.Op == InstMatch
}

// StartCond returns the conditions that a match begins with; all of them if nothing matches.
func (p *Prog) StartCond() EmptyOp {
	var have EmptyOp
	pc := uint32(p.Start)
	for {
		i := &p.Inst[pc]
		switch i.Op {
		case InstEmptyWidth:
			have |= EmptyOp(i.Arg)
		case InstFail:
			return ^EmptyOp(0)
		case InstCapture, InstNop:
		default:
			return have
		}
		pc = i.Out
	}
}

// A hole is an instruction's target that is still open: Arg rather than Out when odd.
type hole uint32

// A frag is a compiled part: where it begins, what is open, and whether it can match nothing.
type frag struct {
	start uint32
	out   []hole
	empty bool
}

type compiler struct{ p *Prog }

// Compile compiles a tree without counted repetitions.
func Compile(re *Regexp) (*Prog, error) {
	c := &compiler{&Prog{NumCap: 2}}
	c.inst(InstFail)
	f := c.node(re)
	end := c.inst(InstMatch)
	c.patch(f.out, end)
	c.p.Start = int(f.start)
	return c.p, nil
}

func (c *compiler) inst(op InstOp) uint32 {
	c.p.Inst = append(c.p.Inst, Inst{Op: op})
	return uint32(len(c.p.Inst) - 1)
}

func (c *compiler) patch(open []hole, to uint32) {
	for _, h := range open {
		if i := &c.p.Inst[h>>1]; h&1 == 0 {
			i.Out = to
		} else {
			i.Arg = to
		}
	}
}

func (c *compiler) simple(op InstOp, arg uint32) frag {
	n := c.inst(op)
	c.p.Inst[n].Arg = arg
	return frag{n, []hole{hole(n << 1)}, true}
}

func (c *compiler) runes(r []rune, flags Flags) frag {
	f := c.simple(InstRune, 0)
	f.empty = false
	i := &c.p.Inst[f.start]
	i.Rune = r
	flags &= FoldCase
	if len(r) != 1 || unicode.SimpleFold(r[0]) == r[0] {
		flags = 0
	}
	i.Arg = uint32(flags)
	switch {
	case flags == 0 && (len(r) == 1 || len(r) == 2 && r[0] == r[1]):
		i.Op = InstRune1
	case len(r) == 2 && r[0] == 0 && r[1] == unicode.MaxRune:
		i.Op = InstRuneAny
	case len(r) == 4 && r[0] == 0 && r[1] == '\n'-1 && r[2] == '\n'+1 && r[3] == unicode.MaxRune:
		i.Op = InstRuneAnyNotNL
	}
	return f
}

func (c *compiler) cat(a, b frag) frag {
	if a.start == 0 || b.start == 0 {
		return frag{}
	}
	c.patch(a.out, b.start)
	return frag{a.start, b.out, a.empty && b.empty}
}

// choice is an alt instruction that may enter f; greedy ones try that first.
func (c *compiler) choice(f frag, greedy bool) (n uint32, other hole) {
	n = c.inst(InstAlt)
	if greedy {
		c.p.Inst[n].Out = f.start
		return n, hole(n<<1 | 1)
	}
	c.p.Inst[n].Arg = f.start
	return n, hole(n << 1)
}

func (c *compiler) quest(f frag, greedy bool) frag {
	n, other := c.choice(f, greedy)
	return frag{n, append([]hole{other}, f.out...), true}
}

func (c *compiler) plus(f frag, greedy bool) frag {
	n, other := c.choice(f, greedy)
	c.patch(f.out, n)
	return frag{f.start, []hole{other}, f.empty}
}

func (c *compiler) node(re *Regexp) frag {
	greedy := re.Flags&NonGreedy == 0
	switch re.Op {
	case OpNoMatch:
		return frag{}
	case OpEmptyMatch:
		return c.simple(InstNop, 0)
	case OpLiteral:
		if len(re.Rune) == 0 {
			return c.simple(InstNop, 0)
		}
		f := c.runes(re.Rune[:1], re.Flags)
		for i := 1; i < len(re.Rune); i++ {
			f = c.cat(f, c.runes(re.Rune[i:i+1], re.Flags))
		}
		return f
	case OpCharClass:
		return c.runes(re.Rune, re.Flags)
	case OpAnyCharNotNL:
		return c.runes([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}, 0)
	case OpAnyChar:
		return c.runes([]rune{0, unicode.MaxRune}, 0)
	case OpBeginLine, OpEndLine, OpBeginText, OpEndText, OpWordBoundary, OpNoWordBoundary:
		return c.simple(InstEmptyWidth, 1<<(re.Op-OpBeginLine))
	case OpCapture:
		c.p.NumCap = max(c.p.NumCap, 2*re.Cap+2)
		open := c.simple(InstCapture, uint32(2*re.Cap))
		sub := c.node(re.Sub[0])
		end := c.simple(InstCapture, uint32(2*re.Cap+1))
		return c.cat(c.cat(open, sub), end)
	case OpStar:
		sub := c.node(re.Sub[0])
		if sub.empty {
			return c.quest(c.plus(sub, greedy), greedy)
		}
		n, other := c.choice(sub, greedy)
		c.patch(sub.out, n)
		return frag{n, []hole{other}, true}
	case OpPlus:
		return c.plus(c.node(re.Sub[0]), greedy)
	case OpQuest:
		return c.quest(c.node(re.Sub[0]), greedy)
	case OpConcat:
		if len(re.Sub) == 0 {
			return c.simple(InstNop, 0)
		}
		f := c.node(re.Sub[0])
		for _, s := range re.Sub[1:] {
			f = c.cat(f, c.node(s))
		}
		return f
	case OpAlternate:
		var f frag
		for _, s := range re.Sub {
			f = c.either(f, c.node(s))
		}
		return f
	}
	panic("regexp: unhandled case in compile")
}

func (c *compiler) either(a, b frag) frag {
	if a.start == 0 {
		return b
	}
	if b.start == 0 {
		return a
	}
	n := c.inst(InstAlt)
	c.p.Inst[n].Out, c.p.Inst[n].Arg = a.start, b.start
	return frag{n, append(a.out, b.out...), a.empty || b.empty}
}
