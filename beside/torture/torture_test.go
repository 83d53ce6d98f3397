package torture

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"akashi/beside/cluster"
	"akashi/beside/testkit"
)

// TestMain is the oracle, too, when it is started as one.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "oracle" {
		if Oracle(os.Args[2], os.Stdin, os.Stdout) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// built is the program.
func built(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "akashi")
	if out, err := exec.Command("go", "build", "-o", path, "akashi/cmd/akashi").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return path
}

// TestNothingAcknowledgedIsLost runs each torment in its small form, and wants every control
// to be flagged.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	testkit.Slow(t, "takes most of a minute")
	akashi := built(t)
	for _, one := range torments() {
		t.Run(one.name, func(t *testing.T) {
			missing := needs(one.name)
			if errors.As(missing, new(forbidden)) {
				testkit.NotHere(t, missing.Error())
			}
			if missing != nil {
				testkit.Missing(t, missing.Error())
			}
			var table, said bytes.Buffer
			if err := Run(t.Context(), []string{"-akashi", akashi, "-only", one.name}, &table, &said); err != nil {
				t.Errorf("%v\n%s%s", err, &table, &said)
			}
		})
	}
}

// needs says what a torment lacks on this machine.
func needs(name string) error {
	switch name {
	case "fault", "flush", "backup":
		return traceable()
	case "power":
		return errors.Join(mountable(), traceable())
	case "postgres":
		if os.Getenv("AKASHI_TEST_POSTGRES") == "none" {
			return errors.New("PostgreSQL is left out on request")
		}
		_, err := cluster.Initdb()
		return err
	}
	return nil
}
