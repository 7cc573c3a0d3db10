package intake

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// erased stands where a text of a person was.
const erased = "（已删除）"

// PersonalData is what intake holds of a reporter.
type PersonalData struct{ *Service }

// OpenMatters are the issues that are not over.
func (PersonalData) OpenMatters(ctx context.Context, tx *db.Tx, person uuid.UUID) (open []string, err error) {
	rows, err := tx.Issue.Query().Where(issue.ReporterID(person)).All(ctx)
	for _, row := range rows {
		if !terminal(row.State) {
			open = append(open, issueName(row.ID))
		}
	}
	return open, err
}

// ExportPerson gives the issues of the reporter, in his words, with the contact that he left.
func (d PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Issue.Query().Where(issue.ReporterID(person)).Order(ent.Asc(issue.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct {
		Number, State, Title, Description, Reply, Rating string
		Address, ContactName, ContactPhone               string
		Answers                                          []schema.Answer
		CreateTime                                       time.Time
	}
	issues := []held{}
	for _, row := range rows {
		h := held{Number: row.Number, State: row.State, Title: row.Title, Description: row.Description, Reply: row.Reply,
			Rating: row.RatingText, Answers: row.Answers, CreateTime: row.CreateTime}
		if h.Address, err = d.open(addressColumn, row, row.AddressCipher); err != nil {
			return nil, err
		}
		if h.ContactName, err = d.open(nameColumn, row, row.ContactNameCipher); err != nil {
			return nil, err
		}
		if h.ContactPhone, err = d.open(phoneColumn, row, row.ContactPhoneCipher); err != nil {
			return nil, err
		}
		issues = append(issues, h)
	}
	return map[string]any{"issues": issues}, nil
}

// ErasePerson clears words, contact and address of the reporter's issues. Number, times, category and outcome stay: the
// rates of a period do not change.
func (d PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	ids, err := tx.Issue.Query().Where(issue.ReporterID(person)).IDs(ctx)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	if err := d.clearContacts(ctx, tx, ids); err != nil {
		return 0, err
	}
	if _, err := tx.Issue.Update().Where(issue.IDIn(ids...)).SetTitle(erased).SetDescription("").SetAnswers([]schema.Answer{}).SetRatingText("").Save(ctx); err != nil {
		return 0, err
	}
	// What the reporter said is in the entries without an acting unit.
	n, err := tx.Exec(ctx, `update timeline_entry set text = '' where tenant_id = $1 and issue_id = any($2) and actor_unit_id is null and text <> ''`,
		tx.Tenant(), ids)
	return int64(len(ids)) + n, err
}

// clearContacts takes contact and address from issues. An address that is the only place of an issue is replaced, for an
// issue has a place (issue_place_present).
func (d PersonalData) clearContacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) error {
	if _, err := tx.Exec(ctx, `update issue set contact_name_cipher = null, contact_phone_cipher = null, contact_phone_index = null,
		address_cipher = case when num_nonnulls(place_id, latitude_e7) = 0 then address_cipher end, version = version + 1, update_time = $3
		where tenant_id = $1 and id = any($2)`, tx.Tenant(), ids, tx.Now()); err != nil {
		return err
	}
	left, err := tx.Issue.Query().Where(issue.IDIn(ids...), issue.AddressCipherNotNil()).IDs(ctx)
	if err != nil || len(left) == 0 {
		return err
	}
	ciphers := make([][]byte, len(left))
	for i, id := range left {
		if ciphers[i], err = d.keeper.Seal(addressColumn, tx.Tenant(), id, erased); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `update issue i set address_cipher = v.cipher from unnest($2::uuid[], $3::bytea[]) v(id, cipher)
		where i.tenant_id = $1 and i.id = v.id`, tx.Tenant(), left, ciphers)
	return err
}

// Contacts are the contacts of issues, which nobody needs once an issue has been over for long.
type Contacts struct{ *Service }

// Expired are the issues that were over before a moment and still have a contact.
func (Contacts) Expired(ctx context.Context, tx *db.Tx, before time.Time, held []uuid.UUID, limit int) ([]uuid.UUID, error) {
	over := []predicate.Issue{issue.ClosedTimeLT(before), issue.StateIn(string(Diverted), string(Merged), string(Closed), string(Withdrawn)),
		issue.Or(issue.ContactNameCipherNotNil(), issue.ContactPhoneCipherNotNil())}
	if len(held) > 0 {
		over = append(over, issue.Or(issue.ReporterIDIsNil(), issue.ReporterIDNotIn(held...)))
	}
	return tx.Issue.Query().Where(over...).Order(ent.Asc(issue.FieldID)).Limit(limit).IDs(ctx)
}

// Expire takes contact and address from them.
func (c Contacts) Expire(ctx context.Context, tx *db.Tx, records []uuid.UUID) error {
	return PersonalData{c.Service}.clearContacts(ctx, tx, records)
}
