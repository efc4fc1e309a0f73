package mime

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A WordEncoder is an encoding of words in headers, by RFC 2047.
type WordEncoder byte

const (
	BEncoding = WordEncoder('b')
	QEncoding = WordEncoder('q')
)

var errInvalidWord = errors.New("mime: invalid RFC 2047 encoded-word")

const (
	maxWord    = 75
	maxContent = maxWord - len("=?UTF-8?q?") - len("?=")
)

// Encode returns s as encoded words, or as it is if it needs no encoding.
func (e WordEncoder) Encode(charset, s string) string {
	if !needsEncoding(s) {
		return s
	}
	open := "=?" + charset + "?" + string(rune(e)) + "?"
	var words []string
	if e == BEncoding {
		words = base64Words(charset, s)
	} else {
		words = quotedWords(charset, s)
	}
	return open + strings.Join(words, "?= "+open) + "?="
}

func isUTF8(charset string) bool { return strings.EqualFold(charset, "UTF-8") }

// base64Words encodes s in words that are not too long; only UTF-8 can be cut.
func base64Words(charset, s string) []string {
	most := base64.StdEncoding.DecodedLen(maxContent)
	if !isUTF8(charset) || base64.StdEncoding.EncodedLen(len(s)) <= maxContent {
		return []string{base64.StdEncoding.EncodeToString([]byte(s))}
	}
	var words []string
	from, size := 0, 0
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		if size+n > most {
			words = append(words, base64.StdEncoding.EncodeToString([]byte(s[from:i])))
			from, size = i, 0
		}
		size += n
		i += n
	}
	return append(words, base64.StdEncoding.EncodeToString([]byte(s[from:])))
}

func quoted(b *strings.Builder, s string) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('_')
		case isPlain(c):
			b.WriteByte(c)
		default:
			b.WriteString("=" + upperHex[c>>4:c>>4+1] + upperHex[c&15:c&15+1])
		}
	}
}

func isPlain(c byte) bool { return c >= '!' && c <= '~' && c != '=' && c != '?' && c != '_' }

func quotedWords(charset, s string) []string {
	var b strings.Builder
	if !isUTF8(charset) {
		quoted(&b, s)
		return []string{b.String()}
	}
	var words []string
	size := 0
	for i := 0; i < len(s); {
		n, width := 1, 1
		if c := s[i]; c != ' ' && !isPlain(c) {
			_, n = utf8.DecodeRuneInString(s[i:])
			width = 3 * n
		}
		if size+width > maxContent {
			words = append(words, b.String())
			b.Reset()
			size = 0
		}
		quoted(&b, s[i:i+n])
		size += width
		i += n
	}
	return append(words, b.String())
}

// A WordDecoder decodes encoded words.
type WordDecoder struct {
	// CharsetReader converts from charsets other than UTF-8, ISO-8859-1 and US-ASCII, whose names come in lower case.
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
}

// Decode decodes one word.
func (d *WordDecoder) Decode(word string) (string, error) {
	if len(word) < 8 || !strings.HasPrefix(word, "=?") || !strings.HasSuffix(word, "?=") || strings.Count(word, "?") != 4 {
		return "", errInvalidWord
	}
	charset, text, _ := strings.Cut(word[2:len(word)-2], "?")
	encoding, text, _ := strings.Cut(text, "?")
	if charset == "" || len(encoding) != 1 {
		return "", errInvalidWord
	}
	content, err := decodeWord(encoding[0], text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := d.convert(&b, charset, content); err != nil {
		return "", err
	}
	return b.String(), nil
}

// DecodeHeader decodes all words in a header.
func (d *WordDecoder) DecodeHeader(header string) (string, error) {
	i := strings.Index(header, "=?")
	if i < 0 {
		return header, nil
	}
	var b strings.Builder
	b.WriteString(header[:i])
	header = header[i:]
	afterWord := false
	for {
		start := strings.Index(header, "=?")
		if start < 0 {
			break
		}
		at := start + 2
		n := strings.Index(header[at:], "?")
		if n < 0 {
			break
		}
		charset := header[at : at+n]
		at += n + 1
		if len(header) < at+len("Q??=") || header[at+1] != '?' {
			break
		}
		encoding := header[at]
		at += 2
		n = strings.Index(header[at:], "?=")
		if n < 0 {
			break
		}
		text := header[at : at+n]
		content, err := decodeWord(encoding, text)
		if err != nil {
			afterWord = false
			b.WriteString(header[:at+n+2])
			header = header[at+n+2:]
			continue
		}
		// White space between words does not count.
		if start > 0 && (!afterWord || strings.TrimLeft(header[:start], " \t\n\r") != "") {
			b.WriteString(header[:start])
		}
		if err := d.convert(&b, charset, content); err != nil {
			return "", err
		}
		header = header[at+n+2:]
		afterWord = true
	}
	b.WriteString(header)
	return b.String(), nil
}

func decodeWord(encoding byte, text string) ([]byte, error) {
	switch encoding {
	case 'B', 'b':
		return base64.StdEncoding.DecodeString(text)
	case 'Q', 'q':
		return decodeQuoted(text)
	}
	return nil, errInvalidWord
}

func decodeQuoted(s string) ([]byte, error) {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=':
			if i+2 >= len(s) {
				return nil, errInvalidWord
			}
			var v byte
			for _, c := range []byte{s[i+1], s[i+2]} {
				digit, ok := hexValue(c)
				if !ok {
					return nil, fmt.Errorf("mime: invalid hex byte %#02x", c)
				}
				v = v<<4 | digit
			}
			out = append(out, v)
			i += 2
		case c >= ' ' && c <= '~' || c == '\n' || c == '\r' || c == '\t':
			out = append(out, c)
		default:
			return nil, errInvalidWord
		}
	}
	return out, nil
}

func (d *WordDecoder) convert(b *strings.Builder, charset string, content []byte) error {
	switch {
	case strings.EqualFold("utf-8", charset):
		b.Write(content)
	case strings.EqualFold("iso-8859-1", charset):
		for _, c := range content {
			b.WriteRune(rune(c))
		}
	case strings.EqualFold("us-ascii", charset):
		for _, c := range content {
			if c >= utf8.RuneSelf {
				b.WriteRune(utf8.RuneError)
			} else {
				b.WriteByte(c)
			}
		}
	case d.CharsetReader == nil:
		return fmt.Errorf("mime: unhandled charset %q", charset)
	default:
		r, err := d.CharsetReader(strings.ToLower(charset), strings.NewReader(string(content)))
		if err != nil {
			return err
		}
		if _, err = io.Copy(b, r); err != nil {
			return err
		}
	}
	return nil
}
