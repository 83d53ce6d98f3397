// Package archtest keeps the house standing: it reads every Go file of the
// module and says which line lives on the wrong floor, asks the clock, counts
// money in floating point or speaks Japanese where a code belongs. DESIGN.md
// draws the floors; floors.go is the same table for the machine.
package archtest
