package moderation_test

import (
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-33
func TestAnIssueAndASingleUpdateAreFlaggedOnceByEachPersonAndOneCaseTakesThemUp(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	comment := w.said(t, testkit.LiaisonA, issue, "你就是无理取闹").GetName()
	entries := w.Timeline(t, testkit.Resident, issue)
	entry := entries[len(entries)-1].GetName()
	for _, c := range []struct {
		who     testkit.Who
		subject string
	}{{testkit.Resident2, issue}, {testkit.LiaisonA, issue}, {testkit.Resident, comment}, {testkit.Resident, entry}} {
		got, err := w.flag(t, c.who, c.subject)
		if err != nil || got.GetOutcome() != moderationv1.Flag_OUTCOME_PENDING {
			t.Fatalf("%s flags %s: %v, %v", c.who, c.subject, got, err)
		}
		_, err = w.flag(t, c.who, c.subject)
		testkit.WantField(t, err, codes.AlreadyExists, "ALREADY_FLAGGED", "flag.subject")
	}
	counts := map[string]int32{}
	for _, c := range w.cases(t, testkit.Dispatcher) {
		counts[c.GetSubject()] = c.GetFlagCount()
	}
	if len(counts) != 3 || counts[issue] != 2 || counts[comment] != 1 || counts[entry] != 1 {
		t.Errorf("the cases count %v", counts)
	}
	if got := w.shown(t, testkit.LiaisonA, issue); got.GetTitle() != "办不了房产证" || got.GetWithheld() {
		t.Errorf("a flag alone hides %v", got)
	}
}

// proves IN-33
func TestNobodyFlagsWhatHeWroteOrDoesNotSee(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	comment := w.said(t, testkit.Dispatcher, issue, "请补充材料").GetName()
	note, err := w.As(testkit.Dispatcher).CreateComment(t.Context(), &intakev1.CreateCommentRequest{Parent: issue, Comment: &intakev1.Comment{Text: "老上访户", Internal: true}})
	if err != nil {
		t.Fatal(err)
	}
	for who, subject := range map[testkit.Who]string{testkit.Resident: issue, testkit.Dispatcher: comment} {
		_, err := w.flag(t, who, subject)
		testkit.WantField(t, err, codes.FailedPrecondition, "OWN_WORDS", "flag.subject")
	}
	private := w.File(t, func(i *intakev1.Issue) { i.Private = true }).GetName()
	for _, hidden := range []struct {
		who     testkit.Who
		subject string
	}{{testkit.Resident, note.GetName()}, {testkit.Resident2, comment}, {testkit.Resident2, private}, {testkit.ForeignResident, issue}} {
		_, err := w.flag(t, hidden.who, hidden.subject)
		unknown(t, err)
	}
	if list := w.cases(t, testkit.Dispatcher); len(list) != 0 {
		t.Errorf("%v", list)
	}
}

// proves IN-33
func TestWhatIsUpheldIsRedactedAndTheIssueGoesOn(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t, func(i *intakev1.Issue) { i.Title, i.Description = "王某是混蛋", "他天天吵，混蛋" }).GetName()
	if _, err := w.flag(t, testkit.Resident2, issue); err != nil {
		t.Fatal(err)
	}
	c := w.claimed(t, w.cases(t, testkit.StreetLeader)[0].GetName())
	_, err := w.desk(testkit.Dispatcher).UpholdModerationCase(t.Context(), &moderationv1.UpholdModerationCaseRequest{Name: c.GetName(), Reason: "辱骂他人"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "NOT_CLAIMED")
	upheld, err := w.desk(testkit.StreetLeader).UpholdModerationCase(t.Context(), &moderationv1.UpholdModerationCaseRequest{Name: c.GetName(), Reason: "辱骂他人",
		Replacements: []*moderationv1.UpholdModerationCaseRequest_Replacement{{Part: moderationv1.Redaction_PART_TITLE, Text: "邻里噪声"},
			{Part: moderationv1.Redaction_PART_DESCRIPTION}}})
	if err != nil || upheld.GetState() != moderationv1.ModerationCase_STATE_UPHELD || upheld.GetDecideTime() == nil || len(upheld.GetCounts()) != 1 {
		t.Fatalf("%v, %v", upheld, err)
	}
	if got := w.shown(t, testkit.Resident, issue); got.GetTitle() != "邻里噪声" || got.GetDescription() != "（已遮蔽）" || got.GetState() != intakev1.Issue_STATE_RECEIVED {
		t.Errorf("%v", got)
	}
	w.Do(t, &intakev1.Issue{Name: issue}, "triage", "dispatch", "sign", "reply", "callback", "close")
	flags, err := w.desk(testkit.Resident2).ListFlags(t.Context(), &moderationv1.ListFlagsRequest{})
	if err != nil || len(flags.GetFlags()) != 1 || flags.GetFlags()[0].GetOutcome() != moderationv1.Flag_OUTCOME_UPHELD {
		t.Errorf("the flagger is told %v, %v", flags, err)
	}
	mine, err := w.desk(testkit.Resident).ListRedactions(t.Context(), &moderationv1.ListRedactionsRequest{})
	if err != nil || len(mine.GetRedactions()) != 2 || mine.GetRedactions()[0].GetReason() != "辱骂他人" {
		t.Errorf("the author is told %v, %v", mine, err)
	}
}

// proves IN-33
func TestADismissedCaseHidesNothingAndALaterFlagOpensAnother(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	comment := w.said(t, testkit.Resident, issue, "你们办得太慢").GetName()
	if _, err := w.flag(t, testkit.LiaisonA, comment); err != nil {
		t.Fatal(err)
	}
	c := w.claimed(t, w.cases(t, testkit.StreetLeader)[0].GetName())
	dismissed, err := w.desk(testkit.StreetLeader).DismissModerationCase(t.Context(), &moderationv1.DismissModerationCaseRequest{Name: c.GetName(), Reason: "正常批评", Etag: c.GetEtag()})
	if err != nil || dismissed.GetState() != moderationv1.ModerationCase_STATE_DISMISSED || dismissed.GetDecision() != "正常批评" {
		t.Fatalf("%v, %v", dismissed, err)
	}
	if got := w.reads(t, testkit.LiaisonA, issue); !slices.Equal(got, []string{"你们办得太慢"}) {
		t.Errorf("%v", got)
	}
	for _, verb := range []func() error{
		func() error {
			_, err := w.desk(testkit.StreetLeader).ClaimModerationCase(t.Context(), &moderationv1.ClaimModerationCaseRequest{Name: c.GetName()})
			return err
		},
		func() error {
			_, err := w.desk(testkit.StreetLeader).UpholdModerationCase(t.Context(), &moderationv1.UpholdModerationCaseRequest{Name: c.GetName(), Reason: "辱骂"})
			return err
		},
	} {
		testkit.WantFault(t, verb(), codes.FailedPrecondition, "WRONG_STATE")
	}
	if _, err := w.flag(t, testkit.Dispatcher, comment); err != nil {
		t.Fatal(err)
	}
	if list := w.cases(t, testkit.StreetLeader); len(list) != 1 || list[0].GetName() == c.GetName() || list[0].GetFlagCount() != 1 {
		t.Errorf("%v", list)
	}
	all, err := w.desk(testkit.StreetLeader).ListModerationCases(t.Context(), &moderationv1.ListModerationCasesRequest{All: true})
	if err != nil || len(all.GetModerationCases()) != 2 {
		t.Errorf("%v, %v", all, err)
	}
}

// proves IN-33
func TestNobodyDecidesWhoWroteReportedOrFlaggedIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	comment := w.said(t, testkit.Dispatcher, issue, "请勿重复反映").GetName()
	if _, err := w.flag(t, testkit.Resident, comment); err != nil {
		t.Fatal(err)
	}
	claim := func(who testkit.Who) error {
		_, err := w.desk(who).ClaimModerationCase(t.Context(), &moderationv1.ClaimModerationCaseRequest{Name: w.cases(t, testkit.Dispatcher)[0].GetName()})
		return err
	}
	testkit.WantFault(t, claim(testkit.Dispatcher), codes.PermissionDenied, "RECUSED") // who wrote it
	if _, err := w.flag(t, testkit.StreetLeader, comment); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, claim(testkit.StreetLeader), codes.PermissionDenied, "RECUSED") // who flagged it
	if _, err := w.Owner().Exec(t.Context(), "delete from flag where person_id = $1", testkit.ID(testkit.StreetLeader)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Owner().Exec(t.Context(), "update issue set reporter_id = $1", testkit.ID(testkit.StreetLeader)); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, claim(testkit.StreetLeader), codes.PermissionDenied, "RECUSED") // who reported the issue
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker} {
		testkit.WantFault(t, claim(who), codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if n := w.count(t, "select count(*) from moderation_case where state = 'OPEN'"); n != 1 {
		t.Errorf("%d cases are open", n)
	}
}

// proves IN-33
func TestWhoDecidesReadsWhyButNotByWhomItWasFlagged(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	raised, err := w.flag(t, testkit.Resident2, issue)
	if err != nil {
		t.Fatal(err)
	}
	called := w.cases(t, testkit.Dispatcher)[0].GetName()
	list, err := w.desk(testkit.Dispatcher).ListFlags(t.Context(), &moderationv1.ListFlagsRequest{ModerationCase: called})
	if err != nil || len(list.GetFlags()) != 1 || !proto.Equal(list.GetFlags()[0], raised) {
		t.Errorf("%v, %v, want %v", list, err, raised)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2, testkit.LiaisonB} {
		_, err := w.desk(who).ListFlags(t.Context(), &moderationv1.ListFlagsRequest{ModerationCase: called})
		unknown(t, err)
	}
	var named string
	if err := w.Owner().QueryRow(t.Context(), `select coalesce(string_agg(type || data::text, ' '), '')
		from event where type like 'haolinju.moderation.%' and data::text like '%' || $1 || '%'`, testkit.ID(testkit.Resident2)).Scan(&named); err != nil || named != "" {
		t.Errorf("the flagger is named by %s, %v", named, err)
	}
}

// proves IN-33
func TestACaseMovesWithItsIssueToAnotherTerritory(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	if _, err := w.flag(t, testkit.Resident2, issue); err != nil {
		t.Fatal(err)
	}
	elsewhere := w.Street("110111001")
	if _, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue, Community: elsewhere}); err != nil {
		t.Fatal(err)
	}
	if list := w.cases(t, testkit.Dispatcher); len(list) != 0 {
		t.Errorf("%v", list)
	}
	if list := w.cases(t, testkit.AuditAdmin); len(list) != 1 || list[0].GetUnit() != elsewhere {
		t.Errorf("%v", list)
	}
}

// proves IN-33
func TestOfManyWhoFlagAtOnceEachCountsAndOneCaseIsOpen(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	whose := []testkit.Who{testkit.Resident2, testkit.LiaisonA, testkit.Dispatcher, testkit.StreetLeader}
	var all errgroup.Group
	for _, who := range whose {
		all.Go(func() error {
			_, err := w.flag(t, who, issue)
			return err
		})
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	if list := w.cases(t, testkit.Dispatcher); len(list) != 1 || list[0].GetFlagCount() != int32(len(whose)) {
		t.Errorf("%v", list)
	}
}
