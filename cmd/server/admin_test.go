package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// proves AD-15
func TestTheFirstAdministratorOfADistrictSignsInByPasswordAndSecondFactor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	create := func(input string, args ...string) (string, int) {
		cmd := exec.CommandContext(t.Context(), binary, append([]string{"admin", "create", "110111", "--dir", dir}, args...)...)
		cmd.Stdin = strings.NewReader(input)
		out, _ := cmd.CombinedOutput()
		return string(out), cmd.ProcessState.ExitCode()
	}
	if out, code := create("a long password\n", "--username", "anquan"); code == 0 || !strings.Contains(out, "run `server import divisions FILE` first") {
		t.Errorf("a district that is not founded: %s", out)
	}
	list := filepath.Join("..", "..", "internal", "directory", "data", "fangshan-divisions.json")
	if _, stderr, code := run(t, nil, "import", "divisions", list, "--dir", dir); code != 0 {
		t.Fatal(stderr)
	}
	for _, c := range []struct {
		input, want string
		args        []string
	}{
		{"", "first line of standard input", []string{"--username", "anquan"}},
		{"short\n", "too short", []string{"--username", "anquan"}},
		{"a long password\n", "no unit with the code 7", []string{"--username", "anquan", "--unit", "7"}},
		{"a long password\n", "must be one of", []string{"--username", "anquan", "--role", "RESIDENT"}},
	} {
		if out, code := create(c.input, c.args...); code == 0 || !strings.Contains(out, c.want) {
			t.Errorf("%q %v: exit %d, %s", c.input, c.args, code, out)
		}
	}
	out, code := create("a long password\n", "--username", "anquan")
	made := regexp.MustCompile(`^(persons/[0-9a-f-]{36}) is SECURITY_ADMIN`).FindStringSubmatch(out)
	if code != 0 || made == nil {
		t.Fatal(out)
	}

	rest := serving(t, dir)
	var enrolled struct{ URI string }
	proof := map[string]string{"username": "anquan", "password": "a long password"}
	post(t, rest+"/v1/auth:enrolTotp", map[string]any{"proof": proof}, &enrolled)
	key, err := otp.NewKeyFromURL(enrolled.URI)
	if err != nil {
		t.Fatal(err)
	}
	if proof["totp"], err = totp.GenerateCode(key.Secret(), time.Now()); err != nil {
		t.Fatal(err)
	}
	var tokens struct{ Principal struct{ Person string } }
	post(t, rest+"/v1/auth:loginWithPassword", proof, &tokens)
	if tokens.Principal.Person != made[1] {
		t.Errorf("%s signs in, %s was made", tokens.Principal.Person, made[1])
	}
}

// serving starts a server on a folder until the test ends, and gives its REST door.
func serving(t *testing.T, dir string) string {
	t.Helper()
	rest, _ := servingWith(t, dir)
	return rest
}

// servingWith does the same with flags, and gives the gRPC door too.
func servingWith(t *testing.T, dir string, flags ...string) (rest, native string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, binary, append(anywhere(dir, "serve"), flags...)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); cmd.Wait() })
	line := make([]byte, 512)
	n, err := stdout.Read(line)
	doors := regexp.MustCompile(`REST (\S+).* gRPC (\S+)`).FindSubmatch(line[:n])
	if err != nil || doors == nil {
		t.Fatalf("the server says %q, %v", line[:n], err)
	}
	return string(doors[1]), string(doors[2])
}

func post(t *testing.T, url string, body, answer any) {
	t.Helper()
	content, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.Post(url, "application/json", bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	var text bytes.Buffer
	if _, err := text.ReadFrom(got.Body); err != nil || got.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s, %v", url, got.StatusCode, text.Bytes(), err)
	}
	if err := json.Unmarshal(text.Bytes(), answer); err != nil {
		t.Fatal(err)
	}
}
