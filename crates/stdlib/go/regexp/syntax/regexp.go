// Package syntax parses regular expressions into trees and compiles those into programs.
//
// The parser is native, the one that package regexp uses; it hands its tree over as a list of numbers.
package syntax

// An Error says what is wrong with an expression.
type Error struct {
	Code ErrorCode
	Expr string
}

func (e *Error) Error() string {
	return "error parsing regexp: " + e.Code.String() + ": `" + e.Expr + "`"
}

// An ErrorCode describes a failure to parse.
type ErrorCode string

// What can be wrong.
const (
	ErrInternalError         ErrorCode = "regexp/syntax: internal error"
	ErrInvalidCharClass      ErrorCode = "invalid character class"
	ErrInvalidCharRange      ErrorCode = "invalid character class range"
	ErrInvalidEscape         ErrorCode = "invalid escape sequence"
	ErrInvalidNamedCapture   ErrorCode = "invalid named capture"
	ErrInvalidPerlOp         ErrorCode = "invalid or unsupported Perl syntax"
	ErrInvalidRepeatOp       ErrorCode = "invalid nested repetition operator"
	ErrInvalidRepeatSize     ErrorCode = "invalid repeat count"
	ErrInvalidUTF8           ErrorCode = "invalid UTF-8"
	ErrMissingBracket        ErrorCode = "missing closing ]"
	ErrMissingParen          ErrorCode = "missing closing )"
	ErrMissingRepeatArgument ErrorCode = "missing argument to repetition operator"
	ErrTrailingBackslash     ErrorCode = "trailing backslash at end of expression"
	ErrUnexpectedParen       ErrorCode = "unexpected )"
	ErrNestingDepth          ErrorCode = "expression nests too deeply"
	ErrLarge                 ErrorCode = "expression too large"
)

func (e ErrorCode) String() string { return string(e) }

// Flags steer the parser and are kept in the tree.
type Flags uint16

// The flags.
const (
	FoldCase Flags = 1 << iota
	Literal
	ClassNL
	DotNL
	OneLine
	NonGreedy
	PerlX
	UnicodeGroups
	WasDollar
	Simple

	MatchNL = ClassNL | DotNL

	Perl        = ClassNL | OneLine | PerlX | UnicodeGroups
	POSIX Flags = 0
)

// An Op says what a node is.
type Op uint8

// The operators.
const (
	OpNoMatch Op = 1 + iota
	OpEmptyMatch
	OpLiteral
	OpCharClass
	OpAnyCharNotNL
	OpAnyChar
	OpBeginLine
	OpEndLine
	OpBeginText
	OpEndText
	OpWordBoundary
	OpNoWordBoundary
	OpCapture
	OpStar
	OpPlus
	OpQuest
	OpRepeat
	OpConcat
	OpAlternate
)

const opPseudo Op = 128

var opNames = [...]string{"", "NoMatch", "EmptyMatch", "Literal", "CharClass", "AnyCharNotNL", "AnyChar", "BeginLine",
	"EndLine", "BeginText", "EndText", "WordBoundary", "NoWordBoundary", "Capture", "Star", "Plus", "Quest", "Repeat",
	"Concat", "Alternate"}

func (i Op) String() string {
	switch {
	case i >= OpNoMatch && i <= OpAlternate:
		return opNames[i]
	case i == opPseudo:
		return "opPseudo"
	}
	return "Op(" + decimal(int(i)) + ")"
}

// A Regexp is a node of a tree.
type Regexp struct {
	Op       Op
	Flags    Flags
	Sub      []*Regexp
	Sub0     [1]*Regexp
	Rune     []rune
	Rune0    [2]rune
	Min, Max int
	Cap      int
	Name     string
}

func parse(s string, flags int) (tree []int, names []string, code, bad string)

// Parse parses s.
func Parse(s string, flags Flags) (*Regexp, error) {
	tree, names, code, bad := parse(s, int(flags))
	if code != "" {
		return nil, &Error{ErrorCode(code), bad}
	}
	re, _ := decode(tree, names)
	return re, nil
}

func decode(t []int, names []string) (*Regexp, []int) {
	re := &Regexp{Op: Op(t[0]), Flags: Flags(t[1]), Min: t[2], Max: t[3], Cap: t[4]}
	if t[5] > 0 {
		re.Name = names[t[5]-1]
	}
	runes, subs := t[6], t[7]
	t = t[8:]
	if runes > 0 || re.Op == OpCharClass {
		re.Rune = re.Rune0[:0]
		for _, r := range t[:runes] {
			re.Rune = append(re.Rune, rune(r))
		}
	}
	t = t[runes:]
	if subs > 0 {
		re.Sub = re.Sub0[:0]
	}
	for range subs {
		var sub *Regexp
		sub, t = decode(t, names)
		re.Sub = append(re.Sub, sub)
	}
	return re, t
}

