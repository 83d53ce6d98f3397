package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// watch starts the server and ends it as soon as its own input ends, which is
// when the test binary is gone, killed or not. The directory goes with it.
// Quick and careless is right here: nothing in the directory is wanted again.
const watch = `
trap '' INT TERM HUP
bin=$1 dir=$2
"$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= \
	-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
	-c max_connections=200 -c shared_buffers=64MB -c timezone=UTC \
	</dev/null >"$dir/log" 2>&1 &
read -r _
kill -QUIT $! 2>/dev/null
wait $!
rm -rf "$dir"
`

// watcher is the process that runs watch.
type watcher struct {
	input io.Closer // ends the server when closed
	cmd   *exec.Cmd
}

// stop takes the throw-away cluster down and waits until it is gone.
func (w *watcher) stop() {
	_ = w.input.Close()
	_ = w.cmd.Wait()
}

// start returns the address of the server to use, and its watcher when it is a
// throw-away cluster.
func start() (string, *watcher, error) {
	if address := os.Getenv("AKASHI_TEST_POSTGRES"); address != "" {
		return address, nil, nil
	}
	bin, err := binaries()
	if err != nil {
		return "", nil, err
	}
	as, err := servant()
	if err != nil {
		return "", nil, err
	}
	// The name of a socket has room for 107 bytes, and the servant must be able
	// to reach the directory: $TMPDIR promises neither.
	dir, err := os.MkdirTemp("/tmp", "akashi-pg-")
	if err != nil {
		return "", nil, err
	}
	if err := found(bin, dir, as); err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	w, err := launch(bin, dir, as)
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	address := url.URL{
		Scheme: "postgres", User: url.User("akashi"), Path: "/postgres",
		RawQuery: url.Values{"host": {dir}, "sslmode": {"disable"}}.Encode(),
	}
	if err := awaken(address.String(), filepath.Join(dir, "log")); err != nil {
		w.stop()
		return "", nil, err
	}
	return address.String(), w, nil
}

// found makes the files of an empty cluster in dir/data.
func found(bin, dir string, as *syscall.Credential) error {
	if as != nil {
		if err := os.Chown(dir, int(as.Uid), int(as.Gid)); err != nil {
			return err
		}
	}
	initdb := command(as, filepath.Join(bin, "initdb"),
		"-D", filepath.Join(dir, "data"), "-U", "akashi", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	initdb.Dir = dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

func launch(bin, dir string, as *syscall.Credential) (*watcher, error) {
	w := command(as, "/bin/sh", "-c", watch, "akashi-pg-watch", bin, dir)
	w.Dir = "/"
	input, err := w.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &watcher{input, w}, w.Start()
}

// command runs a program with nothing of ours in its environment: variables
// such as PGDATA would lead it elsewhere.
func command(as *syscall.Credential, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C"}
	if as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	}
	return cmd
}

// awaken waits until the server answers.
func awaken(address, log string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, address)
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			said, _ := os.ReadFile(log)
			return fmt.Errorf("the server does not answer: %w: %s", err, said)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// binaries returns the directory of the newest PostgreSQL that has both the
// programs we start.
func binaries() (string, error) {
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.SortFunc(dirs, func(a, b string) int { return release(b) - release(a) })
	if onPath, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(onPath); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	for _, dir := range dirs {
		if isProgram(dir, "initdb") && isProgram(dir, "postgres") {
			return dir, nil
		}
	}
	return "", errors.New("no initdb and postgres in /usr/lib/postgresql or on PATH (package postgresql)")
}

// release returns 15 for /usr/lib/postgresql/15/bin, and 0 for what has no
// number there.
func release(dir string) int {
	n, _ := strconv.Atoi(strings.SplitN(filepath.Base(filepath.Dir(dir)), ".", 2)[0])
	return n
}

func isProgram(dir, name string) bool {
	_, err := exec.LookPath(filepath.Join(dir, name))
	return err == nil
}

// servant returns the user as whom the server runs: PostgreSQL refuses root.
// It is nil when we are not root.
func servant() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
}
