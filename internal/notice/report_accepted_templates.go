package notice

import (
	"context"
	"slices"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ReportAcceptedTemplates lets the quotas of templates grow by one message each, in the order of their names: two reports of
// one person do not wait for each other crosswise.
func (s *Service) ReportAcceptedTemplates(ctx context.Context, req *noticev1.ReportAcceptedTemplatesRequest) (*noticev1.ReportAcceptedTemplatesResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ReportAcceptedTemplatesResponse, error) {
		known, err := s.quotas(ctx, tx)
		if err != nil {
			return nil, err
		}
		answer := &noticev1.ReportAcceptedTemplatesResponse{}
		for _, template := range slices.Sorted(slices.Values(req.GetTemplates())) {
			at := slices.IndexFunc(known, func(q *noticev1.MessageQuota) bool { return q.GetTemplate() == template })
			if at < 0 {
				return nil, ErrTemplateUnknown.On("templates")
			}
			if err := tx.QueryRow(ctx, `insert into message_quota as q (tenant_id, person_id, template, remaining, language) values ($1, $2, $3, 1, $4)
				on conflict (tenant_id, person_id, template) do update set remaining = least(q.remaining + 1, $5), language = excluded.language
				where q.tenant_id = $1 returning remaining`,
				tx.Tenant(), access.From(ctx).Person, template, fault.LanguageOf(ctx), maxQuota).Scan(&known[at].Remaining); err != nil {
				return nil, err
			}
			answer.MessageQuotas = append(answer.MessageQuotas, known[at])
		}
		tx.Audit(db.Audit{Action: permitReport, Object: "messageQuotas", After: map[string]any{"templates": req.GetTemplates()}})
		return answer, nil
	})
}

// maxQuota is more messages of one template than anybody waits for; constraint message_quota_remaining.
const maxQuota = 1000
