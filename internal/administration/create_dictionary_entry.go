package administration

import (
	"context"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dictionaryentry"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CreateDictionaryEntry enters a code into a dictionary of the district's own.
func (s *Service) CreateDictionaryEntry(ctx context.Context, req *administrationv1.CreateDictionaryEntryRequest) (*administrationv1.DictionaryEntry, error) {
	code, err := dictionaryCode(req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.DictionaryEntry, error) {
		row, err := holdDictionary(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		given := req.GetDictionaryEntry()
		entry := &administrationv1.DictionaryEntry{Code: req.GetDictionaryEntryId(), Labels: given.GetLabels(), Position: given.GetPosition(), Retired: given.GetRetired()}
		if err := addEntry(ctx, tx, row, entry); err != nil {
			return nil, err
		}
		return readEntry(ctx, tx, code, entry.GetCode())
	})
}

// addEntry enters a code into a dictionary that is held.
func addEntry(ctx context.Context, tx *db.Tx, row *ent.Dictionary, e *administrationv1.DictionaryEntry) error {
	if _, system := enums()[row.Code]; system {
		return ErrDictionaryOfTheProduct.On("parent")
	}
	labels, err := labelled("dictionary_entry.labels", e.GetLabels(), nil)
	if err != nil {
		return err
	}
	most, err := maxEntries.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	if n, err := tx.DictionaryEntry.Query().Where(dictionaryentry.DictionaryID(row.ID)).Count(ctx); err != nil {
		return err
	} else if n >= most {
		return ErrDictionaryFull
	}
	if err := tx.DictionaryEntry.Create().SetID(tx.NewID()).SetDictionaryID(row.ID).SetCode(e.GetCode()).SetLabels(labels).
		SetPosition(e.GetPosition()).SetRetired(e.GetRetired()).Exec(ctx); err != nil {
		return err
	}
	recordEntry(tx, row.Code, "created", nil, e)
	return nil
}
