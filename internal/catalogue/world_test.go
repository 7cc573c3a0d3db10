package catalogue_test

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// suzhuang is the code of a community in which the demo's residents live.
const suzhuang = "110111012005"

// world is a running server with the demo district.
type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.Start(t)}
}

func (w world) as(who testkit.Who) directoryv1.DirectoryServiceClient {
	return directoryv1.NewDirectoryServiceClient(w.Conn(who))
}

// count is the number that a query of the owner's role answers.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }
