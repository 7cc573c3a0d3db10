package notice

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// OpenIDs knows by what the mini-program knows persons; empty for who has never signed in by it.
type OpenIDs interface {
	OpenID(ctx context.Context, tx *db.Tx, person uuid.UUID) (string, error)
}

// wechatMessages is the channel WECHAT: each message takes one consent of its person.
type wechatMessages struct {
	users OpenIDs
	app   *wechat.Client
}

// WeChatMessages are sent to the users of a mini-program.
func WeChatMessages(users OpenIDs, app *wechat.Client) Channel { return wechatMessages{users, app} }

// Code is the platform's.
func (wechatMessages) Code(t Template) string { return t.WeChat.ID }

// Reach gives the openid and takes a consent, which Settle gives back where it was not used. A worker that dies in between leaves it
// taken: the message may have arrived.
func (c wechatMessages) Reach(ctx context.Context, tx *db.Tx, person uuid.UUID, code string) (Address, error) {
	user, err := c.users.OpenID(ctx, tx, person)
	if err != nil {
		return Address{}, err
	}
	if user == "" {
		return Address{}, ErrNoAddress
	}
	to := Address{Clear: user, Masked: "****" + user[max(0, len(user)-4):]}
	err = tx.QueryRow(ctx, `update message_quota set remaining = remaining - 1
		where tenant_id = $1 and person_id = $2 and template = $3 and remaining > 0 returning language`,
		tx.Tenant(), person, code).Scan(&to.Language)
	if errors.Is(err, pgx.ErrNoRows) {
		err = ErrNoConsent
	}
	return to, err
}

// Send hands over to the platform.
func (c wechatMessages) Send(ctx context.Context, m Message) (string, error) {
	fields := map[string]string{}
	for key, shows := range m.Template.WeChat.Fields {
		fields[key] = m.shown(shows)
	}
	id, err := c.app.Send(ctx, wechat.Message{To: m.To.Clear, Template: m.Code, Page: m.page(), Fields: fields, Language: m.To.Language})
	switch {
	case errors.Is(err, wechat.ErrConsent):
		err = errors.Join(ErrNoConsent, err)
	case errors.Is(err, wechat.ErrRefused):
		err = errors.Join(ErrRefused, err)
	}
	return id, err
}

// page is what the message opens; it learns where its person unsubscribes.
func (m Message) page() string {
	page := m.Template.WeChat.Page
	if page == "" || m.Exit == "" {
		return page
	}
	parameter := "?"
	if strings.Contains(page, "?") {
		parameter = "&"
	}
	return page + parameter + url.Values{"unsubscribe": {m.Exit}}.Encode()
}

// Settle gives the consent back that a message did not use, and believes the platform where it knows of none.
func (wechatMessages) Settle(ctx context.Context, tx *db.Tx, person uuid.UUID, code string, sent error) error {
	change := "remaining = remaining + 1"
	switch {
	case sent == nil:
		return nil
	case errors.Is(sent, ErrNoConsent):
		change = "remaining = 0"
	}
	_, err := tx.Exec(ctx, "update message_quota set "+change+" where tenant_id = $1 and person_id = $2 and template = $3",
		tx.Tenant(), person, code)
	return err
}

// What a field of a template of WeChat can show.
const (
	showsTitle = "TITLE"
	showsText  = "TEXT"
	showsTime  = "TIME" // of the event
)

// maxField is how many characters the platform takes in a field of text (thing).
const maxField = 20

func (m Message) shown(what string) string {
	text := []rune(m.Title())
	switch what {
	case showsText:
		text = []rune(m.Text())
	case showsTime:
		return m.Time.In(clock.Zone).Format("2006年1月2日 15:04")
	}
	return string(text[:min(len(text), maxField)])
}
