package runtime

// Caller tells where the calling goroutine stands, skip frames above the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool)

// Stack writes a trace of the calling goroutine, or of all, and returns the number of bytes written.
func Stack(buf []byte, all bool) int

func callers(skip int, pc []uintptr) int
func pcInfo(pc uintptr) (name, file string, line int)

// Callers fills pc with the frames of the calling goroutine; 0 is Callers itself, 1 its caller.
func Callers(skip int, pc []uintptr) int { return callers(skip-1, pc) }

// A Func is a function of the program.
type Func struct {
	pc   uintptr
	name string
}

// FuncForPC returns the function at pc, nil if there is none.
func FuncForPC(pc uintptr) *Func {
	name, _, _ := pcInfo(pc)
	if name == "" || pc == 0 {
		return nil
	}
	return &Func{pc, name}
}

// Name returns the function's name.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns the function's address.
func (f *Func) Entry() uintptr { return entryPC(f.pc) }

// entryPC returns the address of the function that pc stands in.
func entryPC(pc uintptr) uintptr

// FileLine returns the source position of pc.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, file, line = pcInfo(pc)
	return
}

// A Frame is what Frames tells of a call.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames goes through the frames that Callers has found.
type Frames struct {
	pcs []uintptr
}

// CallersFrames returns the frames of pcs.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame and whether there are more.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.pcs) > 0 {
		pc := f.pcs[0]
		f.pcs = f.pcs[1:]
		name, file, line := pcInfo(pc)
		if name != "" {
			return Frame{PC: pc, Func: &Func{pc, name}, Function: name, File: file, Line: line, Entry: entryPC(pc)}, len(f.pcs) > 0
		}
	}
	return Frame{}, false
}
