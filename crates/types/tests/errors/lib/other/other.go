// Package other is imported and not used.
package other

func Other() {}
