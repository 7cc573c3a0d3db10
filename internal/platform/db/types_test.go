package db_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/setting"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAnIDArrivesAsItWasSentInWhateverShape(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	id, other := uuid.New(), uuid.New()
	var nobody *uuid.UUID
	var got struct {
		one, pointed uuid.UUID
		absent       *uuid.UUID
		list         []uuid.UUID
		text         string
	}
	if _, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (no none, err error) {
		return no, tx.QueryRow(ctx, "select $1::uuid, $2::uuid, $3::uuid, $4::uuid[], $5::text", id, &other, nobody, []uuid.UUID{id, other}, id).
			Scan(&got.one, &got.pointed, &got.absent, &got.list, &got.text)
	}); err != nil {
		t.Fatal(err)
	}
	if got.one != id || got.pointed != other || got.absent != nil || !slices.Equal(got.list, []uuid.UUID{id, other}) || got.text != id.String() {
		t.Errorf("%s and %s arrive as %+v", id, other, got)
	}
}

func TestAnEmptyListThatIsKeptAsJSONArrivesAsItIs(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	row, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (*ent.Setting, error) {
		return tx.Setting.Query().Where(setting.Key("intake.task_templates")).Only(ctx)
	})
	if err != nil || string(row.Value) != "[]" {
		t.Errorf("%q, %v", row.Value, err)
	}
}
