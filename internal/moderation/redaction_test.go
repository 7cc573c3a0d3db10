package moderation_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-14
func TestRedactedWordsAreReadByNobodyAndTheOriginalOnlyByWhoMayRevealItEachTimeKept(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Description = "邻居王某电话13900001111天天吵" }), "triage", "dispatch", "sign").GetName()
	r := w.redact(t, issue, moderationv1.Redaction_PART_DESCRIPTION, "邻居天天吵")
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.LiaisonA} {
		if got := w.shown(t, who, issue).GetDescription(); got != "邻居天天吵" {
			t.Errorf("%s reads %s", who, got)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher} {
		entries := w.Timeline(t, who, issue)
		if last := entries[len(entries)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_REDACTED || last.GetText() != "含他人电话" {
			t.Errorf("%s is told %v", who, last)
		}
	}
	for _, table := range []string{"issue", "timeline_entry", "redaction", "event", "audit", "notice"} {
		if n := w.count(t, "select count(*) from "+table+" r where r::text like '%13900001111%'"); n != 0 {
			t.Errorf("the words are in %s", table)
		}
	}
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.StreetLeader} {
		got, err := w.desk(who).RevealRedaction(t.Context(), &moderationv1.RevealRedactionRequest{Name: r.GetName(), Reason: "核对事实"})
		if err != nil || got.GetOriginal() != "邻居王某电话13900001111天天吵" {
			t.Errorf("%s: %v, %v", who, got, err)
		}
	}
	if n := w.count(t, "select count(*) from redaction_reveal where reason = '核对事实'"); n != 2 {
		t.Errorf("%d readings are kept", n)
	}
	if n := w.count(t, "select count(*) from audit where action = 'moderation.redaction.reveal' and object = $1 and result = 'OK'", r.GetName()); n != 2 {
		t.Errorf("%d readings are in the audit", n)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.AuditAdmin} {
		_, err := w.desk(who).RevealRedaction(t.Context(), &moderationv1.RevealRedactionRequest{Name: r.GetName(), Reason: "核对事实"})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
}

// proves IN-14
func TestWhoseWordsWereRedactedSeesWhyAndAStrangerNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	r := w.redact(t, issue, moderationv1.Redaction_PART_TITLE, "")
	if got := w.shown(t, testkit.Resident, issue).GetTitle(); got != "（已遮蔽）" {
		t.Errorf("the title reads %s", got)
	}
	for who, want := range map[testkit.Who]int{testkit.Resident: 1, testkit.Dispatcher: 1, testkit.AuditAdmin: 1, testkit.Resident2: 0, testkit.LiaisonA: 0} {
		for _, of := range []string{"", issue} {
			list, err := w.desk(who).ListRedactions(t.Context(), &moderationv1.ListRedactionsRequest{Issue: of})
			if err != nil || len(list.GetRedactions()) != want {
				t.Errorf("%s of %q: %v, %v", who, of, list, err)
			}
		}
		got, err := w.desk(who).GetRedaction(t.Context(), &moderationv1.GetRedactionRequest{Name: r.GetName()})
		if want == 0 {
			unknown(t, err)
		} else if err != nil || got.GetReason() != "含他人电话" || got.GetText() != "" {
			t.Errorf("%s: %v, %v", who, got, err)
		}
	}
	w.Tell(t)
	if n := w.count(t, "select count(*) from notice n join event e on e.id = n.event_id where e.type = 'haolinju.moderation.redaction.created.v1' and n.person_id = $1",
		testkit.ID(testkit.Resident)); n != 1 {
		t.Errorf("the author gets %d notices", n)
	}
}

