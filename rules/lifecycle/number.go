package lifecycle

import (
	"fmt"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/ident"
)

// NewNumber is the number of a mark by the grammar of the edition: of the intake
// body, and in the order of grants. The grammar ends where its digits end.
func NewNumber(e *scheme.Edition, intakeBody string, seq int) (string, error) {
	grammar, err := ident.Compile(e.Number.Pattern)
	if err != nil {
		return "", fmt.Errorf("read number grammar of %s: %w", e.Scheme, err)
	}
	body := e.Number.Body.Value
	if b, ok := e.Organisation.IntakeBody(intakeBody); ok && body == "" {
		body = b.Code
	}
	all := ident.Fields{"body": body, "seq": grammar.Count("seq", seq), "operator": grammar.Count("operator", seq), "count": grammar.Count("count", 1)}
	fields := ident.Fields{}
	for _, name := range grammar.Names() {
		if name != "count" || e.Number.CountsGrants {
			fields[name] = all[name]
		}
	}
	return grammar.Format(fields)
}

// RenewedNumber is the number of a renewed mark: unchanged but for the grant count,
// where the edition counts.
func RenewedNumber(e *scheme.Edition, m record.Mark) (string, error) {
	if !e.Number.CountsGrants {
		return m.Number, nil
	}
	grammar, err := ident.Compile(e.Number.Pattern)
	if err != nil {
		return "", fmt.Errorf("read number grammar of %s: %w", e.Scheme, err)
	}
	fields, err := grammar.Parse(m.Number)
	if err != nil {
		return "", err
	}
	fields["count"] = grammar.Count("count", m.GrantCount)
	return grammar.Format(fields)
}
