// Package fees finds the size class of an applicant (事業者規模) and what a case
// costs (料金). Sums are the printed ones of the edition, tax included; a total is
// the sum of the lines and is never worked out from a net price.
package fees
