package savedfilter_test

import (
	"testing"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}
