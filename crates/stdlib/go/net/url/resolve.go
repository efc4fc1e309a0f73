package url

import "strings"

// Parse parses a reference and resolves it in the context of u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// ResolveReference returns ref as seen from u, as RFC 3986 says. The result is always a new URL.
func (u *URL) ResolveReference(ref *URL) *URL {
	r := *ref
	if ref.Scheme == "" {
		r.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		r.setPath(removeDots(ref.EscapedPath()))
		return &r
	}
	if ref.Opaque != "" {
		r.User, r.Host, r.Path = nil, "", ""
		return &r
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		r.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			r.Fragment, r.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		r.Opaque = u.Opaque
		r.User, r.Host, r.Path = nil, "", ""
		return &r
	}
	r.User, r.Host = u.User, u.Host
	path := ref.EscapedPath()
	switch base := u.EscapedPath(); {
	case path == "":
		path = base
	case path[0] != '/':
		path = base[:strings.LastIndexByte(base, '/')+1] + path
	}
	r.setPath(removeDots(path))
	return &r
}

// removeDots resolves the segments . and .. of a path; the result begins with a slash unless the path is empty.
func removeDots(path string) string {
	if path == "" {
		return ""
	}
	var kept []string
	segment, rest, more := "", path, true
	first, atRoot := true, false
	for more {
		segment, rest, more = strings.Cut(rest, "/")
		if first && segment == "" {
			// The slash that the path begins with.
			first = false
			continue
		}
		first = false
		switch segment {
		case ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
			atRoot = len(kept) == 0
		default:
			// Back at the root, empty segments count no more.
			if segment != "" || !atRoot {
				kept = append(kept, segment)
				atRoot = false
			}
		}
	}
	out := "/" + strings.Join(kept, "/")
	if (segment == "." || segment == "..") && len(kept) > 0 {
		out += "/"
	}
	return out
}

// JoinPath parses base and joins the elements to its path.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	j, err := u.joinPath(elem)
	if err != nil {
		return "", err
	}
	return j.String(), nil
}

// JoinPath returns a copy of u with the elements joined to its path, . and .. resolved.
func (u *URL) JoinPath(elem ...string) *URL {
	j, _ := u.joinPath(elem)
	return j
}

func (u *URL) joinPath(elem []string) (*URL, error) {
	parts := append([]string{u.EscapedPath()}, elem...)
	absolute := strings.HasPrefix(parts[0], "/")
	joined := ""
	for _, p := range parts {
		if p != "" {
			joined += "/" + p
		}
	}
	p := clean(joined)
	if !absolute {
		parts[0] = "/" + parts[0]
		p = p[1:]
	}
	if strings.HasSuffix(parts[len(parts)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	j := *u
	err := j.setPath(p)
	return &j, err
}

// clean resolves empty segments, . and .. of a rooted path.
func clean(path string) string {
	var kept []string
	for segment := range strings.SplitSeq(path, "/") {
		switch segment {
		case "", ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
		default:
			kept = append(kept, segment)
		}
	}
	return "/" + strings.Join(kept, "/")
}
