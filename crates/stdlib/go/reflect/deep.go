package reflect

// DeepEqual reports whether x and y are deeply equal: of one type, and equal wherever their references lead.
func DeepEqual(x, y any) bool
