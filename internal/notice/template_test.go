package notice

import (
	"strings"
	"testing"
)

func TestATemplateThatAChannelCannotCarryIsRefused(t *testing.T) {
	t.Parallel()
	good := func() Template {
		return Template{Channels: []string{WeChat, SMS, EMail}, Provider: "code", WeChat: WeChatTemplate{ID: "t", Fields: map[string]string{"thing1": showsTitle}},
			Title: map[string]string{"zh-CN": "标题", "en": "title"}, Text: map[string]string{"zh-CN": "内容", "en": "text"}}
	}
	if err := (Templates{"e": good()}).Check(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*Template){
		"no Chinese":           func(t *Template) { delete(t.Title, "zh-CN"); delete(t.Text, "zh-CN") },
		"half a language":      func(t *Template) { delete(t.Text, "en") },
		"another language":     func(t *Template) { t.Title["fr"], t.Text["fr"] = "titre", "texte" },
		"a long title":         func(t *Template) { t.Title["en"] = strings.Repeat("x", maxTitle+1) },
		"a long text":          func(t *Template) { t.Text["zh-CN"] = strings.Repeat("长", maxText+1) },
		"a strange channel":    func(t *Template) { t.Channels = []string{"FAX"} },
		"a channel twice":      func(t *Template) { t.Channels = []string{SMS, SMS} },
		"no provider":          func(t *Template) { t.Provider = "" },
		"a field of something": func(t *Template) { t.WeChat.Fields["thing1"] = "NAME" },
	} {
		one := good()
		spoil(&one)
		if (Templates{"e": one}).Check() == nil {
			t.Errorf("%s is taken", name)
		}
	}
}
