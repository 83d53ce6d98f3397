// Package scoring judges the answers of a case against the criteria of its
// edition (採点・合否判定). An edition is compiled once into a Sheet; the answers
// are one byte each in a Vector; Score looks every byte up and returns the
// verdict with its points and a reason for every item.
package scoring
