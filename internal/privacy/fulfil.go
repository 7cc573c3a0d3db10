package privacy

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/ent/legalhold"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// content is the file of an export.
var content = crypto.Column{Table: "data_request", Name: "content"}

// FulfilRequests does what the verified requests of all tenants ask for, one in each transaction, and removes files whose
// time is over. A request that fails stays as it was until the next run, and keeps none behind it from being done.
func (s *Service) FulfilRequests(ctx context.Context) error {
	return db.EachTenant(ctx, s.DB, func(ctx context.Context) error {
		if _, err := db.Write(ctx, s.DB, s.dropFiles); err != nil {
			return err
		}
		return db.OneByOne(ctx, s.DB, "dataRequests", nextVerified, s.fulfil)
	})
}

// dropFiles removes the files of exports whose time is over.
func (s *Service) dropFiles(ctx context.Context, tx *db.Tx) (struct{}, error) {
	n, err := tx.DataRequest.Update().Where(datarequest.ContentCipherNotNil(), datarequest.ExpireTimeLTE(tx.Now())).ClearContentCipher().Save(ctx)
	if err == nil && n == 0 {
		err = db.ErrNothing
	}
	tx.Audit(db.Audit{Action: permitFulfil, Object: "dataRequests", After: map[string]any{"files_removed": n}})
	return struct{}{}, err
}

// nextVerified locks the first verified request behind another one, in the order of their ids.
func nextVerified(ctx context.Context, tx *db.Tx, last uuid.UUID) (uuid.UUID, *ent.DataRequest, error) {
	row, err := tx.DataRequest.Query().Where(datarequest.State(string(Verified)), datarequest.IDGT(last)).
		Order(ent.Asc(datarequest.FieldID)).ForUpdate().First(ctx)
	if ent.IsNotFound(err) {
		err = db.ErrNothing
	}
	if err != nil {
		return uuid.Nil, nil, err
	}
	return row.ID, row, nil
}

// fulfil does what a request asks for.
func (s *Service) fulfil(ctx context.Context, tx *db.Tx, row *ent.DataRequest) error {
	if row.Kind == "EXPORT" {
		return s.export(ctx, tx, row)
	}
	return s.erase(ctx, tx, row)
}

// export writes the file: what each holder holds, under the name of its part; of persons who were merged into this one,
// the same under their names.
func (s *Service) export(ctx context.Context, tx *db.Tx, row *ent.DataRequest) error {
	same, err := s.Aliases.SamePersons(ctx, tx, row.PersonID)
	if err != nil {
		return err
	}
	parts := map[string]any{}
	for i, person := range same {
		of := parts
		if i > 0 {
			of = map[string]any{}
			parts[name.Of("persons", person)] = of
		}
		for part, holder := range s.holders {
			if of[part], err = holder.ExportPerson(ctx, tx, person); err != nil {
				return err
			}
		}
	}
	file, err := json.MarshalIndent(parts, "", "  ")
	if err != nil {
		return err
	}
	sealed, err := s.Keeper.Seal(content, tx.Tenant(), row.ID, string(file))
	if err != nil {
		return err
	}
	days, err := exportDays.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	_, err = move(ctx, tx, row, Fulfil, func(u *ent.DataRequestUpdate) {
		u.SetContentCipher(sealed).SetExpireTime(tx.Now().AddDate(0, 0, days))
	}, map[string]any{"bytes": len(file)})
	return err
}

// erase clears what every holder holds of a person under all ids, or refuses while a hold or an open matter stands against it.
func (s *Service) erase(ctx context.Context, tx *db.Tx, row *ent.DataRequest) error {
	same, err := s.Aliases.SamePersons(ctx, tx, row.PersonID)
	if err != nil {
		return err
	}
	held, err := tx.LegalHold.Query().Where(legalhold.PersonIDIn(same...), legalhold.LiftTimeIsNil()).Exist(ctx)
	if err != nil {
		return err
	}
	if held {
		_, err := move(ctx, tx, row, Refuse, func(u *ent.DataRequestUpdate) { u.SetGround("LEGAL_HOLD") }, nil)
		return err
	}
	open, err := s.openMatters(ctx, tx, same)
	if err != nil {
		return err
	}
	if len(open) > 0 {
		_, err := move(ctx, tx, row, Refuse, func(u *ent.DataRequestUpdate) { u.SetGround("OPEN_MATTERS").SetOpenMatters(open) }, nil)
		return err
	}
	cleared := map[string]int64{}
	for _, person := range same {
		for _, part := range slices.Sorted(maps.Keys(s.holders)) {
			n, err := s.holders[part].ErasePerson(ctx, tx, person)
			if err != nil {
				return err
			}
			cleared[part] += n
		}
		if err := tx.ForgetKeysOf(ctx, person); err != nil {
			return err
		}
	}
	_, err = move(ctx, tx, row, Fulfil, nil, map[string]any{"cleared": cleared})
	return err
}

// openMatters of a person, at most as many as a request holds.
func (s *Service) openMatters(ctx context.Context, tx *db.Tx, same []uuid.UUID) (all []string, err error) {
	for _, person := range same {
		for _, part := range slices.Sorted(maps.Keys(s.holders)) {
			open, err := s.holders[part].OpenMatters(ctx, tx, person)
			if err != nil {
				return nil, err
			}
			all = append(all, open...)
		}
	}
	return all[:min(len(all), 100)], nil
}
