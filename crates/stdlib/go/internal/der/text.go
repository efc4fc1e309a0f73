package der

import "unicode/utf16"

// BMP decodes UCS-2, which is UTF-16 without surrogates and noncharacters; a zero at the end is left away.
func BMP(b []byte) (s string, ok bool) {
	if len(b)%2 != 0 {
		return "", false
	}
	if n := len(b); n >= 2 && b[n-1] == 0 && b[n-2] == 0 {
		b = b[:n-2]
	}
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) > 0; b = b[2:] {
		u := uint16(b[0])<<8 | uint16(b[1])
		if u == 0xfffe || u == 0xffff || u >= 0xfdd0 && u <= 0xfdef || u >= 0xd800 && u <= 0xdfff {
			return "", false
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units)), true
}

// Latin decodes the first 256 characters of Unicode, which is what calls itself T.61 as a rule.
func Latin(b []byte) string {
	s := make([]rune, len(b))
	for i, c := range b {
		s[i] = rune(c)
	}
	return string(s)
}
