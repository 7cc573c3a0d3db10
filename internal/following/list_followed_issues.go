package following

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// issueList is what the issues of followed areas and categories can be filtered and ordered by.
var issueList = page.NewList[*intakev1.ListFollowedIssuesRequest, *ent.Issue]("create_time desc", filter.Columns{
	"category":     filter.Ref(issue.FieldCategoryID, "categories/*"),
	"create_time":  filter.Time(issue.FieldCreateTime),
	"state":        filter.Enum[intakev1.Issue_State](issue.FieldState),
	"sub_district": filter.Ref(issue.FieldSubDistrictID, "units/*"),
})

// ListFollowedIssues lists the issues of the areas and categories that the caller follows, newest first.
func (s *Service) ListFollowedIssues(ctx context.Context, req *intakev1.ListFollowedIssuesRequest) (*intakev1.ListFollowedIssuesResponse, error) {
	only, err := name.ParseOptional("following", "followings/*", req.GetFollowing())
	if err != nil {
		return nil, err
	}
	asked, err := issueList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListFollowedIssuesResponse, error) {
		ways, err := followed(ctx, tx, only)
		if err != nil {
			return nil, err
		}
		found, err := page.ReadAlong(ctx, asked, tx.Issue.Query(), []predicate.Issue{known}, ways...)
		res := &intakev1.ListFollowedIssuesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Issues = append(res.Issues, toIssue(row))
		}
		return res, err
	})
}

// known keeps the issues that others may know of.
func known(s *sql.Selector) { s.Where(sql.ExprP("(" + disclosure.WhereKnown + ")")) }

// below are the categories and areas that some persons follow, by the column of an issue that names each, with what lies below them; all
// or those of one following. A sub-district needs nothing below it, because each of its issues names it.
const below = `with recursive followed as (
		select category_id, area_id from following where tenant_id = $1 and person_id = any($2) and ($3::uuid is null or id = $3)),
	categories (id) as (
		select category_id from followed where category_id is not null
		union select c.id from category c join categories above on c.parent_id = above.id where c.tenant_id = $1),
	areas (id, kind) as (
		select u.id, u.kind from unit u join followed on u.id = area_id where u.tenant_id = $1
		union select u.id, u.kind from unit u join areas above on u.parent_id = above.id where u.tenant_id = $1 and above.kind <> all($4))
	select 'category_id', id from categories union all select case when kind = any($4) then 'sub_district_id' else 'unit_id' end, id from areas`

// followed are the ways to the issues of the areas and categories that the caller follows; all or those of one following.
func followed(ctx context.Context, tx *db.Tx, only uuid.UUID) (ways []page.Way, err error) {
	rows, err := tx.Query(ctx, below, tx.Tenant(), access.ReachOf(ctx).Self, uuid.NullUUID{UUID: only, Valid: only != uuid.Nil}, subDistricts)
	if err != nil {
		return nil, err
	}
	ids := map[string][]uuid.UUID{}
	var column string
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&column, &id}, func() error {
		ids[column] = append(ids[column], id)
		return nil
	})
	for _, column := range []string{issue.FieldCategoryID, issue.FieldSubDistrictID, issue.FieldUnitID} {
		if len(ids[column]) > 0 {
			ways = append(ways, page.Way{By: []page.By{page.ByID(column, ids[column]...)}})
		}
	}
	return ways, err
}
