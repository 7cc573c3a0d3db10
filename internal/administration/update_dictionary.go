package administration

import (
	"context"
	"slices"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dictionary"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// UpdateDictionary changes what a dictionary is called.
func (s *Service) UpdateDictionary(ctx context.Context, req *administrationv1.UpdateDictionaryRequest) (*administrationv1.Dictionary, error) {
	given := req.GetDictionary()
	code, err := dictionaryCode(given.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.Dictionary, error) {
		row, err := holdDictionary(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		before, err := readDictionary(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		if given.GetEtag() != "" && given.GetEtag() != before.GetEtag() {
			return nil, fault.ErrStale.On("etag")
		}
		labels := before.GetLabels()
		if slices.Contains(req.GetUpdateMask().GetPaths(), "labels") {
			labels = given.GetLabels()
		}
		if err := changeDictionary(ctx, tx, row, labels); err != nil {
			return nil, err
		}
		after, err := readDictionary(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		say(ctx, after)
		return after, nil
	})
}

// holdDictionary locks a dictionary: whoever changes it or one of its codes holds it. One of the product gets its row when a district
// first has something to say of it.
func holdDictionary(ctx context.Context, tx *db.Tx, code string) (*ent.Dictionary, error) {
	held := tx.Dictionary.Query().Where(dictionary.Code(code)).ForUpdate()
	row, err := held.Only(ctx)
	if !ent.IsNotFound(err) {
		return row, err
	}
	enum, system := enums()[code]
	if !system {
		return nil, fault.ErrNotFound
	}
	if _, err := tx.Next(ctx, dictionaryCounter); err != nil { // of two who are the first, one makes it
		return nil, err
	}
	if row, err = held.Only(ctx); !ent.IsNotFound(err) {
		return row, err
	}
	return tx.Dictionary.Create().SetID(tx.NewID()).SetCode(code).SetLabels(systemDictionary(enum).GetLabels()).Save(ctx)
}

// changeDictionary gives a dictionary that is held other labels.
func changeDictionary(ctx context.Context, tx *db.Tx, row *ent.Dictionary, given map[string]string) error {
	labels, err := labelled("dictionary.labels", given, productLabels(row.Code, ""))
	if err != nil {
		return err
	}
	if err := tx.Dictionary.Update().Where(dictionary.ID(row.ID)).SetLabels(labels).Exec(ctx); err != nil {
		return err
	}
	recordDictionary(tx, "dictionaries/"+row.Code, "updated", map[string]any{"labels": row.Labels}, map[string]any{"labels": labels})
	return nil
}

// recordDictionary tells of a change of a dictionary.
func recordDictionary(tx *db.Tx, object, verb string, before, after map[string]any) {
	tx.Audit(db.Audit{Action: manageDictionaries, Object: object, Before: before, After: after})
	tx.Emit(db.Event{Type: "haolinju.administration.dictionary." + verb + ".v1", Subject: object})
}
