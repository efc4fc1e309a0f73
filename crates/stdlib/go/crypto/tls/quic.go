package tls

// Handshakes for QUIC transports. There are the types only: a handshake ends at its start, with an error.

import (
	"context"
	"errors"
	"net"
	"strconv"
)

// QUICEncryptionLevel says which keys protect a handshake message.
type QUICEncryptionLevel int

const (
	QUICEncryptionLevelInitial = QUICEncryptionLevel(iota)
	QUICEncryptionLevelEarly
	QUICEncryptionLevelHandshake
	QUICEncryptionLevelApplication
)

func (l QUICEncryptionLevel) String() string {
	names := [...]string{"Initial", "Early", "Handshake", "Application"}
	if l >= 0 && int(l) < len(names) {
		return names[l]
	}
	return "QUICEncryptionLevel(" + strconv.Itoa(int(l)) + ")"
}

// QUICEventKind says what an event is about.
type QUICEventKind int

const (
	QUICNoEvent QUICEventKind = iota
	QUICSetReadSecret
	QUICSetWriteSecret
	QUICWriteData
	QUICTransportParameters
	QUICTransportParametersRequired
	QUICRejectedEarlyData
	QUICHandshakeDone
	QUICResumeSession
	QUICStoreSession
	QUICErrorEvent
)

// A QUICEvent is something that the transport has to do or to know.
type QUICEvent struct {
	Kind         QUICEventKind
	Level        QUICEncryptionLevel
	Data         []byte
	Suite        uint16
	SessionState *SessionState
	Err          error
}

// QUICConfig configures a QUICConn.
type QUICConfig struct {
	TLSConfig           *Config
	EnableSessionEvents bool
	ClientHelloInfoConn net.Conn
}

// QUICSessionTicketOptions says what a ticket is for.
type QUICSessionTicketOptions struct {
	EarlyData bool
	Extra     [][]byte
}

// A QUICConn is one side of a handshake over a QUIC transport.
type QUICConn struct {
}

var errNoQUIC = errors.New("tls: handshakes over QUIC are not supported")

// QUICClient returns the side that begins.
func QUICClient(config *QUICConfig) *QUICConn { return &QUICConn{} }

// QUICServer returns the side that answers.
func QUICServer(config *QUICConfig) *QUICConn { return &QUICConn{} }

// Start begins the handshake.
func (q *QUICConn) Start(ctx context.Context) error { return errNoQUIC }

// NextEvent returns an event; there are none.
func (q *QUICConn) NextEvent() QUICEvent { return QUICEvent{Kind: QUICNoEvent} }

// Close ends the handshake.
func (q *QUICConn) Close() error { return nil }

// HandleData takes what the peer has sent.
func (q *QUICConn) HandleData(level QUICEncryptionLevel, data []byte) error { return errNoQUIC }

// SendSessionTicket sends a ticket to the client.
func (q *QUICConn) SendSessionTicket(opts QUICSessionTicketOptions) error { return errNoQUIC }

// StoreSession keeps a session of a QUICStoreSession event.
func (q *QUICConn) StoreSession(session *SessionState) error { return errNoQUIC }

// ConnectionState tells of the connection.
func (q *QUICConn) ConnectionState() ConnectionState { return ConnectionState{} }

// SetTransportParameters sets what the peer is told of the transport.
func (q *QUICConn) SetTransportParameters(params []byte) {}
