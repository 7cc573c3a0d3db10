package moderation_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// list sets a list of words that begins some time ahead.
func (w world) list(t *testing.T, ahead time.Duration, words ...string) (*moderationv1.WordList, error) {
	t.Helper()
	l := &moderationv1.WordList{Words: words, Source: "区网信办通知"}
	if ahead != 0 {
		l.BeginTime = timestamppb.New(w.Clock.Now(0).Add(ahead))
	}
	made, err := w.desk(testkit.SystemAdmin).CreateWordList(t.Context(), &moderationv1.CreateWordListRequest{WordList: l})
	w.Clock.Advance(6 * time.Second) // longer than a process remembers which list holds
	return made, err
}

// lamp is an issue that others may join.
func (w world) lamp(t *testing.T, title string) *intakev1.Issue {
	t.Helper()
	return w.File(t, func(i *intakev1.Issue) { i.Title, i.Coordinates = title, crossing() })
}

func crossing() *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

// found says whether anybody finds an issue before filing another, and may join it.
func (w world) found(t *testing.T, issue string) bool {
	t.Helper()
	res, err := w.As(testkit.Resident2).FindDuplicates(t.Context(), &intakev1.FindDuplicatesRequest{Category: w.Category, Coordinates: crossing()})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(res.GetDuplicates(), func(d *intakev1.Duplicate) bool { return d.GetIssue() == issue })
}

// proves AD-25
func TestAnIssueWithASensitiveWordIsHandledAtOnceAndWaitsForALookBeforeThePublicKnowsOfIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.list(t, 0, "赌博"); err != nil {
		t.Fatal(err)
	}
	plain, held := w.lamp(t, "路灯不亮"), w.lamp(t, "路灯下聚众赌 博")
	if plain.GetWithheld() || !held.GetWithheld() {
		t.Errorf("withheld are %v and %v", plain.GetWithheld(), held.GetWithheld())
	}
	if !w.found(t, plain.GetName()) || w.found(t, held.GetName()) {
		t.Error("the public finds the wrong one")
	}
	_, err := w.As(testkit.Resident2).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: held.GetName()})
	unknown(t, err)
	if got := w.shown(t, testkit.Dispatcher, held.GetName()); got.GetTitle() != "路灯下聚众赌 博" {
		t.Errorf("staff read %s", got.GetTitle())
	}
	w.Do(t, held, "triage", "dispatch")
	list := w.cases(t, testkit.StreetLeader)
	if len(list) != 1 || list[0].GetSubject() != held.GetName() || !list[0].GetSensitive() || list[0].GetFlagCount() != 0 {
		t.Fatalf("%v", list)
	}
	c := w.claimed(t, list[0].GetName())
	if _, err := w.desk(testkit.StreetLeader).DismissModerationCase(t.Context(), &moderationv1.DismissModerationCaseRequest{Name: c.GetName(), Reason: "反映情况属实"}); err != nil {
		t.Fatal(err)
	}
	if got := w.shown(t, testkit.Resident, held.GetName()); got.GetWithheld() || got.GetTitle() != "路灯下聚众赌 博" || !w.found(t, held.GetName()) {
		t.Errorf("after the decision: %v", got)
	}
}

