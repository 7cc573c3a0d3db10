package comment_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) say(t *testing.T, who testkit.Who, issue, text string, internal bool) (*intakev1.Comment, error) {
	t.Helper()
	return w.As(who).CreateComment(t.Context(), &intakev1.CreateCommentRequest{Parent: issue, Comment: &intakev1.Comment{Text: text, Internal: internal}})
}

// read are the texts of the comments that somebody is shown.
func (w world) read(t *testing.T, who testkit.Who, issue string) string {
	t.Helper()
	list, err := w.As(who).ListComments(t.Context(), &intakev1.ListCommentsRequest{Parent: issue})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, c := range list.GetComments() {
		texts = append(texts, c.GetText())
	}
	return strings.Join(texts, ",")
}

// proves IN-25, IN-27
func TestTheReporterAddsAnUpdateAndNeverSeesWhatColleaguesTellEachOther(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	added, err := w.say(t, testkit.Resident, issue, "今天又漏水了", false)
	if err != nil || added.GetAuthorUnit() != "" || added.GetInternal() {
		t.Fatalf("%v, %v", added, err)
	}
	note, err := w.say(t, testkit.LiaisonA, issue, "此户曾多次来电", true)
	if err != nil || note.GetAuthorUnit() != w.UnitOf(t, testkit.LiaisonA) || !note.GetInternal() {
		t.Fatalf("%v, %v", note, err)
	}
	if _, err := w.say(t, testkit.Dispatcher, issue, "已收到，谢谢", false); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[testkit.Who]string{
		testkit.Resident: "今天又漏水了,已收到，谢谢", testkit.Dispatcher: "今天又漏水了,此户曾多次来电,已收到，谢谢", testkit.LiaisonA: "今天又漏水了,此户曾多次来电,已收到，谢谢",
	} {
		if got := w.read(t, who, issue); got != want {
			t.Errorf("%s reads %s, want %s", who, got, want)
		}
	}
	_, err = w.say(t, testkit.Resident, issue, "只给你们看", true)
	testkit.WantField(t, err, codes.InvalidArgument, "COMMENT_INTERNAL", "comment.internal")
	_, err = w.say(t, testkit.Resident, issue, "", false)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "comment.text")
	for _, who := range []testkit.Who{testkit.Resident2, testkit.LiaisonB, testkit.ForeignResident} {
		_, err = w.say(t, who, issue, "路过", false)
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = w.As(who).ListComments(t.Context(), &intakev1.ListCommentsRequest{Parent: issue})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	var told int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from event where type = 'haolinju.intake.issue.commented.v1' and subject = $1", issue).
		Scan(&told); err != nil || told != 2 {
		t.Errorf("%d events, want one for each comment that is not internal, %v", told, err)
	}
}

// proves IN-27
func TestCommentsEndSomeDaysAfterTheIssueIsOverAndACategoryMaySetThemApart(t *testing.T) {
	t.Parallel()
	w := start(t)
	apart := w.NewCategory(t, "TEST.APART", directoryv1.Category_TIER_ORDINARY)
	w.Settle(t, "intake.comment_days", `{"days":15,"categories":{"TEST.APART":3}}`)
	life := []string{"triage", "dispatch", "sign", "reply", "callback", "close"}
	usual, short := w.Do(t, w.File(t), life...), w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Category = apart }), life...)
	for _, c := range []struct {
		issue *intakev1.Issue
		days  int
	}{{short, 3}, {usual, 15}} {
		w.Clock.Set(c.issue.GetClosedTime().AsTime().AddDate(0, 0, c.days))
		if _, err := w.say(t, testkit.Resident, c.issue.GetName(), "补一张照片", false); err != nil {
			t.Errorf("on the last day of %d: %v", c.days, err)
		}
		w.Clock.Advance(time.Microsecond)
		_, err := w.say(t, testkit.Resident, c.issue.GetName(), "再补一张", false)
		testkit.WantFault(t, err, codes.FailedPrecondition, "COMMENTS_CLOSED")
		if _, err := w.say(t, testkit.Dispatcher, c.issue.GetName(), "归档", true); err != nil {
			t.Errorf("an internal note: %v", err)
		}
	}
}

func TestACommentIsKeptOnceByItsKeyAndItsId(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	req := &intakev1.CreateCommentRequest{Parent: issue, Comment: &intakev1.Comment{Text: "今天又漏水了"}, CommentId: "01900000-0000-7000-8000-0000000000aa"}
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "say")
	first, err := w.As(testkit.Resident).CreateComment(keyed, req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.As(testkit.Resident).CreateComment(keyed, req); err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
	_, err = w.As(testkit.Resident).CreateComment(t.Context(), req)
	testkit.WantField(t, err, codes.AlreadyExists, "COMMENT_EXISTS", "comment_id")
	if got := w.read(t, testkit.Resident, issue); got != "今天又漏水了" {
		t.Errorf("%s", got)
	}
}
