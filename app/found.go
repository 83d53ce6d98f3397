package app

import (
	"akashi/values/fault"
	"errors"
)

// missing puts a place to a name in the input that names nothing.
func missing(err error, where string) error {
	if err == nil || !errors.Is(err, fault.NotFound) {
		return err
	}
	p := fault.ProblemsIn(err)
	p[0].Where = where
	return p
}

// notFound turns a missing record into "none".
func notFound[T any](rec T, err error) (T, bool, error) {
	if errors.Is(err, fault.NotFound) {
		return rec, false, nil
	}
	return rec, err == nil, err
}
