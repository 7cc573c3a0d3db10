package api_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// proves AP-26
func TestAChangeThatBreaksTheReleasedContractIsFound(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs(filepath.Join("..", ".build", "contract"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	tree, err := os.MkdirTemp(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(tree) })
	if err := os.CopyFS(filepath.Join(tree, "api", "proto"), os.DirFS("proto")); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile("../buf.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tree, "buf.yaml"), config, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := run("run", "./internal/tools/protodeps", "-out", filepath.Join(tree, ".build", "proto-deps")); err != nil {
		t.Fatal(err, out)
	}
	if out, err := breaking(tree); err != nil {
		t.Fatalf("the contract as it is breaks the released one: %v\n%s", err, out)
	}

	issue := filepath.Join(tree, "api", "proto", "haolinju", "intake", "v1", "issue.proto")
	text, err := os.ReadFile(issue)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(text), "string title = ", "int32 title = ", 1)
	if broken == string(text) {
		t.Fatal("issue.proto has no title")
	}
	if err := os.WriteFile(issue, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := breaking(tree)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !strings.Contains(out, `"title"`) {
		t.Errorf("a field of another type passes: %v\n%s", err, out)
	}
}

func breaking(tree string) (string, error) {
	return run("tool", "-modfile=tools/go.mod", "buf", "breaking", filepath.Join(tree, "api", "proto"), "--against", "api/released.binpb")
}

// run a go command at the top of the repository.
func run(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = ".."
	out, err := cmd.CombinedOutput()
	return string(out), err
}
