package privacy_test

import (
	"testing"
	"time"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func preview(t *testing.T, k *testkit.Kit, kind string) *privacyv1.RetentionPreview {
	t.Helper()
	answer, err := service(k, testkit.AuditAdmin).PreviewRetention(t.Context(), &privacyv1.PreviewRetentionRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range answer.GetPreviews() {
		if p.GetDataKind() == kind {
			return p
		}
	}
	t.Fatalf("no rule for %s", kind)
	return nil
}

func runs(t *testing.T, k *testkit.Kit) []*privacyv1.RetentionRun {
	t.Helper()
	answer, err := service(k, testkit.AuditAdmin).ListRetentionRuns(t.Context(), &privacyv1.ListRetentionRunsRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return answer.GetRetentionRuns()
}

// proves AD-09
func TestAContactIsAnonymisedWhenItsTimeIsOverAndTheLedgerSaysSo(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := file(t, k)
	withdraw(t, k, issue)
	contacts := "select count(*) from issue where contact_phone_cipher is not null"

	k.Clock.Advance(3*365*24*time.Hour - time.Minute)
	if p := preview(t, k, "issue.contact"); p.GetRecordCount() != 0 || p.GetDays() != 3*365 || p.GetAction() != privacyv1.RetentionAction_RETENTION_ACTION_ANONYMISE {
		t.Errorf("a minute before: %v", p)
	}
	k.Clock.Advance(2 * time.Minute)
	if p := preview(t, k, "issue.contact"); p.GetRecordCount() != 1 || len(p.GetSamples()) != 1 || "issues/"+p.GetSamples()[0] != issue {
		t.Errorf("a minute behind: %v", p)
	}
	if n := count(t, k, contacts); n != 1 || len(runs(t, k)) != 0 {
		t.Errorf("the preview has done something: %d contacts", n)
	}
	held, err := service(k, testkit.SystemAdmin).CreateLegalHold(t.Context(), &privacyv1.CreateLegalHoldRequest{
		LegalHold: &privacyv1.LegalHold{Person: person(testkit.Resident), Basis: "京0111民初1号"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		when           string
		contacts, runs int
	}{{"on hold", 1, 0}, {"free", 0, 1}, {"once more", 0, 1}} {
		if step.when == "free" {
			if _, err := service(k, testkit.SystemAdmin).LiftLegalHold(t.Context(), &privacyv1.LiftLegalHoldRequest{Name: held.GetName()}); err != nil {
				t.Fatal(err)
			}
		}
		if err := k.Privacy.Retain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, k, contacts); n != step.contacts || len(runs(t, k)) != step.runs {
			t.Errorf("%s: %d contacts, %d runs", step.when, n, len(runs(t, k)))
		}
	}
	run := runs(t, k)[0]
	if run.GetDataKind() != "issue.contact" || run.GetRecordCount() != 1 || len(run.GetDigest()) != 64 ||
		run.GetAction() != privacyv1.RetentionAction_RETENTION_ACTION_ANONYMISE {
		t.Errorf("%v", run)
	}
	if n := count(t, k, "select count(*) from audit where action = 'privacy.retention.run' and after ->> 'digest' = '"+run.GetDigest()+"'"); n != 1 {
		t.Errorf("%d audit rows of the run", n)
	}
	if n := count(t, k, "select count(*) from issue where state = 'WITHDRAWN'"); n != 1 {
		t.Error("the issue itself is gone")
	}
}

// One person under two ids: a hold on either, laid before the merge or after it, keeps what stands under both, and no merge lifts it.
//
// proves AD-09, AD-14
func TestAHoldKeepsWhatStandsUnderEveryIdOfThePersonWhoWasMerged(t *testing.T) {
	t.Parallel()
	for title, c := range map[string]struct {
		survivor, duplicate, held testkit.Who
	}{
		"the records are of the duplicate, the hold lies on the survivor": {testkit.Resident2, testkit.Resident, testkit.Resident2},
		"the records are of the survivor, the hold lies on the duplicate": {testkit.Resident, testkit.Resident2, testkit.Resident2},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			k := testkit.Start(t)
			if _, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.Dispatcher)).RevealPerson(t.Context(), &directoryv1.RevealPersonRequest{
				Name: person(testkit.Resident), Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访诉求人"}); err != nil {
				t.Fatal(err)
			}
			withdraw(t, k, file(t, k))
			held, err := service(k, testkit.SystemAdmin).CreateLegalHold(t.Context(), &privacyv1.CreateLegalHoldRequest{
				LegalHold: &privacyv1.LegalHold{Person: person(c.held), Basis: "京0111民初1号"}})
			if err != nil {
				t.Fatal(err)
			}
			merge(t, k, c.survivor, c.duplicate)
			k.Clock.Advance(4 * 365 * 24 * time.Hour)
			left := func() [2]int {
				t.Helper()
				if err := k.Privacy.Retain(t.Context()); err != nil {
					t.Fatal(err)
				}
				return [2]int{count(t, k, "select count(*) from issue where contact_phone_cipher is not null"),
					count(t, k, "select count(*) from reading where source like 'persons/%'")}
			}
			if got := left(); got != [2]int{1, 1} {
				t.Errorf("on hold: %d contacts and %d readings are left, want one of each", got[0], got[1])
			}
			if _, err := service(k, testkit.SystemAdmin).LiftLegalHold(t.Context(), &privacyv1.LiftLegalHoldRequest{Name: held.GetName()}); err != nil {
				t.Fatal(err)
			}
			if got := left(); got != [2]int{} {
				t.Errorf("free: %d contacts and %d readings are left", got[0], got[1])
			}
		})
	}
}

// merge makes two persons one, by two pairs of eyes.
func merge(t *testing.T, k *testkit.Kit, survivor, duplicate testkit.Who) {
	t.Helper()
	m, err := peoplev1.NewPeopleServiceClient(k.Conn(testkit.CommunityWorker)).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{
		PersonMerge: &peoplev1.PersonMerge{Survivor: person(survivor), Duplicate: person(duplicate), Reason: "同一人注册了两次"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := peoplev1.NewPeopleServiceClient(k.Conn(testkit.SecurityAdmin)).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: m.GetName()}); err != nil {
		t.Fatal(err)
	}
}

// proves AD-09
func TestTheLedgerOfDeletionsIsChangedByNobody(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, privilege := range []string{"update", "delete", "truncate"} {
		if n := count(t, k, "select has_table_privilege('haolinju_app', 'retention_run', '"+privilege+"')::int"); n != 0 {
			t.Errorf("the server's role may %s the ledger", privilege)
		}
	}
}
