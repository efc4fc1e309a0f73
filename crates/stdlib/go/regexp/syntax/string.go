package syntax

import (
	"strconv"
	"strings"
	"unicode"
)

// Flags as they are written in (?ims).
const (
	fold = 1 << iota
	lines
	dots
)

// needs returns the flags that the text of re has to stand under, and those that it must not stand under. Where operands contradict
// each other, re switches flags on for some of them itself.
func (re *Regexp) needs() (on, off int) {
	switch re.Op {
	case OpLiteral:
		for _, r := range re.Rune {
			if unicode.SimpleFold(r) != r {
				if re.Flags&FoldCase != 0 {
					return fold, 0
				}
				return 0, fold
			}
		}
	case OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := max(re.Rune[i], 'A'); r <= min(re.Rune[i+1], 0x1e943); r++ {
				for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
					if !(re.Rune[i] <= f && f <= re.Rune[i+1]) && !inRanges(re.Rune, f) {
						return 0, fold
					}
				}
			}
		}
	case OpAnyCharNotNL:
		return 0, dots
	case OpAnyChar:
		return dots, 0
	case OpBeginLine, OpEndLine:
		return lines, 0
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			return 0, lines
		}
	default:
		for _, s := range re.Sub {
			a, b := s.needs()
			on |= a
			off |= b
		}
	}
	if on&off != 0 {
		on = 0
	}
	return on, off
}

func inRanges(t []rune, r rune) bool {
	for i := 0; i < len(t); i += 2 {
		if t[i] <= r && r <= t[i+1] {
			return true
		}
	}
	return false
}

// String returns an expression that parses to an equivalent tree.
func (re *Regexp) String() string {
	var b strings.Builder
	on, off := re.needs()
	off &= lines | dots
	if on|off == 0 {
		write(&b, re)
		return b.String()
	}
	b.WriteString("(?")
	writeFlags(&b, on)
	if off != 0 {
		b.WriteByte('-')
		writeFlags(&b, off)
	}
	b.WriteByte(':')
	write(&b, re)
	b.WriteByte(')')
	return b.String()
}

func writeFlags(b *strings.Builder, f int) {
	for i, c := range "ims" {
		if f>>i&1 != 0 {
			b.WriteRune(c)
		}
	}
}

// writeList writes the operands of a concatenation or alternation. If no flags suit all, those go together that some flags suit, from
// the first that needs one to the last.
func writeList(b *strings.Builder, re *Regexp) {
	list := re.Sub
	on, off := make([]int, len(list)), make([]int, len(list))
	var allOn, allOff int
	for i, s := range list {
		on[i], off[i] = s.needs()
		allOn |= on[i]
		allOff |= off[i]
	}
	separator := func(i int) {
		if i > 0 && re.Op == OpAlternate {
			b.WriteByte('|')
		}
	}
	if allOn&allOff == 0 {
		for i, s := range list {
			separator(i)
			writeItem(b, re.Op, s)
		}
		return
	}
	for i := 0; i < len(list); {
		first, last := -1, -1
		var runOn, runOff int
		end := i
		for end < len(list) && (runOn|on[end])&(runOff|off[end]) == 0 {
			runOn |= on[end]
			runOff |= off[end]
			if on[end] != 0 {
				last = end
				if first < 0 {
					first = end
				}
			}
			end++
		}
		for ; i < end; i++ {
			separator(i)
			if i == first {
				b.WriteString("(?")
				writeFlags(b, runOn)
				b.WriteByte(':')
			}
			if i == first && i == last {
				write(b, list[i])
			} else {
				writeItem(b, re.Op, list[i])
			}
			if i == last {
				b.WriteByte(')')
			}
		}
	}
}

// writeItem writes an operand of a list, in parentheses if it needs them there.
func writeItem(b *strings.Builder, list Op, s *Regexp) {
	if list == OpConcat && s.Op == OpAlternate {
		b.WriteString(`(?:`)
		write(b, s)
		b.WriteByte(')')
	} else {
		write(b, s)
	}
}

