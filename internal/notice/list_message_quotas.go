package notice

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ListMessageQuotas returns the templates of subscription messages, with what is left of each.
func (s *Service) ListMessageQuotas(ctx context.Context, _ *noticev1.ListMessageQuotasRequest) (*noticev1.ListMessageQuotasResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ListMessageQuotasResponse, error) {
		quotas, err := s.quotas(ctx, tx)
		return &noticev1.ListMessageQuotasResponse{MessageQuotas: quotas}, err
	})
}

// quotas of the caller, one for each template that the district sends by WeChat now, in the order of the templates.
func (s *Service) quotas(ctx context.Context, tx *db.Tx) ([]*noticev1.MessageQuota, error) {
	channel := s.Channels[WeChat]
	if channel == nil {
		return nil, nil
	}
	all, err := templates.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, "select template, remaining from message_quota where tenant_id = $1 and person_id = $2", tx.Tenant(), access.From(ctx).Person)
	if err != nil {
		return nil, err
	}
	left := map[string]int32{}
	var template string
	var remaining int32
	if _, err := pgx.ForEachRow(rows, []any{&template, &remaining}, func() error { left[template] = remaining; return nil }); err != nil {
		return nil, err
	}
	found := map[string]*noticev1.MessageQuota{}
	for _, event := range slices.Sorted(maps.Keys(all)) {
		t := all[event]
		code := channel.Code(t)
		if code == "" || !slices.Contains(t.Channels, WeChat) {
			continue
		}
		if found[code] == nil {
			found[code] = &noticev1.MessageQuota{Template: code, Remaining: left[code]}
		}
		found[code].EventTypes = append(found[code].EventTypes, event)
	}
	var quotas []*noticev1.MessageQuota
	for _, code := range slices.Sorted(maps.Keys(found)) {
		quotas = append(quotas, found[code])
	}
	return quotas, nil
}
