package people

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mandate"
	"github.com/haolinju/haolinju/ent/personmerge"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what people holds of a person: what was believed of him, on which evidence, and for whom he acted or who for
// him.
type PersonalData struct{ *Service }

// OpenMatters are none: what waits, and every mandate, ends with the person.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the verifications with the identity number, and the mandates of both sides.
func (d PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Verification.Query().Where(verification.PersonID(person)).Order(ent.Asc(verification.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct{ Level, State, Evidence, IDNumber string }
	verifications := []held{}
	for _, v := range rows {
		h := held{Level: v.Level, State: v.State, Evidence: v.Evidence}
		if len(v.IDNumberCipher) > 0 {
			if h.IDNumber, err = d.Keeper.Open(idNumber, tx.Tenant(), v.ID, v.IDNumberCipher); err != nil {
				return nil, err
			}
		}
		verifications = append(verifications, h)
	}
	mandates, err := d.exportMandates(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	merges, err := exportMerges(ctx, tx, person)
	return map[string]any{"verifications": verifications, "mandates": mandates, "merges": merges}, err
}

// exportMerges gives the merges that a person is or was part of.
func exportMerges(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.PersonMerge.Query().Where(personmerge.Or(personmerge.SurvivorID(person), personmerge.DuplicateID(person))).
		Order(ent.Asc(personmerge.FieldCreateTime)).All(ctx)
	type held struct {
		State, Reason string
		Time          time.Time
	}
	merges := []held{}
	for _, m := range rows {
		merges = append(merges, held{m.State, m.Reason, m.CreateTime})
	}
	return merges, err
}

// mandatesOf are the mandates of which a person is one side.
func mandatesOf(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]*ent.Mandate, error) {
	return tx.Mandate.Query().Where(mandate.Or(mandate.DelegateID(person), mandate.PersonID(person))).
		Order(ent.Asc(mandate.FieldCreateTime)).All(ctx)
}

// exportMandates leaves out what the other side is called, but for the name that the person has given himself.
func (d PersonalData) exportMandates(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	type held struct {
		Role, State, Basis, DisplayName string
		Acts                            []string
		ValidTo                         time.Time
	}
	mandates := []held{}
	rows, err := mandatesOf(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	for _, m := range rows {
		h := held{Role: "person", State: m.State, Basis: m.Basis, Acts: m.Acts, ValidTo: m.ValidTo}
		if m.DelegateID == person {
			h.Role = "delegate"
		}
		if len(m.DisplayNameCipher) > 0 {
			if h.DisplayName, err = d.Keeper.Open(mandateName, tx.Tenant(), m.ID, m.DisplayNameCipher); err != nil {
				return nil, err
			}
		}
		mandates = append(mandates, h)
	}
	return mandates, nil
}

// ErasePerson clears identity numbers, names and reasons, ends the mandates and gives open merges up; that there was a verification or a mandate
// stays. The stored answers of his delegates may speak of him.
func (d PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	rows, err := mandatesOf(ctx, tx, person)
	if err != nil {
		return 0, err
	}
	for _, m := range rows {
		if len(MandateSteps.From(MandateState(m.State))) > 0 {
			if _, err := d.moveMandate(ctx, tx, m, EndMandate, tx.Mandate.Update()); err != nil {
				return 0, err
			}
		}
		if err := tx.ForgetKeysOf(ctx, m.DelegateID); err != nil {
			return 0, err
		}
	}
	cleared, err := tx.Exec(ctx, `update mandate set display_name_cipher = null, phone_cipher = null, note = '', version = version + 1,
		update_time = $3 where tenant_id = $1 and (person_id = $2 or delegate_id = $2)`, tx.Tenant(), person, tx.Now())
	if err != nil {
		return 0, err
	}
	merges, err := tx.PersonMerge.Query().Where(personmerge.State(string(MergeProposed)),
		personmerge.Or(personmerge.SurvivorID(person), personmerge.DuplicateID(person))).All(ctx)
	if err != nil {
		return 0, err
	}
	for _, m := range merges {
		if _, err := moveMerge(ctx, tx, m, RejectMerge, tx.PersonMerge.Update().ClearPhoneCipher()); err != nil {
			return 0, err
		}
	}
	reasons, err := tx.PersonMerge.Update().Where(personmerge.Or(personmerge.SurvivorID(person), personmerge.DuplicateID(person))).SetReason("").Save(ctx)
	if err != nil {
		return 0, err
	}
	n, err := tx.Exec(ctx, `update verification set id_number_cipher = null, id_number_index = null, decision_reason = '', version = version + 1,
		update_time = $3 where tenant_id = $1 and person_id = $2`, tx.Tenant(), person, tx.Now())
	return cleared + int64(reasons) + n, err
}
