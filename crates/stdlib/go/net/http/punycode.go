package http

// Names of hosts in ASCII, by RFC 3492.

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	punyBase, punyMin, punyMax = 36, 1, 26
	punySkew, punyDamp         = 38, 700
	punyDigits                 = "abcdefghijklmnopqrstuvwxyz0123456789"
)

var errBadName = errors.New("idna: invalid label")

// punyLabel encodes one label of a name.
func punyLabel(label string) (string, error) {
	if isASCII(label) {
		return label, nil
	}
	if !utf8.ValidString(label) {
		return "", errBadName
	}
	var out []byte
	runes := []rune(label)
	for _, r := range runes {
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
		}
	}
	basic := len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	next, delta, bias := rune(utf8.RuneSelf), 0, 72
	for done := basic; done < len(runes); {
		least := unicode.MaxRune
		for _, r := range runes {
			if r >= next {
				least = min(least, r)
			}
		}
		delta += int(least-next) * (done + 1)
		next = least
		for _, r := range runes {
			if r < next {
				delta++
			}
			if r != next {
				continue
			}
			q := delta
			for k := punyBase; ; k += punyBase {
				t := min(max(k-bias, punyMin), punyMax)
				if q < t {
					break
				}
				out = append(out, punyDigits[t+(q-t)%(punyBase-t)])
				q = (q - t) / (punyBase - t)
			}
			out = append(out, punyDigits[q])
			bias = punyBias(delta, done+1, done == basic)
			delta = 0
			done++
		}
		delta++
		next++
	}
	return "xn--" + string(out), nil
}

func punyBias(delta, n int, first bool) int {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / n
	k := 0
	for delta > (punyBase-punyMin)*punyMax/2 {
		delta /= punyBase - punyMin
		k += punyBase
	}
	return k + (punyBase-punyMin+1)*delta/(delta+punySkew)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hostASCII encodes a name, which may be followed by a port.
func hostASCII(host string) (string, error) {
	if isASCII(host) {
		return host, nil
	}
	labels := strings.Split(host, ".")
	for i, l := range labels {
		port := ""
		if j := strings.LastIndexByte(l, ':'); j >= 0 && i == len(labels)-1 {
			l, port = l[:j], l[j:]
		}
		l, err := punyLabel(l)
		if err != nil {
			return "", err
		}
		labels[i] = l + port
	}
	return strings.Join(labels, "."), nil
}
