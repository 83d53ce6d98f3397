// Package backup copies an office's store and evidence into a folder with a
// manifest of every file's SHA-256, proves a copy by a restore drill, and restores
// it. An office on PostgreSQL is copied by that's own pg_dump, in the same folder under
// the same manifest.
package backup
