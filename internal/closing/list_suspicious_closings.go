package closing

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// listed is how many are told at most, as the contract says.
const listed = 1000

// ListSuspiciousClosings lists what is suspicious about the closings of one month in a sub-district.
func (s *Service) ListSuspiciousClosings(ctx context.Context, req *insightv1.ListSuspiciousClosingsRequest) (*insightv1.ListSuspiciousClosingsResponse, error) {
	street, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Covers(street[0]) {
		return nil, name.Unknown("unit", "units", street[0])
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*insightv1.ListSuspiciousClosingsResponse, error) {
		if _, err := s.Months.MonthEnd(ctx, tx, req.GetPeriod()); err != nil {
			return nil, err
		}
		rows, err := tx.Query(ctx, `select c.issue_id, i.number, c.lead_unit_id, c.reply_time, c.no_contact, c.hasty_seconds, c.copied_issue_id, c.copied_percent
			from suspicious_closing c join issue i on i.tenant_id = $1 and i.id = c.issue_id
			where c.tenant_id = $1 and c.sub_district_id = $2 and c.month = $3 order by c.reply_time desc, c.issue_id desc limit $4`,
			tx.Tenant(), street[0], req.GetPeriod(), listed)
		if err != nil {
			return nil, err
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
		answer := &insightv1.ListSuspiciousClosingsResponse{}
		for _, r := range found {
			answer.SuspiciousClosings = append(answer.SuspiciousClosings, toProto(r))
		}
		return answer, err
	})
}

// row is what is told of a closing.
type row struct {
	Issue     uuid.UUID
	Number    string
	Unit      uuid.UUID
	Time      time.Time
	NoContact bool
	Hasty     *int32
	Copied    *uuid.UUID
	Percent   int32
}

func toProto(r row) *insightv1.SuspiciousClosing {
	c := &insightv1.SuspiciousClosing{Issue: name.Of("issues", r.Issue), Number: r.Number, LeadUnit: name.Of("units", r.Unit), ReplyTime: timestamppb.New(r.Time),
		HastySeconds: r.Hasty, CopiedIssue: name.OrEmpty("issues", r.Copied), CopiedPercent: r.Percent}
	for signal, found := range map[insightv1.SuspiciousClosing_Signal]bool{insightv1.SuspiciousClosing_SIGNAL_NO_CONTACT: r.NoContact,
		insightv1.SuspiciousClosing_SIGNAL_HASTY: r.Hasty != nil, insightv1.SuspiciousClosing_SIGNAL_COPIED_REPLY: r.Copied != nil} {
		if found {
			c.Signals = append(c.Signals, signal)
		}
	}
	slices.Sort(c.Signals)
	return c
}
