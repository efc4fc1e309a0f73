package multipart

import (
	"bytes"
	"errors"
	"io"
	"math"
	"net/textproto"
	"os"
)

// ErrMessageTooLarge is returned by ReadForm for a message that is too large.
var ErrMessageTooLarge = errors.New("multipart: message too large")

// A Form is a form that has been read.
type Form struct {
	Value map[string][]string
	File  map[string][]*FileHeader
}

// A FileHeader describes a file of a form.
type FileHeader struct {
	Filename string
	Header   textproto.MIMEHeader
	Size     int64
	content  []byte
	tmpfile  string
}

// A File is an open file of a form.
type File interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
}

type memoryFile struct {
	*io.SectionReader
}

func (memoryFile) Close() error { return nil }

// Open opens the file.
func (fh *FileHeader) Open() (File, error) {
	if fh.tmpfile == "" {
		return memoryFile{io.NewSectionReader(bytes.NewReader(fh.content), 0, int64(len(fh.content)))}, nil
	}
	return os.Open(fh.tmpfile)
}

// RemoveAll removes the temporary files of the form.
func (f *Form) RemoveAll() error {
	var err error
	for _, list := range f.File {
		for _, fh := range list {
			if fh.tmpfile != "" {
				if e := os.Remove(fh.tmpfile); e != nil && !errors.Is(e, os.ErrNotExist) && err == nil {
					err = e
				}
			}
		}
	}
	return err
}

// ReadForm reads a form. Files of more than maxMemory bytes in all are kept in temporary files.
func (r *Reader) ReadForm(maxMemory int64) (f *Form, err error) {
	form := &Form{Value: map[string][]string{}, File: map[string][]*FileHeader{}}
	defer func() {
		if err != nil {
			form.RemoveAll()
		}
	}()
	files := maxMemory
	if files == math.MaxInt64 {
		files--
	}
	// What is not in files may take ten megabytes more.
	rest := maxMemory + 10<<20
	if rest <= 0 {
		rest = math.MaxInt64 - 1
		if maxMemory < 0 {
			rest = 0
		}
	}
	parts, fields := limit(partsSetting, 1000), maxHeaders()
	for {
		p, err := r.nextPart(false, rest, fields)
		if err == io.EOF {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		if parts--; parts < 0 {
			return nil, ErrMessageTooLarge
		}
		name := p.FormName()
		if name == "" {
			continue
		}
		filename := p.FileName()
		var b bytes.Buffer
		if rest -= int64(len(name)) + 100; rest < 0 {
			return nil, ErrMessageTooLarge
		}
		if filename == "" {
			n, err := io.CopyN(&b, p, rest+1)
			if err != nil && err != io.EOF {
				return nil, err
			}
			if rest -= n; rest < 0 {
				return nil, ErrMessageTooLarge
			}
			form.Value[name] = append(form.Value[name], b.String())
			continue
		}
		rest -= 400
		for k, values := range p.Header {
			rest -= int64(len(k)) + 200
			for _, v := range values {
				rest -= int64(len(v))
			}
			fields -= len(values)
		}
		if rest < 0 {
			return nil, ErrMessageTooLarge
		}
		fh := &FileHeader{Filename: filename, Header: p.Header}
		n, err := io.CopyN(&b, p, max(files, 0)+1)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if n > files {
			file, err := os.CreateTemp(r.temp, "multipart-")
			if err != nil {
				return nil, err
			}
			fh.tmpfile = file.Name()
			form.File[name] = append(form.File[name], fh)
			size, err := io.Copy(file, io.MultiReader(&b, p))
			if e := file.Close(); err == nil {
				err = e
			}
			if err != nil {
				return nil, err
			}
			fh.Size = size
			continue
		}
		fh.content = b.Bytes()
		fh.Size = int64(len(fh.content))
		files -= n
		rest -= n
		form.File[name] = append(form.File[name], fh)
	}
}
