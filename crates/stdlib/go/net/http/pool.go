package http

// Who gets which connection of a transport: those that are idle, those being dialed, and the requests that wait for one.

import (
	"context"
	"fmt"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// connectMethod is what a request needs of a connection.
type connectMethod struct {
	proxy          *url.URL
	scheme, target string
	onlyH1         bool
}

// connectMethodKey tells which requests may share a connection.
type connectMethodKey struct {
	proxy, scheme, addr string
	onlyH1              bool
}

func (k connectMethodKey) String() string {
	scheme := k.scheme
	if k.onlyH1 {
		scheme += ",h1"
	}
	return fmt.Sprintf("%s|%s|%s", k.proxy, scheme, k.addr)
}

// isSOCKS reports whether a proxy carries any connection.
func isSOCKS(u *url.URL) bool { return u.Scheme == "socks5" || u.Scheme == "socks5h" }

func (m connectMethod) key() connectMethodKey {
	k := connectMethodKey{"", m.scheme, m.target, m.onlyH1}
	if m.proxy != nil {
		k.proxy = m.proxy.String()
		if m.scheme == "http" && !isSOCKS(m.proxy) {
			k.addr = ""
		}
	}
	return k
}

// addr is what is dialed.
func (m connectMethod) addr() string {
	if m.proxy != nil {
		return addressOf(m.proxy)
	}
	return m.target
}

// method returns what a request needs.
func (t *Transport) method(r *Request) (m connectMethod, err error) {
	m.scheme, m.target = r.URL.Scheme, addressOf(r.URL)
	if t.Proxy != nil {
		m.proxy, err = t.Proxy(r)
	}
	m.onlyH1 = hasToken(r.Header["Connection"], "upgrade") && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
	return m, err
}

// wantConn is a request's wait for a connection. It is given one at most, idle or dialed.
type wantConn struct {
	cm     connectMethod
	key    connectMethodKey
	result chan connOrError
	stop   context.CancelFunc // of dialing

	mu   sync.Mutex
	ctx  context.Context // of dialing
	done bool
}

type connOrError struct {
	pc     *persistConn
	err    error
	idleAt time.Time // since when it was idle, if it was
}

func (w *wantConn) waiting() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.done
}

// dialContext returns the context to dial with; nil if no connection is wanted any more.
func (w *wantConn) dialContext() context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return nil
	}
	return w.ctx
}

// deliver ends the wait; it reports whether there was one.
func (w *wantConn) deliver(got connOrError) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return false
	}
	w.done = true
	w.result <- got
	return true
}

// abandon ends the wait without a connection; one that has come nevertheless is kept for others.
func (w *wantConn) abandon(t *Transport) {
	w.mu.Lock()
	w.done = true
	var got connOrError
	select {
	case got = <-w.result:
	default:
	}
	w.mu.Unlock()
	if got.pc != nil {
		got.pc.unreserve()
		t.putOrClose(got.pc)
	}
}

// stillWaiting drops those from a queue that do not wait any more.
func stillWaiting(q []*wantConn) []*wantConn {
	return slices.DeleteFunc(q, func(w *wantConn) bool { return !w.waiting() })
}

// setQueue changes a map of queues.
func setQueue(m map[connectMethodKey][]*wantConn, k connectMethodKey, q []*wantConn) {
	if len(q) == 0 {
		delete(m, k)
	} else {
		m[k] = q
	}
}

// getConn finds or makes a connection for a request.
func (t *Transport) getConn(r *transportRequest, cm connectMethod) (*persistConn, error) {
	if r.trace != nil && r.trace.GetConn != nil {
		r.trace.GetConn(cm.addr())
	}
	// A dial goes on when its request has been canceled: another request may use the connection.
	ctx, stop := context.WithCancel(context.WithoutCancel(r.ctx))
	w := &wantConn{cm: cm, key: cm.key(), result: make(chan connOrError, 1), ctx: ctx, stop: stop}
	if !t.queueForIdleConn(w) {
		t.queueForDial(w)
	}
	select {
	case got := <-w.result:
		if got.err != nil {
			if r.ctx.Err() != nil {
				return nil, waitError(r.ctx)
			}
			return nil, got.err
		}
		if got.pc.alt == nil {
			got.pc.traceGot(r.trace, got.idleAt)
		}
		return got.pc, nil
	case <-r.ctx.Done():
		w.abandon(t)
		return nil, waitError(r.ctx)
	}
}

func waitError(ctx context.Context) error {
	if err := context.Cause(ctx); err != errRequestCanceled {
		return err
	}
	return errRequestCanceledConn
}

