package schemes

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"akashi/fault"
	"akashi/scheme"
)

// The shipped scheme files, one folder a scheme, one file an edition.
//
//go:embed anshin/*.yaml pmark/*.yaml
var shipped embed.FS

// Shelf is the set of editions an office works with.
type Shelf = scheme.Shelf

// Shipped returns the editions that ship with the product.
func Shipped() (*Shelf, error) { return Load(shipped) }

// Load reads every .yaml file of a folder and its subfolders. It reports the
// problems of all files at once, each with the name of its file.
func Load(folder fs.FS) (*Shelf, error) {
	var problems fault.Problems
	var editions []*scheme.Edition
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		edition, err := open(folder, name)
		if bad, ok := errors.AsType[fault.Problems](err); ok {
			problems = append(problems, inFile(name, bad)...)
			return nil
		}
		editions = append(editions, edition)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read scheme files: %w", err)
	}
	shelf, double := scheme.NewShelf(editions)
	return shelf, slices.Concat(problems, double).Err()
}

// ReadFile reads one scheme file from the disk. Its problems have no file name:
// the caller knows it.
func ReadFile(name string) (*scheme.Edition, error) {
	edition, err := open(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fault.NotFound, "file-missing", name, err)
	}
	return edition, err
}

func open(folder fs.FS, name string) (*scheme.Edition, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open scheme file: %w", err)
	}
	defer file.Close()
	// One byte more than the limit shows that the file is too long; the rest of it
	// is never read.
	data, err := io.ReadAll(io.LimitReader(file, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read scheme file %s: %w", name, err)
	}
	return Decode(data)
}

func inFile(name string, problems fault.Problems) fault.Problems {
	for i := range problems {
		problems[i].Where = name + ": " + problems[i].Where
	}
	return problems
}
