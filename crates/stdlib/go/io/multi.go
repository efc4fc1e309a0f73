package io

type multiReader struct {
	readers []Reader
}

// ended is a reader with nothing in it.
type ended struct{}

func (ended) Read([]byte) (int, error) { return 0, EOF }

// MultiReader returns a reader of the concatenation of readers.
func MultiReader(readers ...Reader) Reader {
	return &multiReader{append([]Reader(nil), readers...)}
}

func (m *multiReader) Read(p []byte) (n int, err error) {
	for len(m.readers) > 0 {
		if len(m.readers) == 1 {
			if inner, ok := m.readers[0].(*multiReader); ok {
				m.readers = inner.readers
				continue
			}
		}
		n, err = m.readers[0].Read(p)
		if err == EOF {
			// What has been read is not kept alive; others may share the slice.
			m.readers[0] = ended{}
			m.readers = m.readers[1:]
		}
		if n > 0 || err != EOF {
			if err == EOF && len(m.readers) > 0 {
				err = nil
			}
			return
		}
	}
	return 0, EOF
}

func (m *multiReader) WriteTo(w Writer) (sum int64, err error) {
	buf := make([]byte, 32*1024)
	for i, r := range m.readers {
		var n int64
		if inner, ok := r.(*multiReader); ok {
			n, err = inner.WriteTo(w)
		} else {
			n, err = copyWith(w, r, buf)
		}
		sum += n
		if err != nil {
			m.readers = m.readers[i:]
			return sum, err
		}
	}
	m.readers = nil
	return sum, nil
}

type multiWriter struct {
	writers []Writer
}

// MultiWriter returns a writer that duplicates its writes to all writers.
func MultiWriter(writers ...Writer) Writer {
	all := make([]Writer, 0, len(writers))
	for _, w := range writers {
		if inner, ok := w.(*multiWriter); ok {
			all = append(all, inner.writers...)
		} else {
			all = append(all, w)
		}
	}
	return &multiWriter{all}
}

func (m *multiWriter) Write(p []byte) (n int, err error) {
	for _, w := range m.writers {
		n, err = w.Write(p)
		if err != nil {
			return
		}
		if n != len(p) {
			return n, ErrShortWrite
		}
	}
	return len(p), nil
}

func (m *multiWriter) WriteString(s string) (n int, err error) {
	for _, w := range m.writers {
		n, err = WriteString(w, s)
		if err != nil {
			return
		}
		if n != len(s) {
			return n, ErrShortWrite
		}
	}
	return len(s), nil
}
