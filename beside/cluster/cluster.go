// Package cluster starts a PostgreSQL for measurements and torments. Tests have
// beside/testkit/postgres, which is quicker because it does not flush.
package cluster

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Cluster is a PostgreSQL of its own, which flushes as one of an office does.
type Cluster struct {
	bin, dir string
	as       *syscall.Credential
	cmd      *exec.Cmd
}

// Initdb is the program of the newest PostgreSQL that is installed.
func Initdb() (string, error) {
	all, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(all) == 0 {
		return "", errors.New("there is no PostgreSQL (package postgresql)")
	}
	return all[len(all)-1], nil
}

// New makes an empty one and starts it.
func New() (*Cluster, error) {
	program, err := Initdb()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("/tmp", "akashi-pg-") // the name of a socket is short
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: filepath.Dir(program), dir: dir}
	if os.Geteuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return nil, err
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err := errors.Join(err1, err2, os.Chown(dir, uid, gid)); err != nil {
			return nil, err
		}
		c.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	init := c.command("initdb", "-D", filepath.Join(dir, "data"), "-U", "akashi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions")
	if out, err := init.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if err := c.Start(); err != nil {
		return nil, errors.Join(err, c.Remove())
	}
	return c, nil
}

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir, cmd.Env = "/", []string{"PATH=/usr/bin:/bin", "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Setpgid: true}
	return cmd
}

// Address is that of the database in which the office is.
func (c *Cluster) Address() string {
	u := url.URL{Scheme: "postgres", User: url.User("akashi"), Path: "/postgres", RawQuery: url.Values{"host": {c.dir}, "sslmode": {"disable"}}.Encode()}
	return u.String()
}

// patience is how often a server is asked, twenty times a second: after a kill it first has
// every one of its files on the disk, which others use too.
const patience = 2400

// Start starts the server and waits until it answers.
func (c *Cluster) Start() error {
	c.cmd = c.command("postgres", "-D", filepath.Join(c.dir, "data"), "-k", c.dir, "-c", "listen_addresses=", "-c", "max_connections=100")
	var says bytes.Buffer
	c.cmd.Stderr = &says
	if err := c.cmd.Start(); err != nil {
		return err
	}
	for range patience {
		if c.command("pg_isready", "-q", "-h", c.dir, "-U", "akashi").Run() == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.Kill()
	return fmt.Errorf("PostgreSQL does not answer: %.2000s", says.String())
}

// Kill ends every process of the server at once.
func (c *Cluster) Kill() {
	_ = syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL)
	_ = c.cmd.Wait()
	_ = os.Remove(filepath.Join(c.dir, "data", "postmaster.pid"))
}

// Remove ends the server and takes its files away.
func (c *Cluster) Remove() error {
	if c.cmd.ProcessState == nil {
		c.Kill()
	}
	return os.RemoveAll(c.dir)
}
