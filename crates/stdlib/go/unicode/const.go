// Package unicode: properties of code points. Predicates and case mappings are natives over tables; the RangeTables are
// package variables that a program pays for only when it names them.
package unicode

// Limits and marks.
const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

// Version is the edition of Unicode the tables come from.
const Version = "17.0.0"
