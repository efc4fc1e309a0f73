package textproto

// A MIMEHeader holds the fields of a head by their canonical names.
type MIMEHeader map[string][]string

// CanonicalMIMEHeaderKey returns a name with upper-case letters at the beginnings of its parts; what is no name stays as it is.
func CanonicalMIMEHeaderKey(s string) string

func (h MIMEHeader) Add(key, value string) {
	key = CanonicalMIMEHeaderKey(key)
	h[key] = append(h[key], value)
}

func (h MIMEHeader) Set(key, value string) { h[CanonicalMIMEHeaderKey(key)] = []string{value} }

// Get returns the first value.
func (h MIMEHeader) Get(key string) string {
	if v := h[CanonicalMIMEHeaderKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values returns all values.
func (h MIMEHeader) Values(key string) []string { return h[CanonicalMIMEHeaderKey(key)] }

func (h MIMEHeader) Del(key string) { delete(h, CanonicalMIMEHeaderKey(key)) }

// splitHead splits lines into names and values; kind 1 and 2 tell that a line is bad: the first is a continuation, or there is
// no field.
func splitHead(block string) (fields []string, bad string, kind int)

// parseHead makes a header of the lines of a head.
func parseHead(block string) (MIMEHeader, error) {
	fields, bad, kind := splitHead(block)
	h := make(MIMEHeader, len(fields)/2)
	room := make([]string, len(fields)/2)
	for i := 0; i < len(fields); i += 2 {
		name, value := fields[i], fields[i+1]
		if old := h[name]; old != nil {
			h[name] = append(old, value)
			continue
		}
		one := room[:1:1]
		room = room[1:]
		one[0] = value
		h[name] = one
	}
	switch kind {
	case 1:
		return h, ProtocolError("malformed MIME header initial line: " + bad)
	case 2:
		return h, ProtocolError("malformed MIME header line: " + bad)
	}
	return h, nil
}
