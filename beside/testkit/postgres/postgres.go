// Package postgres gives each test an empty PostgreSQL database of its own.
//
// Without further ado it starts a throw-away cluster, one for each test binary,
// in a directory under /tmp, reached through a socket there. The cluster ends
// with the test binary, however that ends. When AKASHI_TEST_POSTGRES holds the
// address of a server (postgres://…, with the right to create databases), the
// databases are made there instead; when it is "none", the tests are skipped.
package postgres

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"akashi/beside/testkit"
)

// shared is the server of this test binary: a test binary has one, because
// starting a cluster takes a second and a half.
var shared = &server{templates: map[string]string{}}

// server is a PostgreSQL in which databases can be made. It is started when
// first asked for.
type server struct {
	mu        sync.Mutex        // one database at a time: a template must not be in use
	address   string            // of the database postgres; "" until started
	absent    error             // why there is no server
	templates map[string]string // what Copy copies, by the template's name
	watcher   *watcher          // nil when the server is not ours
}

// ready starts the server unless it has been tried before.
func (s *server) ready() error {
	if s.address == "" && s.absent == nil {
		s.address, s.watcher, s.absent = start()
	}
	return s.absent
}

// Empty returns the address of a new, empty database, which is dropped when
// the test ends.
func Empty(t testing.TB) string {
	t.Helper()
	return Copy(t, "", nil)
}

// Copy returns the address of a new database that begins as a copy of a
// template, which is dropped when the test ends. The template is made once in
// each test binary, by handing prepare the address of an empty database; what
// prepare opens there it must close again. Copying a migrated database is
// about ten times as fast as migrating an empty one.
func Copy(t testing.TB, template string, prepare func(address string) error) string {
	t.Helper()
	if os.Getenv("AKASHI_TEST_POSTGRES") == "none" {
		testkit.Missing(t, "PostgreSQL is left out on request")
	}
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if err := shared.ready(); err != nil {
		testkit.Missing(t, "no PostgreSQL: "+err.Error())
	}
	origin, err := shared.template(template, prepare)
	if err != nil {
		t.Fatalf("prepare template %s: %v", template, err)
	}
	name, err := shared.create(origin)
	if err != nil {
		t.Fatalf("create a database: %v", err)
	}
	t.Cleanup(func() {
		if err := shared.drop(name); err != nil {
			t.Errorf("drop the database: %v", err)
		}
	})
	return shared.within(name)
}

// Main runs the tests of a package and then takes the server down before it
// returns the exit status; call it from TestMain. A package without it leaves
// the taking down to the watcher, which is a moment later.
func Main(m *testing.M) int {
	status := m.Run()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	for _, name := range shared.templates {
		_ = shared.drop(name)
	}
	if shared.watcher != nil {
		shared.watcher.stop()
	}
	return status
}

// template returns the name of the database to copy, making it first when this
// is the first copy.
func (s *server) template(template string, prepare func(string) error) (string, error) {
	if template == "" {
		return "template0", nil
	}
	if name, made := s.templates[template]; made {
		return name, nil
	}
	name, err := s.create("template0")
	if err != nil {
		return "", err
	}
	if err := prepare(s.within(name)); err != nil {
		return "", err
	}
	s.templates[template] = name
	return name, nil
}

// create makes a database under a name that no other test run has.
func (s *server) create(origin string) (string, error) {
	name := "akashi_test_" + strings.ToLower(rand.Text())
	return name, s.execute(fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, origin))
}

// drop takes the database away under whatever connections a test left open.
func (s *server) drop(name string) error {
	return s.execute(fmt.Sprintf("DROP DATABASE IF EXISTS %s WITH (FORCE)", name))
}

func (s *server) execute(statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
}

// within returns the address of the database of that name on the server.
func (s *server) within(name string) string {
	u, err := url.Parse(s.address)
	if err != nil {
		return s.address
	}
	u.Path = "/" + name
	return u.String()
}
