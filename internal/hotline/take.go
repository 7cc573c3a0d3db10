package hotline

import (
	"bytes"
	"context"
	"errors"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineorder"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/operation"
)

// tally is what came of some rows.
type tally struct {
	created, updated, unchanged, refused, warnings int32
	problems                                       []noted
	rows                                           int
}

// noted is a problem with its row.
type noted struct {
	row int
	problem
}

// note what is wrong with a row that is taken.
func (t *tally) note(r row, problems ...problem) {
	for _, p := range problems {
		t.problems = append(t.problems, noted{r.number, p})
		if !p.error {
			t.warnings++
		}
	}
}

// refuse a row.
func (t *tally) refuse(r row, problems ...problem) {
	t.refused++
	t.note(r, problems...)
}

// known is an order that stands in the database, or that a dry run has come by.
type known struct {
	id   uuid.UUID // Nil of a dry run
	said digests
}

// fresh is an order that is not known yet.
type fresh struct {
	row
	said  digests
	issue *intakev1.Issue
	lead  *uuid.UUID
	filed *ent.Issue
	cause *fault.Fault // why it was not filed
}

// take files what is new of some rows, and brings what is known up to date. Whoever else takes orders in the district waits meanwhile.
func (c *courier) take(ctx context.Context, tx *db.Tx, rows []row) (*tally, error) {
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtext('hotline_order'), $1)", tx.Tenant()); err != nil {
		return nil, err
	}
	all, err := c.known(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	t := &tally{rows: len(rows)}
	var news []*fresh
	for _, r := range rows {
		if wrong(r.problems) {
			t.refuse(r, r.problems...)
			continue
		}
		said, err := r.order.digests(c.key)
		if err != nil {
			return nil, err
		}
		before, have := all[r.order.No]
		if have && bytes.Equal(before.said.row, said.row) {
			t.unchanged++
			continue
		}
		lead, doubts := c.leadOf(r.order.Told)
		r.problems = append(r.problems, doubts...)
		if !have {
			issue, doubts := c.issueOf(r.order.Filed)
			if r.problems = append(r.problems, doubts...); wrong(doubts) {
				t.refuse(r, r.problems...)
				continue
			}
			news = append(news, &fresh{row: r, said: said, issue: issue, lead: lead})
			continue
		}
		if !bytes.Equal(before.said.filed, said.filed) {
			r.problems = append(r.problems, problem{fault: ErrFiledOtherwise})
		}
		t.updated++
		t.note(r, r.problems...)
		if before.id == uuid.Nil {
			continue
		}
		update := tx.HotlineOrder.Update().Where(hotlineorder.ID(before.id))
		update.Mutation().SetRowDigest(said.row)
		if err := c.put(update.Mutation(), tx.Tenant(), before.id, r.order.Told, lead); err != nil {
			return nil, err
		}
		if err := update.Exec(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
	}
	return t, c.enter(ctx, tx, t, news)
}

// known are those orders of some rows that are known.
func (c *courier) known(ctx context.Context, tx *db.Tx, rows []row) (map[string]known, error) {
	all := map[string]known{}
	var numbers []string
	for _, r := range rows {
		numbers = append(numbers, r.order.No)
		if said, ok := c.tried[r.order.No]; ok {
			all[r.order.No] = known{said: said}
		}
	}
	found, err := tx.HotlineOrder.Query().Where(hotlineorder.Source(c.file.Source), hotlineorder.ExternalNoIn(numbers...)).
		Select(hotlineorder.FieldID, hotlineorder.FieldExternalNo, hotlineorder.FieldFiledDigest, hotlineorder.FieldRowDigest).All(ctx)
	for _, o := range found {
		if _, ok := all[o.ExternalNo]; !ok {
			all[o.ExternalNo] = known{o.ID, digests{o.FiledDigest, o.RowDigest}}
		}
	}
	return all, err
}

// enter files new orders as issues. What may not be filed is refused, and keeps no other from being filed.
func (c *courier) enter(ctx context.Context, tx *db.Tx, t *tally, news []*fresh) error {
	var filings []func(context.Context) error
	for _, f := range news {
		filings = append(filings, func(ctx context.Context) error {
			filed, err := c.Issues.FileIssue(ctx, tx, f.issue, f.order.Filed.Received)
			if errors.As(err, &f.cause) {
				return nil
			}
			f.filed = filed
			return err
		})
	}
	if err := db.Together(ctx, filings...); err != nil {
		return err
	}
	var orders []*ent.HotlineOrderCreate
	for _, f := range news {
		if f.cause != nil {
			t.refuse(f.row, append(f.problems, problem{fault: f.cause, error: true})...)
			continue
		}
		t.created++
		t.note(f.row, f.problems...)
		create := tx.HotlineOrder.Create().SetID(tx.NewID()).SetIssueID(f.filed.ID).SetSource(c.file.Source).SetExternalNo(f.order.No).
			SetReceivedTime(f.order.Filed.Received).SetFiledDigest(f.said.filed).SetRowDigest(f.said.row)
		id, _ := create.Mutation().ID()
		if err := c.put(create.Mutation(), tx.Tenant(), id, f.order.Told, f.lead); err != nil {
			return err
		}
		orders = append(orders, create)
	}
	return tx.HotlineOrder.CreateBulk(orders...).Exec(tx.Later(ctx, nil))
}

// record what came of some rows, and that they are done.
func (c *courier) record(ctx context.Context, tx *db.Tx, run *operation.Run, t *tally) error {
	var problems []*ent.ImportProblemCreate
	for _, p := range t.problems {
		severity := "WARNING"
		if p.error {
			severity = "ERROR"
		}
		problems = append(problems, tx.ImportProblem.Create().SetID(tx.NewID()).SetIssueImportID(c.file.ID).SetRow(int32(p.row)).
			SetColumn(p.column).SetSeverity(severity).SetReason(p.fault.Reason()))
	}
	if err := tx.ImportProblem.CreateBulk(problems...).Exec(tx.Later(ctx, nil)); err != nil {
		return err
	}
	if err := tx.IssueImport.Update().Where(issueimport.ID(c.file.ID)).AddCreated(t.created).AddUpdated(t.updated).AddUnchanged(t.unchanged).
		AddRefused(t.refused).AddWarnings(t.warnings).Exec(tx.Later(ctx, nil)); err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: permitImport, Object: importName(c.file.ID), After: map[string]any{"created": t.created, "updated": t.updated}})
	return run.Advance(ctx, tx, run.Done()+int64(t.rows), 0)
}
