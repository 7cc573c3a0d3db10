package staffing_test

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// xilu is 西潞街道, in which the street's staff of the demo work; gongchen is its neighbour 拱辰街道, suzhuang a community of xilu.
const (
	xilu     = "110111012"
	gongchen = "110111011"
	suzhuang = "110111012005"
)

// world is a running server with the demo district.
type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.Start(t)}
}

func (w world) as(who testkit.Who) directoryv1.DirectoryServiceClient {
	return directoryv1.NewDirectoryServiceClient(w.Conn(who))
}

func (w world) me(t *testing.T, who testkit.Who) *identityv1.Me {
	t.Helper()
	me, err := identityv1.NewIdentityServiceClient(w.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return me
}

// unit is the name of the unit with a code.

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
