package http

// Which proxy a request goes through, by the environment.

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"sync"
)

// ProxyURL returns a function for Transport.Proxy that always answers the same.
func ProxyURL(fixed *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixed, nil }
}

func firstEnv(names ...string) string {
	for _, n := range names {
		if v := os.Getenv(n); v != "" {
			return v
		}
	}
	return ""
}

// proxyConfig is what the environment says; it is looked at once.
type proxyConfig struct {
	plain, secure, except string
	cgi                   bool
}

var environment = sync.OnceValue(readEnvironment)

func readEnvironment() *proxyConfig {
	return &proxyConfig{
		plain:  firstEnv("HTTP_PROXY", "http_proxy"),
		secure: firstEnv("HTTPS_PROXY", "https_proxy"),
		except: firstEnv("NO_PROXY", "no_proxy"),
		cgi:    os.Getenv("REQUEST_METHOD") != "",
	}
}

// ProxyFromEnvironment finds the proxy for a request in HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
func ProxyFromEnvironment(req *Request) (*url.URL, error) {
	e := environment()
	proxy := ""
	switch req.URL.Scheme {
	case "https":
		proxy = e.secure
	case "http":
		if proxy = e.plain; proxy != "" && e.cgi {
			return nil, errors.New("refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy")
		}
	}
	if proxy == "" || !e.applies(req.URL) {
		return nil, nil
	}
	u, err := url.Parse(proxy)
	if err != nil || u.Scheme == "" || u.Host == "" {
		if v, err := url.Parse("http://" + proxy); err == nil {
			return v, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("invalid proxy address %q: %v", proxy, err)
	}
	return u, nil
}

// applies reports whether requests for u go through a proxy.
func (e *proxyConfig) applies(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	ip := net.ParseIP(host)
	if host == "localhost" || ip.IsLoopback() {
		return false
	}
	for p := range strings.SplitSeq(e.except, ",") {
		p = strings.ToLower(strings.TrimSpace(p))
		if p == "" {
			continue
		}
		if p == "*" {
			return false
		}
		if _, n, err := net.ParseCIDR(p); err == nil {
			if ip != nil && n.Contains(ip) {
				return false
			}
			continue
		}
		if h, port, err := net.SplitHostPort(p); err == nil {
			if port != portOf(u) {
				continue
			}
			p = h
		}
		if pip := net.ParseIP(p); pip != nil {
			if pip.Equal(ip) {
				return false
			}
			continue
		}
		p = strings.TrimPrefix(p, "*")
		if strings.HasPrefix(p, ".") {
			if strings.HasSuffix(host, p) {
				return false
			}
		} else if host == p || strings.HasSuffix(host, "."+p) {
			return false
		}
	}
	return true
}

func portOf(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	switch u.Scheme {
	case "https":
		return "443"
	case "socks5", "socks5h":
		return "1080"
	}
	return "80"
}

func addressOf(u *url.URL) string {
	host := u.Hostname()
	if a, err := hostASCII(strings.ToLower(host)); err == nil && !isASCII(host) {
		host = a
	}
	return net.JoinHostPort(host, portOf(u))
}
