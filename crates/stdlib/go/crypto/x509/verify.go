package x509

// Verification: hosts' names, and chains from a certificate to a root.

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"
)

// VerifyOptions are for Certificate.Verify.
type VerifyOptions struct {
	DNSName                   string
	Intermediates             *CertPool
	Roots                     *CertPool
	CurrentTime               time.Time
	KeyUsages                 []ExtKeyUsage
	MaxConstraintComparisions int
	CertificatePolicies       []OID
}

// maxChecks is how many signatures are checked for one certificate.
const maxChecks = 100

type chainBuilder struct {
	opts   *VerifyOptions
	leaf   *Certificate
	now    time.Time
	checks int
}

const (
	isLeaf = iota
	isIntermediate
	isRoot
)

// Verify returns the chains from the certificate to a root of opts, or of the system if opts has none.
func (c *Certificate) Verify(opts VerifyOptions) ([][]*Certificate, error) {
	if len(c.Raw) == 0 {
		return nil, errNotParsed
	}
	if opts.Intermediates != nil {
		for _, e := range opts.Intermediates.list {
			if len(e.cert.Raw) == 0 {
				return nil, errNotParsed
			}
		}
	}
	if opts.Roots == nil {
		if opts.Roots = systemPool(); opts.Roots == nil {
			return nil, SystemRootsError{systemRoots.err}
		}
	}
	b := &chainBuilder{opts: &opts, leaf: c, now: opts.CurrentTime}
	if b.now.IsZero() {
		b.now = time.Now()
	}
	if err := b.holds(c, isLeaf, nil); err != nil {
		return nil, err
	}
	if opts.DNSName != "" {
		if err := c.VerifyHostname(opts.DNSName); err != nil {
			return nil, err
		}
	}
	var candidates [][]*Certificate
	if opts.Roots.contains(c) {
		candidates = [][]*Certificate{{c}}
	} else {
		var err error
		if candidates, err = b.build(c, []*Certificate{c}); err != nil {
			return nil, err
		}
	}
	return b.choose(candidates)
}

// choose drops the chains that are not for the purpose wanted, break constraints on names or lack policies.
func (b *chainBuilder) choose(candidates [][]*Certificate) ([][]*Certificate, error) {
	purposes := b.opts.KeyUsages
	if len(purposes) == 0 {
		purposes = []ExtKeyUsage{ExtKeyUsageServerAuth}
	}
	anyPurpose := slices.Contains(purposes, ExtKeyUsageAny)
	var chains [][]*Certificate
	var wrongUse, wrongPolicy int
	var broken error
	for _, chain := range candidates {
		if !anyPurpose && !allowsPurpose(chain, purposes) {
			wrongUse++
			continue
		}
		if !policiesHold(chain, b.opts.CertificatePolicies) {
			wrongPolicy++
			continue
		}
		if err := checkNames(chain); err != nil {
			if broken == nil {
				broken = CertificateInvalidError{b.leaf, CANotAuthorizedForThisName, err.Error()}
			}
			continue
		}
		chains = append(chains, chain)
	}
	if len(chains) > 0 {
		return chains, nil
	}
	if broken != nil && wrongUse+wrongPolicy == 0 {
		return nil, broken
	}
	var details []string
	if wrongUse > 0 {
		if wrongPolicy == 0 {
			return nil, CertificateInvalidError{b.leaf, IncompatibleUsage, ""}
		}
		details = append(details, fmt.Sprintf("%d candidate chains with incompatible key usage", wrongUse))
	}
	if wrongPolicy > 0 {
		details = append(details, fmt.Sprintf("%d candidate chains with invalid policies", wrongPolicy))
	}
	return nil, CertificateInvalidError{b.leaf, NoValidChains, strings.Join(details, ", ")}
}

