// Package lib stands for an imported package in the tests beside it.
package lib

type File struct{ name string }

func (f *File) Name() string { return f.name }

type Server struct {
	Addr      string
	TLSConfig *int
	mu        int
}

func (s *Server) Close() error { return nil }

func Println(a ...any) (n int, err error) { return 0, nil }

func newPrinter() int { return 0 }