// Equal reports whether x and y are the same tree.
func (x *Regexp) Equal(y *Regexp) bool {
	if x == nil || y == nil {
		return x == y
	}
	if x.Op != y.Op || len(x.Sub) != len(y.Sub) {
		return false
	}
	for i, s := range x.Sub {
		if !s.Equal(y.Sub[i]) {
			return false
		}
	}
	switch x.Op {
	case OpEndText:
		return x.Flags&WasDollar == y.Flags&WasDollar
	case OpLiteral, OpCharClass:
		return x.Flags&FoldCase == y.Flags&FoldCase && string(x.Rune) == string(y.Rune)
	case OpStar, OpPlus, OpQuest:
		return x.Flags&NonGreedy == y.Flags&NonGreedy
	case OpRepeat:
		return x.Flags&NonGreedy == y.Flags&NonGreedy && x.Min == y.Min && x.Max == y.Max
	case OpCapture:
		return x.Cap == y.Cap && x.Name == y.Name
	}
	return true
}

// MaxCap returns the largest number of a group.
func (re *Regexp) MaxCap() int {
	m := 0
	if re.Op == OpCapture {
		m = re.Cap
	}
	for _, s := range re.Sub {
		m = max(m, s.MaxCap())
	}
	return m
}

// CapNames returns the names of the groups.
func (re *Regexp) CapNames() []string {
	names := make([]string, re.MaxCap()+1)
	re.capNames(names)
	return names
}

func (re *Regexp) capNames(names []string) {
	if re.Op == OpCapture {
		names[re.Cap] = re.Name
	}
	for _, s := range re.Sub {
		s.capNames(names)
	}
}

// Simplify returns an equivalent tree without counted repetitions.
func (re *Regexp) Simplify() *Regexp {
	if re == nil {
		return nil
	}
	switch re.Op {
	case OpCapture, OpConcat, OpAlternate:
		subs := make([]*Regexp, len(re.Sub))
		same := true
		for i, s := range re.Sub {
			subs[i] = s.Simplify()
			same = same && subs[i] == s
		}
		if same {
			return re
		}
		c := *re
		c.Rune = nil
		c.Sub = subs
		return &c
	case OpStar, OpPlus, OpQuest:
		return repeated(re.Op, re.Flags, re.Sub[0].Simplify(), re)
	case OpRepeat:
		if re.Min == 0 && re.Max == 0 {
			return &Regexp{Op: OpEmptyMatch}
		}
		sub := re.Sub[0].Simplify()
		if re.Max == -1 {
			switch re.Min {
			case 0:
				return repeated(OpStar, re.Flags, sub, nil)
			case 1:
				return repeated(OpPlus, re.Flags, sub, nil)
			}
			c := &Regexp{Op: OpConcat}
			for range re.Min - 1 {
				c.Sub = append(c.Sub, sub)
			}
			c.Sub = append(c.Sub, repeated(OpPlus, re.Flags, sub, nil))
			return c
		}
		if re.Min == 1 && re.Max == 1 {
			return sub
		}
		c := &Regexp{Op: OpConcat}
		for range re.Min {
			c.Sub = append(c.Sub, sub)
		}
		if re.Max > re.Min {
			optional := repeated(OpQuest, re.Flags, sub, nil)
			for range re.Max - re.Min - 1 {
				both := &Regexp{Op: OpConcat, Sub: []*Regexp{sub, optional}}
				optional = repeated(OpQuest, re.Flags, both, nil)
			}
			if len(c.Sub) == 0 {
				return optional
			}
			c.Sub = append(c.Sub, optional)
		}
		if len(c.Sub) == 0 {
			return &Regexp{Op: OpNoMatch}
		}
		return c
	}
	return re
}

// repeated is op applied to sub; re is returned when it is that already.
func repeated(op Op, flags Flags, sub, re *Regexp) *Regexp {
	if sub.Op == OpEmptyMatch {
		return sub
	}
	if op == sub.Op && flags&NonGreedy == sub.Flags&NonGreedy {
		return sub
	}
	if re != nil && re.Op == op && re.Flags&NonGreedy == flags&NonGreedy && re.Sub[0] == sub {
		return re
	}
	r := &Regexp{Op: op, Flags: flags}
	r.Sub = append(r.Sub0[:0], sub)
	return r
}

func decimal(n int) string {
	if n < 0 {
		return "-" + decimal(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + string(rune('0'+n%10))
}
