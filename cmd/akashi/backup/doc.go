// Package backup copies an office's store and evidence into a folder with a
// manifest of every file's SHA-256, proves a copy by a restore drill, and restores
// it. It knows the store in one file; an office on PostgreSQL backs its database
// up with the tools of that.
package backup
