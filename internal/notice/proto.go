package notice

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// shown is a notice as its person reads it.
func (s *Service) shown(ctx context.Context, tx *db.Tx, n *ent.Notice) (*noticev1.Notice, error) {
	token, err := s.exit(ctx, tx, n)
	shown := toNotice(n, fault.LanguageOf(ctx))
	shown.UnsubscribeToken = token
	return shown, err
}

func toNotice(n *ent.Notice, language string) *noticev1.Notice {
	shown := &noticev1.Notice{
		Name:       name.Of("notices", n.ID),
		EventType:  n.EventType,
		Subject:    n.Subject,
		Title:      in(language, n.Title),
		Text:       in(language, n.Text),
		EventTime:  timestamppb.New(n.EventTime),
		ReadTime:   wire.Timestamp(n.ReadTime),
		CreateTime: timestamppb.New(n.CreateTime),
		Etag:       etag.Of(n.Version),
	}
	if n.ActingForID != nil {
		shown.ActingFor = name.Of("persons", *n.ActingForID)
	}
	return shown
}

// in is a wording in a language; Chinese where a template lacks the language.
func in(language string, words map[string]string) string {
	if text, ok := words[language]; ok {
		return text
	}
	return words[fault.Chinese]
}

func toDelivery(d *ent.Delivery) *noticev1.Delivery {
	return &noticev1.Delivery{
		Name:        deliveryName(d.ID),
		Notice:      name.Of("notices", d.NoticeID),
		Channel:     noticev1.Delivery_Channel(noticev1.Delivery_Channel_value["CHANNEL_"+d.Channel]),
		Template:    d.Template,
		Recipient:   d.Recipient,
		State:       noticev1.Delivery_State(noticev1.Delivery_State_value["STATE_"+d.State]),
		Reason:      noticev1.Delivery_Reason(noticev1.Delivery_Reason_value["REASON_"+d.Reason]),
		Tries:       int32(d.Tries),
		NextTryTime: wire.Timestamp(d.NextTryTime),
		ProviderId:  d.ProviderID,
		SentTime:    wire.Timestamp(d.SentTime),
		CreateTime:  timestamppb.New(d.CreateTime),
		Etag:        etag.Of(d.Version),
	}
}
