package callback

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbackdraw"
	"github.com/haolinju/haolinju/ent/callbacktask"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// batch is how many issues one transaction opens tasks for.
const batch = 100

// Tend publishes the draw of tomorrow, draws for the days that are over, and opens the tasks of the limits that have expired, in the
// tenant of the context.
func (s *Service) Tend(ctx context.Context) error {
	seed := make([]byte, 32)
	if _, err := rand.Read(seed); err != nil {
		return err
	}
	for _, step := range []func(context.Context, *db.Tx) error{
		func(ctx context.Context, tx *db.Tx) error { return publish(ctx, tx, seed) },
		drawOne,
		sweep,
	} {
		for more := true; more; {
			var err error
			if more, err = db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (bool, error) { return true, step(ctx, tx) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// publish makes the draw of tomorrow where not everybody is called back then, and shows its digest.
func publish(ctx context.Context, tx *db.Tx, seed []byte) error {
	day := calendar.DateOf(tx.Now()).Add(1)
	percent, err := share.At(ctx, tx, day.Start())
	if err != nil {
		return err
	}
	known, err := tx.CallbackDraw.Query().Where(callbackdraw.Day(day.String())).Exist(ctx)
	if err != nil {
		return err
	}
	if known || percent == 100 {
		return db.ErrNothing
	}
	digest := sha256.Sum256(seed)
	d, err := tx.CallbackDraw.Create().SetID(tx.NewID()).SetDay(day.String()).SetShare(int32(percent)).
		SetDigest(hex.EncodeToString(digest[:])).SetSeed(seed).Save(ctx)
	if err != nil {
		return err
	}
	told(tx, "published.v1", d)
	return nil
}

// drawOne opens the draw of one day that is over, and decides on its tasks.
func drawOne(ctx context.Context, tx *db.Tx) error {
	today := calendar.DateOf(tx.Now()).String()
	d, err := tx.CallbackDraw.Query().Where(callbackdraw.OpenTimeIsNil(), callbackdraw.DayLT(today)).Order(ent.Asc(callbackdraw.FieldDay)).Limit(1).ForUpdate().Only(ctx)
	if ent.IsNotFound(err) {
		return db.ErrNothing
	}
	if err != nil {
		return err
	}
	frame, err := tx.CallbackTask.Query().Where(callbacktask.DrawID(d.ID)).WithIssue().All(ctx)
	if err != nil {
		return err
	}
	var drawn int32
	for _, t := range frame {
		do := Pass
		if isDrawn(d.Seed, t.Edges.Issue.Number, int(d.Share)) {
			do = Draw
			drawn++
		}
		if State(t.State) != Waiting {
			continue
		}
		if _, err := move(ctx, tx, t, do, tx.CallbackTask.Update()); err != nil {
			return err
		}
	}
	if err := tx.CallbackDraw.Update().Where(callbackdraw.ID(d.ID)).SetOpenTime(tx.Now()).SetFrame(int32(len(frame))).SetDrawn(drawn).Exec(ctx); err != nil {
		return err
	}
	if d, err = tx.CallbackDraw.Query().Where(callbackdraw.ID(d.ID)).Only(ctx); err != nil {
		return err
	}
	told(tx, "opened.v1", d)
	return nil
}

// isDrawn says whether a seed draws an issue; anybody can say it again.
func isDrawn(seed []byte, number string, percent int) bool {
	lot := sha256.Sum256(append(append([]byte{}, seed...), "/"+number...))
	return binary.BigEndian.Uint64(lot[:8])%100 < uint64(percent)
}

// told records what has become of a draw.
func told(tx *db.Tx, verb string, d *ent.CallbackDraw) {
	called := name.Of("callbackDraws", d.ID)
	facts := map[string]any{"day": d.Day, "share": d.Share, "digest": d.Digest, "frame": d.Frame, "drawn": d.Drawn}
	tx.Audit(db.Audit{Action: permitDraw, Object: called, After: facts})
	tx.Emit(db.Event{Type: "haolinju.intake.callback_draw." + verb, Subject: called, Data: facts})
}

// sweep opens the tasks of issues whose limit has expired while their units have them in hand.
func sweep(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, `select id from issue i where tenant_id = $1 and state in ('DISPATCHED', 'HANDLING') and due_time <= $2
		and confidentiality <> 'ANONYMOUS' and not exists (select from callback_task t where t.tenant_id = $1 and t.issue_id = i.id
			and (t.state in ('WAITING', 'OPEN') or t.round = i.reopen_count and t.cause = 'LIMIT_EXPIRED'))
		order by due_time limit $3`, tx.Tenant(), tx.Now(), batch)
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return db.ErrNothing
	}
	due, err := tx.Issue.Query().Where(issue.IDIn(ids...)).ForUpdate().All(ctx)
	if err != nil {
		return err
	}
	l, err := ledgerOf(ctx, tx, due)
	if err != nil {
		return err
	}
	some := false
	for _, row := range due {
		opened, err := l.open(ctx, tx, row, expired)
		if err != nil {
			return err
		}
		some = some || opened
	}
	if !some {
		return db.ErrNothing // another run has opened them meanwhile
	}
	return nil
}