func (pc *persistConn) traceGot(trace *httptrace.ClientTrace, idleAt time.Time) {
	if trace == nil || trace.GotConn == nil {
		return
	}
	info := httptrace.GotConnInfo{Conn: pc.conn, Reused: pc.isReused(), WasIdle: !idleAt.IsZero()}
	if info.WasIdle {
		info.IdleTime = time.Since(idleAt)
	}
	trace.GotConn(info)
}

// queueForIdleConn gives w an idle connection, or puts it among those that want one.
func (t *Transport) queueForIdleConn(w *wantConn) bool {
	if t.DisableKeepAlives {
		return false
	}
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	t.closeIdle = false
	if w == nil {
		return false
	}
	var oldest time.Time
	if t.IdleConnTimeout > 0 {
		oldest = time.Now().Add(-t.IdleConnTimeout)
	}
	list := t.idleConn[w.key]
	for i := len(list) - 1; i >= 0; i-- {
		pc := list[i]
		// Timers stand still while a machine sleeps.
		if pc.alt == nil && pc.idleAt.Round(0).Before(oldest) {
			t.forgetLocked(pc)
			go pc.close(errIdleTimeout)
			continue
		}
		if !pc.alive() {
			t.forgetLocked(pc)
			continue
		}
		if !pc.reserve() {
			continue
		}
		if !w.deliver(connOrError{pc: pc, idleAt: pc.idleAt}) {
			pc.unreserve()
			return true
		}
		if pc.alt == nil {
			t.forgetLocked(pc)
		}
		return true
	}
	if t.idleConnWait == nil {
		t.idleConnWait = map[connectMethodKey][]*wantConn{}
	}
	t.idleConnWait[w.key] = append(stillWaiting(t.idleConnWait[w.key]), w)
	return false
}

// queueForDial makes a connection for w, as soon as there may be one more.
func (t *Transport) queueForDial(w *wantConn) {
	testHookPrePendingDial()
	t.connsPerHostMu.Lock()
	defer t.connsPerHostMu.Unlock()
	if t.MaxConnsPerHost > 0 {
		if t.connsPerHost == nil {
			t.connsPerHost, t.connsPerHostWait = map[connectMethodKey]int{}, map[connectMethodKey][]*wantConn{}
		}
		if t.connsPerHost[w.key] >= t.MaxConnsPerHost {
			t.connsPerHostWait[w.key] = append(stillWaiting(t.connsPerHostWait[w.key]), w)
			return
		}
		t.connsPerHost[w.key]++
	}
	t.startDial(w)
}

// startDial dials; connsPerHostMu is held.
func (t *Transport) startDial(w *wantConn) {
	if t.dialing == nil {
		t.dialing = map[*wantConn]struct{}{}
	}
	t.dialing[w] = struct{}{}
	go func() {
		t.dialFor(w)
		w.stop()
		t.connsPerHostMu.Lock()
		delete(t.dialing, w)
		t.connsPerHostMu.Unlock()
	}()
}

func (t *Transport) dialFor(w *wantConn) {
	defer testHookPostPendingDial()
	ctx := w.dialContext()
	if ctx == nil {
		t.release(w.key)
		return
	}
	pc, err := t.dial(ctx, w.cm)
	if err != nil {
		w.deliver(connOrError{err: err})
		t.release(w.key)
		return
	}
	pc.reserve()
	given := pc
	if other := t.spare(pc); other != nil {
		given = other
		pc.unreserve()
	}
	taken := w.deliver(connOrError{pc: given})
	if !taken {
		given.unreserve()
	}
	if !taken || pc.alt != nil {
		t.putOrClose(pc)
	}
}

// spare finds a connection that serves as well as a fresh one that can be shared, and reserves a place on it.
func (t *Transport) spare(fresh *persistConn) *persistConn {
	if fresh.h2() == nil {
		return nil
	}
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	for _, pc := range t.idleConn[fresh.cacheKey] {
		if pc != fresh && pc.h2() != nil && pc.alive() && pc.reserve() {
			return pc
		}
	}
	return nil
}

// release counts a connection less, and lets somebody have its place.
func (t *Transport) release(key connectMethodKey) {
	if t.MaxConnsPerHost <= 0 {
		return
	}
	t.connsPerHostMu.Lock()
	defer t.connsPerHostMu.Unlock()
	q := stillWaiting(t.connsPerHostWait[key])
	if len(q) > 0 {
		setQueue(t.connsPerHostWait, key, q[1:])
		t.startDial(q[0])
		return
	}
	setQueue(t.connsPerHostWait, key, q)
	if t.connsPerHost[key]--; t.connsPerHost[key] <= 0 {
		delete(t.connsPerHost, key)
	}
}

