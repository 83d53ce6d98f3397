package torture

import (
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

// cluster is a PostgreSQL of our own, which flushes as one of an office does.
type cluster struct {
	bin, dir string
	as       *syscall.Credential
	cmd      *exec.Cmd
}

// initdb is the program of the newest PostgreSQL.
func initdb() (string, error) {
	all, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(all) == 0 {
		return "", errors.New("there is no PostgreSQL (package postgresql)")
	}
	return all[len(all)-1], nil
}

func newCluster() (*cluster, error) {
	program, err := initdb()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("/tmp", "akashi-pg-") // the name of a socket is short
	if err != nil {
		return nil, err
	}
	c := &cluster{bin: filepath.Dir(program), dir: dir}
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
	return c, c.start()
}

func (c *cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir, cmd.Env = "/", []string{"PATH=/usr/bin:/bin", "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Setpgid: true}
	return cmd
}

// address is that of the database in which the office is.
func (c *cluster) address() string {
	u := url.URL{Scheme: "postgres", User: url.User("akashi"), Path: "/postgres", RawQuery: url.Values{"host": {c.dir}, "sslmode": {"disable"}}.Encode()}
	return u.String()
}

// start starts the server and waits until it answers.
func (c *cluster) start() error {
	c.cmd = c.command("postgres", "-D", filepath.Join(c.dir, "data"), "-k", c.dir, "-c", "listen_addresses=", "-c", "max_connections=100")
	if err := c.cmd.Start(); err != nil {
		return err
	}
	for range 600 {
		if c.command("pg_isready", "-q", "-h", c.dir, "-U", "akashi").Run() == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return errors.New("PostgreSQL does not answer")
}

// kill ends every process of the server at once.
func (c *cluster) kill() {
	_ = syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL)
	_ = c.cmd.Wait()
	_ = os.Remove(filepath.Join(c.dir, "data", "postmaster.pid"))
}

// postgresKills kills the database under a loaded server, and has both start again.
func postgresKills(r *rig) (rows []row, err error) {
	c, err := newCluster()
	if err != nil {
		return nil, err
	}
	defer func() { c.kill(); err = errors.Join(err, os.RemoveAll(c.dir)) }()
	o, err := r.found(filepath.Join(r.dir, "postgres"), c.address())
	if err != nil {
		return nil, err
	}
	all := row{what: "PostgreSQL killed (-9, every process) under 4 clients"}
	var last row
	for range r.size(1, 30) {
		s, err := o.serve("")
		if err != nil {
			return nil, err
		}
		left := o.loadFor(s, 4, 2*moment(), c.kill)
		s.kill()
		all.tried, all.fired = all.tried+1, all.fired+1
		if err := c.start(); err != nil {
			return nil, err
		}
		found := row{}
		if err := o.examine(&found, left); err != nil {
			return nil, err
		}
		found.half, found.blind = found.half+last.half, found.blind+last.blind
		last = found
	}
	all.add(last)
	return []row{all}, o.close()
}
