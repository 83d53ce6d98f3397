//go:build linux || darwin

package main

import "syscall"

// freeAt is how many bytes somebody without privileges may still write at a path.
func freeAt(path string) (int64, error) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(path, &fs); err != nil {
		return 0, err
	}
	return int64(fs.Bavail) * int64(fs.Bsize), nil
}
