package workcalendar_test

import (
	"testing"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }
