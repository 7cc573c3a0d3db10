package media

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// grace is how old a blob must be before it counts as one that no row knows: longer than any upload and its verdict.
const grace = 24 * time.Hour

// Compare holds rows and blobs of every tenant against each other: a blob that no row names is deleted, an attachment
// whose original is gone becomes LOST. It tells how many of each it found.
func (s *Service) Compare(ctx context.Context) (deleted, lost int, err error) {
	err = db.EachTenant(ctx, s.db, func(ctx context.Context) error {
		d, l, err := s.compare(ctx, access.From(ctx).Tenant)
		deleted, lost = deleted+d, lost+l
		return err
	})
	return deleted, lost, err
}

// compare walks the blobs and the rows of a tenant in the order of their ids, side by side.
func (s *Service) compare(ctx context.Context, tenant int) (deleted, lost int, err error) {
	nextFolder, stop := iter.Pull2(folders(s.blobs.List(ctx, strconv.Itoa(tenant)+"/")))
	defer stop()
	nextRow, stopRows := iter.Pull2(s.rows(ctx))
	defer stopRows()
	f, err, more := nextFolder()
	row, rowErr, moreRows := nextRow()
	for more || moreRows {
		if err != nil || rowErr != nil {
			return deleted, lost, firstOf(err, rowErr)
		}
		switch {
		case moreRows && (!more || row.ID.String() < f.id):
			n, err := s.lose(ctx, tenant, row)
			if lost += n; err != nil {
				return deleted, lost, err
			}
			row, rowErr, moreRows = nextRow()
		case more && (!moreRows || f.id < row.ID.String()):
			n, err := s.prune(ctx, tenant, f, nil)
			if deleted += n; err != nil {
				return deleted, lost, err
			}
			f, err, more = nextFolder()
		default:
			n, err := s.prune(ctx, tenant, f, row)
			if deleted += n; err != nil {
				return deleted, lost, err
			}
			if !f.holds(tenant, row) {
				n, err := s.lose(ctx, tenant, row)
				if lost += n; err != nil {
					return deleted, lost, err
				}
			}
			f, err, more = nextFolder()
			row, rowErr, moreRows = nextRow()
		}
	}
	return deleted, lost, firstOf(err, rowErr)
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// blobsOf are the blobs in the folder of one attachment.
type blobsOf struct {
	id      string
	entries []blob.Entry
}

// holds says whether the original of an attachment is there.
func (b blobsOf) holds(tenant int, row *ent.Attachment) bool {
	if row.OriginalDigest == nil {
		return true
	}
	want := key(tenant, row.ID, row.OriginalDigest)
	for _, entry := range b.entries {
		if entry.Key == want {
			return true
		}
	}
	return false
}

// folders gathers a list of blobs by attachment.
func folders(list iter.Seq2[blob.Entry, error]) iter.Seq2[blobsOf, error] {
	return func(yield func(blobsOf, error) bool) {
		var now blobsOf
		for entry, err := range list {
			if err != nil {
				yield(blobsOf{}, err)
				return
			}
			id, _, _ := strings.Cut(strings.SplitN(entry.Key, "/", 2)[1], "/")
			if id != now.id {
				if now.id != "" && !yield(now, nil) {
					return
				}
				now = blobsOf{id: id}
			}
			now.entries = append(now.entries, entry)
		}
		if now.id != "" {
			yield(now, nil)
		}
	}
}

// rows gives all attachments of the tenant in the order of their ids.
func (s *Service) rows(ctx context.Context) iter.Seq2[*ent.Attachment, error] {
	return func(yield func(*ent.Attachment, error) bool) {
		for last := uuid.Nil; ; {
			page, err := db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) ([]*ent.Attachment, error) {
				return tx.Attachment.Query().Where(attachment.IDGT(last)).Order(attachment.ByID()).Limit(batch).All(ctx)
			})
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range page {
				if !yield(row, nil) {
					return
				}
				last = row.ID
			}
			if len(page) < batch {
				return
			}
		}
	}
}

// prune deletes the blobs of a folder that its row, nil for none, does not name and that are past their grace.
func (s *Service) prune(ctx context.Context, tenant int, f blobsOf, row *ent.Attachment) (deleted int, err error) {
	named := map[string]bool{}
	if row != nil {
		for _, digest := range [][]byte{row.OriginalDigest, row.ContentDigest, row.ThumbnailDigest} {
			if digest != nil {
				named[key(tenant, row.ID, digest)] = true
			}
		}
	}
	old := clock.System{}.Now(tenant).Add(-grace) // the store dates blobs by the machine's clock
	for _, entry := range f.entries {
		if named[entry.Key] || entry.Modified.After(old) {
			continue
		}
		if err := s.blobs.Delete(ctx, entry.Key); err != nil {
			return deleted, err
		}
		deleted++
	}
	return deleted, nil
}

// lose marks an attachment whose original is not in the list where it should be, and not in the store either: the list may
// be older than the row.
func (s *Service) lose(ctx context.Context, tenant int, row *ent.Attachment) (int, error) {
	step, err := Steps.Step(State(row.State), Lose)
	if err != nil {
		return 0, nil // nothing was kept, so nothing is lost
	}
	r, err := s.blobs.Get(ctx, key(tenant, row.ID, row.OriginalDigest))
	if err == nil {
		return 0, r.Close()
	}
	if !errors.Is(err, blob.ErrNotFound) {
		return 0, err
	}
	_, err = db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*ent.Attachment, error) {
		update := tx.Attachment.Update().Where(attachment.ID(row.ID), attachment.State(string(step.From))).SetState(string(step.To))
		return write(ctx, tx, update, row, change{action: step.Who, emits: step.Emits, facts: map[string]any{"state": string(step.To)}})
	})
	if errors.Is(err, fault.ErrStale) {
		return 0, nil // swept meanwhile
	}
	if err != nil {
		return 0, err
	}
	s.log.ErrorContext(ctx, "the store has lost an attachment", "attachment", row.ID.String())
	return 1, nil
}
