package hotline

import (
	"context"
	"errors"
	"iter"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/sheet"
)

// batch is how many rows one transaction takes.
const batch = 100

// courier takes the rows of one file in.
type courier struct {
	*Service
	layout
	file       *ent.IssueImport
	atlas      atlas
	kinds      Kinds
	categories map[string]string
	rows       int                // that a file may have
	tried      map[string]digests // of the orders that a dry run has not kept, by number
}

// row is one row of the file.
type row struct {
	number   int
	order    order
	problems []problem
}

// errTried takes back what a dry run has done.
var errTried = errors.New("hotline: only tried")

// run goes through a file from behind the rows that are done, in steps, each a transaction.
func (s *Service) run(ctx context.Context, run *operation.Run, req *intakev1.ImportIssuesRequest) error {
	ids, err := name.Parse("issueImports/*", req.GetIssueImport())
	if err != nil {
		return err
	}
	table, found, err := s.open(ctx, ids[0])
	if err != nil {
		return err
	}
	c, err := s.courier(ctx, ids[0], found)
	if err != nil {
		return err
	}
	rows, stop := iter.Pull2(table.Rows())
	defer stop()
	next := c.reader(rows, run.Done())
	for {
		step, err := next()
		if err != nil {
			return err
		}
		if len(step) == 0 {
			return c.end(ctx, run)
		}
		if err := c.step(ctx, run, step); err != nil {
			return err
		}
	}
}

func (s *Service) courier(ctx context.Context, id uuid.UUID, found layout) (*courier, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*courier, error) {
		c := &courier{Service: s, layout: found, tried: map[string]digests{}}
		limits, err := fileLimits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		c.rows = limits.Rows
		if c.kinds, err = kinds.At(ctx, tx, tx.Now()); err != nil {
			return nil, err
		}
		if c.categories, err = categories.At(ctx, tx, tx.Now()); err != nil {
			return nil, err
		}
		if c.atlas, err = atlasOf(ctx, tx); err != nil {
			return nil, err
		}
		c.file, err = tx.IssueImport.Query().Where(issueimport.ID(id)).Only(ctx)
		return c, err
	})
}

// reader gives the rows below the headers step by step, without the first so many; none at the end. No number comes twice in a step.
func (c *courier) reader(rows func() (sheet.Row, error, bool), done int64) func() ([]row, error) {
	now := c.DB.Clock().Now(c.file.TenantID)
	var held *row // that begins the next step
	read, over := int64(0), false
	return func() (step []row, err error) {
		numbers := map[string]bool{}
		for len(step) < batch {
			one := held
			if held = nil; one == nil {
				if over {
					break
				}
				found, err, more := rows()
				if err != nil {
					return nil, ErrFileUnreadable.Because(err)
				}
				if !more {
					break
				}
				if found.Number <= c.layout.row {
					continue
				}
				one = &row{number: found.Number}
				one.order, one.problems = c.read(found, now)
				if read++; read > int64(c.rows) {
					one.problems, over = []problem{{fault: ErrTooManyRows, error: true}}, true
				}
				if read <= done {
					if err := c.remember(one.order); err != nil {
						return nil, err
					}
					continue
				}
			}
			if numbers[one.order.No] {
				held = one
				break
			}
			numbers[one.order.No] = true
			step = append(step, *one)
		}
		return step, nil
	}
}

// remember what a dry run has been told of.
func (c *courier) remember(o order) error {
	if !c.file.DryRun {
		return nil
	}
	said, err := o.digests(c.key)
	c.tried[o.No] = said
	return err
}

// step takes some rows in, or tries to.
func (c *courier) step(ctx context.Context, run *operation.Run, rows []row) error {
	var t *tally
	write := func(keep bool) error {
		_, err := db.Write(ctx, c.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
			var err error
			if t, err = c.take(ctx, tx, rows); err != nil {
				return struct{}{}, err
			}
			if !keep {
				return struct{}{}, errTried
			}
			return struct{}{}, c.record(ctx, tx, run, t)
		})
		return err
	}
	if !c.file.DryRun {
		return write(true)
	}
	if err := write(false); !errors.Is(err, errTried) {
		return err
	}
	for _, r := range rows {
		if err := c.remember(r.order); err != nil {
			return err
		}
	}
	_, err := db.Write(ctx, c.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		return struct{}{}, c.record(ctx, tx, run, t)
	})
	return err
}

// end closes a run that has come to the end of its file.
func (c *courier) end(ctx context.Context, run *operation.Run) error {
	_, err := db.Write(ctx, c.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		if err := tx.IssueImport.Update().Where(issueimport.ID(c.file.ID)).SetEndTime(tx.Now()).Exec(ctx); err != nil {
			return struct{}{}, err
		}
		file, err := tx.IssueImport.Query().Where(issueimport.ID(c.file.ID)).Only(ctx)
		if err != nil {
			return struct{}{}, err
		}
		tx.Audit(db.Audit{Action: permitImport, Object: importName(file.ID), After: map[string]any{"dry_run": file.DryRun, "created": file.Created,
			"updated": file.Updated, "unchanged": file.Unchanged, "refused": file.Refused, "warnings": file.Warnings}})
		return struct{}{}, run.Succeed(ctx, tx, toImport(file))
	})
	return err
}
