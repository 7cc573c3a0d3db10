package suggestion

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// usual is how many categories are suggested where the caller does not say how many.
const usual = 3

// SuggestCategories says which categories a text is likely about.
func (s *Service) SuggestCategories(ctx context.Context, req *intakev1.SuggestCategoriesRequest) (*intakev1.CategorySuggestion, error) {
	id, err := name.ParseOptional("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	if id == uuid.Nil && req.GetTitle() == "" && req.GetDescription() == "" {
		return nil, ErrTextMissing.On("title")
	}
	most := usual
	if req.GetMaxCandidates() > 0 {
		most = int(req.GetMaxCandidates())
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.CategorySuggestion, error) {
		text := read(req.GetTitle(), req.GetDescription())
		if id != uuid.Nil {
			row, err := s.Issues.VisibleIssue(ctx, tx, id, false)
			if err != nil {
				return nil, err
			}
			text = read(row.Title, row.Description)
		}
		var open []*ent.Category
		var k known
		if err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				open, err = s.Categories.OpenCategories(ctx, tx)
				return err
			},
			func(ctx context.Context) (err error) {
				k, err = s.recall(ctx, tx, text)
				return err
			}); err != nil {
			return nil, err
		}
		found := judge(text, open, k)
		return s.toProto(tx.Tenant(), found[:min(len(found), most)]), nil
	})
}

// recall is what has been learned that has to do with a text, of words that enough issues share.
func (s *Service) recall(ctx context.Context, tx *db.Tx, text string) (k known, err error) {
	least, err := leastIssues.At(ctx, tx, tx.Now())
	if err != nil {
		return k, err
	}
	k = known{issues: map[uuid.UUID]int{}, words: map[string]map[uuid.UUID]int{}}
	rows, err := tx.Query(ctx, `select category_id, issues from lesson_category where tenant_id = $1`, tx.Tenant())
	if err != nil {
		return k, err
	}
	var category uuid.UUID
	var issues int
	if _, err = pgx.ForEachRow(rows, []any{&category, &issues}, func() error {
		k.issues[category] = issues
		return nil
	}); err != nil {
		return k, err
	}
	of := s.digests(tx.Tenant(), wordsOf(text))
	rows, err = tx.Query(ctx, `select w.word, w.category_id, w.issues from lesson_word w
		join lesson_word a on a.tenant_id = w.tenant_id and a.word = w.word and a.category_id = $3 and a.issues >= $4
		where w.tenant_id = $1 and a.tenant_id = $1 and w.word = any($2) and w.category_id <> $3`,
		tx.Tenant(), slices.Collect(maps.Keys(of)), uuid.Nil, least)
	if err != nil {
		return k, err
	}
	var word int64
	_, err = pgx.ForEachRow(rows, []any{&word, &category, &issues}, func() error {
		if k.words[of[word]] == nil {
			k.words[of[word]] = map[uuid.UUID]int{}
		}
		k.words[of[word]][category] = issues
		return nil
	})
	return k, err
}

func (s *Service) toProto(tenant int, found []candidate) *intakev1.CategorySuggestion {
	answer := &intakev1.CategorySuggestion{}
	var suggested []uuid.UUID
	for _, c := range found {
		suggested = append(suggested, c.category)
		answer.Candidates = append(answer.Candidates, &intakev1.CategoryCandidate{Category: name.Of("categories", c.category), Score: c.score, Words: c.words})
	}
	answer.Receipt = s.receipt(tenant, suggested)
	return answer
}
