package desk

import (
	"errors"

	"akashi/values/fault"
)

// Missing puts a place to a name in the input that names nothing.
func Missing(err error, where string) error {
	if err == nil || !errors.Is(err, fault.NotFound) {
		return err
	}
	p := fault.ProblemsIn(err)
	p[0].Where = where
	return p
}

// Known turns a missing record into "none".
func Known[T any](rec T, err error) (T, bool, error) {
	if errors.Is(err, fault.NotFound) {
		return rec, false, nil
	}
	return rec, err == nil, err
}
