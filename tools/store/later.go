package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"syscall"

	"akashi/values/fault"
)

// Why the database can do nothing at present.
const (
	full     = "store.full"
	readOnly = "store.read-only"
	away     = "store.away"
)

// later tells what the database cannot do now and will do later: nothing is wrong with
// the request, nor with the program. After so many seconds it is worth a try.
func later(e engine, err error) error {
	if err == nil || fault.KindOf(err) != "" || errors.Is(err, context.Canceled) {
		return err
	}
	code := e.unable(err)
	if code == "" {
		code = withoutDisk(err)
	}
	seconds, known := map[string]int{full: 60, readOnly: 60, away: 5}[code]
	if !known {
		return err
	}
	return &fault.Error{Kind: fault.Unavailable, Code: code, Data: fault.With("seconds", seconds), Err: err}
}

// withoutDisk says what the system says of a disk or a connection.
func withoutDisk(err error) string {
	_, unreachable := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return full
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return readOnly
	case unreachable, errors.Is(err, driver.ErrBadConn), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed), errors.Is(err, syscall.EIO):
		return away
	}
	return ""
}
