package testing

import "io"

// PrettyPrint writes a number of a benchmark's report.
func PrettyPrint(w io.Writer, x float64, unit string) { io.WriteString(w, figure(x, unit)) }