// holds checks one certificate as far as that goes without those above it.
func (b *chainBuilder) holds(c *Certificate, kind int, chain []*Certificate) error {
	if len(c.UnhandledCriticalExtensions) > 0 {
		return UnhandledCriticalExtension{}
	}
	if len(chain) > 0 && !bytes.Equal(chain[len(chain)-1].RawIssuer, c.RawSubject) {
		return CertificateInvalidError{c, NameMismatch, ""}
	}
	if b.now.Before(c.NotBefore) {
		return CertificateInvalidError{c, Expired, fmt.Sprintf("current time %s is before %s", b.now.Format(time.RFC3339), c.NotBefore.Format(time.RFC3339))}
	}
	if b.now.After(c.NotAfter) {
		return CertificateInvalidError{c, Expired, fmt.Sprintf("current time %s is after %s", b.now.Format(time.RFC3339), c.NotAfter.Format(time.RFC3339))}
	}
	if kind != isLeaf && len(chain) == 0 {
		return errors.New("x509: internal error: empty chain when appending CA cert")
	}
	if kind == isIntermediate && (!c.BasicConstraintsValid || !c.IsCA) {
		return CertificateInvalidError{c, NotAuthorizedToSign, ""}
	}
	if c.BasicConstraintsValid && c.MaxPathLen >= 0 && len(chain)-1 > c.MaxPathLen {
		return CertificateInvalidError{c, TooManyIntermediates, ""}
	}
	return nil
}

// inChain reports whether a certificate of the same subject, key and names is there already.
func inChain(c *Certificate, chain []*Certificate) bool {
	names := func(c *Certificate) []byte {
		for _, e := range c.Extensions {
			if e.Id.Equal(oidSAN) {
				return e.Value
			}
		}
		return nil
	}
	for _, have := range chain {
		if bytes.Equal(have.RawSubject, c.RawSubject) && bytes.Equal(have.RawSubjectPublicKeyInfo, c.RawSubjectPublicKeyInfo) &&
			bytes.Equal(names(have), names(c)) {
			return true
		}
	}
	return false
}

func (b *chainBuilder) build(c *Certificate, chain []*Certificate) (chains [][]*Certificate, err error) {
	var hintErr error
	var hint *Certificate
	consider := func(kind int, e entry) {
		if e.cert.PublicKey == nil || inChain(e.cert, chain) {
			return
		}
		if b.checks++; b.checks > maxChecks {
			err = errors.New("x509: signature check attempts limit reached while verifying certificate chain")
			return
		}
		refuse := func(bad error) {
			if hintErr == nil {
				hintErr, hint = bad, e.cert
			}
		}
		if bad := c.CheckSignatureFrom(e.cert); bad != nil {
			refuse(bad)
			return
		}
		// What does not hold of the last that signed is the result, if there is no chain.
		if err = b.holds(e.cert, kind, chain); err != nil {
			refuse(err)
			return
		}
		longer := append(slices.Clone(chain), e.cert)
		if e.constraint != nil {
			if err = e.constraint(longer); err != nil {
				refuse(err)
				return
			}
		}
		if kind == isRoot {
			chains = append(chains, longer)
			return
		}
		var more [][]*Certificate
		more, err = b.build(e.cert, longer)
		chains = append(chains, more...)
	}
	for _, e := range b.opts.Roots.parents(c) {
		consider(isRoot, e)
	}
	for _, e := range b.opts.Intermediates.parents(c) {
		consider(isIntermediate, e)
	}
	if len(chains) > 0 {
		return chains, nil
	}
	if err == nil {
		err = UnknownAuthorityError{c, hintErr, hint}
	}
	return nil, err
}