// proves IN-14
func TestEveryPartThatPeopleReadCanBeRedactedAndRestored(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply", "callback", "close", "rate").GetName()
	comment := w.said(t, testkit.Resident, issue, "物业张某是骗子")
	entries := w.Timeline(t, testkit.Resident, issue)
	reply := entries[slices.IndexFunc(entries, func(e *intakev1.TimelineEntry) bool { return e.GetKind() == intakev1.TimelineEntry_KIND_REPLIED })]
	text := map[string]func() string{
		"DESCRIPTION": func() string { return w.shown(t, testkit.Resident, issue).GetDescription() },
		"REPLY":       func() string { return w.shown(t, testkit.Resident, issue).GetReply() },
		"RATING":      func() string { return w.shown(t, testkit.Resident, issue).GetRating().GetText() },
		"TEXT":        func() string { return strings.Join(w.reads(t, testkit.Resident, issue), "") },
		"ENTRY": func() string {
			for _, e := range w.Timeline(t, testkit.Resident, issue) {
				if e.GetName() == reply.GetName() {
					return e.GetText()
				}
			}
			return ""
		},
	}
	for part, read := range text {
		subject, of := issue, moderationv1.Redaction_Part(moderationv1.Redaction_Part_value["PART_"+part])
		switch part {
		case "TEXT":
			subject = comment.GetName()
		case "ENTRY":
			subject, of = reply.GetName(), moderationv1.Redaction_PART_TEXT
		}
		before := read()
		r := w.redact(t, subject, of, "")
		if got := read(); before == "" || got != "（已遮蔽）" {
			t.Errorf("%s: %s instead of %s", part, got, before)
		}
		undone, err := w.desk(testkit.Dispatcher).UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: r.GetName(), Reason: "核实无误", Etag: r.GetEtag()})
		if got := read(); err != nil || undone.GetEndTime() == nil || got != before {
			t.Errorf("%s: %s, %v, %v", part, got, undone, err)
		}
		_, err = w.desk(testkit.Dispatcher).UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: r.GetName(), Reason: "核实无误"})
		testkit.WantFault(t, err, codes.FailedPrecondition, "REDACTION_OVER")
	}
}

// proves IN-14
func TestAFurtherRedactionKeepsTheFirstOriginal(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	first := w.redact(t, issue, moderationv1.Redaction_PART_DESCRIPTION, "入住多年")
	second := w.redact(t, issue, moderationv1.Redaction_PART_DESCRIPTION, "")
	_, err := w.desk(testkit.Dispatcher).UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: first.GetName(), Reason: "核实无误"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REDACTION_OVER")
	got, err := w.desk(testkit.Dispatcher).RevealRedaction(t.Context(), &moderationv1.RevealRedactionRequest{Name: second.GetName(), Reason: "核对事实"})
	if err != nil || got.GetOriginal() != "入住多年仍未取得房产证" {
		t.Errorf("%v, %v", got, err)
	}
}

// proves IN-14
func TestNobodyRedactsInHisOwnIssueOrWhereHeDoesNotWork(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker} {
		_, err := w.desk(who).CreateRedaction(t.Context(), redaction(issue, moderationv1.Redaction_PART_TITLE, ""))
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if _, err := w.Owner().Exec(t.Context(), "update issue set reporter_id = $1", testkit.ID(testkit.Dispatcher)); err != nil {
		t.Fatal(err)
	}
	_, err := w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), redaction(issue, moderationv1.Redaction_PART_TITLE, ""))
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if n := w.count(t, "select count(*) from redaction"); n != 0 {
		t.Errorf("%d redactions", n)
	}
}

func TestARedactionThatFitsNothingIsRefusedAndNamesTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	comment := w.said(t, testkit.Resident, issue.GetName(), "今天又漏水了").GetName()
	for _, c := range []struct {
		req           *moderationv1.CreateRedactionRequest
		code          codes.Code
		reason, field string
	}{
		{redaction(issue.GetName(), moderationv1.Redaction_PART_TEXT, ""), codes.InvalidArgument, "REDACTION_MISFIT", "redaction.part"},
		{redaction(comment, moderationv1.Redaction_PART_TITLE, ""), codes.InvalidArgument, "REDACTION_MISFIT", "redaction.part"},
		{redaction(issue.GetName(), moderationv1.Redaction_PART_TITLE, strings.Repeat("长", 101)), codes.InvalidArgument, "REDACTION_MISFIT", "redaction.text"},
		{redaction(issue.GetName(), moderationv1.Redaction_PART_REPLY, ""), codes.FailedPrecondition, "NOTHING_TO_REDACT", "redaction.part"},
		{redaction("issues/7", moderationv1.Redaction_PART_TITLE, ""), codes.InvalidArgument, "INVALID_ARGUMENT", "redaction.subject"},
	} {
		_, err := w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), c.req)
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	other := w.File(t).GetName()
	_, err := w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), redaction(other+comment[len(other):], moderationv1.Redaction_PART_TEXT, ""))
	unknown(t, err)
}

func TestARedactionIsMadeOnceByItsKeyAndItsId(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := redaction(w.File(t).GetName(), moderationv1.Redaction_PART_TITLE, "")
	req.RequestId, req.RedactionId = "once", "01900000-0000-7000-8000-0000000000aa"
	first, err := w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), req); err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
	req.RequestId = ""
	_, err = w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), req)
	testkit.WantField(t, err, codes.AlreadyExists, "REDACTION_EXISTS", "redaction_id")
}
