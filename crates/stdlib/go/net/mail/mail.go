// Package mail reads mail messages and their addresses.
package mail

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/netip"
	"net/textproto"
	"strings"
	"time"
	"unicode/utf8"
)

// ErrHeaderNotPresent is returned for a header field that the message does not have.
var ErrHeaderNotPresent = errors.New("mail: header not in message")

// A Message is a header and a body.
type Message struct {
	Header Header
	Body   io.Reader
}

// ReadMessage reads the header of a message; the body is what follows.
func ReadMessage(r io.Reader) (msg *Message, err error) {
	tp := textproto.NewReader(bufio.NewReader(r))
	hdr, err := readHeader(tp)
	if err != nil && (err != io.EOF || len(hdr) == 0) {
		return nil, err
	}
	return &Message{Header: Header(hdr), Body: tp.R}, nil
}

func readHeader(r *textproto.Reader) (map[string][]string, error) {
	m := map[string][]string{}
	if buf, err := r.R.Peek(1); err == nil && (buf[0] == ' ' || buf[0] == '\t') {
		line, err := r.ReadLine()
		if err != nil {
			return m, err
		}
		return m, fmt.Errorf("malformed initial line: %q", line)
	}
	for {
		kv, err := r.ReadContinuedLine()
		if kv == "" {
			return m, err
		}
		k, v, ok := strings.Cut(kv, ":")
		if !ok {
			return m, fmt.Errorf("malformed header line: %q", kv)
		}
		key := textproto.CanonicalMIMEHeaderKey(k)
		if key == "" {
			continue
		}
		m[key] = append(m[key], strings.TrimLeft(v, " \t"))
		if err != nil {
			return m, err
		}
	}
}

// A Header is the header of a message.
type Header map[string][]string

// Get returns the first value of a key.
func (h Header) Get(key string) string { return textproto.MIMEHeader(h).Get(key) }

// Date parses the date.
func (h Header) Date() (time.Time, error) {
	s := h.Get("Date")
	if s == "" {
		return time.Time{}, ErrHeaderNotPresent
	}
	return ParseDate(s)
}

// AddressList parses a field of addresses.
func (h Header) AddressList(key string) ([]*Address, error) {
	s := h.Get(key)
	if s == "" {
		return nil, ErrHeaderNotPresent
	}
	return ParseAddressList(s)
}

// ParseDate parses a date of mail.
func ParseDate(date string) (time.Time, error) {
	date = strings.ReplaceAll(date, "\r\n", "")
	if strings.Contains(date, "\r") {
		return time.Time{}, errors.New("mail: header has a CR without LF")
	}
	p := parser{s: date}
	p.skipSpace()
	// Spaces and comments may stand between the parts.
	if i := strings.IndexAny(p.s, "+-"); i >= 0 && len(p.s) >= i+5 {
		date = p.s[:i+5]
		p.s = p.s[i+5:]
	} else {
		// An obsolete zone ends in a T, which is not that of a Tuesday.
		i := strings.Index(p.s, "T")
		if i == 0 {
			if i = strings.Index(p.s[1:], "T"); i >= 0 {
				i++
			}
		}
		if i >= 0 && len(p.s) >= i+5 {
			date = p.s[:i+1]
			p.s = p.s[i+1:]
		}
	}
	if !p.skipCFWS() {
		return time.Time{}, errors.New("mail: misformatted parenthetical comment")
	}
	if date == "" || !utf8.ValidString(date) {
		return time.Time{}, errors.New("mail: header could not be parsed")
	}
	for _, day := range []string{"", "Mon, "} {
		for _, d := range []string{"2", "02"} {
			for _, year := range []string{"2006", "06"} {
				for _, second := range []string{":05", ""} {
					for _, zone := range []string{"-0700", "MST", "UT"} {
						if t, err := time.Parse(day+d+" Jan "+year+" 15:04"+second+" "+zone, date); err == nil {
							return t, nil
						}
					}
				}
			}
		}
	}
	return time.Time{}, errors.New("mail: header could not be parsed")
}

// An Address is a mail address with a name.
type Address struct {
	Name    string
	Address string
}

// ParseAddress parses an address.
func ParseAddress(address string) (*Address, error) { return (&parser{s: address}).one() }

// ParseAddressList parses addresses separated by commas.
func ParseAddressList(list string) ([]*Address, error) { return (&parser{s: list}).list() }

