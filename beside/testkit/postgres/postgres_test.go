package postgres_test

import (
	"bufio"
	"context"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"akashi/beside/testkit"
	"akashi/beside/testkit/postgres"
)

func TestMain(m *testing.M) { os.Exit(postgres.Main(m)) }

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	t.Parallel()
	one, other := postgres.Empty(t), postgres.Empty(t)
	if one == other {
		t.Fatalf("got %s twice", one)
	}
	execute(t, one, "CREATE TABLE case_ (no text)")
	execute(t, other, "CREATE TABLE case_ (no text)")
}

func TestCopyBeginsAsTheTemplate(t *testing.T) {
	t.Parallel()
	prepared := 0
	prepare := func(address string) error {
		prepared++
		execute(t, address, "CREATE TABLE mark (no text)")
		return nil
	}
	for range 3 {
		execute(t, postgres.Copy(t, "marks", prepare), "INSERT INTO mark VALUES ('J0072')")
	}
	if prepared != 1 {
		t.Errorf("prepared %d times, want once", prepared)
	}
}

// TestServerDiesWithTheBinary kills a test binary that has a server and waits
// for the server and its directory to go.
func TestServerDiesWithTheBinary(t *testing.T) {
	t.Parallel()
	if os.Getenv("AKASHI_TEST_POSTGRES") != "" {
		testkit.NotHere(t, "the server is not ours")
	}
	postgres.Empty(t) // skips where there is no PostgreSQL
	child := exec.Command(os.Args[0], "-test.run=^TestHoldsAServer$")
	child.Env = append(os.Environ(), "AKASHI_TEST_HOLD=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	dir, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	dir = strings.TrimSpace(dir)
	for range 500 {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("%s is still there ten seconds after the test binary was killed", dir)
}

// TestHoldsAServer is the binary that TestServerDiesWithTheBinary kills.
func TestHoldsAServer(t *testing.T) {
	if os.Getenv("AKASHI_TEST_HOLD") == "" {
		testkit.NotHere(t, "started by TestServerDiesWithTheBinary only")
	}
	u, err := url.Parse(postgres.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = os.Stdout.WriteString(u.Query().Get("host") + "\n")
	time.Sleep(time.Minute)
}

func execute(t *testing.T, address, statement string) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(context.Background(), statement); err != nil {
		t.Error(err)
	}
	if err := conn.Close(context.Background()); err != nil {
		t.Error(err)
	}
}
