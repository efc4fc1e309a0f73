// run

package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

type matrix struct {
	rows, cols int
	v          []float64
}

func main() {
	r := bufio.NewReader(os.Stdin)
	var n int
	if _, err := fmt.Fscanf(r, "%d\n", &n); err != nil {
		fmt.Println("error", err)
		return
	}
	for i := range n {
		line, err := r.ReadString('\n')
		fields := strings.Fields(line)
		sum := 0
		for _, f := range fields {
			v, err := strconv.Atoi(f)
			if err != nil {
				fmt.Println("skip", err)
				continue
			}
			sum += v
		}
		fmt.Println(i, len(fields), sum, err)
	}
	sc := bufio.NewScanner(r)
	sc.Split(bufio.ScanWords)
	var m matrix
	for i := 0; sc.Scan(); i++ {
		v, err := strconv.ParseFloat(sc.Text(), 64)
		if err != nil {
			fmt.Println(err)
			break
		}
		switch i {
		case 0:
			m.rows = int(v)
		case 1:
			m.cols = int(v)
		default:
			m.v = append(m.v, v)
		}
	}
	fmt.Println(m, len(m.v) == m.rows*m.cols)
	w := bufio.NewWriterSize(os.Stdout, 16)
	for i := range m.rows {
		for j := range m.cols {
			fmt.Fprintf(w, "%6.2f", m.v[i*m.cols+j])
		}
		w.WriteByte('\n')
	}
	fmt.Fprintf(w, "buffered %d\n", w.Buffered())
	w.Flush()
}
