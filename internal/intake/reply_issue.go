package intake

import (
	"context"
	"time"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ReplyIssue records that the lead unit spoke with the resident and what it tells him.
func (s *Service) ReplyIssue(ctx context.Context, req *intakev1.ReplyIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Reply, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		facts := map[string]any{"lead_unit": *row.LeadUnitID}
		contacted := row.ContactedTime
		if contact := req.GetContact(); contact != nil {
			at := contact.GetTime().AsTime().Truncate(time.Microsecond)
			if at.After(tx.Now()) {
				return change{}, ErrContactInFuture.On("contact.time")
			}
			if contacted == nil {
				contacted = &at
			}
			facts["contact_time"], facts["contact_channel"] = at, wire.Word(contact.GetChannel())
		} else if row.Confidentiality != "ANONYMOUS" {
			return change{}, ErrContactRequired.On("contact")
		}
		return change{
			Set: func(u *ent.IssueUpdate) {
				u.SetReply(req.GetText()).SetRepliedTime(tx.Now()).SetHandlerID(access.From(ctx).Person).
					SetNillableContactedTime(contacted)
			},
			Entries: []entry{{Kind: "REPLIED", Public: true, Text: req.GetText(), Actor: row.LeadUnitID}},
			Facts:   facts,
		}, nil
	})
}