// proves AD-25
func TestACommentWithASensitiveWordIsSeenByItsAuthorAndStaffUntilItIsDecided(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.list(t, 0, "骗子"); err != nil {
		t.Fatal(err)
	}
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	mine, theirs := w.said(t, testkit.Resident, issue, "物业是骗-子"), w.said(t, testkit.LiaisonA, issue, "你才是骗子")
	if !mine.GetWithheld() || !theirs.GetWithheld() {
		t.Errorf("%v, %v", mine, theirs)
	}
	if _, err := w.As(testkit.LiaisonA).CreateComment(t.Context(), &intakev1.CreateCommentRequest{Parent: issue, Comment: &intakev1.Comment{Text: "疑似骗子", Internal: true}}); err != nil {
		t.Fatal(err)
	}
	if got := w.reads(t, testkit.Resident, issue); !slices.Equal(got, []string{"物业是骗-子"}) {
		t.Errorf("the reporter reads %v", got)
	}
	if got := w.reads(t, testkit.Dispatcher, issue); len(got) != 3 {
		t.Errorf("staff read %v", got)
	}
	_, err := w.flag(t, testkit.Resident, theirs.GetName())
	unknown(t, err)
	for _, c := range w.cases(t, testkit.StreetLeader) {
		w.claimed(t, c.GetName())
		if _, err := w.desk(testkit.StreetLeader).UpholdModerationCase(t.Context(), &moderationv1.UpholdModerationCaseRequest{Name: c.GetName(), Reason: "用语不当"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.reads(t, testkit.Resident, issue); !slices.Equal(got, []string{"（已遮蔽）", "（已遮蔽）"}) {
		t.Errorf("after the decision the reporter reads %v", got)
	}
}

// proves AD-25
func TestAListHoldsFromItsBeginningUntilTheNextAndIsNeverChanged(t *testing.T) {
	t.Parallel()
	w := start(t)
	withheld := func(title string) bool { return w.lamp(t, title).GetWithheld() }
	if withheld("赌博") {
		t.Error("without a list something is withheld")
	}
	first, err := w.list(t, 0, "赌博", "假证")
	if err != nil || first.GetWordCount() != 2 {
		t.Fatalf("%v, %v", first, err)
	}
	if _, err := w.list(t, time.Hour, "传销"); err != nil {
		t.Fatal(err)
	}
	if !withheld("赌博") || withheld("传销") {
		t.Error("the first list does not hold")
	}
	w.Clock.Advance(time.Hour)
	if withheld("赌博") || !withheld("传销") {
		t.Error("the second list does not hold")
	}
	if _, err := w.list(t, 0); err != nil {
		t.Fatal(err)
	}
	if withheld("传销") {
		t.Error("a list without words does not end the check")
	}
	lists, err := w.desk(testkit.SystemAdmin).ListWordLists(t.Context(), &moderationv1.ListWordListsRequest{})
	if err != nil || len(lists.GetWordLists()) != 3 || len(lists.GetWordLists()[2].GetWords()) != 0 {
		t.Errorf("%v, %v", lists, err)
	}
	got, err := w.desk(testkit.AuditAdmin).GetWordList(t.Context(), &moderationv1.GetWordListRequest{Name: first.GetName()})
	if err != nil || !proto.Equal(got, first) || !slices.Equal(got.GetWords(), []string{"赌博", "假证"}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestAListThatCannotHoldIsRefusedAndNamesTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, c := range []struct {
		ahead         time.Duration
		words         []string
		reason, field string
	}{
		{0, []string{"赌博", "！？"}, "WORD_INVALID", "word_list.words[1]"},
		{0, []string{"赌博", "赌 博"}, "WORD_INVALID", "word_list.words[1]"},
		{-time.Second, []string{"赌博"}, "WORD_LIST_PAST", "word_list.begin_time"},
	} {
		_, err := w.list(t, c.ahead, c.words...)
		testkit.WantField(t, err, codes.InvalidArgument, c.reason, c.field)
	}
	at := timestamppb.New(w.Clock.Now(0).Add(time.Hour))
	req := func() *moderationv1.CreateWordListRequest {
		return &moderationv1.CreateWordListRequest{WordList: &moderationv1.WordList{Words: []string{"赌博"}, Source: "区网信办通知", BeginTime: at}}
	}
	if _, err := w.desk(testkit.SystemAdmin).CreateWordList(t.Context(), req()); err != nil {
		t.Fatal(err)
	}
	_, err := w.desk(testkit.SystemAdmin).CreateWordList(t.Context(), req())
	testkit.WantField(t, err, codes.AlreadyExists, "WORD_LIST_EXISTS", "word_list.begin_time")
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.SecurityAdmin} {
		_, err := w.desk(who).CreateWordList(t.Context(), req())
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
}
