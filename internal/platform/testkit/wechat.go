package testkit

import (
	"net/http/httptest"
	"testing"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// openWeChat is a client of the demo's platform on loopback.
func openWeChat(t *testing.T, clk clock.Clock) *wechat.Client {
	t.Helper()
	platform := httptest.NewServer(demo.WeChat())
	t.Cleanup(platform.Close)
	c, err := wechat.NewClient(platform.URL, wechat.App{ID: demo.WeChatApp, Secret: demo.WeChatSecret}, clk)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
