package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportsOfTheContractArePrintedAndNothingOfBufsOwn(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "deps")
	stale := filepath.Join(folder, "gone.proto")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(stale, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := printTo(folder); err != nil {
		t.Fatal(err)
	}
	for path, holds := range map[string]string{
		"google/api/annotations.proto":    "extend google.protobuf.MethodOptions",
		"google/api/field_behavior.proto": "REQUIRED",
		"google/type/date.proto":          `option go_package = "google.golang.org/genproto/googleapis/type/date;date";`,
		"buf/validate/validate.proto":     "message FieldRules",
	} {
		text, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil || !strings.Contains(string(text), holds) {
			t.Errorf("%s does not hold %q: %v", path, holds, err)
		}
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("a file of an earlier run is left")
	}
	if _, err := os.Stat(filepath.Join(folder, "google/protobuf")); err == nil {
		t.Error("google/protobuf is printed, which buf brings itself")
	}
}