// An AddressParser parses addresses with a decoder of its own.
type AddressParser struct {
	WordDecoder *mime.WordDecoder
}

// Parse parses an address.
func (p *AddressParser) Parse(address string) (*Address, error) {
	return (&parser{s: address, dec: p.WordDecoder}).one()
}

// ParseList parses addresses separated by commas.
func (p *AddressParser) ParseList(list string) ([]*Address, error) {
	return (&parser{s: list, dec: p.WordDecoder}).list()
}

// String returns the address as it stands in a header.
func (a *Address) String() string {
	at := strings.LastIndex(a.Address, "@")
	local, domain := a.Address, ""
	if at >= 0 {
		local, domain = a.Address[:at], a.Address[at+1:]
	}
	quote := false
	for i, r := range local {
		if isAtext(r, false) {
			continue
		}
		if r == '.' && i > 0 && local[i-1] != '.' && i < len(local)-1 {
			continue
		}
		quote = true
		break
	}
	if quote {
		local = quoted(local)
	}
	s := "<" + local + "@" + domain + ">"
	if a.Name == "" {
		return s
	}
	plain := true
	for _, r := range a.Name {
		if !isQtext(r) && r != ' ' && r != '\t' && !(r == '\\' || r == '"') || isMultibyte(r) {
			plain = false
			break
		}
	}
	if plain {
		return quoted(a.Name) + " " + s
	}
	if strings.ContainsAny(a.Name, "\"#$%&'(),.:;<>@[]^`{|}~") {
		return mime.BEncoding.Encode("utf-8", a.Name) + " " + s
	}
	return mime.QEncoding.Encode("utf-8", a.Name) + " " + s
}

// A parser reads addresses from the front of s.
type parser struct {
	s   string
	dec *mime.WordDecoder
}

func (p *parser) one() (*Address, error) {
	list, err := p.address(true)
	if err != nil {
		return nil, err
	}
	if !p.skipCFWS() {
		return nil, errors.New("mail: misformatted parenthetical comment")
	}
	if p.s != "" {
		return nil, fmt.Errorf("mail: expected single address, got %q", p.s)
	}
	if len(list) == 0 {
		return nil, errors.New("mail: empty group")
	}
	if len(list) > 1 {
		return nil, errors.New("mail: group with multiple addresses")
	}
	return list[0], nil
}

func (p *parser) list() ([]*Address, error) {
	var list []*Address
	for {
		p.skipSpace()
		if p.consume(',') {
			continue
		}
		more, err := p.address(true)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
		if !p.skipCFWS() {
			return nil, errors.New("mail: misformatted parenthetical comment")
		}
		if p.s == "" {
			break
		}
		if p.s[0] != ',' {
			return nil, errors.New("mail: expected comma")
		}
		for p.consume(',') {
			p.skipSpace()
		}
		if p.s == "" {
			break
		}
	}
	return list, nil
}

func (p *parser) address(group bool) ([]*Address, error) {
	p.skipSpace()
	if p.s == "" {
		return nil, errors.New("mail: no address")
	}
	spec, err := p.addrSpec()
	if err == nil {
		name := ""
		p.skipSpace()
		if p.s != "" && p.s[0] == '(' {
			if name, err = p.displayComment(); err != nil {
				return nil, err
			}
		}
		return []*Address{{Name: name, Address: spec}}, nil
	}
	name := ""
	if p.s[0] != '<' {
		if name, err = p.phrase(); err != nil {
			return nil, err
		}
	}
	p.skipSpace()
	if group && p.consume(':') {
		return p.group()
	}
	if !p.consume('<') {
		atext := true
		for _, r := range name {
			if !isAtext(r, true) {
				atext = false
				break
			}
		}
		if atext {
			return nil, errors.New("mail: missing '@' or angle-addr")
		}
		return nil, errors.New("mail: no angle-addr")
	}
	if spec, err = p.addrSpec(); err != nil {
		return nil, err
	}
	if !p.consume('>') {
		return nil, errors.New("mail: unclosed angle-addr")
	}
	return []*Address{{Name: name, Address: spec}}, nil
}

