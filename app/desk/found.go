package desk

import (
	"errors"
	"slices"

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

// Round is the round of a new record of which earlier ones were the same, from 1.
func Round[T any](rows []T, same func(T) bool) int {
	round := 1
	for _, row := range rows {
		if same(row) {
			round++
		}
	}
	return round
}

// First is the first row of which something holds.
func First[T any](rows []T, holds func(T) bool) (row T, found bool) {
	if i := slices.IndexFunc(rows, holds); i >= 0 {
		return rows[i], true
	}
	return row, false
}

// Known turns a missing record into "none".
func Known[T any](rec T, err error) (T, bool, error) {
	if errors.Is(err, fault.NotFound) {
		return rec, false, nil
	}
	return rec, err == nil, err
}
