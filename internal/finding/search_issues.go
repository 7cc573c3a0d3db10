package finding

import (
	"context"
	"encoding/binary"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// SearchIssues finds issues by their words, the initials of their title or their number.
func (s *Service) SearchIssues(ctx context.Context, req *intakev1.SearchIssuesRequest) (*intakev1.SearchIssuesResponse, error) {
	words, err := wordsOf(req.GetQuery())
	if err != nil {
		return nil, err
	}
	token, err := s.Pages.Decode(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.SearchIssuesResponse, error) {
		if len(words) == 1 && number.MatchString(words[0]) {
			rows, err := tx.Issue.Query().Where(issue.Number(words[0])).All(ctx)
			if err != nil {
				return nil, err
			}
			shown, err := s.Issues.ShowIssues(ctx, tx, rows)
			return &intakev1.SearchIssuesResponse{Issues: shown}, err
		}
		size := page.Size(req.GetPageSize())
		rows, err := tx.Issue.Query().Where(found(tx.Tenant(), words, access.ReachOf(ctx), placeOf(token, tx.Now()), size+1)).
			Order(ent.Desc(issue.FieldCreateTime, issue.FieldID)).All(ctx)
		if err != nil {
			return nil, err
		}
		res := &intakev1.SearchIssuesResponse{}
		if len(rows) > size {
			rows = rows[:size]
			res.NextPageToken = s.Pages.Encode(ctx, req, behind(rows[size-1]).bytes())
		}
		res.Issues, err = s.Issues.ShowIssues(ctx, tx, rows)
		return res, err
	})
}

// found are the newest issues behind a place whose text has all of some words, of those that a reach covers by its units and persons. What
// its limits leave of them is said where they are shown.
func found(tenant int, words []string, reach access.Reach, from place, most int) predicate.Issue {
	everywhere, units := breadth(reach)
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.Ident(s.C(issue.FieldID)).WriteString(" IN (SELECT id FROM search_issues(")
			b.Args(tenant, words, everywhere, units, reach.Self, from.time, from.id, most).WriteString("))")
		}))
	}
}

// place in the order of a search.
type place struct {
	time time.Time
	id   uuid.UUID
}

func behind(row *ent.Issue) place { return place{row.CreateTime, row.ID} }

// placeOf is where a page begins: behind the row of a token, or in front of all. The clock of another server may be ahead of this one's.
func placeOf(token []byte, now time.Time) place {
	if len(token) != 24 {
		return place{time: now.Add(time.Hour)}
	}
	return place{time.UnixMicro(int64(binary.BigEndian.Uint64(token))), uuid.UUID(token[8:])}
}

func (p place) bytes() []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(p.time.UnixMicro())), p.id[:]...)
}