func (p *parser) group() ([]*Address, error) {
	var list []*Address
	p.skipSpace()
	if p.consume(';') {
		if !p.skipCFWS() {
			return nil, errors.New("mail: misformatted parenthetical comment")
		}
		return list, nil
	}
	for {
		p.skipSpace()
		more, err := p.address(false)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
		if !p.skipCFWS() {
			return nil, errors.New("mail: misformatted parenthetical comment")
		}
		if p.consume(';') {
			if !p.skipCFWS() {
				return nil, errors.New("mail: misformatted parenthetical comment")
			}
			break
		}
		if !p.consume(',') {
			return nil, errors.New("mail: expected comma")
		}
	}
	return list, nil
}

func (p *parser) addrSpec() (spec string, err error) {
	orig := *p
	defer func() {
		if err != nil {
			*p = orig
		}
	}()
	p.skipSpace()
	if p.s == "" {
		return "", errors.New("mail: no addr-spec")
	}
	var local string
	if p.s[0] == '"' {
		local, err = p.quotedString()
		if local == "" {
			err = errors.New("mail: empty quoted string in addr-spec")
		}
	} else {
		local, err = p.atom(true, false)
	}
	if err != nil {
		return "", err
	}
	if !p.consume('@') {
		return "", errors.New("mail: missing @ in addr-spec")
	}
	p.skipSpace()
	if p.s == "" {
		return "", errors.New("mail: no domain in addr-spec")
	}
	var domain string
	if p.s[0] == '[' {
		domain, err = p.domainLiteral()
	} else {
		domain, err = p.atom(true, false)
	}
	if err != nil {
		return "", err
	}
	return local + "@" + domain, nil
}

func (p *parser) phrase() (string, error) {
	var words []string
	// Encoded words in a row are one, which counts when another word comes, and not at all when it is empty; no comment is
	// passed over before the first word that counts.
	var run string
	endRun := func() {
		if run != "" {
			words = append(words, run)
			run = ""
		}
	}
	for {
		var word string
		var err error
		if len(words) > 0 {
			if !p.skipCFWS() {
				return "", errors.New("mail: misformatted parenthetical comment")
			}
		}
		p.skipSpace()
		encoded := false
		switch {
		case p.s == "":
			err = errors.New("mail: missing phrase")
		case p.s[0] == '"':
			word, err = p.quotedString()
		default:
			if word, err = p.atom(true, true); err == nil {
				word, encoded, err = p.decode(word)
			}
		}
		if err != nil {
			endRun()
			if len(words) == 0 {
				return "", fmt.Errorf("mail: missing word in phrase: %v", err)
			}
			break
		}
		if encoded {
			run += word
		} else {
			endRun()
			words = append(words, word)
		}
	}
	return strings.Join(words, " "), nil
}

func (p *parser) quotedString() (string, error) {
	var b strings.Builder
	escaped := false
	i := 1
	for {
		r, n := utf8.DecodeRuneInString(p.s[i:])
		switch {
		case n == 0:
			return "", errors.New("mail: unclosed quoted-string")
		case n == 1 && r == utf8.RuneError:
			return "", fmt.Errorf("mail: invalid utf-8 in quoted-string: %q", p.s)
		case escaped:
			if !isVchar(r) && r != ' ' && r != '\t' {
				return "", fmt.Errorf("mail: bad character in quoted-string: %q", r)
			}
			b.WriteRune(r)
			escaped = false
		case isQtext(r) || r == ' ' || r == '\t':
			b.WriteRune(r)
		case r == '"':
			p.s = p.s[i+1:]
			return b.String(), nil
		case r == '\\':
			escaped = true
		default:
			return "", fmt.Errorf("mail: bad character in quoted-string: %q", r)
		}
		i += n
	}
}

// atom reads an atom, with dots if they are allowed; permissive allows dots anywhere.
func (p *parser) atom(dot, permissive bool) (string, error) {
	i := 0
	for {
		r, n := utf8.DecodeRuneInString(p.s[i:])
		if n == 1 && r == utf8.RuneError {
			return "", fmt.Errorf("mail: invalid utf-8 in address: %q", p.s)
		}
		if n == 0 || !isAtext(r, dot) {
			break
		}
		i += n
	}
	if i == 0 {
		return "", errors.New("mail: invalid string")
	}
	atom := p.s[:i]
	p.s = p.s[i:]
	if !permissive {
		switch {
		case atom[0] == '.':
			return "", errors.New("mail: leading dot in atom")
		case strings.Contains(atom, ".."):
			return "", errors.New("mail: double dot in atom")
		case atom[len(atom)-1] == '.':
			return "", errors.New("mail: trailing dot in atom")
		}
	}
	return atom, nil
}

