package moderation

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toRedaction(row *ent.Redaction) *moderationv1.Redaction {
	return &moderationv1.Redaction{
		Name: name.Of("redactions", row.ID), Subject: row.Subject, Part: moderationv1.Redaction_Part(moderationv1.Redaction_Part_value["PART_"+row.Part]),
		Reason: row.Reason, Unit: name.Of("units", row.UnitID), EndTime: wire.Timestamp(row.EndTime), CreateTime: timestamppb.New(row.CreateTime),
		Etag: etag.Of(row.Version),
	}
}

func toCase(row *ent.ModerationCase) *moderationv1.ModerationCase {
	return &moderationv1.ModerationCase{
		Name: name.Of("moderationCases", row.ID), Subject: row.Subject,
		State: moderationv1.ModerationCase_State(moderationv1.ModerationCase_State_value["STATE_"+row.State]),
		Unit:  name.Of("units", row.UnitID), Sensitive: row.Sensitive, FlagCount: row.FlagCount,
		Claimer: name.OrEmpty("persons", row.ClaimerID), ClaimTime: wire.Timestamp(row.ClaimTime),
		DecideTime: wire.Timestamp(row.DecideTime), Decision: row.Decision,
		CreateTime: timestamppb.New(row.CreateTime), UpdateTime: timestamppb.New(row.UpdateTime), Etag: etag.Of(row.Version),
	}
}

// toFlag is a flag with what its case came to.
func toFlag(row *ent.Flag, of *ent.ModerationCase) *moderationv1.Flag {
	flag := &moderationv1.Flag{
		Name: name.Of("flags", row.ID), Subject: row.Subject, Reason: moderationv1.Flag_Reason(moderationv1.Flag_Reason_value["REASON_"+row.Reason]),
		Text: row.Text, Outcome: moderationv1.Flag_OUTCOME_PENDING, CreateTime: timestamppb.New(row.CreateTime),
	}
	switch State(of.State) {
	case Upheld:
		flag.Outcome = moderationv1.Flag_OUTCOME_UPHELD
	case Dismissed:
		flag.Outcome = moderationv1.Flag_OUTCOME_DISMISSED
	}
	return flag
}

func toWordList(row *ent.WordList) *moderationv1.WordList {
	return &moderationv1.WordList{
		Name: name.Of("wordLists", row.ID), WordCount: row.WordCount, Source: row.Source, BeginTime: timestamppb.New(row.BeginTime),
		CreateTime: timestamppb.New(row.CreateTime), Creator: name.Of("persons", row.CreatorID),
	}
}
