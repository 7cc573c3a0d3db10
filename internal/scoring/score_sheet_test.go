package scoring_test

import (
	"net/http"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAJudgeStepsAsideFromSelfOwnUnitAndOwnNomination(t *testing.T) {
	t.Parallel()
	w := start(t)
	refused := func(c *pb.Campaign, n *pb.Nomination) {
		t.Helper()
		w.review(t, c)
		w.wantRefusal(t, codes.PermissionDenied, "JUDGE_RECUSED", func() error {
			_, err := w.as(testkit.Judge).CreateScoreSheet(t.Context(),
				&pb.CreateScoreSheetRequest{Parent: c.GetName(), ScoreSheet: w.sheet(t, c, n, 90, 9)})
			return err
		})
	}
	residents := w.plan()
	residents.SubjectKind = pb.Campaign_SUBJECT_KIND_RESIDENT
	c := w.open(t, residents)
	refused(c, w.nominate(t, c, of(w.me(t, testkit.Judge))))

	shops := w.plan()
	shops.SubjectKind = pb.Campaign_SUBJECT_KIND_MERCHANT
	c = w.open(t, shops)
	shop := w.enterUnit(t, "MERCHANT", "诚信粮油店")
	if _, err := w.Owner().Exec(t.Context(), `insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, person_id, $1, 'RESIDENT', valid_from
		from membership where tenant_id = $2 and role = 'JUDGE' limit 1`, shop[len("units/"):], tenant); err != nil {
		t.Fatal(err)
	}
	refused(c, w.nominate(t, c, of(shop)))

	c = w.open(t, w.plan())
	own := must[*pb.Nomination](t)(w.as(testkit.Judge).CreateNomination(t.Context(),
		&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(w.enterPlace(t, "DOOR"))}))
	must[*pb.Nomination](t)(w.as(testkit.StreetLeader).ScreenNomination(t.Context(),
		&pb.ScreenNominationRequest{Name: own.GetName(), Decision: pb.ScreenNominationRequest_DECISION_ACCEPT}))
	refused(c, own)
}

func TestASubmittedSheetNeverChanges(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, n := w.reviewed(t)
	judge := w.as(testkit.Judge)
	s := w.enter(t, w.sheet(t, c, n, 50, 5))
	path := "/v1/" + s.GetName()
	marks := []any{map[string]any{"criterion": s.GetScores()[0].GetCriterion(), "value": 90},
		map[string]any{"criterion": s.GetScores()[1].GetCriterion(), "value": 10}}
	for method, at := range map[string]string{http.MethodPatch: path, http.MethodPost: path + ":update"} {
		if code, got := w.REST(t, testkit.Judge, method, at, map[string]any{"scores": marks}); code != http.StatusOK ||
			got["scoreBasisPoints"] != 9400.0 {
			t.Errorf("%s: %d %v", method, code, got)
		}
	}
	for mask, want := range map[string]int{"": http.StatusOK, "?updateMask=state": http.StatusBadRequest} {
		code, got := w.REST(t, testkit.Judge, http.MethodPatch, path+mask, map[string]any{"state": "STATE_SUBMITTED"})
		if code != want || code == http.StatusOK && got["state"] != "STATE_DRAFT" {
			t.Errorf("the state was patched: %d %v", code, got)
		}
	}
	submitted := must[*pb.ScoreSheet](t)(judge.SubmitScoreSheet(t.Context(), &pb.SubmitScoreSheetRequest{Name: s.GetName()}))
	if submitted.GetState() != pb.ScoreSheet_STATE_SUBMITTED || submitted.GetScoreBasisPoints() != 9400 {
		t.Fatalf("%v", submitted)
	}
	if code, got := w.REST(t, testkit.Judge, http.MethodPatch, path, map[string]any{"remark": "改一改"}); code != http.StatusConflict ||
		got["reason"] != "WRONG_STATE" {
		t.Errorf("%d %v", code, got)
	}
	w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", func() error {
		_, err := judge.SubmitScoreSheet(t.Context(), &pb.SubmitScoreSheetRequest{Name: s.GetName()})
		return err
	})
	now := must[*pb.ScoreSheet](t)(judge.GetScoreSheet(t.Context(), &pb.GetScoreSheetRequest{Name: s.GetName()}))
	if now.GetScoreBasisPoints() != 9400 || now.GetEtag() != submitted.GetEtag() {
		t.Errorf("%v", now)
	}
}

