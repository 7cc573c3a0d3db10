package comment

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateComment adds to an issue what is no step.
func (s *Service) CreateComment(ctx context.Context, req *intakev1.CreateCommentRequest) (*intakev1.Comment, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	in := req.GetComment()
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Comment, error) {
		issue, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		unit, may := s.Issues.SpeakerOn(ctx, issue)
		switch {
		case !may:
			return nil, fault.ErrDenied.With("permission", permitCreate)
		case unit == nil && in.GetInternal():
			return nil, ErrReporterInternal.On("comment.internal")
		}
		sensitive := false
		if !in.GetInternal() {
			if err := open(ctx, tx, issue); err != nil {
				return nil, err
			}
			if sensitive, err = s.Moderators.Sensitive(ctx, tx, in.GetText()); err != nil {
				return nil, err
			}
		}
		id, err := tx.IDOr(req.GetCommentId())
		if err != nil {
			return nil, fault.ErrInvalid.On("comment_id").Because(err)
		}
		row, err := tx.Comment.Create().SetID(id).SetIssueID(issue.ID).SetAuthorID(access.From(ctx).Person).SetNillableAuthorUnitID(unit).
			SetInternal(in.GetInternal()).SetText(in.GetText()).SetWithheld(sensitive).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		if sensitive {
			if err := s.Moderators.Await(ctx, tx, issue, toProto(row).GetName(), &row.AuthorID); err != nil {
				return nil, err
			}
		}
		if len(in.GetAttachments()) > 0 {
			subject := req.GetParent()
			if row.Internal { // so that only those are shown it who see the note
				subject = toProto(row).GetName()
			}
			if err := s.Attacher.Attach(ctx, tx, subject, "comment.attachments", in.GetAttachments()); err != nil {
				return nil, err
			}
		}
		facts := map[string]any{"comment": id, "internal": row.Internal, "author_unit": unit, "attachments": len(in.GetAttachments())}
		tx.Audit(db.Audit{Action: permitCreate, Object: req.GetParent(), After: facts})
		if !row.Internal {
			s.Issues.EmitOnIssue(tx, issue, "haolinju.intake.issue.commented.v1", facts)
		}
		return toProto(row), nil
	})
}

// open says whether an issue still takes comments that its reporter sees.
func open(ctx context.Context, tx *db.Tx, issue *ent.Issue) error {
	if issue.ClosedTime == nil {
		return nil
	}
	days, err := commentDays.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	c, err := tx.Category.Query().Where(category.ID(issue.CategoryID)).Only(ctx)
	if err != nil {
		return err
	}
	if tx.Now().After(issue.ClosedTime.AddDate(0, 0, days.of(c.Code))) {
		return ErrClosed
	}
	return nil
}
