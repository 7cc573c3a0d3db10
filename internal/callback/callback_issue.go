package callback

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CallbackIssue records one callback.
func (s *Service) CallbackIssue(ctx context.Context, req *intakev1.CallbackIssueRequest) (*intakev1.Issue, error) {
	said := req.GetCallback()
	if !answersFit(said) {
		return nil, ErrCallbackAnswers.On("callback")
	}
	return s.Issues.ActOnIssue(ctx, "callback", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		channel := wire.Word(said.GetChannel())
		create := tx.Callback.Create().SetID(tx.NewID()).SetIssueID(row.ID).SetCallerID(access.From(ctx).Person).
			SetChannel(channel).SetValid(said.GetValid())
		c := change{
			Entries: []lifecycle.Entry{{Kind: "CALLED_BACK", Text: said.GetText(), Actor: row.SubDistrictID}},
			Facts:   map[string]any{"valid": said.GetValid(), "channel": channel},
		}
		if said.GetValid() {
			contacted, solved, satisfaction := said.GetContacted(), said.GetSolved(), wire.Word(said.GetSatisfaction())
			create.SetContacted(contacted).SetSolved(solved).SetSatisfaction(satisfaction)
			c.Set = func(u *ent.IssueUpdate) {
				u.SetOutcomeContacted(contacted).SetOutcomeSolved(solved).SetOutcomeSatisfaction(satisfaction)
			}
			c.Facts["contacted"], c.Facts["solved"], c.Facts["satisfaction"] = contacted, solved, satisfaction
		}
		if err := create.Exec(tx.Later(ctx, nil)); err != nil {
			return change{}, err
		}
		return c, settle(ctx, tx, row.ID, said.GetValid())
	})
}
