// Package scanner starts ClamAV's clamd for tests, with one signature: that of the file which
// all scanners agree to find (EICAR).
package scanner

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"akashi/beside/testkit"
)

// Harmless is what every scanner finds, though it does nothing. It is put together here, so
// that no scanner finds this file.
func Harmless() []byte {
	return []byte(`X5O!P%@AP[4\PZX54(P^)7CC)7}$` + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!" + `$H+H*`)
}

// Longest is how many bytes it takes, in MiB.
const Longest = 2

// Start starts one, which ends with the test, and returns its address.
func Start(t testing.TB) (address string) {
	t.Helper()
	program := "/usr/sbin/clamd"
	if found, err := exec.LookPath("clamd"); err == nil {
		program = found
	}
	if _, err := os.Stat(program); err != nil {
		testkit.Missing(t, "clamd is not here")
	}
	dir, err := os.MkdirTemp("", "clamd-") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	for name, text := range map[string]string{
		"c":        fmt.Sprintf("LocalSocket %s\nDatabaseDirectory %s/db\nForeground yes\nStreamMaxLength %dM\n", socket, dir, Longest),
		"db/e.ndb": "Harmless:0:*:" + fmt.Sprintf("%x", Harmless()) + "\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	daemon := exec.Command(program, "--config-file="+filepath.Join(dir, "c"))
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	for range 200 {
		if line, err := net.Dial("unix", socket); err == nil {
			_ = line.Close()
			return "unix://" + socket
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("clamd does not listen")
	return ""
}
