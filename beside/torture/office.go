package torture

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver pgx
	_ "modernc.org/sqlite"             // the driver sqlite
)

// office is an office that is tortured, with the oracle beside it.
type office struct {
	rig      *rig
	data     string
	database string // "" for the store in data
	oracle   *oracle
	token    string
	asked    int // keys so far
	answered atomic.Int64
}

// found makes an office with a secretary.
func (r *rig) found(data, database string) (*office, error) {
	o := &office{rig: r, data: data, database: database}
	if _, err := o.command("init", "--json"); err != nil {
		return nil, err
	}
	said, err := o.command("user", "add", "--id", "office", "--name", "office", "--role", "secretariat", "--scheme", "all", "--json")
	if err != nil {
		return nil, err
	}
	var made struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(said, &made); err != nil {
		return nil, err
	}
	o.token = made.Token
	o.oracle, err = startOracle(r.ctx, r.self, filepath.Join(r.dir, filepath.Base(filepath.Dir(data))+"-"+filepath.Base(data)+".acknowledged"))
	return o, err
}

// at are the flags that name the office.
func (o *office) at(args ...string) []string {
	args = append(args, "--data", o.data)
	if o.database != "" {
		args = append(args, "--database", o.database)
	}
	return args
}

// command runs the program, and fails with what it said when it does.
func (o *office) command(args ...string) ([]byte, error) { return o.rig.run("", o.at(args...)...) }

// run runs the program, inside another when there is one.
func (r *rig) run(inside string, args ...string) ([]byte, error) {
	name := r.akashi
	if inside != "" {
		all := append(strings.Fields(inside), append([]string{r.akashi}, args...)...)
		name, args = all[0], all[1:]
	}
	ctx, cancel := context.WithTimeout(r.ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("%s: %w: %.300s %.300s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.Bytes(), nil
}

// server is the office while it answers.
type server struct {
	cmd   *exec.Cmd
	url   string
	said  *bytes.Buffer
	ended chan error
}

// serve opens the office, inside another program when there is one.
func (o *office) serve(inside string) (*server, error) {
	all := append(strings.Fields(inside), append([]string{o.rig.akashi}, o.at("serve", "--addr", "127.0.0.1:0")...)...)
	s := &server{cmd: exec.CommandContext(o.rig.ctx, all[0], all[1:]...), said: &bytes.Buffer{}, ended: make(chan error, 1)}
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that all of it can be killed
	errs, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(errs)
		address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
		told := false
		for lines.Scan() {
			s.said.WriteString(lines.Text() + "\n")
			if url := address.FindString(lines.Text()); url != "" && !told {
				told = true
				found <- url
			}
		}
		close(found)
		s.ended <- s.cmd.Wait()
	}()
	select {
	case s.url = <-found:
	case <-time.After(time.Minute):
	}
	if s.url == "" {
		_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
		return nil, errors.Join(errors.New("the office did not open: "+s.said.String()), <-s.ended)
	}
	return s, nil
}

// kill ends the office without a word, and whatever it runs inside.
func (s *server) kill() {
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) // it may have ended
	<-s.ended
}

// act is one thing that the office is asked to do, under a key.
type act struct{ key, path, body string }

// opening opens a case whose service is the key.
func opening(key string) act {
	return act{key, "/api/v1/cases", fmt.Sprintf(`{"scheme":"anshin","type":"new","service":%q,"intake_body":"jaipa","applicant":{"name":%q}}`, key, key)}
}

// attaching hands in a file whose name is the key.
func attaching(key, no string) act {
	content := base64.StdEncoding.EncodeToString([]byte("evidence of " + key + strings.Repeat(".", 5000)))
	return act{key, "/api/v1/cases/" + no + "/attach", fmt.Sprintf(`{"name":%q,"content":%q}`, key, content)}
}

// ask sends an act, and has the oracle write down that it was acknowledged.
func (o *office) ask(s *server, a act) (status int, body []byte, err error) {
	ctx, cancel := context.WithTimeout(o.rig.ctx, 20*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+a.path, strings.NewReader(a.body))
	if err != nil {
		return 0, nil, err
	}
	for name, value := range map[string]string{"Authorization": "Bearer " + o.token, "Idempotency-Key": a.key, "Content-Type": "application/json"} {
		request.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	body, err = io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return 0, nil, err
	}
	if answer.StatusCode < 300 {
		err = o.oracle.keeps(a.key, hashOf(body))
		o.answered.Add(1)
	}
	return answer.StatusCode, body, err
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// kept is what the store holds: how often each key has had its effect.
func (o *office) kept() (kept map[string]int, err error) {
	driver, address := "sqlite", filepath.Join(o.data, "akashi.db")
	if o.database != "" {
		driver, address = "pgx", o.database
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(o.rig.ctx, "SELECT service FROM case_file UNION ALL SELECT name FROM attachment")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	kept = map[string]int{}
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, err
		}
		kept[key]++
	}
	return kept, rows.Err()
}
