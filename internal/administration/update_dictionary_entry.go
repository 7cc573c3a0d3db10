package administration

import (
	"context"
	"strings"

	"google.golang.org/protobuf/proto"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dictionaryentry"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// UpdateDictionaryEntry changes what a code is called and where it stands, and retires or reinstates it.
func (s *Service) UpdateDictionaryEntry(ctx context.Context, req *administrationv1.UpdateDictionaryEntryRequest) (*administrationv1.DictionaryEntry, error) {
	given := req.GetDictionaryEntry()
	parent, entry, _ := strings.Cut(given.GetName(), "/entries/")
	code, err := dictionaryCode(parent)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*administrationv1.DictionaryEntry, error) {
		row, err := holdDictionary(ctx, tx, code)
		if err != nil {
			return nil, err
		}
		before, err := readEntry(ctx, tx, code, entry)
		if err != nil {
			return nil, err
		}
		if given.GetEtag() != "" && given.GetEtag() != before.GetEtag() {
			return nil, fault.ErrStale.On("etag")
		}
		to := proto.CloneOf(before)
		for _, path := range req.GetUpdateMask().GetPaths() {
			switch path {
			case "labels":
				to.Labels = given.GetLabels()
			case "position":
				to.Position = given.GetPosition()
			case "retired":
				to.Retired = given.GetRetired()
			}
		}
		if err := changeEntry(ctx, tx, row, before, to); err != nil {
			return nil, err
		}
		return readEntry(ctx, tx, code, entry)
	})
}

// readEntry is one code of a dictionary.
func readEntry(ctx context.Context, tx *db.Tx, code, entry string) (*administrationv1.DictionaryEntry, error) {
	d, err := readDictionary(ctx, tx, code)
	if err != nil {
		return nil, err
	}
	e := entryOf(d, entry)
	if e == nil {
		return nil, fault.ErrNotFound
	}
	say(ctx, d)
	return e, nil
}

// changeEntry changes a code of a dictionary that is held. One of the product has a row only once a district has labels for it.
func changeEntry(ctx context.Context, tx *db.Tx, row *ent.Dictionary, before, to *administrationv1.DictionaryEntry) error {
	product := productLabels(row.Code, before.GetCode())
	switch {
	case product != nil && to.GetPosition() != before.GetPosition():
		return ErrDictionaryOfTheProduct.On("dictionary_entry.position")
	case product != nil && to.GetRetired() != before.GetRetired():
		return ErrDictionaryOfTheProduct.On("dictionary_entry.retired")
	}
	labels, err := labelled("dictionary_entry.labels", to.GetLabels(), product)
	if err != nil {
		return err
	}
	n, err := tx.DictionaryEntry.Update().Where(dictionaryentry.DictionaryID(row.ID), dictionaryentry.Code(before.GetCode())).
		SetLabels(labels).SetPosition(to.GetPosition()).SetRetired(to.GetRetired()).Save(ctx)
	if err != nil {
		return err
	}
	if n == 0 {
		if err := tx.DictionaryEntry.Create().SetID(tx.NewID()).SetDictionaryID(row.ID).SetCode(before.GetCode()).SetLabels(labels).Exec(ctx); err != nil {
			return err
		}
	}
	verb := "updated"
	switch {
	case to.GetRetired() && !before.GetRetired():
		verb = "retired"
	case before.GetRetired() && !to.GetRetired():
		verb = "reinstated"
	}
	recordEntry(tx, row.Code, verb, before, to)
	return nil
}

// recordEntry tells of a change of a code.
func recordEntry(tx *db.Tx, code, verb string, before, after *administrationv1.DictionaryEntry) {
	told := func(e *administrationv1.DictionaryEntry) map[string]any {
		if e == nil {
			return nil
		}
		return map[string]any{"labels": e.GetLabels(), "position": e.GetPosition(), "retired": e.GetRetired()}
	}
	object := "dictionaries/" + code + "/entries/" + after.GetCode()
	tx.Audit(db.Audit{Action: manageDictionaries, Object: object, Before: told(before), After: told(after)})
	tx.Emit(db.Event{Type: "haolinju.administration.dictionary_entry." + verb + ".v1", Subject: object,
		Data: map[string]any{"position": after.GetPosition(), "retired": after.GetRetired()}})
}
