// Package parcel takes files in piece by piece, so that a cut line costs a piece and not
// the file. It speaks the core of tus 1.0 (https://tus.io/protocols/resumable-upload), by
// the library of that project.
//
// What is on its way is no evidence yet: it lies beside the evidence, in no backup, for its
// owner and its case only, for a day: a form that is sent twice finds it twice.
package parcel

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tus/tusd/v2/pkg/filestore"
	"github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
	"golang.org/x/exp/slog"

	"akashi/values/fault"
)

// label says whose a file on its way is, and what it is for.
type label struct{ owner, purpose string }

// Room holds what is on its way.
type Room struct {
	dir   string
	most  int64
	store closing
	locks *memorylocker.MemoryLocker

	begins sync.Mutex
}

// What one owner may have in the room at once: so many files, and of the largest size so
// many, whether they have come whole or not.
const (
	Files = 200
	Large = 16
)

// Open is the room in a folder, which is made with the first file. A file has at most so
// many bytes, what an owner has begun and not finished twice as many, and all that an owner
// has here Large times as many. What begins now is closed
// to the boxes, which also open what was closed before, where closed is set.
func Open(dir string, most int64, boxes Boxes, closed bool) *Room {
	s := filestore.New(dir)
	s.DirModePerm, s.FileModePerm = 0o700, 0o600
	return &Room{dir: dir, most: most, store: closing{s, boxes, closed}, locks: memorylocker.New()}
}

// Find is the file that has come whole for its owner and the case: its name, its bytes and
// how to read it. Another's is as unknown as none.
func (r *Room) Find(ctx context.Context, id, owner, purpose string) (name string, size int64, open func() (io.ReadCloser, error), err error) {
	up, info, err := r.find(ctx, id, label{owner, purpose})
	if err == nil && info.Offset != info.Size {
		err = fault.New(fault.Conflict, "parcel.unfinished", "")
	}
	return info.MetaData["filename"], info.Size, func() (io.ReadCloser, error) { return up.GetReader(context.WithoutCancel(ctx)) }, err
}

func (r *Room) find(ctx context.Context, id string, to label) (up handler.Upload, info handler.FileInfo, err error) {
	missing := fault.New(fault.Conflict, "parcel.unknown", "")
	if !ids.MatchString(id) {
		return nil, info, missing
	}
	if up, err = r.store.GetUpload(ctx, id); err != nil {
		return nil, info, missing
	}
	if info, err = up.GetInfo(ctx); err != nil || labelOf(info) != to {
		return nil, handler.FileInfo{}, missing
	}
	return up, info, nil
}

// ids are the names that the library gives.
var ids = regexp.MustCompile(`^[0-9a-f]{32}$`)

func labelOf(info handler.FileInfo) label {
	return label{info.MetaData["owner"], info.MetaData["for"]}
}

// Kept is how long a file on its way is kept after its last piece.
const Kept = 24 * time.Hour

// Clear removes from the folder what nobody has gone on with.
func Clear(dir string, now time.Time) error {
	left, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	young := map[string]bool{}
	for _, file := range left {
		if info, gone := file.Info(); gone == nil && now.Sub(info.ModTime()) < Kept {
			young[stem(file.Name())] = true
		}
	}
	for _, file := range left {
		if young[stem(file.Name())] {
			continue
		}
		if gone := os.Remove(filepath.Join(dir, file.Name())); !errors.Is(gone, fs.ErrNotExist) { // another may clear too
			err = errors.Join(err, gone)
		}
	}
	return err
}

func stem(name string) string { return strings.TrimSuffix(name, ".info") }

// Serve answers a request below base: POST announces a file, HEAD tells how much of the one
// named has come, PATCH brings the next piece, DELETE gives it up.
func (r *Room) Serve(w http.ResponseWriter, req *http.Request, base, id, owner, purpose string) error {
	to := label{owner, purpose}
	h, err := r.handler(base, to)
	if err != nil {
		return fmt.Errorf("take a file in: %w", err)
	}
	serve := map[string]http.HandlerFunc{http.MethodPost: h.PostFile, http.MethodHead: h.HeadFile, http.MethodPatch: h.PatchFile, http.MethodDelete: h.DelFile}[req.Method]
	if req.Method == http.MethodPost {
		r.begins.Lock() // who announces many at once is counted one by one
		defer r.begins.Unlock()
		err = r.hasSpace(req, to)
	} else {
		_, _, err = r.find(req.Context(), id, to)
	}
	if err != nil {
		return err
	}
	a := &answer{ResponseWriter: w, most: r.most}
	below := req.Clone(req.Context()) // the library looks for the name alone
	below.URL.Path, below.URL.RawPath = id, ""
	h.Middleware(serve).ServeHTTP(a, below)
	return a.err()
}

