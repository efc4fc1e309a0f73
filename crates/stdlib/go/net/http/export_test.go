package http

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"
)

// omitBundledHTTP2 would say that HTTP/2 was left out.
const omitBundledHTTP2 = false

// protocolSetHTTP3 notes that a set has HTTP/3.
func protocolSetHTTP3(p *Protocols) { p.set(8, true) }

// loggingConn tells what is done with a connection.
type loggingConn struct {
	net.Conn
	name string
}

func newLoggingConn(name string, c net.Conn) net.Conn { return &loggingConn{c, name} }

func (c *loggingConn) Read(p []byte) (n int, err error) {
	n, err = c.Conn.Read(p)
	fmt.Printf("%s: read of %d bytes: %d, %v\n", c.name, len(p), n, err)
	return n, err
}

func (c *loggingConn) Write(p []byte) (n int, err error) {
	n, err = c.Conn.Write(p)
	fmt.Printf("%s: write of %d bytes: %d, %v\n", c.name, len(p), n, err)
	return n, err
}

func (c *loggingConn) Close() error {
	err := c.Conn.Close()
	fmt.Printf("%s: close: %v\n", c.name, err)
	return err
}

// tLogKey is the key of a test's log in the contexts of its requests.
type tLogKey struct{}

// writeStatusLine writes the first line of a response.
func writeStatusLine(w *bufio.Writer, is11 bool, code int, scratch []byte) {
	w.Write(appendStatusLine(scratch[:0], is11, code))
}

// getState returns the state, and since when it has been so.
func (c *conn) getState() (ConnState, int64) { return c.state, c.since.Unix() }

// resetProxyConfig makes the environment be looked at again.
func resetProxyConfig() { environment = sync.OnceValue(readEnvironment) }

// ResetProxyEnv leaves no proxy in the environment.
func ResetProxyEnv() {
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUEST_METHOD"} {
		os.Unsetenv(name)
		os.Unsetenv(strings.ToLower(name))
	}
	resetProxyConfig()
}
