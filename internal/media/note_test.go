package media_test

import (
	"fmt"
	"testing"

	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// said is a comment on an issue with attachments.
func (w *world) said(t *testing.T, who testkit.Who, issue string, internal bool, attachments ...string) *intakev1.Comment {
	t.Helper()
	c, err := intakev1.NewIntakeServiceClient(w.Conn(who)).CreateComment(t.Context(), &intakev1.CreateCommentRequest{Parent: issue,
		Comment: &intakev1.Comment{Text: "现场情况", Internal: internal, Attachments: attachments}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// listed are the names of what somebody is shown of an issue, with how many there are in all.
func (w *world) listed(t *testing.T, who testkit.Who, issue string) string {
	t.Helper()
	list, err := w.as(who).ListAttachments(t.Context(), &mediav1.ListAttachmentsRequest{Parent: issue, WithTotal: true})
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, a := range list.GetAttachments() {
		names = append(names, a.GetName())
	}
	return fmt.Sprint(list.GetTotalSize(), names)
}

// proves IN-25
func TestThePhotoOfAnInternalNoteIsSeenByWhoSeesTheNoteAndNeverByTheReporter(t *testing.T) {
	t.Parallel()
	w := start(t)
	filed, noted, told := w.kept(t, testkit.Resident).GetName(), w.kept(t, testkit.Dispatcher).GetName(), w.kept(t, testkit.Dispatcher).GetName()
	issue := w.filed(t, filed).GetName()
	note := w.said(t, testkit.Dispatcher, issue, true, noted).GetName()
	w.said(t, testkit.Dispatcher, issue, false, told)
	get := &mediav1.GetAttachmentRequest{Name: noted}
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.StreetLeader} {
		a, err := w.as(who).GetAttachment(t.Context(), get)
		if err != nil || a.GetSubject() != note || a.GetContentUrl() == "" {
			t.Errorf("%s: %v, %v", who, a, err)
		}
		if got, want := w.listed(t, who, issue), fmt.Sprint(3, []string{filed, noted, told}); got != want {
			t.Errorf("%s is shown %s, want %s", who, got, want)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2, testkit.LiaisonA} {
		_, err := w.as(who).GetAttachment(t.Context(), get)
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	if got, want := w.listed(t, testkit.Resident, issue), fmt.Sprint(2, []string{filed, told}); got != want {
		t.Errorf("the reporter is shown %s, want %s", got, want)
	}
	for who, want := range map[testkit.Who]bool{testkit.Resident: false, testkit.StreetLeader: true} {
		explained, err := identityv1.NewIdentityServiceClient(w.Conn(testkit.AuditAdmin)).ExplainAccess(t.Context(),
			&identityv1.ExplainAccessRequest{Resource: noted, Person: "persons/" + testkit.ID(who)})
		if err != nil || explained.GetAllowed() != want {
			t.Errorf("%s: %v, %v", who, explained, err)
		}
	}
	w.redact(t, noted, left)
	if _, err := w.as(testkit.StreetLeader).RevealAttachment(t.Context(), &mediav1.RevealAttachmentRequest{Name: noted, Reason: "复核"}); err != nil {
		t.Error(err)
	}
}

// proves IN-25
func TestPhotosOfInternalNotesLeaveTheReporterHisOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.filed(t).GetName()
	for _, internal := range []bool{true, false} {
		var nine []string
		for range 9 {
			nine = append(nine, w.kept(t, testkit.Dispatcher).GetName())
		}
		w.said(t, testkit.Dispatcher, issue, internal, nine...)
	}
}