// allowsPurpose reports whether a purpose of the list goes through the whole chain.
func allowsPurpose(chain []*Certificate, wanted []ExtKeyUsage) bool {
	left := slices.Clone(wanted)
	for i := len(chain) - 1; i >= 0; i-- {
		c := chain[i]
		if len(c.ExtKeyUsage) == 0 && len(c.UnknownExtKeyUsage) == 0 || slices.Contains(c.ExtKeyUsage, ExtKeyUsageAny) {
			continue
		}
		left = slices.DeleteFunc(left, func(u ExtKeyUsage) bool { return !slices.Contains(c.ExtKeyUsage, u) })
		if len(left) == 0 {
			return false
		}
	}
	return true
}

var anyPolicy = oidOf(2, 5, 29, 32, 0)

// policiesHold follows the policies from the root down, by RFC 5280, 6.1, keeping the set that is valid for the issuer's domain.
func policiesHold(chain []*Certificate, wanted []OID) bool {
	n := len(chain) - 1
	if n < 1 {
		return true
	}
	explicit, inhibitAny, inhibitMap := n+1, n+1, n+1
	// Names of policies below with the policies of the first domain that they stand for.
	valid := map[string][]OID{string(anyPolicy.der): {anyPolicy}}
	for i := n - 1; i >= 0; i-- {
		c := chain[i]
		selfIssued := bytes.Equal(c.RawIssuer, c.RawSubject)
		next := map[string][]OID{}
		for _, p := range c.Policies {
			if p.Equal(anyPolicy) {
				continue
			}
			if from, ok := valid[string(p.der)]; ok {
				next[string(p.der)] = from
			} else if _, ok := valid[string(anyPolicy.der)]; ok {
				next[string(p.der)] = []OID{p}
			}
		}
		if slices.ContainsFunc(c.Policies, anyPolicy.Equal) && (inhibitAny > 0 || i > 0 && selfIssued) {
			for p, from := range valid {
				if next[p] == nil {
					next[p] = from
				}
			}
		}
		valid = next
		if explicit <= 0 && len(valid) == 0 {
			return false
		}
		if i > 0 {
			for _, m := range c.PolicyMappings {
				if m.IssuerDomainPolicy.Equal(anyPolicy) || m.SubjectDomainPolicy.Equal(anyPolicy) {
					return false
				}
			}
			mapped := map[string][]OID{}
			gone := map[string]bool{}
			for _, m := range c.PolicyMappings {
				from, ok := valid[string(m.IssuerDomainPolicy.der)]
				if !ok {
					if _, ok = valid[string(anyPolicy.der)]; ok {
						from = []OID{m.IssuerDomainPolicy}
					}
				}
				gone[string(m.IssuerDomainPolicy.der)] = true
				if ok && inhibitMap > 0 {
					mapped[string(m.SubjectDomainPolicy.der)] = append(mapped[string(m.SubjectDomainPolicy.der)], from...)
				}
			}
			for p := range gone {
				delete(valid, p)
			}
			for p, from := range mapped {
				valid[p] = append(valid[p], from...)
			}
			if !selfIssued {
				explicit, inhibitAny, inhibitMap = max(explicit-1, 0), max(inhibitAny-1, 0), max(inhibitMap-1, 0)
			}
			limit := func(now *int, n int, zero bool) {
				if (n > 0 || zero) && n < *now {
					*now = n
				}
			}
			limit(&explicit, c.RequireExplicitPolicy, c.RequireExplicitPolicyZero)
			limit(&inhibitMap, c.InhibitPolicyMapping, c.InhibitPolicyMappingZero)
			limit(&inhibitAny, c.InhibitAnyPolicy, c.InhibitAnyPolicyZero)
		} else {
			if !selfIssued {
				explicit = max(explicit-1, 0)
			}
			if c.RequireExplicitPolicyZero {
				explicit = 0
			}
		}
	}
	if explicit > 0 {
		return true
	}
	if len(wanted) == 0 || slices.ContainsFunc(wanted, anyPolicy.Equal) {
		return len(valid) > 0
	}
	for _, from := range valid {
		for _, p := range from {
			if p.Equal(anyPolicy) || slices.ContainsFunc(wanted, p.Equal) {
				return true
			}
		}
	}
	return false
}

