package wechat

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Message is one subscription message to a user who has consented to one of its template.
type Message struct {
	To       string            // openid
	Template string            // id that the platform has given it
	Page     string            // of the mini-program, which the message opens; none when empty
	Fields   map[string]string // of the template, by its keys: {"thing1": "…"}
	Language string            // of the frame around it, one of fault's
}

// Send hands a message over, and tells the id under which the platform knows it, if it gives one. The platform knows no id
// of ours: a message that is sent twice arrives twice, and takes two consents.
func (c *Client) Send(ctx context.Context, m Message) (id string, err error) {
	type value struct {
		Value string `json:"value"`
	}
	data := map[string]value{}
	for key, text := range m.Fields {
		data[key] = value{text}
	}
	body := map[string]any{"touser": m.To, "template_id": m.Template, "data": data, "lang": "zh_CN"}
	if m.Language == fault.English {
		body["lang"] = "en_US"
	}
	if m.Page != "" {
		body["page"] = m.Page
	}
	var answer struct {
		result
		ID json.Number `json:"msgid"`
	}
	err = c.signed(ctx, func(token string) error {
		return c.call(ctx, http.MethodPost, "/cgi-bin/message/subscribe/send", url.Values{"access_token": {token}}, body, &answer)
	})
	return answer.ID.String(), err
}
