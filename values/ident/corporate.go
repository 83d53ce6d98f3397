package ident

import "strings"

// What can be wrong with a number, as a door finds its sentence.
const (
	ProblemEmpty      = "empty"
	ProblemNotDigits  = "not-digits"
	ProblemLength     = "wrong-length"
	ProblemCheckDigit = "check-digit"
	ProblemPrefix     = "prefix"
)

// CorporateNumber checks a corporate number (法人番号): a check digit and twelve
// digits. Full-width digits, spaces and hyphens are forgiven. It returns the
// number as far as it could be normalised, and the problem, which is "" for a
// valid number. A swap of 0 and 9 cannot be detected.
func CorporateNumber(s string) (normalized, problem string) {
	number := compact(s, " -")
	switch {
	case number == "":
		return number, ProblemEmpty
	case !digits(number):
		return number, ProblemNotDigits
	case len(number) != 13:
		return number, ProblemLength
	case number[0] != checkDigit(number[1:]):
		return number, ProblemCheckDigit
	}
	return number, ""
}

// checkDigit is 9 − (Σ Pn·Qn mod 9), where P1 is the last digit of the base
// and Qn is 1 for odd n and 2 for even n.
func checkDigit(base string) byte {
	sum := 0
	for i := range len(base) {
		p, n := int(base[i]-'0'), len(base)-i
		sum += p * (2 - n%2)
	}
	return byte('0' + 9 - sum%9)
}

// RegistrationNumber checks the number of an issuer of qualified invoices
// (適格請求書発行事業者登録番号): "T" and 13 digits. These are the corporate number
// of a corporation, but the own digits of anybody else, so that a wrong check
// digit is a warning and not a problem.
func RegistrationNumber(s string) (normalized, problem, warning string) {
	text := compact(s, " -")
	number, found := strings.CutPrefix(text, "T")
	switch {
	case text == "":
		return text, ProblemEmpty, ""
	case !found:
		return text, ProblemPrefix, ""
	}
	_, problem = CorporateNumber(number)
	if problem == ProblemCheckDigit {
		return text, "", ProblemCheckDigit
	}
	return text, problem, ""
}
