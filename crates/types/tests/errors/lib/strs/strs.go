// Package strs is imported under another name or with a dot.
package strs

func Fields(s string) []string { return nil }
