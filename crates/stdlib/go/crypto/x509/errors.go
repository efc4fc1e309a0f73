package x509

// What verification can end in.

import (
	"errors"
	"fmt"
	"net"
	"strings"
)

// An InvalidReason is why a certificate does not hold.
type InvalidReason int

const (
	NotAuthorizedToSign InvalidReason = iota
	Expired
	CANotAuthorizedForThisName
	TooManyIntermediates
	IncompatibleUsage
	NameMismatch
	NameConstraintsWithoutSANs
	UnconstrainedName
	TooManyConstraints
	CANotAuthorizedForExtKeyUsage
	NoValidChains
)

// A CertificateInvalidError is for a certificate that does not hold.
type CertificateInvalidError struct {
	Cert   *Certificate
	Reason InvalidReason
	Detail string
}

func (e CertificateInvalidError) Error() string {
	switch e.Reason {
	case NotAuthorizedToSign:
		return "x509: certificate is not authorized to sign other certificates"
	case Expired:
		return "x509: certificate has expired or is not yet valid: " + e.Detail
	case CANotAuthorizedForThisName:
		return "x509: a root or intermediate certificate is not authorized to sign for this name: " + e.Detail
	case CANotAuthorizedForExtKeyUsage:
		return "x509: a root or intermediate certificate is not authorized for an extended key usage: " + e.Detail
	case TooManyIntermediates:
		return "x509: too many intermediates for path length constraint"
	case IncompatibleUsage:
		return "x509: certificate specifies an incompatible key usage"
	case NameMismatch:
		return "x509: issuer name does not match subject from issuing certificate"
	case NameConstraintsWithoutSANs:
		return "x509: issuer has name constraints but leaf doesn't have a SAN extension"
	case UnconstrainedName:
		return "x509: issuer has name constraints but leaf contains unknown or unconstrained name: " + e.Detail
	case NoValidChains:
		s := "x509: no valid chains built"
		if e.Detail != "" {
			s += ": " + e.Detail
		}
		return s
	}
	return "x509: unknown error"
}

// A HostnameError is for a certificate of other names.
type HostnameError struct {
	Certificate *Certificate
	Host        string
}

func (h HostnameError) Error() string {
	c := h.Certificate
	const many = 100
	if !c.hasSAN() && matchHost(c.Subject.CommonName, h.Host) {
		return "x509: certificate relies on legacy Common Name field, use SANs instead"
	}
	var names []string
	if net.ParseIP(h.Host) != nil {
		switch n := len(c.IPAddresses); {
		case n == 0:
			return "x509: cannot validate certificate for " + h.Host + " because it doesn't contain any IP SANs"
		case n >= many:
			return fmt.Sprintf("x509: certificate is valid for %d IP SANs, but none matched %s", n, h.Host)
		}
		for _, ip := range c.IPAddresses {
			names = append(names, ip.String())
		}
	} else {
		if n := len(c.DNSNames); n >= many {
			return fmt.Sprintf("x509: certificate is valid for %d names, but none matched %s", n, h.Host)
		}
		names = c.DNSNames
	}
	if len(names) == 0 {
		return "x509: certificate is not valid for any names, but wanted to match " + h.Host
	}
	return "x509: certificate is valid for " + strings.Join(names, ", ") + ", not " + h.Host
}

// An UnknownAuthorityError is for a chain that ends nowhere.
type UnknownAuthorityError struct {
	Cert *Certificate
	// why the most likely signer was not taken, and which it was
	hintErr  error
	hintCert *Certificate
}

func (e UnknownAuthorityError) Error() string {
	s := "x509: certificate signed by unknown authority"
	if e.hintErr != nil {
		name := e.hintCert.Subject.CommonName
		if name == "" {
			if len(e.hintCert.Subject.Organization) > 0 {
				name = e.hintCert.Subject.Organization[0]
			} else {
				name = "serial:" + e.hintCert.SerialNumber.String()
			}
		}
		s += fmt.Sprintf(" (possibly because of %q while trying to verify candidate authority certificate %q)", e.hintErr, name)
	}
	return s
}

// A SystemRootsError is for a system whose roots cannot be read.
type SystemRootsError struct {
	Err error
}

func (se SystemRootsError) Error() string {
	const s = "x509: failed to load system roots and no roots provided"
	if se.Err != nil {
		return s + "; " + se.Err.Error()
	}
	return s
}

func (se SystemRootsError) Unwrap() error { return se.Err }

// An UnhandledCriticalExtension is for a certificate with a critical extension that nobody understands.
type UnhandledCriticalExtension struct{}

func (h UnhandledCriticalExtension) Error() string { return "x509: unhandled critical extension" }

var errNotParsed = errors.New("x509: missing ASN.1 contents; use ParseCertificate")
