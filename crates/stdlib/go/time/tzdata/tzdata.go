// Package tzdata stands for the time zones embedded in a program. Vole's package time always has them.
package tzdata
