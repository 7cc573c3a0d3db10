package finding_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/finding"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-34, AP-27
func TestAnIssueIsFoundByWordsOfTwoCharactersByInitialsOfItsTitleAndByItsNumber(t *testing.T) {
	t.Parallel()
	w := start(t)
	lamp := w.told(t, "路口东侧路灯不亮", "晚上很黑，老人容易摔倒")
	bank := w.told(t, "办不了银行卡", "社区ＷｉＦｉ也连不上\n请来人看看")
	building := w.told(t, "3号楼电梯停运", "老人下不了楼，路灯也坏了")
	number := one[string](t, w, "select number from issue where 'issues/' || id = $1", lamp)
	for query, want := range map[string][]string{
		"路灯":         {building, lamp},
		"老人":         {building, lamp},
		"路灯不亮":       {lamp},
		"路灯　老人":      {building, lamp}, // parted by an ideographic space
		"路灯 摔倒":      {lamp},
		"灯路":         nil,
		"亮晚":         nil, // the end of the title and the beginning of the description
		"WIFI":       {bank},
		"ｗｉｆｉ":       {bank},
		"ldbl":       {lamp},
		"LDBL":       {lamp},
		"ld 摔倒":      {lamp},
		"yhk":        {bank}, // 行 as in 银行, not as in 行走
		"yxk":        {bank},
		"3hldt":      {building},
		"lrrysd":     nil, // of the description there are no initials
		"%%":         nil,
		"__":         nil,
		"'; drop":    nil,
		number:       {lamp},
		"x" + number: nil,
	} {
		if got := w.search(t, testkit.Resident, query); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

// proves AP-27
func TestAWordOfOneCharacterIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, query := range []string{"灯", "路灯 亮", " ", "　"} {
		_, err := w.As(testkit.Resident).SearchIssues(t.Context(), &intakev1.SearchIssuesRequest{Query: query})
		testkit.WantField(t, err, codes.InvalidArgument, "SEARCH_WORD_TOO_SHORT", "query")
	}
}

// proves IN-34
func TestASearchFindsWhatItsCallerSeesAndNothingElse(t *testing.T) {
	t.Parallel()
	w := start(t)
	noise := w.NewCategory(t, "TEST.NOISE", directoryv1.Category_TIER_ORDINARY)
	ours := w.told(t, "路灯不亮", "", func(i *intakev1.Issue) { i.Category = noise })
	secret := w.told(t, "路灯不亮", "", func(i *intakev1.Issue) {
		i.Confidentiality, i.Private = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL, true
	})
	theirs := w.told(t, "路灯不亮", "", func(i *intakev1.Issue) { i.Community = w.Community(t, "110111011") })
	led := w.told(t, "路灯不亮", "")
	w.Do(t, &intakev1.Issue{Name: led}, "triage")
	if _, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: led,
		LeadUnit: w.UnitOf(t, testkit.LiaisonA), AssistUnits: []string{w.UnitOf(t, testkit.LiaisonB)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(),
		&directoryv1.CreateMembershipRequest{Parent: w.Street(demo.Xilu), Membership: &directoryv1.Membership{
			Person: "persons/" + testkit.ID(testkit.Resident2), Role: "DISPATCHER", Categories: []string{noise}}}); err != nil {
		t.Fatal(err)
	}
	number := one[string](t, w, "select number from issue where 'issues/' || id = $1", secret)
	for who, want := range map[testkit.Who][]string{
		testkit.Resident:        {led, theirs, secret, ours},
		testkit.Dispatcher:      {led, secret, ours},
		testkit.LiaisonA:        {led},
		testkit.LiaisonB:        {led},
		testkit.LiaisonC:        nil,
		testkit.Resident2:       {ours}, // a dispatcher for one category
		testkit.SystemAdmin:     {led, theirs, secret, ours},
		testkit.ForeignResident: nil,
		testkit.ForeignAdmin:    nil,
	} {
		for _, query := range []string{"路灯", "ldbl"} {
			if got := w.search(t, who, query); !slices.Equal(got, want) {
				t.Errorf("%s finds %v by %s, want %v", who, got, query, want)
			}
		}
		if got := w.search(t, who, number); slices.Contains(want, secret) != (len(got) == 1) {
			t.Errorf("%s finds %v by its number", who, got)
		}
	}
	_, err := w.As(testkit.Anonymous).SearchIssues(t.Context(), &intakev1.SearchIssuesRequest{Query: "路灯"})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
}

// proves IN-34, AP-04
func TestPagesOfASearchFollowEachOtherAcrossMonthsWithoutGapOrRepetition(t *testing.T) {
	t.Parallel()
	w := start(t)
	var want []string // newest first
	for i := range 7 {
		want = append([]string{w.told(t, "路灯不亮", "")}, want...)
		w.told(t, "垃圾没人清", "")
		if i%3 == 2 {
			w.Clock.Advance(40 * 24 * time.Hour)
		}
	}
	req, got := &intakev1.SearchIssuesRequest{Query: "路灯", PageSize: 2}, []string(nil)
	for {
		res, err := w.As(testkit.Dispatcher).SearchIssues(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, names(res.GetIssues())...)
		if req.PageToken = res.GetNextPageToken(); req.PageToken == "" {
			break
		}
		w.told(t, "路灯又坏了", "") // comes in between and shows on no later page
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages hold %v, want %v", got, want)
	}
	first, err := w.As(testkit.Dispatcher).SearchIssues(t.Context(), &intakev1.SearchIssuesRequest{Query: "路灯", PageSize: 2})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.As(testkit.Dispatcher).SearchIssues(t.Context(), &intakev1.SearchIssuesRequest{Query: "垃圾", PageToken: first.GetNextPageToken()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "page_token")
}

// proves IN-34
func TestWhatAReporterHadErasedIsNotFound(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.told(t, "路灯不亮", "")
	ctx := access.AsSystem(t.Context(), demo.Fangshan)
	if _, err := db.Write(ctx, w.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
		tx.Audit(db.Audit{Action: "privacy.person.erase", Object: "persons/-"})
		return finding.PersonalData{}.ErasePerson(ctx, tx, demo.ID(demo.Fangshan, "person", string(testkit.Resident)))
	}); err != nil {
		t.Fatal(err)
	}
	if got := w.search(t, testkit.Dispatcher, "路灯"); len(got) != 0 {
		t.Errorf("%v is found", got)
	}
}

// proves AD-01
func TestTheSearchOfTheDatabaseAnswersForTheTenantOfItsSessionAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.told(t, "路灯不亮", "")
	conn, err := pgx.ConnectConfig(t.Context(), w.AppPool().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	const search = "select count(*) from search_issues($1, '{路灯}', true, '{}', '{}', '2030-01-01', '00000000-0000-0000-0000-000000000000', 10)"
	for bound, want := range map[string]int{"110111": 1, "900001": -1, "": -1} {
		if _, err := conn.Exec(t.Context(), "select set_config('app.tenant_id', $1, false)", bound); err != nil {
			t.Fatal(err)
		}
		n := -1
		err := conn.QueryRow(t.Context(), search, demo.Fangshan).Scan(&n)
		if n != want || (err == nil) != (want > 0) {
			t.Errorf("a session bound to %q finds %d, %v", bound, n, err)
		}
	}
}

// proves IN-34
func TestRedactedWordsAreNotFoundUntilTheRedactionIsUndone(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.told(t, "张三家路灯不亮", "")
	desk := moderationv1.NewModerationServiceClient(w.Conn(testkit.Dispatcher))
	r, err := desk.CreateRedaction(t.Context(), &moderationv1.CreateRedactionRequest{Redaction: &moderationv1.Redaction{
		Subject: issue, Part: moderationv1.Redaction_PART_TITLE, Text: "某户路灯不亮", Reason: "含他人姓名"}})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{"张三": 0, "zsj": 0, "某户": 1, "路灯": 1} {
		if got := w.search(t, testkit.Resident, query); len(got) != want {
			t.Errorf("redacted, %s finds %v", query, got)
		}
	}
	if _, err := desk.UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: r.GetName(), Reason: "核实无误"}); err != nil {
		t.Fatal(err)
	}
	if got := w.search(t, testkit.Dispatcher, "zsj"); len(got) != 1 {
		t.Error("what is undone is not found")
	}
}
