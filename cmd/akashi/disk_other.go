//go:build !linux && !darwin

package main

import "errors"

// freeAt is not known here.
func freeAt(string) (int64, error) { return 0, errors.ErrUnsupported }
