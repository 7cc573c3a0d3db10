package confirmation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// hold reads a confirmation and its issue, which changes no more until the transaction is over.
func hold(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.JointConfirmation, *ent.Issue, error) {
	row, err := tx.JointConfirmation.Query().Where(jointconfirmation.ID(id)).Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	of, err := tx.Issue.Query().Where(issue.ID(row.IssueID)).ForUpdate().Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	row, err = tx.JointConfirmation.Query().Where(jointconfirmation.ID(id)).Only(ctx)
	return row, of, err
}

// overtaken says whether the issue was reopened, or its work sent back, since those who joined it were asked.
func overtaken(of *ent.Issue) bool {
	return of.JointResult == nil || *of.JointResult != string(Pending)
}

// decide brings a confirmation to its outcome, if it has one: the result stands on the issue, and one that is refused is taken up again. One
// that was overtaken is over, and its issue stays as it is.
func (s *Service) decide(ctx context.Context, tx *db.Tx, of *ent.Issue, row *ent.JointConfirmation, over bool) (*ent.JointConfirmation, error) {
	state := tally{row.Asked, row.Confirmed, row.Refused, row.Needed}.outcome(over, State(row.Silent))
	if overtaken(of) {
		state = Refused
	}
	if state == Pending {
		return row, nil
	}
	if err := tx.JointConfirmation.Update().Where(jointconfirmation.ID(row.ID)).SetState(string(state)).SetDecideTime(tx.Now()).Exec(ctx); err != nil {
		return nil, err
	}
	after, err := tx.JointConfirmation.Query().Where(jointconfirmation.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	if !overtaken(of) {
		if err := s.conclude(ctx, tx, of, state); err != nil {
			return nil, err
		}
	}
	told(tx, of, after, actDecide, "decided")
	return after, nil
}

// conclude has the issue follow what those who joined it said.
func (s *Service) conclude(ctx context.Context, tx *db.Tx, of *ent.Issue, state State) (err error) {
	var entries []lifecycle.Entry
	if state == Confirmed {
		entries = []lifecycle.Entry{{Kind: "JOINTLY_CONFIRMED", Public: true}}
	} else if of, err = s.Issues.RequestReopening(access.AsSystem(ctx, tx.Tenant()), tx, of.ID, refusal); err != nil {
		return err
	}
	return s.Issues.AmendIssue(ctx, tx, of, func(u *ent.IssueUpdate) { u.SetJointResult(string(state)) }, entries...)
}

const (
	// refusal is why an issue is taken up again.
	refusal = "共同确认未通过"
	// actDecide is what the audit calls a decision that nobody makes: the answers do, or the deadline.
	actDecide = "intake.joint_confirmation.decide"
)

// told records a step of a confirmation, but not who answered what.
func told(tx *db.Tx, of *ent.Issue, row *ent.JointConfirmation, permission, what string) {
	called := name.Of("jointConfirmations", row.ID)
	facts := map[string]any{"issue": row.IssueID, "state": row.State, "asked": row.Asked, "confirmed": row.Confirmed, "refused": row.Refused}
	tx.Audit(db.Audit{Action: permission, Object: called, After: facts})
	tx.Emit(db.Event{Type: "haolinju.intake.joint_confirmation." + what + ".v1", Subject: called, Units: []uuid.UUID{of.UnitID}, Data: facts})
}

// Given refuses to let go of an issue while those who joined it are being asked or have to be.
func Given(ctx context.Context, tx *db.Tx, row *ent.Issue) error {
	if row.JointResult != nil {
		if *row.JointResult == string(Confirmed) {
			return nil
		}
		return ErrAwaited
	}
	t, err := terms.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	voices, err := count(ctx, tx, row.ID)
	if err == nil && int(voices) >= t.Voices {
		err = ErrAwaited
	}
	return err
}

// count is how many have joined an issue.
func count(ctx context.Context, tx *db.Tx, id uuid.UUID) (n int32, err error) {
	err = tx.QueryRow(ctx, "select count(*)::int from voice where tenant_id = $1 and issue_id = $2", tx.Tenant(), id).Scan(&n)
	return n, err
}
