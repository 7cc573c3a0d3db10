package administration

import (
	"context"
	"errors"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/configuration"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// dictionaries are the part of a configuration that holds a district's own dictionaries, and its labels for those of the product.
type dictionaries struct{}

type (
	dictionaryItem = administrationv1.ConfigurationDictionary
	entryItem      = administrationv1.ConfigurationEntry
)

var dictionaryItems = configuration.List[*dictionaryItem]{Part: administrationv1.Configuration_PART_DICTIONARIES,
	Path: "configuration.dictionaries", Key: (*dictionaryItem).GetCode}

// ExportConfiguration writes the dictionaries by code.
func (dictionaries) ExportConfiguration(ctx context.Context, tx *db.Tx, into *administrationv1.Configuration) error {
	rows, err := tx.Dictionary.Query().WithEntries().All(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		d, err := dictionaryToProto(row.Code, row)
		if err != nil {
			return err
		}
		item := &dictionaryItem{Code: row.Code, Labels: d.GetLabels()}
		for _, e := range d.GetEntries() {
			item.Entries = append(item.Entries, &entryItem{Code: e.GetCode(), Labels: e.GetLabels(), Position: e.GetPosition(), Retired: e.GetRetired()})
		}
		if d.GetSystem() {
			item = further(item)
			item.Entries = slices.DeleteFunc(item.GetEntries(), func(e *entryItem) bool { return len(e.GetLabels()) == 0 })
			for _, e := range item.GetEntries() {
				e.Position, e.Retired = 0, false
			}
			if len(item.GetLabels())+len(item.GetEntries()) == 0 {
				continue
			}
		}
		into.Dictionaries = append(into.Dictionaries, item)
	}
	slices.SortFunc(into.GetDictionaries(), func(a, b *dictionaryItem) int { return strings.Compare(a.GetCode(), b.GetCode()) })
	return nil
}

// further is a dictionary without the labels that are the product's.
func further(d *dictionaryItem) *dictionaryItem {
	f := &dictionaryItem{Code: d.GetCode(), Labels: beyond(d.GetLabels(), productLabels(d.GetCode(), ""))}
	for _, e := range d.GetEntries() {
		e = proto.CloneOf(e)
		e.Labels = beyond(e.GetLabels(), productLabels(d.GetCode(), e.GetCode()))
		f.Entries = append(f.Entries, e)
	}
	return f
}

// ImportConfiguration brings each dictionary and then its codes to what the document says.
func (p dictionaries) ImportConfiguration(ctx context.Context, tx *db.Tx, from *administrationv1.Configuration, _ string) ([]*administrationv1.ConfigurationChange, error) {
	have := &administrationv1.Configuration{}
	if err := p.ExportConfiguration(ctx, tx, have); err != nil {
		return nil, err
	}
	held, titles := map[string]*dictionaryItem{}, []*dictionaryItem{}
	for _, d := range have.GetDictionaries() {
		held[d.GetCode()], titles = d, append(titles, title(d))
	}
	var want, wanted []*dictionaryItem
	for _, d := range from.GetDictionaries() {
		d = further(d)
		want, wanted = append(want, d), append(wanted, title(d))
	}
	found, err := dictionaryItems.Compare(titles, wanted)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(d configuration.Difference[*dictionaryItem]) bool { // the product's, whose codes alone are meant
		_, system := enums()[d.After.GetCode()]
		return system && d.Added && len(d.After.GetLabels()) == 0
	})
	changes, err := configuration.Each(tx, found, "dictionary", func(d configuration.Difference[*dictionaryItem]) error { return bringDictionary(ctx, tx, d.After) })
	if err != nil {
		return nil, err
	}
	for i, d := range want {
		more, err := bringEntries(ctx, tx, fault.Item("configuration.dictionaries", i)+".entries", held[d.GetCode()].GetEntries(), d)
		if err != nil {
			return nil, err
		}
		changes = append(changes, more...)
	}
	return changes, nil
}

// title is a dictionary without its codes.
func title(d *dictionaryItem) *dictionaryItem {
	return &dictionaryItem{Code: d.GetCode(), Labels: d.GetLabels()}
}

func bringDictionary(ctx context.Context, tx *db.Tx, to *dictionaryItem) error {
	row, err := holdDictionary(ctx, tx, to.GetCode())
	switch {
	case err == nil:
		return changeDictionary(ctx, tx, row, to.GetLabels())
	case !errors.Is(err, fault.ErrNotFound):
		return err
	case strings.Contains(to.GetCode(), "."):
		return configuration.ErrUnknown.On("dictionary.code")
	}
	return addDictionary(ctx, tx, to.GetCode(), to.GetLabels())
}

// bringEntries brings the codes of a dictionary to what a document says.
func bringEntries(ctx context.Context, tx *db.Tx, path string, have []*entryItem, d *dictionaryItem) ([]*administrationv1.ConfigurationChange, error) {
	list := configuration.List[*entryItem]{Part: administrationv1.Configuration_PART_DICTIONARIES, Path: path, Key: (*entryItem).GetCode}
	found, err := list.Compare(have, d.GetEntries())
	if err != nil || len(found) == 0 {
		return nil, err
	}
	row, err := holdDictionary(ctx, tx, d.GetCode())
	if err != nil {
		return nil, err
	}
	before, err := readDictionary(ctx, tx, d.GetCode())
	if err != nil {
		return nil, err
	}
	changes, err := configuration.Each(tx, found, "dictionary_entry", func(change configuration.Difference[*entryItem]) error {
		return bringEntry(ctx, tx, row, entryOf(before, change.After.GetCode()), change.After)
	})
	for _, c := range changes {
		c.Key = d.GetCode() + "/" + c.GetKey()
	}
	return changes, err
}

// bringEntry brings a code, which is not there before it is entered, to what a document says.
func bringEntry(ctx context.Context, tx *db.Tx, row *ent.Dictionary, before *administrationv1.DictionaryEntry, given *entryItem) error {
	to := &administrationv1.DictionaryEntry{Code: given.GetCode(), Labels: given.GetLabels(), Position: given.GetPosition(), Retired: given.GetRetired()}
	_, system := enums()[row.Code]
	switch {
	case before == nil && system:
		return configuration.ErrUnknown.On("dictionary_entry.code")
	case before == nil:
		return addEntry(ctx, tx, row, to)
	case system && (to.GetPosition() != 0 || to.GetRetired()):
		return ErrDictionaryOfTheProduct.On("dictionary_entry")
	case system:
		to.Position, to.Retired = before.GetPosition(), before.GetRetired()
	}
	return changeEntry(ctx, tx, row, before, to)
}
