// Package html: escaping and unescaping of text in HTML.
package html

// EscapeString escapes <, >, &, ' and ".
func EscapeString(s string) string

// UnescapeString replaces named and numbered characters such as &lt; and &#225; by themselves.
func UnescapeString(s string) string
