package suggestion

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// keepLessons writes what some issues teach by now.
func keepLessons(ctx context.Context, tx *db.Tx, forgotten []uuid.UUID, taught map[uuid.UUID]lesson) error {
	if _, err := tx.Exec(ctx, `delete from lesson where tenant_id = $1 and issue_id = any($2)`, tx.Tenant(), forgotten); err != nil {
		return err
	}
	for id, l := range taught {
		if _, err := tx.Exec(tx.Later(ctx, nil), `insert into lesson (tenant_id, issue_id, category_id, words) values ($1, $2, $3, $4)`,
			tx.Tenant(), id, l.category, l.words); err != nil {
			return err
		}
	}
	return nil
}

// taughtWord is a word of a category, or with Nil of all.
type taughtWord struct {
	word     int64
	category uuid.UUID
}

// differences are what some lessons add to what is known.
type differences struct {
	words      map[taughtWord]int
	categories map[uuid.UUID]int
}

func newDifferences() differences {
	return differences{words: map[taughtWord]int{}, categories: map[uuid.UUID]int{}}
}

// add a lesson, or take it away.
func (d differences) add(l lesson, times int) {
	d.categories[l.category] += times
	for _, word := range l.words {
		d.words[taughtWord{word, l.category}] += times
		d.words[taughtWord{word, uuid.Nil}] += times
	}
}

// keep adds the differences to what is known. Words that are in no issue any more are forgotten.
func (d differences) keep(ctx context.Context, tx *db.Tx) error {
	var categories []uuid.UUID
	var ofCategory []int
	for category, n := range d.categories {
		if n != 0 {
			categories, ofCategory = append(categories, category), append(ofCategory, n)
		}
	}
	if _, err := tx.Exec(ctx, `insert into lesson_category as c (tenant_id, category_id, issues) select $1::int, * from unnest($2::uuid[], $3::int[])
		on conflict (tenant_id, category_id) do update set issues = c.issues + excluded.issues where c.tenant_id = $1`,
		tx.Tenant(), categories, ofCategory); err != nil {
		return err
	}
	var words []int64
	var of []uuid.UUID
	var ofWord []int
	for key, n := range d.words {
		if n != 0 {
			words, of, ofWord = append(words, key.word), append(of, key.category), append(ofWord, n)
		}
	}
	if _, err := tx.Exec(ctx, `insert into lesson_word as w (tenant_id, word, category_id, issues) select $1::int, * from unnest($2::bigint[], $3::uuid[], $4::int[])
		on conflict (tenant_id, word, category_id) do update set issues = w.issues + excluded.issues where w.tenant_id = $1`,
		tx.Tenant(), words, of, ofWord); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `delete from lesson_word where tenant_id = $1 and word = any($2) and issues = 0`, tx.Tenant(), words)
	return err
}