func (r *Room) handler(base string, to label) (*handler.UnroutedHandler, error) {
	parts := handler.NewStoreComposer()
	parts.UseCore(r.store)
	parts.UseTerminater(r.store)
	parts.UseLocker(r.locks)
	cors := handler.DefaultCorsConfig
	cors.Disable = true
	return handler.NewUnroutedHandler(handler.Config{StoreComposer: parts, BasePath: base, MaxSize: r.most, DisableDownload: true, DisableConcatenation: true,
		Cors: &cors, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
		PreUploadCreateCallback: func(e handler.HookEvent) (handler.HTTPResponse, handler.FileInfoChanges, error) {
			return handler.HTTPResponse{}, handler.FileInfoChanges{MetaData: handler.MetaData{"filename": e.Upload.MetaData["filename"], "owner": to.owner, "for": to.purpose}}, nil
		}})
}

// hasSpace refuses a file for which its owner has too much here.
func (r *Room) hasSpace(req *http.Request, to label) error {
	announced, err := strconv.ParseInt(req.Header.Get("Upload-Length"), 10, 64)
	if err != nil || announced <= 0 {
		return fault.New(fault.Invalid, "parcel.malformed", "")
	}
	here, err := os.ReadDir(r.dir) // no pattern: the folder's name may read like one
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for files on their way: %w", err)
	}
	files, all, unfinished := 1, announced, announced
	for _, file := range here {
		path := filepath.Join(r.dir, file.Name())
		var info handler.FileInfo
		if data, err := os.ReadFile(path); !strings.HasSuffix(path, ".info") || err != nil || json.Unmarshal(data, &info) != nil || info.MetaData["owner"] != to.owner {
			continue
		}
		files, all = files+1, all+info.Size
		if !whole(path, info) {
			unfinished += info.Size
		}
	}
	if files > Files || all > Large*r.most || unfinished > 2*r.most {
		return fault.New(fault.Refused, "parcel.many", "")
	}
	return nil
}

// whole reports whether all of a file has come.
func whole(path string, info handler.FileInfo) bool {
	file, err := os.Stat(stem(path))
	return err == nil && file.Size() == info.Size
}

// answer keeps back what the library says of a failure: it speaks English, and of paths.
type answer struct {
	http.ResponseWriter
	most   int64
	failed int    // the status of a failure
	said   string // by the library of it
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// WriteHeader passes on what is no failure, and nothing of what the room notes of a file.
func (a *answer) WriteHeader(status int) {
	a.Header().Del("Upload-Metadata")
	if status >= http.StatusBadRequest {
		a.failed = status
		return
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write passes on what is said of no failure.
func (a *answer) Write(p []byte) (int, error) {
	if a.failed != 0 {
		a.said += string(p) // for the log alone
		return len(p), nil
	}
	return a.ResponseWriter.Write(p)
}

func (a *answer) err() error {
	if a.failed == 0 {
		return nil
	}
	for _, name := range []string{"Content-Type", "Content-Length", "Connection"} {
		a.Header().Del(name)
	}
	switch a.failed {
	case http.StatusNotFound, http.StatusGone:
		return fault.New(fault.Conflict, "parcel.unknown", "")
	case http.StatusConflict, http.StatusLocked:
		return fault.New(fault.Conflict, "parcel.offset", "")
	case http.StatusRequestEntityTooLarge:
		return fault.New(fault.Invalid, "form-too-large", "", "max", a.most)
	case http.StatusInternalServerError:
		return fault.Wrap(fault.Unavailable, "parcel.cut", "", errors.New(a.said))
	}
	return fault.New(fault.Invalid, "parcel.malformed", "")
}
