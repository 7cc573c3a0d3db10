package app_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var moderationCases = map[string]doorCase{
	"ModerationService.CreateRedaction": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.filed()
		said := prepare[*intakev1.Comment](d, testkit.Resident, d.comment(issue))
		return newRedaction(said.GetName(), moderationv1.Redaction_PART_TEXT)
	}},
	"ModerationService.GetRedaction": {testkit.Resident, func(d *district) proto.Message {
		return &moderationv1.GetRedactionRequest{Name: d.redacted().GetName()}
	}},
	"ModerationService.ListRedactions": {testkit.Dispatcher, func(d *district) proto.Message {
		d.redacted()
		d.redacted()
		return &moderationv1.ListRedactionsRequest{PageSize: 1}
	}},
	"ModerationService.RevealRedaction": {testkit.StreetLeader, func(d *district) proto.Message {
		return &moderationv1.RevealRedactionRequest{Name: d.redacted().GetName(), Reason: "核对事实"}
	}},
	"ModerationService.UndoRedaction": {testkit.Dispatcher, func(d *district) proto.Message {
		r := d.redacted()
		return &moderationv1.UndoRedactionRequest{Name: r.GetName(), Reason: "核实无误", Etag: r.GetEtag()}
	}},
	"ModerationService.CreateFlag": {testkit.Resident2, func(d *district) proto.Message { return newFlag(d.filed()) }},
	"ModerationService.ListFlags": {testkit.Resident2, func(d *district) proto.Message {
		d.flagged()
		return &moderationv1.ListFlagsRequest{PageSize: 1}
	}},
	"ModerationService.GetModerationCase": {testkit.Dispatcher, func(d *district) proto.Message {
		return &moderationv1.GetModerationCaseRequest{Name: d.flagged()}
	}},
	"ModerationService.ListModerationCases": {testkit.StreetLeader, func(d *district) proto.Message {
		d.flagged()
		d.flagged()
		return &moderationv1.ListModerationCasesRequest{PageSize: 1}
	}},
	"ModerationService.ClaimModerationCase": {testkit.Dispatcher, func(d *district) proto.Message {
		return &moderationv1.ClaimModerationCaseRequest{Name: d.flagged()}
	}},
	"ModerationService.UpholdModerationCase": {testkit.StreetLeader, func(d *district) proto.Message {
		return &moderationv1.UpholdModerationCaseRequest{Name: d.claimed(), Reason: "辱骂他人", Replacements: []*moderationv1.UpholdModerationCaseRequest_Replacement{
			{Part: moderationv1.Redaction_PART_TITLE, Text: "房产证办理"}}}
	}},
	"ModerationService.DismissModerationCase": {testkit.StreetLeader, func(d *district) proto.Message {
		return &moderationv1.DismissModerationCaseRequest{Name: d.claimed(), Reason: "正常批评"}
	}},
	"ModerationService.CreateWordList": {testkit.SystemAdmin, func(d *district) proto.Message { return d.newWordList() }},
	"ModerationService.GetWordList": {testkit.AuditAdmin, func(d *district) proto.Message {
		return &moderationv1.GetWordListRequest{Name: prepare[*moderationv1.WordList](d, testkit.SystemAdmin, d.newWordList()).GetName()}
	}},
	"ModerationService.ListWordLists": {testkit.SystemAdmin, func(d *district) proto.Message {
		prepare[*moderationv1.WordList](d, testkit.SystemAdmin, d.newWordList())
		prepare[*moderationv1.WordList](d, testkit.SystemAdmin, d.newWordList())
		return &moderationv1.ListWordListsRequest{PageSize: 1}
	}},
}

func newRedaction(subject string, part moderationv1.Redaction_Part) *moderationv1.CreateRedactionRequest {
	return &moderationv1.CreateRedactionRequest{Redaction: &moderationv1.Redaction{Subject: subject, Part: part, Text: "……", Reason: "含他人电话"}}
}

// redacted is a redaction of the resident's words.
func (d *district) redacted() *moderationv1.Redaction {
	d.t.Helper()
	return prepare[*moderationv1.Redaction](d, testkit.Dispatcher, newRedaction(d.filed(), moderationv1.Redaction_PART_DESCRIPTION))
}

func newFlag(subject string) *moderationv1.CreateFlagRequest {
	return &moderationv1.CreateFlagRequest{Flag: &moderationv1.Flag{Subject: subject, Reason: moderationv1.Flag_REASON_ABUSE, Text: "骂人"}}
}

// flagged is the case of an issue that somebody has flagged; claimed is one that the street leader has taken on.
func (d *district) flagged() string {
	d.t.Helper()
	issue := d.filed()
	prepare[*moderationv1.Flag](d, testkit.Resident2, newFlag(issue))
	list := prepare[*moderationv1.ListModerationCasesResponse](d, testkit.Dispatcher, &moderationv1.ListModerationCasesRequest{Filter: `subject = "` + issue + `"`})
	return list.GetModerationCases()[0].GetName()
}

func (d *district) claimed() string {
	d.t.Helper()
	return prepare[*moderationv1.ModerationCase](d, testkit.StreetLeader, &moderationv1.ClaimModerationCaseRequest{Name: d.flagged()}).GetName()
}

// newWordList begins later than any that was set before.
func (d *district) newWordList() *moderationv1.CreateWordListRequest {
	d.t.Helper()
	d.Clock.Advance(time.Second)
	return &moderationv1.CreateWordListRequest{WordList: &moderationv1.WordList{Words: []string{"赌博", "办假证"}, Source: "区网信办通知",
		BeginTime: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(24 * time.Hour))}}
}
