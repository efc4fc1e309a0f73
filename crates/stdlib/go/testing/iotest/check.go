package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// TestReader checks that r reads as content, in steps of several sizes, and that its Seek and ReadAt do what they should.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		if n, err := r.Read(nil); n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	data, err := io.ReadAll(&stepping{r: r})
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if seeker, ok := r.(io.ReadSeeker); ok {
		if err := checkSeeker(seeker, content); err != nil {
			return err
		}
	}
	if at, ok := r.(io.ReaderAt); ok {
		return checkReaderAt(at, content)
	}
	return nil
}

func checkSeeker(r io.ReadSeeker, content []byte) error {
	size := int64(len(content))
	seek := func(offset int64, whence int, want int64) error {
		off, err := r.Seek(offset, whence)
		if err != nil || off != want {
			return fmt.Errorf("Seek(%d, %d) from EOF = %d, %v, want %d, nil", offset, whence, off, err, want)
		}
		return nil
	}
	rest := func(from int64, label string) error {
		data, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("ReadAll from offset %d: %w", from, err)
		}
		if !bytes.Equal(data, content[from:]) {
			return fmt.Errorf("ReadAll from offset %d = %q\n\twant %q", from, data, content[from:])
		}
		return nil
	}
	middle := size / 2
	steps := []struct {
		offset int64
		whence int
		want   int64
	}{
		{0, io.SeekCurrent, size},
		{-size + size/3, io.SeekCurrent, size / 3},
		{0, io.SeekStart, 0},
		{middle, io.SeekStart, middle},
		{middle - size, io.SeekEnd, middle},
		{0, io.SeekEnd, size},
	}
	for _, s := range steps {
		if err := seek(s.offset, s.whence, s.want); err != nil {
			return err
		}
		if err := rest(s.want, "seek"); err != nil {
			return err
		}
	}
	if _, err := r.Seek(-1, io.SeekStart); err == nil {
		return errors.New("Seek(-1, 0) = nil error, want an error")
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	data, err := io.ReadAll(&stepping{r: r})
	if err != nil {
		return fmt.Errorf("ReadAll(small amounts) after Seek: %w", err)
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) after Seek = %q\n\twant %q", data, content)
	}
	return nil
}

func checkReaderAt(r io.ReaderAt, content []byte) error {
	size := len(content)
	data := make([]byte, size, size+10)
	for i := range data {
		data[i] = 0xfe
	}
	if n, err := r.ReadAt(data, 0); n != size || err != nil && err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, nil or EOF", size, n, err, size)
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", size, data, content)
	}
	if n, err := r.ReadAt(data[:1], int64(size)); n != 0 || err != io.EOF {
		return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 0, EOF", size, n, err)
	}
	for i := range data {
		data[i] = 0xfe
	}
	// One byte more than there is: the error must be EOF, and nothing behind the data may change.
	longer := data[:cap(data)]
	for i := size; i < len(longer); i++ {
		longer[i] = 0xfe
	}
	if n, err := r.ReadAt(longer, 0); n != size || err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, EOF", len(longer), n, err, size)
	}
	if !bytes.Equal(longer[:size], content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", len(longer), longer[:size], content)
	}
	for i := size; i < len(longer); i++ {
		if longer[i] != 0xfe {
			return fmt.Errorf("ReadAt(%d, 0) wrote behind the data", len(longer))
		}
	}
	for i := range content {
		for n := 1; i+n <= size && n <= 5; n++ {
			if got, err := r.ReadAt(data[:n], int64(i)); got != n || err != nil && (i+n != size || err != io.EOF) {
				return fmt.Errorf("ReadAt(%d, %d) = %v, %v, want %d, nil", n, i, got, err, n)
			}
			if !bytes.Equal(data[:n], content[i:i+n]) {
				return fmt.Errorf("ReadAt(%d, %d) = %q\n\twant %q", n, i, data[:n], content[i:i+n])
			}
		}
	}
	return nil
}

// stepping reads 1, 2, 3, 1, 2, 3... bytes and watches the rules of io.Reader.
type stepping struct {
	r    io.Reader
	step int
	last error
}

func (s *stepping) Read(p []byte) (n int, err error) {
	if s.last != nil {
		return 0, s.last
	}
	s.step = s.step%3 + 1
	size := min(s.step, len(p))
	if size == 0 {
		return 0, nil
	}
	for i := range 3 {
		// A reader may return nothing at times, but not for ever.
		n, err = s.r.Read(p[:size])
		if n < 0 || n > size {
			s.last = fmt.Errorf("Read(%d) = %d, %v", size, n, err)
			return 0, s.last
		}
		if n > 0 || err != nil {
			break
		}
		if i == 2 {
			return 0, fmt.Errorf("Read(%d) = 0, nil three times", size)
		}
	}
	s.last = err
	return n, err
}
