package flag

import (
	"fmt"
	"strings"
)

// UnquoteUsage returns the name of a flag's value, by back quotes in the usage or by its type, and the usage without quotes.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	usage = flag.Usage
	if before, rest, ok := strings.Cut(usage, "`"); ok {
		if name, after, ok := strings.Cut(rest, "`"); ok {
			return name, before + name + after
		}
	}
	name = "value"
	switch v := flag.Value.(type) {
	case boolFlag:
		if v.IsBoolFlag() {
			name = ""
		}
	case *durationValue:
		name = "duration"
	case *float64Value:
		name = "float"
	case *intValue, *int64Value:
		name = "int"
	case *stringValue:
		name = "string"
	case *uintValue, *uint64Value:
		name = "uint"
	}
	return name, usage
}

// PrintDefaults prints all flags with their defaults.
func (f *FlagSet) PrintDefaults() {
	var failed []error
	f.VisitAll(func(flag *Flag) {
		var b strings.Builder
		b.WriteString("  -" + flag.Name)
		name, usage := UnquoteUsage(flag)
		if name != "" {
			b.WriteString(" " + name)
		}
		// One-letter flags without a value leave room for the usage on their line.
		if b.Len() <= 4 {
			b.WriteString("\t")
		} else {
			b.WriteString("\n    \t")
		}
		b.WriteString(strings.ReplaceAll(usage, "\n", "\n    \t"))
		if zero, err := isZero(flag); err != nil {
			failed = append(failed, err)
		} else if !zero {
			if _, ok := flag.Value.(*stringValue); ok {
				fmt.Fprintf(&b, " (default %q)", flag.DefValue)
			} else {
				fmt.Fprintf(&b, " (default %v)", flag.DefValue)
			}
		}
		fmt.Fprint(f.Output(), b.String(), "\n")
	})
	if len(failed) > 0 {
		fmt.Fprintln(f.Output())
		for _, err := range failed {
			fmt.Fprintln(f.Output(), err)
		}
	}
}

// isZero reports whether the default is what a zero value prints.
func isZero(flag *Flag) (zero bool, err error) {
	switch flag.Value.(type) {
	case *boolValue:
		return flag.DefValue == "false", nil
	case *intValue, *int64Value, *uintValue, *uint64Value, *float64Value:
		return flag.DefValue == "0", nil
	case *stringValue, funcValue, boolFuncValue:
		return flag.DefValue == "", nil
	case *durationValue:
		return flag.DefValue == "0s", nil
	}
	z := zeroOf(flag.Value)
	if z == nil {
		return false, nil
	}
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic calling String method on zero %s for flag %s: %v", strings.TrimPrefix(fmt.Sprintf("%T", flag.Value), "*"), flag.Name, e)
		}
	}()
	return flag.DefValue == z.(Value).String(), nil
}
