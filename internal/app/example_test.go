package app_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// examplePiece is a piece of a file in the worked example: ```go path/of/the/file.go
var examplePiece = regexp.MustCompile("(?ms)^```\\w+ (\\S+)\n(.*?)\n```$")

// The worked example of a new RPC is made of pieces of the tree, and no other file that is written by hand names its RPC: a
// new RPC needs the steps of CONTRIBUTING.md and nothing else.
func TestTheWorkedExampleOfANewRPCIsTheTreeAndNamesEveryFileThatAnRPCNeeds(t *testing.T) {
	t.Parallel()
	const example, called = "docs/add-an-rpc.md", "RevokeVerification"
	tree := os.DirFS(root)
	text, err := fs.ReadFile(tree, example)
	if err != nil {
		t.Fatal(err)
	}
	pieces := examplePiece.FindAllStringSubmatch(string(text), -1)
	if len(pieces) != 7 {
		t.Errorf("%d pieces, want 7", len(pieces))
	}
	named := []string{example}
	for _, piece := range pieces {
		named = append(named, piece[1])
		content, err := fs.ReadFile(tree, piece[1])
		if err != nil || !strings.Contains(string(content), piece[2]) {
			t.Errorf("%s does not hold what the example shows of it (%v):\n%s", piece[1], err, piece[2])
		}
	}
	generated := []string{"api/gen/", "docs/access.md"}
	err = fs.WalkDir(tree, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{".git", ".build", "build", "node_modules", "ent"}, path.Base(file)) {
				return fs.SkipDir
			}
			return nil
		}
		if slices.ContainsFunc(generated, func(g string) bool { return strings.HasPrefix(file, g) }) ||
			!slices.Contains([]string{".go", ".proto", ".md", ".yaml", ".sql"}, path.Ext(file)) {
			return nil
		}
		content, err := fs.ReadFile(tree, file)
		if err == nil && strings.Contains(string(content), called) && !slices.Contains(named, file) && file != "internal/app/example_test.go" {
			t.Errorf("%s names %s and is missing in the example", file, called)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
