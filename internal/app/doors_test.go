package app_test

import (
	"testing"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestSmoke(t *testing.T) {
	k := testkit.Start(t)
	code, body := k.REST(t, testkit.Resident, "GET", "/v1/me", nil)
	t.Log(code, body)
	if code != 200 {
		t.Fatal()
	}
}
