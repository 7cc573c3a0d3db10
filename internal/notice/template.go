package notice

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Template is how a district tells of one type of event.
type Template struct {
	Channels []string          `json:"channels"` // beside the inbox, in the order in which they are tried, by the words of Delivery.Channel
	Provider string            `json:"provider"` // by what the gateway of short messages knows the text, and the log of deliveries the mail
	WeChat   WeChatTemplate    `json:"wechat,omitzero"`
	Title    map[string]string `json:"title"` // by language
	Text     map[string]string `json:"text"`  // by language
}

// WeChatTemplate is a template that the mini-program has chosen from those of the platform. None when its id is empty.
type WeChatTemplate struct {
	ID     string            `json:"id"`
	Page   string            `json:"page"`   // of the mini-program, which the message opens
	Fields map[string]string `json:"fields"` // what each shows, by the keys of the platform: TITLE, TEXT or TIME
}

// Templates by type of event.
type Templates map[string]Template

// Check that a template can be told by each of its channels.
func (all Templates) Check() error {
	for event, t := range all {
		if err := t.Check(); err != nil {
			return fmt.Errorf("%s: %w", event, err)
		}
	}
	return nil
}

// The longest words; the contract says the same.
const (
	maxTitle = 100
	maxText  = 500
)

// Check that the words are there and that each channel can carry them.
func (t Template) Check() error {
	for language := range t.Title {
		if language != fault.Chinese && language != fault.English {
			return fmt.Errorf("the language %q is none of ours", language)
		}
		if title, text := utf8.RuneCountInString(t.Title[language]), utf8.RuneCountInString(t.Text[language]); title == 0 || title > maxTitle || text == 0 || text > maxText {
			return fmt.Errorf("title or text in %s is missing or too long", language)
		}
	}
	if t.Title[fault.Chinese] == "" || len(t.Text) != len(t.Title) {
		return fmt.Errorf("the words are missing in a language")
	}
	for i, channel := range t.Channels {
		if !slices.Contains([]string{SMS, WeChat, EMail}, channel) || slices.Contains(t.Channels[:i], channel) {
			return fmt.Errorf("the channel %q is none, or is named twice", channel)
		}
		if channel != WeChat && t.Provider == "" {
			return fmt.Errorf("%s needs the code of the provider", channel)
		}
	}
	for field, shows := range t.WeChat.Fields {
		if shows != showsTitle && shows != showsText && shows != showsTime {
			return fmt.Errorf("the field %s shows %q, which is none of TITLE, TEXT and TIME", field, shows)
		}
	}
	return nil
}
