package moderation_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/moderation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-10, IN-14
func TestThePersonGetsHisFlagsAndRedactionsWithoutOriginalsAndAnErasureTakesTheWords(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t).GetName()
	comment := w.said(t, testkit.Dispatcher, issue, "请勿重复反映").GetName()
	if _, err := w.flag(t, testkit.Resident, comment); err != nil {
		t.Fatal(err)
	}
	r := w.redact(t, issue, moderationv1.Redaction_PART_DESCRIPTION, "")
	if _, err := w.desk(testkit.Dispatcher).RevealRedaction(t.Context(), &moderationv1.RevealRedactionRequest{Name: r.GetName(), Reason: "核对事实"}); err != nil {
		t.Fatal(err)
	}
	him, system := uuid.MustParse(testkit.ID(testkit.Resident)), access.AsSystem(t.Context(), demo.Fangshan)
	held, err := db.Read(system, w.DB, func(ctx context.Context, tx *db.Tx) (any, error) {
		return moderation.PersonalData{}.ExportPerson(ctx, tx, him)
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(held)
	if got := string(text); err != nil || !strings.Contains(got, "骂人") || !strings.Contains(got, "含他人电话") || strings.Contains(got, "入住多年") {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := db.Write(system, w.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
		tx.Audit(db.Audit{Action: "test", Object: "persons"})
		return moderation.PersonalData{}.ErasePerson(ctx, tx, him)
	}); err != nil {
		t.Fatal(err)
	}
	_, err = w.desk(testkit.Dispatcher).RevealRedaction(t.Context(), &moderationv1.RevealRedactionRequest{Name: r.GetName(), Reason: "核对事实"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ORIGINAL_GONE")
	_, err = w.desk(testkit.Dispatcher).UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: r.GetName(), Reason: "核实无误"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ORIGINAL_GONE")
	if n := w.count(t, "select (select count(*) from flag where text <> '') + (select count(*) from redaction where reason <> '') + (select count(*) from redaction_reveal)"); n != 0 {
		t.Errorf("%d words are left", n)
	}
}
