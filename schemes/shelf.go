package schemes

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"akashi/scheme"
	"akashi/values/fault"
)

// Shelf is the set of editions an office works with.
type Shelf = scheme.Shelf

// Load reads every .yaml file of a folder and its subfolders. It reports the
// problems of all files at once, each with the name of its file.
func Load(folder fs.FS) (*Shelf, error) {
	names, err := namesIn(folder)
	if err != nil {
		return nil, err
	}
	editions, err := openAll(folder, names)
	problems, bad := errors.AsType[fault.Problems](err)
	if err != nil && !bad {
		return nil, fmt.Errorf("read scheme files: %w", err)
	}
	shelf, double := scheme.NewShelf(editions)
	return shelf, slices.Concat(problems, double).Err()
}

// namesIn lists the scheme files of a folder and its subfolders.
func namesIn(folder fs.FS) (names []string, err error) {
	err = fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read scheme files: %w", err)
	}
	return names, nil
}

// openAll reads files side by side, because every command waits for them, and
// returns what could be read in their order.
func openAll(folder fs.FS, names []string) ([]*scheme.Edition, error) {
	editions, failures := make([]*scheme.Edition, len(names)), make([]error, len(names))
	var reading sync.WaitGroup
	for i, name := range names {
		reading.Go(func() { editions[i], failures[i] = open(folder, name) })
	}
	reading.Wait()
	var problems fault.Problems
	for i, err := range failures {
		bad, ok := errors.AsType[fault.Problems](err)
		if err != nil && !ok {
			return nil, err
		}
		problems = append(problems, inFile(names[i], bad)...)
	}
	return slices.DeleteFunc(editions, func(e *scheme.Edition) bool { return e == nil }), problems.Err()
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
	data, err := content(folder, name)
	if err != nil {
		return nil, err
	}
	return Decode(data)
}

// content is what stands in a scheme file.
func content(folder fs.FS, name string) ([]byte, error) {
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
	return data, nil
}

func inFile(name string, problems fault.Problems) fault.Problems {
	for i := range problems {
		problems[i].Where = name + ": " + problems[i].Where
	}
	return problems
}