func (t *Transport) putOrClose(pc *persistConn) {
	if err := t.tryPutIdleConn(pc); err != nil {
		pc.close(err)
	}
}

// tryPutIdleConn gives a connection to somebody who waits for one, or puts it among the idle ones.
func (t *Transport) tryPutIdleConn(pc *persistConn) error {
	if pc.h2() == nil && (t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0) {
		return errKeepAlivesOff
	}
	if !pc.alive() {
		return errConnBroken
	}
	if c := pc.h2(); c != nil && c.idle() {
		if other := t.spare(pc); other != nil {
			other.unreserve()
			return errOneIsEnough
		}
	}
	pc.markReused()
	if pc.owner != nil {
		pc.free()
		return nil
	}
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	q := stillWaiting(t.idleConnWait[pc.cacheKey])
	given := false
	for len(q) > 0 && (pc.alt != nil || !given) && pc.reserve() {
		if q[0].deliver(connOrError{pc: pc, idleAt: pc.idleAt}) {
			given = true
		} else {
			pc.unreserve()
		}
		q = q[1:]
	}
	setQueue(t.idleConnWait, pc.cacheKey, q)
	if given && pc.alt == nil {
		return nil
	}
	if t.closeIdle && pc.h2() == nil {
		return errCloseIdleCalled
	}
	if slices.Contains(t.idleConn[pc.cacheKey], pc) {
		return nil
	}
	perHost := t.MaxIdleConnsPerHost
	if perHost == 0 {
		perHost = DefaultMaxIdleConnsPerHost
	}
	if pc.h2() == nil && len(t.idleConn[pc.cacheKey]) >= perHost {
		return errTooManyIdleHost
	}
	if t.idleConn == nil {
		t.idleConn = map[connectMethodKey][]*persistConn{}
	}
	pc.idleAt = time.Now()
	t.idleConn[pc.cacheKey] = append(t.idleConn[pc.cacheKey], pc)
	t.idles = append(t.idles, pc)
	if t.MaxIdleConns > 0 && len(t.idles) > t.MaxIdleConns {
		oldest := t.idles[0]
		t.forgetLocked(oldest)
		oldest.closeLater(errTooManyIdle)
	}
	if t.IdleConnTimeout > 0 && pc.alt == nil {
		if pc.idleTimer != nil {
			pc.idleTimer.Reset(t.IdleConnTimeout)
		} else {
			pc.idleTimer = time.AfterFunc(t.IdleConnTimeout, pc.closeIfIdle)
		}
	}
	return nil
}

// closeIfIdle closes a connection that has been idle for too long.
func (pc *persistConn) closeIfIdle() {
	if pc.t.forget(pc) {
		pc.close(errIdleTimeout)
	}
}

// forget takes a connection out of the idle ones; it reports whether it was among them.
func (t *Transport) forget(pc *persistConn) bool {
	t.idleMu.Lock()
	defer t.idleMu.Unlock()
	return t.forgetLocked(pc)
}

func (t *Transport) forgetLocked(pc *persistConn) bool {
	if pc.idleTimer != nil {
		pc.idleTimer.Stop()
	}
	list := t.idleConn[pc.cacheKey]
	i := slices.Index(list, pc)
	if i < 0 {
		return false
	}
	// Others may be looking at the old list.
	if list = append(list[:i:i], list[i+1:]...); len(list) == 0 {
		delete(t.idleConn, pc.cacheKey)
	} else {
		t.idleConn[pc.cacheKey] = list
	}
	if i := slices.Index(t.idles, pc); i >= 0 {
		t.idles = append(t.idles[:i:i], t.idles[i+1:]...)
	}
	return true
}

// CloseIdleConnections closes connections that no request uses.
func (t *Transport) CloseIdleConnections() {
	t.idleMu.Lock()
	all := t.idles
	t.idles, t.idleConn = nil, nil
	t.closeIdle = true
	busy := all[:0:0]
	for _, pc := range all {
		if c := pc.h2(); c != nil && !c.idle() {
			busy = append(busy, pc)
		}
	}
	for _, pc := range busy {
		if t.idleConn == nil {
			t.idleConn = map[connectMethodKey][]*persistConn{}
		}
		t.idleConn[pc.cacheKey] = append(t.idleConn[pc.cacheKey], pc)
		t.idles = append(t.idles, pc)
	}
	t.idleMu.Unlock()
	for _, pc := range all {
		if c := pc.h2(); c != nil {
			c.closeIfIdle()
		} else {
			pc.close(errCloseIdle)
		}
	}
	t.connsPerHostMu.Lock()
	for w := range t.dialing {
		if !w.waiting() {
			w.stop()
		}
	}
	t.connsPerHostMu.Unlock()
}
