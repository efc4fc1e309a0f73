package strconv

// Which characters stand for themselves in a literal.
const (
	keepPrint = iota
	keepASCII
	keepGraphic
)

func quote(s string, keep int) string
func appendQuote(dst []byte, s string, keep int) []byte
func quoteRune(r rune, keep int) string
func unquote(s string) (t string, ok bool)
func quotedPrefix(s string) (n int)
func unquoteChar(s string, quote byte) (value rune, multibyte bool, n int)

// IsPrint reports whether the rune is printable: letters, marks, numbers, punctuation, symbols, and ASCII space.
func IsPrint(r rune) bool

// IsGraphic reports whether the rune is a graphic one: IsPrint, and spaces.
func IsGraphic(r rune) bool

// CanBackquote reports whether s can stand unchanged as a single-line backquoted string.
func CanBackquote(s string) bool

// Quote returns a double-quoted Go string literal for s.
func Quote(s string) string { return quote(s, keepPrint) }

// QuoteToASCII is Quote with escapes for all that is not ASCII.
func QuoteToASCII(s string) string { return quote(s, keepASCII) }

// QuoteToGraphic is Quote that leaves graphic characters unchanged.
func QuoteToGraphic(s string) string { return quote(s, keepGraphic) }

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return appendQuote(dst, s, keepPrint) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte { return appendQuote(dst, s, keepASCII) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte { return appendQuote(dst, s, keepGraphic) }

// QuoteRune returns a character literal for r.
func QuoteRune(r rune) string { return quoteRune(r, keepPrint) }

// QuoteRuneToASCII is QuoteRune with escapes for all that is not ASCII.
func QuoteRuneToASCII(r rune) string { return quoteRune(r, keepASCII) }

// QuoteRuneToGraphic is QuoteRune that leaves graphic characters unchanged.
func QuoteRuneToGraphic(r rune) string { return quoteRune(r, keepGraphic) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, quoteRune(r, keepPrint)...) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return append(dst, quoteRune(r, keepASCII)...)
}

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, quoteRune(r, keepGraphic)...)
}

// Unquote interprets s as a quoted Go string or character literal and returns what it quotes.
func Unquote(s string) (string, error) {
	if t, ok := unquote(s); ok {
		return t, nil
	}
	return "", ErrSyntax
}

// QuotedPrefix returns the quoted string at the beginning of s.
func QuotedPrefix(s string) (string, error) {
	if n := quotedPrefix(s); n > 0 {
		return s[:n], nil
	}
	return "", ErrSyntax
}

// UnquoteChar decodes the first character of an escaped string or character literal.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	value, multibyte, n := unquoteChar(s, quote)
	if n == 0 {
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s[n:], nil
}
