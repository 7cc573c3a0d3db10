package reply

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// anonymous is the confidentiality of an issue whose reporter nobody knows.
const anonymous = "ANONYMOUS"

// ReplyIssue records that the lead unit spoke with the resident and what it tells him.
func (s *Service) ReplyIssue(ctx context.Context, req *intakev1.ReplyIssueRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "reply", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		facts := map[string]any{"lead_unit": *row.LeadUnitID}
		contactedTime := row.ContactedTime
		if talk := req.GetContact(); talk != nil {
			at, first, err := s.contacted(ctx, tx, row, talk)
			if err != nil {
				return change{}, err
			}
			if first {
				contactedTime = &at
			}
			facts["contact_time"], facts["contact_channel"] = at, wire.Word(talk.GetChannel())
		} else if row.Confidentiality != anonymous {
			return change{}, ErrContactRequired.On("contact")
		}
		return change{
			Set: func(u *ent.IssueUpdate) {
				u.SetReply(req.GetText()).SetRepliedTime(tx.Now()).SetHandlerID(access.From(ctx).Person).
					SetNillableContactedTime(contactedTime)
			},
			Entries: []lifecycle.Entry{{Kind: "REPLIED", Public: true, Text: req.GetText(), Actor: row.LeadUnitID}},
			Facts:   facts,
		}, nil
	})
}
