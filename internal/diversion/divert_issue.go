package diversion

import (
	"bytes"
	"context"
	"errors"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/label"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

const sameMatter = "SAME_MATTER"

// DivertIssue tells the resident of another way and ends the issue here.
func (s *Service) DivertIssue(ctx context.Context, req *intakev1.DivertIssueRequest) (*intakev1.Issue, error) {
	class := wire.Word(req.GetDiversion())
	if (class == sameMatter) != (req.GetEarlierIssue() != "") {
		return nil, ErrEarlierIssue.On("earlier_issue")
	}
	return s.Issues.ActOnIssue(ctx, "divert", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		told := req.GetText()
		if told == "" {
			all, err := texts.At(ctx, tx, tx.Now())
			if err != nil {
				return change{}, err
			}
			told = all[class]
		}
		why := closingReason(class)
		facts := map[string]any{"diversion": class, "closing_reason": why}
		if class == sameMatter {
			earlier, err := s.earlier(ctx, tx, row, req.GetEarlierIssue())
			if err != nil {
				return change{}, err
			}
			told = told + "\n" + progress(earlier)
			facts["earlier_issue"] = req.GetEarlierIssue()
		}
		return change{
			Set: func(u *ent.IssueUpdate) {
				u.SetDiversion(class).SetClosingReason(why).SetReply(told).SetRepliedTime(tx.Now())
			},
			Entries: []lifecycle.Entry{{Kind: "DIVERTED", Public: true, Text: told, Actor: row.SubDistrictID}},
			Facts:   facts,
		}, nil
	})
}

// elsewhere are the diversions to somebody else than the authorities here.
var elsewhere = []string{"EMERGENCY", "STATUTORY_ROUTE", "OUT_OF_REMIT"}

// closingReason is why a matter that is diverted is over: it is not for us, or the resident was told how it is.
func closingReason(class string) string {
	if slices.Contains(elsewhere, class) {
		return "OUT_OF_REMIT"
	}
	return "EXPLAINED"
}

// earlier is the earlier issue of the same reporter that the caller names.
func (s *Service) earlier(ctx context.Context, tx *db.Tx, row *ent.Issue, called string) (*ent.Issue, error) {
	ids, err := name.ParseField("earlier_issue", "issues/*", called)
	if err != nil {
		return nil, err
	}
	found, err := s.Issues.VisibleIssue(ctx, tx, ids[0], false)
	if errors.Is(err, fault.ErrNotFound) {
		return nil, ErrEarlierIssue.On("earlier_issue")
	}
	if err != nil {
		return nil, err
	}
	if found.ID == row.ID || !found.CreateTime.Before(row.CreateTime) || !sameReporter(found, row) {
		return nil, ErrEarlierIssue.On("earlier_issue")
	}
	return found, nil
}

// sameReporter says whether two issues were brought up by the same person: by account, or, where staff filed one of them, by the
// telephone that he left.
func sameReporter(a, b *ent.Issue) bool {
	if a.ReporterID != nil && b.ReporterID != nil {
		return *a.ReporterID == *b.ReporterID
	}
	phone := wire.Plain(a.ContactPhoneIndex)
	return len(phone) > 0 && bytes.Equal(phone, wire.Plain(b.ContactPhoneIndex))
}

// maxReply is how many characters of the earlier reply are told again; the whole stands in the earlier issue.
const maxReply = 1500

// progress is where an issue stands, in the words of the resident's language, and what he was told last.
func progress(row *ent.Issue) string {
	state := intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.State])
	told := row.Number + "：" + label.OfValue(state.Descriptor().Values().ByNumber(state.Number()))["zh"]
	if reply := []rune(row.Reply); len(reply) > 0 {
		told += "。" + string(reply[:min(len(reply), maxReply)])
	}
	return told
}
