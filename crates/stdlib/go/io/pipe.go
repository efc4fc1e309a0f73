package io

// pipe matches each Write with one or more Reads. The channels of capacity 1 serve as locks.
type pipe struct {
	writing chan struct{}
	data    chan []byte
	taken   chan int
	done    chan struct{}
	closing chan struct{}
	rerr    error
	werr    error
}

func (p *pipe) read(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.readError()
	default:
	}
	select {
	case src := <-p.data:
		n = copy(b, src)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.readError()
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.writeError()
	default:
		p.writing <- struct{}{}
		defer func() { <-p.writing }()
	}
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.data <- b:
			k := <-p.taken
			b = b[k:]
			n += k
		case <-p.done:
			return n, p.writeError()
		}
	}
	return n, nil
}

// set keeps the first error of one end and wakes both.
func (p *pipe) set(slot *error, err error) {
	p.closing <- struct{}{}
	if *slot == nil {
		*slot = err
	}
	select {
	case <-p.done:
	default:
		close(p.done)
	}
	<-p.closing
}

func (p *pipe) readError() error {
	if p.rerr == nil && p.werr != nil {
		return p.werr
	}
	return ErrClosedPipe
}

func (p *pipe) writeError() error {
	if p.werr == nil && p.rerr != nil {
		return p.rerr
	}
	return ErrClosedPipe
}

// A PipeReader is the read half of a pipe.
type PipeReader struct{ p *pipe }

// A PipeWriter is the write half of a pipe.
type PipeWriter struct{ p *pipe }

// Pipe makes a synchronous in-memory pipe.
func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{
		writing: make(chan struct{}, 1),
		data:    make(chan []byte),
		taken:   make(chan int),
		done:    make(chan struct{}),
		closing: make(chan struct{}, 1),
	}
	return &PipeReader{p}, &PipeWriter{p}
}

func (r *PipeReader) Read(data []byte) (n int, err error) { return r.p.read(data) }

func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError closes the reader; writes return err, or ErrClosedPipe if it is nil.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.p.set(&r.p.rerr, err)
	return nil
}

func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.p.write(data) }

func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError closes the writer; reads return err, or EOF if it is nil.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.p.set(&w.p.werr, err)
	return nil
}
