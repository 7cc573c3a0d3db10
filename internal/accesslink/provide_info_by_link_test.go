package accesslink_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// provide answers by a token what the reporter was asked.
func (w world) provide(t *testing.T, token, text string) (*intakev1.OpenAccessLinkResponse, error) {
	t.Helper()
	return w.As(testkit.Anonymous).ProvideInfoByLink(t.Context(), &intakev1.ProvideInfoByLinkRequest{Token: token, Text: text})
}

// proves IN-26
func TestWhoHasNoAccountAnswersByHisLinkAndTheClocksGoOn(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "requestInfo")
	w.Clock.Advance(30 * time.Hour)
	before := issue.GetDueTime().AsTime()
	link := w.linked(t, testkit.Resident, issue.GetName())
	got, err := w.provide(t, link.GetToken(), "3号楼2单元")
	if err != nil || got.GetIssue().GetState() != intakev1.Issue_STATE_HANDLING || !got.GetIssue().GetDueTime().AsTime().Equal(before.Add(30*time.Hour)) {
		t.Fatalf("%v, %v, was due %v", got, err, before)
	}
	told := got.GetEntries()[len(got.GetEntries())-1]
	if told.GetKind() != intakev1.TimelineEntry_KIND_INFO_PROVIDED || told.GetText() != "3号楼2单元" || told.GetActorUnit() != "" {
		t.Errorf("the timeline says %v", told)
	}
	seen, err := w.opened(t, link.GetToken())
	if err != nil || !proto.Equal(got, seen) {
		t.Errorf("the answer is %v\nand the link shows %v, %v", got, seen, err)
	}
	_, err = w.provide(t, link.GetToken(), "3号楼2单元")
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves IN-26
func TestAnAnswerByALinkThatDoesNotWorkChangesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "requestInfo")
	old := w.linked(t, testkit.Resident, issue.GetName()).GetToken()
	link := w.linked(t, testkit.Resident, issue.GetName())
	_, err := w.provide(t, link.GetToken(), "")
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "text")
	w.Clock.Set(link.GetExpireTime().AsTime())
	for _, token := range []string{old, "7", link.GetToken()} {
		_, err := w.provide(t, token, "3号楼2单元")
		testkit.WantFault(t, err, codes.Unauthenticated, "ACCESS_LINK_INVALID")
	}
	if now, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()}); err != nil || now.GetEtag() != issue.GetEtag() {
		t.Errorf("%v, %v", now, err)
	}
}
