package administration

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dictionary"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/label"
)

// dictionaryCode reads "dictionaries/{dictionary}".
func dictionaryCode(resource string) (string, error) {
	code, ok := strings.CutPrefix(resource, "dictionaries/")
	if !ok {
		return "", fault.ErrNotFound
	}
	return code, nil
}

// readDictionary is the dictionary with a code, of the product or of the district.
func readDictionary(ctx context.Context, tx *db.Tx, code string) (*administrationv1.Dictionary, error) {
	row, err := tx.Dictionary.Query().Where(dictionary.Code(code)).WithEntries().Only(ctx)
	switch _, system := enums()[code]; {
	case ent.IsNotFound(err) && !system:
		return nil, fault.ErrNotFound
	case err != nil && !ent.IsNotFound(err):
		return nil, err
	}
	return dictionaryToProto(code, row)
}

// dictionaryToProto is a dictionary as the district has it: what its row says, and of one of the product, for which it may have no row,
// above all what the contract says.
func dictionaryToProto(code string, row *ent.Dictionary) (*administrationv1.Dictionary, error) {
	d := &administrationv1.Dictionary{Name: "dictionaries/" + code}
	enum, system := enums()[code]
	if system {
		d = systemDictionary(enum)
	}
	if row != nil {
		d.Labels = over(row.Labels, d.GetLabels())
		for _, e := range row.Edges.Entries {
			if !system {
				d.Entries = append(d.Entries, &administrationv1.DictionaryEntry{Name: d.GetName() + "/entries/" + e.Code, Code: e.Code, Labels: e.Labels,
					Position: e.Position, Retired: e.Retired})
			} else if known := entryOf(d, e.Code); known != nil {
				known.Labels = over(e.Labels, known.GetLabels())
			}
		}
	}
	slices.SortFunc(d.GetEntries(), func(a, b *administrationv1.DictionaryEntry) int {
		return cmp.Or(cmp.Compare(a.GetPosition(), b.GetPosition()), strings.Compare(a.GetCode(), b.GetCode()))
	})
	return d, tag(d)
}

// entryOf is the entry of a dictionary with a code; nil where it has none.
func entryOf(d *administrationv1.Dictionary, code string) *administrationv1.DictionaryEntry {
	for _, e := range d.GetEntries() {
		if e.GetCode() == code {
			return e
		}
	}
	return nil
}

// tag gives a dictionary and its entries their etags: digests of what they say, since a new release of the product changes that too.
func tag(d *administrationv1.Dictionary) (err error) {
	for _, e := range d.GetEntries() {
		if e.Etag, err = digest(e); err != nil {
			return err
		}
	}
	d.Etag, err = digest(d)
	return err
}

func digest(m proto.Message) (string, error) {
	text, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:12]), err
}

// say writes what dictionaries and their codes are called in the language of the call.
func say(ctx context.Context, dictionaries ...*administrationv1.Dictionary) {
	speaker := label.For(ctx)
	for _, d := range dictionaries {
		d.DisplayName = speaker.Say(d.GetLabels())
		for _, e := range d.GetEntries() {
			e.DisplayName = speaker.Say(e.GetLabels())
		}
	}
}