// lower makes letters of ASCII small.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// hostForm reports whether s is a name as hosts have them; a pattern may begin with "*.".
func hostForm(s string, pattern bool) bool {
	if !pattern {
		s = strings.TrimSuffix(s, ".")
	}
	if s == "" || s == "*" {
		return false
	}
	for i, label := range strings.Split(s, ".") {
		if label == "" {
			return false
		}
		if pattern && i == 0 && label == "*" {
			continue
		}
		for j, c := range []byte(label) {
			switch {
			case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_':
			case c == '-' && j != 0:
			default:
				return false
			}
		}
	}
	return true
}

// matchHost reports whether a pattern covers a host: a star stands for one label.
func matchHost(pattern, host string) bool {
	pattern, host = lower(pattern), lower(strings.TrimSuffix(host, "."))
	if pattern == "" || host == "" {
		return false
	}
	p, h := strings.Split(pattern, "."), strings.Split(host, ".")
	if len(p) != len(h) {
		return false
	}
	for i := range p {
		if i == 0 && p[i] == "*" {
			continue
		}
		if p[i] != h[i] {
			return false
		}
	}
	return true
}

// VerifyHostname reports whether the certificate is for a host, which may be an IP address, also in brackets.
func (c *Certificate) VerifyHostname(h string) error {
	address := h
	if len(h) >= 3 && h[0] == '[' && h[len(h)-1] == ']' {
		address = h[1 : len(h)-1]
	}
	plain := address
	if i := strings.IndexByte(plain, '%'); i > 0 && strings.Contains(plain, ":") {
		plain = plain[:i]
	}
	if ip := net.ParseIP(plain); ip != nil {
		for _, a := range c.IPAddresses {
			if ip.Equal(a) {
				return nil
			}
		}
		return HostnameError{c, address}
	}
	name := lower(h)
	proper := hostForm(name, false)
	for _, pattern := range c.DNSNames {
		if proper && hostForm(pattern, true) {
			if matchHost(pattern, name) {
				return nil
			}
		} else if name != "" && name != "." && lower(pattern) == name {
			return nil
		}
	}
	return HostnameError{c, h}
}

// mailbox is an address of electronic mail.
type mailbox struct {
	local, domain string
}

// parseMailbox reads an address by RFC 5321, the local part quoted or not.
func parseMailbox(s string) (m mailbox, ok bool) {
	if s == "" {
		return m, false
	}
	var local []byte
	rest := s
	if rest[0] == '"' {
		rest = rest[1:]
		for {
			if rest == "" {
				return m, false
			}
			c := rest[0]
			rest = rest[1:]
			if c == '"' {
				break
			}
			if c == '\\' {
				if rest == "" {
					return m, false
				}
				c = rest[0]
				if c == 0 || c == '\n' || c == '\r' || c > 127 {
					return m, false
				}
				rest = rest[1:]
			} else if c == 0 || c == '\n' || c == '\r' || c > 127 {
				return m, false
			}
			local = append(local, c)
		}
	} else {
		for rest != "" && rest[0] != '@' {
			c := rest[0]
			switch {
			case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", c) >= 0:
			case c == '\\' && len(rest) > 1:
				rest = rest[1:]
				c = rest[0]
			default:
				return m, false
			}
			local = append(local, c)
			rest = rest[1:]
		}
		if len(local) == 0 || local[0] == '.' || local[len(local)-1] == '.' || bytes.Contains(local, []byte("..")) {
			return m, false
		}
	}
	if rest == "" || rest[0] != '@' {
		return m, false
	}
	domain := rest[1:]
	if domain == "" || strings.HasSuffix(domain, ".") || !validDomain(domain, true) {
		return m, false
	}
	return mailbox{string(local), domain}, true
}