func (p *parser) domainLiteral() (string, error) {
	i := -1
	for at, r := range p.s[1:] {
		if r == ']' {
			i = 1 + at
			break
		}
		if r == utf8.RuneError && !strings.HasPrefix(p.s[1+at:], "\ufffd") {
			return "", fmt.Errorf("mail: invalid utf-8 in domain-literal: %q", p.s[1+at:])
		}
		if r < '!' || r == 0x7f || r == '[' || r == '\\' {
			return "", fmt.Errorf("mail: bad character in domain-literal: %q", r)
		}
	}
	if i < 0 {
		return "", errors.New("mail: unclosed domain-literal")
	}
	s := p.s[1:i]
	if !validIP(s) {
		return "", fmt.Errorf("mail: invalid IP address in domain-literal: %q", s)
	}
	p.s = p.s[i+1:]
	return "[" + s + "]", nil
}

func validIP(s string) bool {
	if rest, ok := strings.CutPrefix(s, "IPv6:"); ok {
		_, err := netip.ParseAddr(rest)
		return err == nil
	}
	parts := strings.Split(s, ".")
	for _, q := range parts {
		n := 0
		for _, c := range q {
			if c < '0' || c > '9' {
				return false
			}
			n = n*10 + int(c-'0')
		}
		if q == "" || len(q) > 3 || n > 255 || len(q) > 1 && q[0] == '0' {
			return false
		}
	}
	return len(parts) == 4
}

func (p *parser) displayComment() (string, error) {
	if !p.consume('(') {
		return "", errors.New("mail: comment does not start with (")
	}
	s, ok := p.comment()
	if !ok {
		return "", errors.New("mail: misformatted parenthetical comment")
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' })
	for i, w := range words {
		d, _, err := p.decode(w)
		if err != nil {
			return "", err
		}
		words[i] = d
	}
	return strings.Join(words, " "), nil
}

func (p *parser) consume(c byte) bool {
	if p.s == "" || p.s[0] != c {
		return false
	}
	p.s = p.s[1:]
	return true
}

func (p *parser) skipSpace() { p.s = strings.TrimLeft(p.s, " \t") }

// skipCFWS passes spaces and comments.
func (p *parser) skipCFWS() bool {
	p.skipSpace()
	for p.consume('(') {
		if _, ok := p.comment(); !ok {
			return false
		}
		p.skipSpace()
	}
	return true
}

func (p *parser) comment() (string, bool) {
	depth := 1
	var b strings.Builder
	for p.s != "" && depth > 0 {
		switch {
		case p.s[0] == '\\' && len(p.s) > 1:
			p.s = p.s[1:]
		case p.s[0] == '(':
			depth++
		case p.s[0] == ')':
			depth--
		}
		if depth > 0 {
			b.WriteByte(p.s[0])
		}
		p.s = p.s[1:]
	}
	return b.String(), depth == 0
}

func (p *parser) decode(s string) (word string, encoded bool, err error) {
	dec := &mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		if p.dec == nil || p.dec.CharsetReader == nil {
			return nil, charsetError(charset)
		}
		r, err := p.dec.CharsetReader(charset, r)
		if err != nil {
			return nil, charsetError(charset)
		}
		return r, nil
	}}
	if word, err = dec.Decode(s); err == nil {
		return word, true, nil
	}
	if _, ok := err.(charsetError); ok {
		return s, true, err
	}
	return s, false, nil
}

type charsetError string

func (e charsetError) Error() string { return fmt.Sprintf("charset not supported: %q", string(e)) }

func isAtext(r rune, dot bool) bool {
	switch r {
	case '.':
		return dot
	case '(', ')', '<', '>', '[', ']', ':', ';', '@', '\\', ',', '"':
		return false
	}
	return isVchar(r)
}

func isQtext(r rune) bool { return r != '\\' && r != '"' && isVchar(r) }

func isVchar(r rune) bool { return '!' <= r && r <= '~' || isMultibyte(r) }

func isMultibyte(r rune) bool { return r >= utf8.RuneSelf }

func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if isQtext(r) || r == ' ' || r == '\t' {
			b.WriteRune(r)
		} else if isVchar(r) {
			b.WriteByte('\\')
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
