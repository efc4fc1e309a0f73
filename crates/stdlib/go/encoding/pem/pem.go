// Package pem: binary data as text between BEGIN and END lines, as RFC 1421 has it.
package pem

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"
)

// A Block is what stands between the lines.
type Block struct {
	Type    string
	Headers map[string]string
	Bytes   []byte
}

const (
	beginMark = "-----BEGIN "
	endMark   = "-----END "
	dashes    = "-----"
)

// line cuts off the first line, without what is white at its end.
func line(data []byte) (first, rest []byte) {
	i := bytes.IndexByte(data, '\n')
	if i < 0 {
		return bytes.TrimRight(data, " \t\r\n"), nil
	}
	return bytes.TrimRight(data[:i], " \t\r\n"), data[i+1:]
}

// find returns the place of mark at the beginning of a line, or -1.
func find(data []byte, mark string) int {
	for from := 0; ; {
		i := bytes.Index(data[from:], []byte(mark))
		if i < 0 {
			return -1
		}
		i += from
		if i == 0 || data[i-1] == '\n' {
			return i
		}
		from = i + len(mark)
	}
}

// Decode finds the next block and returns it with what follows it; nil and data if there is none.
func Decode(data []byte) (p *Block, rest []byte) {
	rest = data
	for {
		begin := find(rest, beginMark)
		if begin < 0 {
			return nil, data
		}
		rest = rest[begin+len(beginMark):]
		var title []byte
		title, rest = line(rest)
		name, ok := bytes.CutSuffix(title, []byte(dashes))
		if !ok {
			continue
		}
		if block, after := decodeBody(string(name), rest); block != nil {
			return block, after
		}
	}
}

// decodeBody decodes what follows a BEGIN line. A nil block says that it is malformed.
func decodeBody(name string, data []byte) (p *Block, rest []byte) {
	p = &Block{Headers: map[string]string{}, Type: name}
	rest = data
	for len(rest) > 0 {
		header, next := line(rest)
		key, value, ok := bytes.Cut(header, []byte(":"))
		if !ok {
			break
		}
		if bytes.HasPrefix(key, []byte(endMark)) {
			return nil, nil
		}
		p.Headers[string(bytes.TrimSpace(key))] = string(bytes.TrimSpace(value))
		rest = next
	}
	var body, tail []byte
	if len(p.Headers) == 0 && bytes.HasPrefix(rest, []byte(endMark)) {
		tail = rest[len(endMark):]
	} else {
		i := bytes.Index(rest, []byte("\n"+endMark))
		if i < 0 {
			return nil, nil
		}
		body, tail = rest[:i], rest[i+1+len(endMark):]
	}
	if len(tail) < len(name)+len(dashes) {
		return nil, nil
	}
	ending := tail[:len(name)+len(dashes)]
	tail = tail[len(ending):]
	if string(ending) != name+dashes {
		return nil, nil
	}
	trailing, after := line(tail)
	if len(trailing) != 0 {
		return nil, nil
	}
	clean := make([]byte, 0, len(body))
	for _, c := range body {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			clean = append(clean, c)
		}
	}
	decoded, err := base64.StdEncoding.AppendDecode(make([]byte, 0), clean)
	if err != nil {
		return nil, nil
	}
	p.Bytes = decoded
	return p, after
}

const lineLength = 64

// Encode writes a block.
func Encode(out io.Writer, b *Block) error {
	for key := range b.Headers {
		if strings.Contains(key, ":") {
			return errors.New("pem: cannot encode a header key that contains a colon")
		}
	}
	var text []byte
	text = append(text, beginMark+b.Type+dashes+"\n"...)
	if len(b.Headers) > 0 {
		const kind = "Proc-Type"
		keys := make([]string, 0, len(b.Headers))
		if value, ok := b.Headers[kind]; ok {
			text = append(text, kind+": "+value+"\n"...)
		}
		for key := range b.Headers {
			if key != kind {
				keys = append(keys, key)
			}
		}
		slices.Sort(keys)
		for _, key := range keys {
			text = append(text, key+": "+b.Headers[key]+"\n"...)
		}
		text = append(text, '\n')
	}
	body := base64.StdEncoding.EncodeToString(b.Bytes)
	for len(body) > 0 {
		n := min(len(body), lineLength)
		text = append(text, body[:n]...)
		text = append(text, '\n')
		body = body[n:]
	}
	text = append(text, endMark+b.Type+dashes+"\n"...)
	_, err := out.Write(text)
	return err
}

// EncodeToMemory returns the text of a block, nil if it has none.
func EncodeToMemory(b *Block) []byte {
	var buf bytes.Buffer
	if Encode(&buf, b) != nil {
		return nil
	}
	return buf.Bytes()
}
