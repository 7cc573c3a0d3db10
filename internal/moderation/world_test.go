package moderation_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// desk is the client of somebody.
func (w world) desk(who testkit.Who) moderationv1.ModerationServiceClient {
	return moderationv1.NewModerationServiceClient(w.Conn(who))
}

// said is a comment on an issue.
func (w world) said(t *testing.T, who testkit.Who, issue, text string) *intakev1.Comment {
	t.Helper()
	c, err := w.As(who).CreateComment(t.Context(), &intakev1.CreateCommentRequest{Parent: issue, Comment: &intakev1.Comment{Text: text}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// reads are the texts of the comments that somebody is shown.
func (w world) reads(t *testing.T, who testkit.Who, issue string) (texts []string) {
	t.Helper()
	list, err := w.As(who).ListComments(t.Context(), &intakev1.ListCommentsRequest{Parent: issue})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list.GetComments() {
		texts = append(texts, c.GetText())
	}
	return texts
}

// shown is an issue as somebody sees it.
func (w world) shown(t *testing.T, who testkit.Who, issue string) *intakev1.Issue {
	t.Helper()
	got, err := w.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// redact has the dispatcher redact a part.
func (w world) redact(t *testing.T, subject string, part moderationv1.Redaction_Part, text string) *moderationv1.Redaction {
	t.Helper()
	r, err := w.desk(testkit.Dispatcher).CreateRedaction(t.Context(), redaction(subject, part, text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func redaction(subject string, part moderationv1.Redaction_Part, text string) *moderationv1.CreateRedactionRequest {
	return &moderationv1.CreateRedactionRequest{Redaction: &moderationv1.Redaction{Subject: subject, Part: part, Text: text, Reason: "含他人电话"}}
}

// flag has somebody flag something as abuse.
func (w world) flag(t *testing.T, who testkit.Who, subject string) (*moderationv1.Flag, error) {
	t.Helper()
	return w.desk(who).CreateFlag(t.Context(), &moderationv1.CreateFlagRequest{
		Flag: &moderationv1.Flag{Subject: subject, Reason: moderationv1.Flag_REASON_ABUSE, Text: "骂人"}})
}

// cases are those that somebody sees waiting.
func (w world) cases(t *testing.T, who testkit.Who) []*moderationv1.ModerationCase {
	t.Helper()
	list, err := w.desk(who).ListModerationCases(t.Context(), &moderationv1.ListModerationCasesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetModerationCases()
}

// claimed is a case that the street leader has taken on.
func (w world) claimed(t *testing.T, called string) *moderationv1.ModerationCase {
	t.Helper()
	c, err := w.desk(testkit.StreetLeader).ClaimModerationCase(t.Context(), &moderationv1.ClaimModerationCaseRequest{Name: called})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// count is a number out of the database.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// unknown checks that something does not exist for somebody.
func unknown(t *testing.T, err error) {
	t.Helper()
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}
