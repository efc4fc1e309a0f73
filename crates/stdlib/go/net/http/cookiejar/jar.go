// Package cookiejar keeps cookies in memory, as RFC 6265 says.
package cookiejar

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// A PublicSuffixList knows under which domains anybody may have a name.
type PublicSuffixList interface {
	PublicSuffix(domain string) string
	String() string
}

// Options configures a Jar.
type Options struct {
	PublicSuffixList PublicSuffixList
}

// A Jar keeps cookies.
type Jar struct {
	list    PublicSuffixList
	mu      sync.Mutex
	entries map[string]map[string]*entry // by site, then by domain, path and name
	count   uint64
}

// entry is a cookie with what its attributes mean.
type entry struct {
	name, value, domain, path string
	quoted                    bool
	secure, hostOnly          bool
	persistent                bool
	expires                   time.Time
	number                    uint64
}

// New returns an empty jar.
func New(o *Options) (*Jar, error) {
	j := &Jar{entries: make(map[string]map[string]*entry)}
	if o != nil {
		j.list = o.PublicSuffixList
	}
	return j, nil
}

func isIP(host string) bool {
	if strings.ContainsAny(host, ":%") {
		return true
	}
	return net.ParseIP(host) != nil
}

func canonicalHost(u *url.URL) string { return strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")) }

// site returns the domain that cookies may be shared in.
func (j *Jar) site(host string) string {
	if isIP(host) {
		return host
	}
	var at int
	if j.list == nil {
		at = strings.LastIndex(host, ".")
		if at <= 0 {
			return host
		}
	} else {
		suffix := j.list.PublicSuffix(host)
		if suffix == host {
			return host
		}
		if at = len(host) - len(suffix); at <= 0 || host[at-1] != '.' {
			return host
		}
		at--
	}
	return host[strings.LastIndex(host[:at], ".")+1:]
}

func (e *entry) matches(secure bool, host, path string) bool {
	if e.domain != host && (e.hostOnly || !strings.HasSuffix(host, "."+e.domain)) {
		return false
	}
	if e.secure && !secure {
		return false
	}
	return path == e.path || strings.HasPrefix(path, e.path) && (e.path[len(e.path)-1] == '/' || path[len(e.path)] == '/')
}

// Cookies returns the cookies for a request of u.
func (j *Jar) Cookies(u *url.URL) (cookies []*http.Cookie) {
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	host := canonicalHost(u)
	site := j.site(host)
	j.mu.Lock()
	defer j.mu.Unlock()
	all := j.entries[site]
	path := u.Path
	if path == "" {
		path = "/"
	}
	now := time.Now()
	var found []*entry
	for id, e := range all {
		if e.persistent && !e.expires.After(now) {
			delete(all, id)
			continue
		}
		if e.matches(u.Scheme == "https", host, path) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(a, b *entry) int {
		if d := len(b.path) - len(a.path); d != 0 {
			return d
		}
		if a.number < b.number {
			return -1
		}
		return 1
	})
	for _, e := range found {
		cookies = append(cookies, &http.Cookie{Name: e.name, Value: e.value, Quoted: e.quoted})
	}
	return cookies
}

func defaultPath(path string) string {
	if path == "" || path[0] != '/' {
		return "/"
	}
	i := strings.LastIndex(path, "/")
	if i == 0 {
		return "/"
	}
	return path[:i]
}

var (
	errIllegal   = errors.New("cookiejar: illegal cookie domain attribute")
	errMalformed = errors.New("cookiejar: malformed cookie domain attribute")
)

// domain decides where a cookie belongs.
func (j *Jar) domain(host, domain string) (string, bool, error) {
	if domain == "" {
		return host, true, nil
	}
	if isIP(host) {
		if host != domain {
			return "", false, errIllegal
		}
		return host, true, nil
	}
	domain = strings.TrimPrefix(domain, ".")
	if domain == "" || domain[0] == '.' || domain[len(domain)-1] == '.' {
		return "", false, errMalformed
	}
	domain = strings.ToLower(domain)
	if j.list != nil {
		if suffix := j.list.PublicSuffix(domain); suffix != "" && !strings.HasSuffix(domain, "."+suffix) {
			if host == domain {
				return host, true, nil
			}
			return "", false, errIllegal
		}
	}
	if host != domain && !strings.HasSuffix(host, "."+domain) {
		return "", false, errIllegal
	}
	return domain, false, nil
}

var never = time.Date(9999, time.December, 31, 23, 59, 59, 0, time.UTC)

// SetCookies takes in the cookies of a response to a request of u.
func (j *Jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	if len(cookies) == 0 || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	host := canonicalHost(u)
	site := j.site(host)
	now := time.Now()
	j.mu.Lock()
	defer j.mu.Unlock()
	all := j.entries[site]
	for _, c := range cookies {
		e := &entry{name: c.Name, value: c.Value, quoted: c.Quoted, secure: c.Secure, path: c.Path}
		if e.path == "" || e.path[0] != '/' {
			e.path = defaultPath(u.Path)
		}
		var err error
		if e.domain, e.hostOnly, err = j.domain(host, c.Domain); err != nil {
			continue
		}
		id := fmt.Sprintf("%s;%s;%s", e.domain, e.path, e.name)
		switch {
		case c.MaxAge < 0:
			delete(all, id)
			continue
		case c.MaxAge > 0:
			e.expires, e.persistent = now.Add(time.Duration(c.MaxAge)*time.Second), true
		case c.Expires.IsZero():
			e.expires = never
		default:
			if !c.Expires.After(now) {
				delete(all, id)
				continue
			}
			e.expires, e.persistent = c.Expires, true
		}
		if all == nil {
			all = make(map[string]*entry)
			j.entries[site] = all
		}
		if old := all[id]; old != nil {
			e.number = old.number
		} else {
			e.number = j.count
			j.count++
		}
		all[id] = e
	}
	if len(all) == 0 {
		delete(j.entries, site)
	}
}
