package testkit

import (
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// platform is the demo's platform of mini-programs on loopback: it keeps the messages that it takes.
type platform struct {
	server *httptest.Server

	mu    sync.Mutex
	code  int // that it answers instead of taking a message; 0: it takes
	taken []demo.WeChatMessage
}

func openPlatform() *platform {
	p := &platform{}
	p.server = httptest.NewServer(demo.WeChat(func(m demo.WeChatMessage) int {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.code == 0 {
			p.taken = append(p.taken, m)
		}
		return p.code
	}))
	return p
}

// client of the platform.
func (p *platform) client(t *testing.T, clk clock.Clock) *wechat.Client {
	t.Helper()
	c, err := wechat.NewClient(p.server.URL, wechat.App{ID: demo.WeChatApp, Secret: demo.WeChatSecret}, clk)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// WeChatMessages are those that the platform has taken, oldest first.
func (k *Kit) WeChatMessages() []demo.WeChatMessage {
	k.platform.mu.Lock()
	defer k.platform.mu.Unlock()
	return slices.Clone(k.platform.taken)
}

// WeChatAnswers makes the platform answer an errcode instead of taking a message; 0: it takes them again.
func (k *Kit) WeChatAnswers(errcode int) {
	k.platform.mu.Lock()
	defer k.platform.mu.Unlock()
	k.platform.code = errcode
}
