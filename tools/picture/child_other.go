//go:build !linux

package picture

import (
	"context"
	"errors"
)

// run draws nothing: only Linux keeps a process from the network as we need it.
func run(context.Context, []byte, string, ...string) ([]byte, error) {
	return nil, errors.New("pictures are drawn on Linux only")
}
