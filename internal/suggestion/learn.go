package suggestion

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// reader takes what issues teach by their words and categories; before its triage an issue teaches nothing.
var reader = feed.Reader{Name: "suggestion", Types: []string{"haolinju.intake.issue"}, But: []string{"haolinju.intake.issue.created.v1"}}

// Follow learns from what the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		ids, err := feed.Subjects(events, "haolinju.intake.issue.", "issues/*")
		if err != nil {
			return err
		}
		learned, err := s.learn(ctx, tx, ids)
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: "intake.category_suggestion.learn", Object: "categories",
			After: map[string]any{"position": events[len(events)-1].Position, "issues": learned}})
		return nil
	})
}

// lesson is what an issue teaches.
type lesson struct {
	category uuid.UUID
	words    []int64 // digests, in ascending order
}

func (l lesson) equal(m lesson) bool {
	return l.category == m.category && slices.Equal(l.words, m.words)
}

// learn brings what some issues have taught in line with what they are now, and says of how many it has changed.
func (s *Service) learn(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (changed int, err error) {
	before, err := learned(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	now, err := s.lessons(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	d := newDifferences()
	forgotten, taught, changed := feed.Recount(ids, before, now, lesson.equal, d.add)
	if changed == 0 {
		return 0, nil
	}
	if err := keepLessons(ctx, tx, forgotten, taught); err != nil {
		return 0, err
	}
	return changed, d.keep(ctx, tx)
}

// lessons are what those of some issues teach that teach.
func (s *Service) lessons(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID]lesson, error) {
	rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
	lessons := map[uuid.UUID]lesson{}
	for _, row := range rows {
		if teaches(row) {
			lessons[row.ID] = lesson{row.CategoryID, slices.Sorted(maps.Keys(s.digests(tx.Tenant(), wordsOf(read(row.Title, row.Description)))))}
		}
	}
	return lessons, err
}

// digests are by what words are told apart in a district without being kept.
func (s *Service) digests(tenant int, words []string) map[int64]string {
	of, mac := map[int64]string{}, hmac.New(sha256.New, s.words)
	for _, word := range words {
		mac.Reset()
		fmt.Fprintf(mac, "%d/%s", tenant, word)
		of[int64(binary.BigEndian.Uint64(mac.Sum(nil)))] = word
	}
	return of
}

// learned is what some issues have taught so far.
func learned(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID]lesson, error) {
	rows, err := tx.Query(ctx, `select issue_id, category_id, words from lesson where tenant_id = $1 and issue_id = any($2)`, tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	lessons := map[uuid.UUID]lesson{}
	var id, category uuid.UUID
	var words []int64
	_, err = pgx.ForEachRow(rows, []any{&id, &category, &words}, func() error {
		lessons[id] = lesson{category, slices.Clone(words)}
		return nil
	})
	return lessons, err
}