func write(b *strings.Builder, re *Regexp) {
	switch re.Op {
	default:
		b.WriteString("<invalid op" + strconv.Itoa(int(re.Op)) + ">")
	case OpNoMatch:
		b.WriteString(`[^\x00-\x{10FFFF}]`)
	case OpEmptyMatch:
		b.WriteString(`(?:)`)
	case OpLiteral:
		for _, r := range re.Rune {
			escape(b, r, false)
		}
	case OpCharClass:
		writeClass(b, re.Rune)
	case OpAnyCharNotNL, OpAnyChar:
		b.WriteByte('.')
	case OpBeginLine:
		b.WriteByte('^')
	case OpEndLine:
		b.WriteByte('$')
	case OpBeginText:
		b.WriteString(`\A`)
	case OpEndText:
		if re.Flags&WasDollar != 0 {
			b.WriteByte('$')
		} else {
			b.WriteString(`\z`)
		}
	case OpWordBoundary:
		b.WriteString(`\b`)
	case OpNoWordBoundary:
		b.WriteString(`\B`)
	case OpCapture:
		if re.Name != "" {
			b.WriteString(`(?P<` + re.Name + `>`)
		} else {
			b.WriteByte('(')
		}
		if re.Sub[0].Op != OpEmptyMatch {
			write(b, re.Sub[0])
		}
		b.WriteByte(')')
	case OpStar, OpPlus, OpQuest, OpRepeat:
		s := re.Sub[0]
		if s.Op > OpCapture || s.Op == OpLiteral && len(s.Rune) > 1 {
			b.WriteString(`(?:`)
			write(b, s)
			b.WriteByte(')')
		} else {
			write(b, s)
		}
		switch re.Op {
		case OpStar:
			b.WriteByte('*')
		case OpPlus:
			b.WriteByte('+')
		case OpQuest:
			b.WriteByte('?')
		case OpRepeat:
			b.WriteString("{" + strconv.Itoa(re.Min))
			if re.Max != re.Min {
				b.WriteByte(',')
				if re.Max >= 0 {
					b.WriteString(strconv.Itoa(re.Max))
				}
			}
			b.WriteByte('}')
		}
		if re.Flags&NonGreedy != 0 {
			b.WriteByte('?')
		}
	case OpConcat, OpAlternate:
		writeList(b, re)
	}
}

func writeClass(b *strings.Builder, t []rune) {
	if len(t)%2 != 0 {
		b.WriteString(`[invalid char class]`)
		return
	}
	b.WriteByte('[')
	switch {
	case len(t) == 0:
		b.WriteString(`^\x00-\x{10FFFF}`)
	case t[0] == 0 && t[len(t)-1] == unicode.MaxRune && len(t) > 2:
		b.WriteByte('^')
		for i := 1; i < len(t)-1; i += 2 {
			writeRange(b, t[i]+1, t[i+1]-1)
		}
	default:
		for i := 0; i < len(t); i += 2 {
			writeRange(b, t[i], t[i+1])
		}
	}
	b.WriteByte(']')
}

func writeRange(b *strings.Builder, lo, hi rune) {
	escape(b, lo, lo == '-')
	if lo != hi {
		if hi != lo+1 {
			b.WriteByte('-')
		}
		escape(b, hi, hi == '-')
	}
}

func escape(b *strings.Builder, r rune, force bool) {
	if unicode.IsPrint(r) {
		if force || strings.ContainsRune(`\.+*?()|[]{}^$`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		return
	}
	const names = "\aa\ff\nn\rr\tt\vv"
	if i := strings.IndexRune(names, r); i >= 0 && i%2 == 0 {
		b.WriteByte('\\')
		b.WriteByte(names[i+1])
		return
	}
	if r < 0x100 {
		b.WriteString(`\x`)
		s := strconv.FormatInt(int64(r), 16)
		if len(s) == 1 {
			b.WriteByte('0')
		}
		b.WriteString(s)
		return
	}
	b.WriteString(`\x{` + strconv.FormatInt(int64(r), 16) + `}`)
}
