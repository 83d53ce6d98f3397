// Package sheet reads and writes tables as offices exchange them: CSV in the
// encodings and separators of Japanese spreadsheets, and XLSX. It gives text as
// it stands in the cells; what a column means is decided elsewhere. Whatever it
// cannot read for certain it refuses, with the place.
package sheet