func TestMarksAreOneForEachCriterionAndWithinItsFullMarks(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, n := w.reviewed(t)
	for reason, marks := range map[string][]int32{"SCORE_OUT_OF_RANGE": {50, 11}, "SCORES_INCOMPLETE": {50}} {
		w.wantRefusal(t, codes.InvalidArgument, reason, func() error {
			_, err := w.as(testkit.Judge).CreateScoreSheet(t.Context(),
				&pb.CreateScoreSheetRequest{Parent: c.GetName(), ScoreSheet: w.sheet(t, c, n, marks...)})
			return err
		})
	}
	s := w.sheet(t, c, n, 50, 11)
	code, got := w.REST(t, testkit.Judge, http.MethodPost, "/v1/"+c.GetName()+"/scoreSheets", map[string]any{
		"nomination": n.GetName(), "scores": []any{
			map[string]any{"criterion": s.GetScores()[0].GetCriterion(), "value": 50},
			map[string]any{"criterion": s.GetScores()[1].GetCriterion(), "value": 11}}})
	fields, _ := got["fields"].([]any)
	if code != http.StatusBadRequest || len(fields) != 1 || fields[0].(map[string]any)["field"] != "score_sheet.scores[1].value" {
		t.Errorf("%d %v", code, got)
	}
}

func TestOnlyAnAcceptedNominationIsScored(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.open(t, w.plan())
	n := must[*pb.Nomination](t)(w.as(testkit.Resident).CreateNomination(t.Context(),
		&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(w.enterPlace(t, "DOOR"))}))
	w.review(t, c)
	score := func() error {
		_, err := w.as(testkit.Judge).CreateScoreSheet(t.Context(),
			&pb.CreateScoreSheetRequest{Parent: c.GetName(), ScoreSheet: w.sheet(t, c, n, 50, 5)})
		return err
	}
	w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", score)
	w.wantRefusal(t, codes.InvalidArgument, "INVALID_ARGUMENT", func() error {
		_, err := w.as(testkit.StreetLeader).ScreenNomination(t.Context(),
			&pb.ScreenNominationRequest{Name: n.GetName(), Decision: pb.ScreenNominationRequest_DECISION_REJECT})
		return err
	})
	rejected := must[*pb.Nomination](t)(w.as(testkit.StreetLeader).ScreenNomination(t.Context(), &pb.ScreenNominationRequest{
		Name: n.GetName(), Decision: pb.ScreenNominationRequest_DECISION_REJECT, Reason: "楼道堆物未清理"}))
	if rejected.GetState() != pb.Nomination_STATE_REJECTED || rejected.GetScreenReason() != "楼道堆物未清理" {
		t.Errorf("%v", rejected)
	}
	w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", score)
}

func TestASubjectIsNominatedOnceUnlessTheFirstWasWithdrawn(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.open(t, w.plan())
	door := w.enterPlace(t, "DOOR")
	again := func() (*pb.Nomination, error) {
		return w.as(testkit.Resident2).CreateNomination(t.Context(), &pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(door)})
	}
	first := w.nominate(t, c, of(door))
	w.wantRefusal(t, codes.AlreadyExists, "ALREADY_NOMINATED", func() error { _, err := again(); return err })
	must[*pb.Nomination](t)(w.as(testkit.Resident).WithdrawNomination(t.Context(), &pb.WithdrawNominationRequest{Name: first.GetName()}))
	second := must[*pb.Nomination](t)(again())
	list := must[*pb.ListNominationsResponse](t)(w.as(testkit.Resident2).ListNominations(t.Context(), &pb.ListNominationsRequest{Parent: c.GetName()}))
	if len(list.GetNominations()) != 1 || list.GetNominations()[0].GetName() != second.GetName() {
		t.Errorf("a resident lists %v, want only what concerns him", list)
	}
	all := must[*pb.ListNominationsResponse](t)(w.as(testkit.Judge).ListNominations(t.Context(), &pb.ListNominationsRequest{Parent: c.GetName()}))
	if len(all.GetNominations()) != 2 {
		t.Errorf("a judge lists %v", all)
	}
}