// within reports whether a domain lies in a constraint's: one that begins with a dot is for what lies below alone.
func within(domain, constraint string, subdomains bool) bool {
	domain, constraint = lower(domain), lower(constraint)
	if constraint == "" {
		return true
	}
	if strings.HasPrefix(constraint, ".") {
		return len(domain) > len(constraint) && strings.HasSuffix(domain, constraint)
	}
	return domain == constraint || subdomains && strings.HasSuffix(domain, "."+constraint)
}

// checkNames checks the names of a chain's certificates against the constraints of those above them.
func checkNames(chain []*Certificate) error {
	for i, ca := range chain {
		if i == 0 || len(ca.PermittedDNSDomains)+len(ca.ExcludedDNSDomains)+len(ca.PermittedIPRanges)+len(ca.ExcludedIPRanges)+
			len(ca.PermittedEmailAddresses)+len(ca.ExcludedEmailAddresses)+len(ca.PermittedURIDomains)+len(ca.ExcludedURIDomains) == 0 {
			continue
		}
		for _, c := range chain[:i] {
			if err := ca.permits(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// judge applies constraints of one kind to a name.
func judge[C any](kind, name string, permitted, excluded []C, match func(C) bool, show func(C) string) error {
	for _, x := range excluded {
		if match(x) {
			return fmt.Errorf("%s %q is excluded by constraint %q", kind, name, show(x))
		}
	}
	if len(permitted) > 0 && !slices.ContainsFunc(permitted, match) {
		return fmt.Errorf("%s %q is not permitted by any constraint", kind, name)
	}
	return nil
}

func (ca *Certificate) permits(c *Certificate) error {
	same := func(s string) string { return s }
	for _, name := range c.DNSNames {
		// A star lies where something below it would lie.
		host := name
		if !validDomain(strings.TrimPrefix(host, "*."), true) {
			return fmt.Errorf("x509: cannot parse dnsName %q", name)
		}
		in := func(x string) bool { return within(host, x, true) }
		if rest, ok := strings.CutPrefix(name, "*."); ok {
			for _, x := range ca.ExcludedDNSDomains {
				if within(x, rest, true) || within(rest, x, true) {
					return fmt.Errorf("%s %q is excluded by constraint %q", "DNS name", name, x)
				}
			}
		}
		if err := judge("DNS name", name, ca.PermittedDNSDomains, ca.ExcludedDNSDomains, in, same); err != nil {
			return err
		}
	}
	for _, address := range c.EmailAddresses {
		m, ok := parseMailbox(address)
		if !ok {
			return fmt.Errorf("cannot parse rfc822Name %q", address)
		}
		in := func(x string) bool {
			if strings.Contains(x, "@") {
				o, ok := parseMailbox(x)
				return ok && o.local == m.local && strings.EqualFold(o.domain, m.domain)
			}
			return within(m.domain, x, false)
		}
		if err := judge("email address", address, ca.PermittedEmailAddresses, ca.ExcludedEmailAddresses, in, same); err != nil {
			return err
		}
	}
	for _, u := range c.URIs {
		if len(ca.PermittedURIDomains)+len(ca.ExcludedURIDomains) == 0 {
			break
		}
		host := u.Hostname()
		if host == "" {
			return fmt.Errorf("URI with empty host (%q) cannot be matched against constraints", u.String())
		}
		if net.ParseIP(host) != nil {
			return fmt.Errorf("URI with IP (%q) cannot be matched against constraints", u.String())
		}
		in := func(x string) bool { return within(host, x, false) }
		if err := judge("URI", u.String(), ca.PermittedURIDomains, ca.ExcludedURIDomains, in, same); err != nil {
			return err
		}
	}
	for _, ip := range c.IPAddresses {
		in := func(x *net.IPNet) bool { return x.Contains(ip) }
		if err := judge("IP address", ip.String(), ca.PermittedIPRanges, ca.ExcludedIPRanges, in, (*net.IPNet).String); err != nil {
			return err
		}
	}
	return nil
}
