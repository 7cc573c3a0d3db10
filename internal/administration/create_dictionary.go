package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent/dictionary"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CreateDictionary makes a dictionary of the district's own.
func (s *Service) CreateDictionary(ctx context.Context, req *administrationv1.CreateDictionaryRequest) (*administrationv1.Dictionary, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.Dictionary, error) {
		if err := addDictionary(ctx, tx, req.GetDictionaryId(), req.GetDictionary().GetLabels()); err != nil {
			return nil, err
		}
		d, err := readDictionary(ctx, tx, req.GetDictionaryId())
		if err != nil {
			return nil, err
		}
		say(ctx, d)
		return d, nil
	})
}

// dictionaryCounter counts the dictionaries that a district has got rows for; its row is the lock.
const dictionaryCounter = "dictionary"

func addDictionary(ctx context.Context, tx *db.Tx, code string, given map[string]string) error {
	labels, err := labelled("dictionary.labels", given, nil)
	if err != nil {
		return err
	}
	if _, err := tx.Next(ctx, dictionaryCounter); err != nil {
		return err
	}
	most, err := maxDictionaries.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	if n, err := tx.Dictionary.Query().Where(dictionary.Not(dictionary.CodeContains("."))).Count(ctx); err != nil {
		return err
	} else if n >= most {
		return ErrDictionariesTooMany
	}
	if err := tx.Dictionary.Create().SetID(tx.NewID()).SetCode(code).SetLabels(labels).Exec(ctx); err != nil {
		return err
	}
	recordDictionary(tx, "dictionaries/"+code, "created", nil, map[string]any{"labels": labels})
	return nil
}
