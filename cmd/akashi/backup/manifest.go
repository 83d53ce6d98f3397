package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"akashi/values/fault"
)

// The names inside a backup.
const (
	database     = "akashi.db"   // a store in one file
	dump         = "akashi.dump" // a store on a server
	evidence     = "evidence"
	sealed       = ".age" // ends the name of evidence that is encrypted
	manifestName = "manifest.json"
)

// Manifest lists what a backup holds.
type Manifest struct {
	Made  time.Time `json:"made"`
	Files []File    `json:"files"`
	// Unread are those that are encrypted and were copied without the key: nobody has looked
	// whether they are what their names say.
	Unread int `json:"unread,omitempty"`
}

// store is the name of the file that holds the records.
func (m Manifest) store() string {
	if slices.ContainsFunc(m.Files, func(f File) bool { return f.Path == dump }) {
		return dump
	}
	return database
}

// File is one file of a backup, as it was written.
type File struct {
	Path   string `json:"path"` // with slashes, from the folder of the backup
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"` // bytes
}

// name is the SHA-256 by which the store names the file of evidence.
func (f File) name() string { return strings.TrimSuffix(path.Base(f.Path), sealed) }

// copyFile copies a file, forces it to disk and says what was written.
func copyFile(from, folder, path string) (f File, err error) {
	in, err := os.Open(from)
	if err != nil {
		return f, err
	}
	defer in.Close()
	to := filepath.Join(folder, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return f, err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return f, err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, hash), in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return f, fmt.Errorf("copy %s: %w", path, err)
	}
	return File{path, hex.EncodeToString(hash.Sum(nil)), n}, nil
}

// look says what stands in a file now.
func look(folder, path string) (File, error) {
	in, err := os.Open(filepath.Join(folder, filepath.FromSlash(path)))
	if err != nil {
		return File{}, err
	}
	defer in.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, in)
	return File{path, hex.EncodeToString(hash.Sum(nil)), n}, err
}

// write writes the manifest, which makes a backup of a folder, and forces it to disk.
func (m Manifest) write(folder string) error {
	body, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	out, err := os.OpenFile(filepath.Join(folder, manifestName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = out.Write(append(body, '\n'))
	return errors.Join(err, out.Sync(), out.Close())
}

// syncFolders forces the names in a folder, and in every folder in it, to disk.
func syncFolders(root string) error {
	return filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return syncFolder(name)
	})
}

func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// readManifest reads a manifest. A path that leads out of the folder is refused.
func readManifest(folder string) (m Manifest, err error) {
	body, err := os.ReadFile(filepath.Join(folder, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, fault.Wrap(fault.NotFound, "backup.none", folder, err)
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return m, fault.Wrong("backup.manifest", manifestName)
	}
	for _, f := range m.Files {
		if !fs.ValidPath(f.Path) || f.Path != database && f.Path != dump && !strings.HasPrefix(f.Path, evidence+"/") {
			return m, fault.Wrong("backup.manifest", manifestName, "given", f.Path)
		}
	}
	return m, nil
}
