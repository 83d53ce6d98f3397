// Package deadline works out the last days of a scheme (期限): when a renewal may
// be filed, how long a grant is valid, by when to pay, to answer, to report. Every
// day comes with the rule and the clause it follows from.
package deadline
