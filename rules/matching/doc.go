// Package matching finds the invoice that a payment is for: by the payer's code, the
// number written with it, its sum and the payer's name. It only suggests; what is
// sure is what admits no second reading.
package matching
