package moderation

import (
	"context"
	"slices"
	"sync"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/redaction"
	"github.com/haolinju/haolinju/ent/wordlist"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Desk looks at the words that people write before others read them. It keeps the matcher of the list of each district that it has met.
type Desk struct {
	mu    sync.Mutex
	lists map[int]list
}

// list is a list of words, ready to be looked for.
type list struct {
	id    uuid.UUID
	words *matcher
}

// NewDesk is a desk that has met no district yet.
func NewDesk() *Desk { return &Desk{lists: map[int]list{}} }

// listKey remembers which list of a district holds.
type listKey struct{}

// Sensitive says whether a word of the district's list is in one of some texts. A list counts within 5 s of its beginning (db.Remember).
func (d *Desk) Sensitive(ctx context.Context, tx *db.Tx, texts ...string) (bool, error) {
	id, err := db.Remember(ctx, tx, listKey{}, func(ctx context.Context, tx *db.Tx) (uuid.UUID, error) {
		id, err := tx.WordList.Query().Where(wordlist.BeginTimeLTE(tx.Now())).Order(ent.Desc(wordlist.FieldBeginTime)).FirstID(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, nil
		}
		return id, err
	})
	if err != nil || id == uuid.Nil {
		return false, err
	}
	words, err := d.matcher(ctx, tx, id)
	return err == nil && slices.ContainsFunc(texts, words.finds), err
}

// matcher of a list of the district.
func (d *Desk) matcher(ctx context.Context, tx *db.Tx, id uuid.UUID) (*matcher, error) {
	d.mu.Lock()
	known := d.lists[tx.Tenant()]
	d.mu.Unlock()
	if known.id == id {
		return known.words, nil
	}
	row, err := tx.WordList.Query().Where(wordlist.ID(id)).Only(ctx)
	if err != nil {
		return nil, err
	}
	known = list{id, newMatcher(row.Words)}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lists[tx.Tenant()] = known
	return known.words, nil
}

// Await asks for a look at what somebody has written into an issue that is held or new.
func (*Desk) Await(ctx context.Context, tx *db.Tx, issue *ent.Issue, subject string, author *uuid.UUID) error {
	c, err := openCase(ctx, tx, issue, subject, author, true)
	if err != nil {
		return err
	}
	tx.Emit(db.Event{Type: caseEvent + "opened.v1", Subject: caseName(c), Units: []uuid.UUID{c.UnitID}, Data: map[string]any{"subject": subject, "sensitive": true}})
	return nil
}

// Follow takes what is redacted or waits of an issue to the territory to which the issue moves.
func (*Desk) Follow(ctx context.Context, tx *db.Tx, issue, unit uuid.UUID) error {
	for _, table := range []string{"moderation_case", "redaction"} {
		if _, err := tx.Exec(tx.Later(ctx, nil), "update "+table+` set unit_id = $3, update_time = $4, version = version + 1
			where tenant_id = $1 and issue_id = $2`, tx.Tenant(), issue, unit, tx.Now()); err != nil {
			return err
		}
	}
	return nil
}

// Supersede ends the redactions of parts of an issue whose words give place to others or are gone: what they seal is the original of no words
// that anybody reads.
func (*Desk) Supersede(ctx context.Context, tx *db.Tx, issue uuid.UUID, parts ...string) error {
	return tx.Redaction.Update().Where(redaction.Subject(name.Of("issues", issue)), redaction.PartIn(parts...), redaction.EndTimeIsNil()).
		SetEndTime(tx.Now()).Exec(tx.Later(ctx, nil))
}
