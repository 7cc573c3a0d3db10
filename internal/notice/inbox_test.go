package notice_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// what happened, as the notices of a person tell it of a subject, without the words that all types share.
func happened(notices []*noticev1.Notice, subject string) (types []string) {
	for _, n := range notices {
		if subject == "" || n.GetSubject() == subject {
			types = append(types, strings.TrimSuffix(strings.TrimPrefix(n.GetEventType(), "haolinju."), ".v1"))
		}
	}
	return types
}

func TestTheReporterIsToldOfEachStepOfHisIssueAndTheLiaisonOfTheDispatch(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.file()
	w.do(testkit.Dispatcher, issue+":triage", map[string]any{})
	dispatched := w.do(testkit.Dispatcher, issue+":dispatch", map[string]any{"leadUnit": "units/" + w.Unit("SGZW-FS").String(), "text": "请核实。"})
	order := dispatched["dispatch"].(string)
	_, list := w.REST(t, testkit.LiaisonA, http.MethodGet, "/v1/"+order+"/assignments", nil)
	assignment := list["assignments"].([]any)[0].(map[string]any)["name"].(string)
	w.do(testkit.LiaisonA, assignment+":sign", map[string]any{})
	now := w.Clock.Now(110111).Format(time.RFC3339)
	w.do(testkit.LiaisonA, issue+":reply", map[string]any{"text": "已办好。", "contact": map[string]any{"time": now, "channel": "CONTACT_CHANNEL_PHONE"}})
	w.do(testkit.Dispatcher, issue+":callback", map[string]any{"callback": map[string]any{"valid": true, "contacted": true, "solved": true,
		"satisfaction": "SATISFACTION_SATISFIED", "channel": "CONTACT_CHANNEL_PHONE"}})
	w.do(testkit.Dispatcher, issue+":close", map[string]any{})
	w.Tell(t)

	mine := w.inbox(testkit.Resident, "")
	want := []string{"intake.issue.created", "intake.issue.dispatched", "intake.issue.replied", "intake.issue.closed"}
	if got := happened(mine, issue); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) || len(mine) != len(want) {
		t.Errorf("the reporter is told of %v", got)
	}
	if got := happened(w.inbox(testkit.LiaisonA, ""), ""); !slices.Equal(got, []string{"dispatch.dispatch.sent"}) {
		t.Errorf("the liaison is told of %v", got)
	}
	for _, other := range []testkit.Who{testkit.Resident2, testkit.LiaisonB, testkit.ForeignResident} {
		if got := w.inbox(other, ""); len(got) != 0 {
			t.Errorf("%s is told of %v", other, got)
		}
	}
	for _, n := range mine {
		if n.GetTitle() == "" || strings.Contains(n.GetText(), "房产证") || strings.Contains(n.GetText(), "已办好") {
			t.Errorf("the words are %q", n.GetText())
		}
	}
}

func TestTheBookerIsToldInHisLanguageThatHisBookingStandsAndThatItIsOff(t *testing.T) {
	t.Parallel()
	w := start(t)
	booking := w.cancelled()
	if got := happened(w.inbox(testkit.Resident, ""), booking); len(got) != 2 || !slices.Contains(got, "booking.booking.created") || !slices.Contains(got, "booking.booking.cancelled") {
		t.Errorf("%v", got)
	}
	english := metadata.AppendToOutgoingContext(t.Context(), "accept-language", "en")
	for title, call := range map[string]context.Context{"预订已取消": t.Context(), "Booking cancelled": english} {
		answer, err := w.as(testkit.Resident).ListNotices(call, &noticev1.ListNoticesRequest{
			Filter: `event_type = "haolinju.booking.booking.cancelled.v1"`})
		if err != nil || len(answer.GetNotices()) != 1 || answer.GetNotices()[0].GetTitle() != title {
			t.Errorf("%s: %v, %v", title, answer, err)
		}
	}
}

