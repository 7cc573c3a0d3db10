package scoring_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/scoring"
)

// A judge gets what he has remarked, and may have it forgotten; what he gave still counts.
//
// proves AD-10
func TestAJudgesRemarksAreHisToTakeAlongAndToHaveErased(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, n := w.reviewed(t)
	s := w.sheet(t, c, n, 50, 5)
	s.Remark = "楼道里有金丝雀"
	s = w.enter(t, s)
	system, judge := access.AsSystem(t.Context(), tenant), uuid.MustParse(testkit.ID(testkit.Judge))
	export := func() string {
		return fmt.Sprint(must[any](t)(db.Read(system, w.DB, func(ctx context.Context, tx *db.Tx) (any, error) {
			return scoring.PersonalData{}.ExportPerson(ctx, tx, judge)
		})))
	}
	if held := export(); !strings.Contains(held, s.GetName()) || !strings.Contains(held, s.GetRemark()) {
		t.Errorf("the export holds %s", held)
	}
	if erased := must[int64](t)(db.Write(system, w.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
		tx.Audit(db.Audit{Action: "test", Object: "persons"})
		return scoring.PersonalData{}.ErasePerson(ctx, tx, judge)
	})); erased != 1 {
		t.Errorf("%d rows were cleared", erased)
	}
	if held := export(); strings.Contains(held, s.GetRemark()) {
		t.Errorf("after the erasure the export holds %s", held)
	}
	now := must[*pb.ScoreSheet](t)(w.as(testkit.Judge).GetScoreSheet(t.Context(), &pb.GetScoreSheetRequest{Name: s.GetName()}))
	if now.GetRemark() != "" || now.GetScoreBasisPoints() != s.GetScoreBasisPoints() || s.GetScoreBasisPoints() != 5000 {
		t.Errorf("%v", now)
	}
}
