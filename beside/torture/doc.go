// Package torture kills the program, has the disk fail under it, cuts its power and takes
// its database away, and then asks whether anything that was acknowledged is gone, whether
// anything is there by half, and whether an office only looks healthy. What was acknowledged
// is written down by another process, which forces each line to its own disk before the
// next act is asked for. `make torture` runs it; docs/reliability.md has its table.
package torture