func TestANoticeIsUnreadUntilItsPersonMarksIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file()
	w.file()
	w.file()
	w.Tell(t)
	const unread = "NOT read_time:*"
	first := w.inbox(testkit.Resident, unread)[0]
	for _, stranger := range []testkit.Who{testkit.Resident2, testkit.SystemAdmin, testkit.ForeignResident} {
		_, err := w.as(stranger).MarkNoticeRead(t.Context(), &noticev1.MarkNoticeReadRequest{Name: first.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	_, err := w.as(testkit.Resident).MarkNoticeRead(t.Context(), &noticev1.MarkNoticeReadRequest{Name: first.GetName(), Etag: "v9"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")

	marked, err := w.as(testkit.Resident).MarkNoticeRead(t.Context(), &noticev1.MarkNoticeReadRequest{Name: first.GetName(), Etag: first.GetEtag()})
	if err != nil || !marked.GetReadTime().AsTime().Equal(testkit.Epoch) {
		t.Fatalf("%v, %v", marked, err)
	}
	w.Clock.Advance(time.Hour)
	again, err := w.as(testkit.Resident).MarkNoticeRead(t.Context(), &noticev1.MarkNoticeReadRequest{Name: first.GetName()})
	if err != nil || again.GetEtag() != marked.GetEtag() || !again.GetReadTime().AsTime().Equal(testkit.Epoch) {
		t.Errorf("marked again: %v, %v", again, err)
	}
	answer, err := w.as(testkit.Resident).ListNotices(t.Context(), &noticev1.ListNoticesRequest{Filter: unread, WithTotal: true, PageSize: 1})
	if err != nil || answer.GetTotalSize() != 2 {
		t.Errorf("%v, %v", answer, err)
	}
	all, err := w.as(testkit.Resident).MarkAllNoticesRead(t.Context(), &noticev1.MarkAllNoticesReadRequest{})
	if err != nil || all.GetMarkedCount() != 2 || len(w.inbox(testkit.Resident, unread)) != 0 || len(w.inbox(testkit.Resident, "")) != 3 {
		t.Errorf("%v, %v", all, err)
	}
}

func TestNobodyIsToldOfAnEventTwice(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file()
	w.Tell(t)
	w.file()
	if _, err := w.Number(t.Context()); err != nil {
		t.Fatal(err)
	}
	var both errgroup.Group // two servers at once
	for _, k := range []*testkit.Kit{w.Kit, w.Replica()} {
		both.Go(func() error { return k.Notice.Follow(access.AsSystem(t.Context(), demo.Fangshan)) })
	}
	if err := both.Wait(); err != nil {
		t.Fatal(err)
	}
	// a cursor that was set back, as after a restored backup
	if _, err := w.Owner().Exec(t.Context(), "update event_cursor set position = 0 where reader = 'notice'"); err != nil {
		t.Fatal(err)
	}
	w.Tell(t)
	if got := w.inbox(testkit.Resident, ""); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

func TestStaleNewsIsNotToldAndOldNoticesAreForgotten(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file()
	w.Clock.Advance(25 * time.Hour)
	w.Tell(t)
	if got := w.inbox(testkit.Resident, ""); len(got) != 0 {
		t.Errorf("told a day late: %v", got)
	}
	w.cancelled()
	if got := w.inbox(testkit.Resident, ""); len(got) != 2 {
		t.Fatalf("%v", got)
	}
	w.Clock.Advance(181 * 24 * time.Hour)
	forget(t, w)
	if got := w.inbox(testkit.Resident, ""); len(got) != 0 {
		t.Errorf("kept: %v", got)
	}
}

// proves AD-16
func TestWhoStandsInForTheLiaisonIsToldInHisStead(t *testing.T) {
	t.Parallel()
	w := start(t)
	member := func(who testkit.Who, role string) string {
		if role != "" {
			return w.do(testkit.SecurityAdmin, "units/"+w.Unit("SGZW-FS").String()+"/memberships", map[string]any{"person": "persons/" + testkit.ID(who), "role": role})["name"].(string)
		}
		_, list := w.REST(t, testkit.SecurityAdmin, http.MethodGet, "/v1/units/"+w.Unit("SGZW-FS").String()+"/memberships", nil)
		return list["memberships"].([]any)[0].(map[string]any)["name"].(string)
	}
	office, by := member(testkit.LiaisonA, ""), member(testkit.Resident2, "RESOURCE_OWNER")
	leave := w.do(testkit.LiaisonA, "substitutions", map[string]any{"membership": office, "substituteMembership": by, "reason": "病假",
		"validTo": w.Clock.Now(demo.Fangshan).AddDate(0, 0, 3).Format(time.RFC3339)})["name"].(string)
	issue := w.file()
	w.do(testkit.Dispatcher, issue+":triage", map[string]any{})
	w.do(testkit.Dispatcher, issue+":dispatch", map[string]any{"leadUnit": "units/" + w.Unit("SGZW-FS").String(), "text": "请核实。"})
	w.Tell(t)
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.Resident2} {
		if got := happened(w.inbox(who, ""), ""); !slices.Equal(got, []string{"directory.substitution.created", "dispatch.dispatch.sent"}) {
			t.Errorf("%s is told of %v", who, got)
		}
	}
	w.do(testkit.Resident2, leave+":end", map[string]any{})
	other := w.file()
	w.do(testkit.Dispatcher, other+":triage", map[string]any{})
	w.do(testkit.Dispatcher, other+":dispatch", map[string]any{"leadUnit": "units/" + w.Unit("SGZW-FS").String(), "text": "请核实。"})
	w.Tell(t)
	if got := happened(w.inbox(testkit.Resident2, ""), ""); !slices.Equal(got, []string{"directory.substitution.created", "dispatch.dispatch.sent", "directory.substitution.ended"}) {
		t.Errorf("afterwards he is told of %v", got)
	}
}
