package routing

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/routeproposal"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

const (
	issueEvent = "haolinju.intake.issue."
	recusalSet = "haolinju.dispatch.recusal.set.v1"
)

// causes are the events that ask for a proposal.
var causes = map[string]string{
	issueEvent + "triaged.v1":   "TRIAGED",
	issueEvent + "returned.v1":  "RETURNED",
	issueEvent + "reopened.v1":  "REOPENED",
	issueEvent + "relocated.v1": "RELOCATED",
	recusalSet:                  "RECUSED",
}

// reader takes what may ask for a proposal or leave one behind; a new issue does neither before it is triaged.
var reader = feed.Reader{Name: "routing", Types: []string{"haolinju.intake.issue", recusalSet}, But: []string{issueEvent + "created.v1"}}

// Follow makes the proposals that what has happened to issues since the last run asks for, and lets those lapse that it leaves behind.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		causes, err := causesOf(events)
		if err != nil {
			return err
		}
		made := 0
		if len(causes) > 0 {
			if made, err = s.tend(ctx, tx, causes); err != nil {
				return err
			}
		}
		tx.Audit(db.Audit{Action: "dispatch.route_proposal.follow", Object: routeProposals,
			After: map[string]any{"position": events[len(events)-1].Position, "made": made}})
		return nil
	})
}

// causesOf are the issues to which something has happened, each with the last cause for a proposal; empty for none.
func causesOf(events []feed.Event) (map[uuid.UUID]string, error) {
	found := map[uuid.UUID]string{}
	for _, e := range events {
		if e.Type != recusalSet && !strings.HasPrefix(e.Type, issueEvent) {
			continue
		}
		ids, err := name.Parse("issues/*", strings.TrimSuffix(e.Subject, "/recusal"))
		if err != nil {
			return nil, err
		}
		if cause := causes[e.Type]; cause != "" || found[ids[0]] == "" {
			found[ids[0]] = cause
		}
	}
	return found, nil
}

// tend sees after the proposals of some issues, and counts those that it makes.
func (s *Service) tend(ctx context.Context, tx *db.Tx, causes map[uuid.UUID]string) (made int, err error) {
	var ids []uuid.UUID
	for id := range causes {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).Order(issue.ByID()).ForUpdate().All(ctx)
	if err != nil {
		return 0, err
	}
	open, err := openOf(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	recused, err := recusals(ctx, tx, ids...)
	if err != nil {
		return 0, err
	}
	var all []values
	for _, row := range rows {
		all = append(all, valuesOf(row, recused[row.ID]))
	}
	v, err := s.surveyOf(ctx, tx, tx.Now(), all...)
	if err != nil {
		return 0, err
	}
	for i, row := range rows {
		standing, wanted := open[row.ID], wantedFor(row, causes[row.ID], v.route(all[i]))
		switch {
		case standing == nil:
		case wanted != nil && alike(standing, wanted), wanted == nil && causes[row.ID] == "" && !lapsed(standing, row):
			continue
		default:
			if _, err := move(ctx, tx, standing, Lapse, tx.RouteProposal.Update()); err != nil {
				return made, err
			}
		}
		if wanted != nil {
			if err := propose(ctx, tx, wanted); err != nil {
				return made, err
			}
			made++
		}
	}
	return made, nil
}

// openOf are the open proposals of some issues, which are held.
func openOf(ctx context.Context, tx *db.Tx, issues []uuid.UUID) (map[uuid.UUID]*ent.RouteProposal, error) {
	rows, err := tx.RouteProposal.Query().Where(routeproposal.IssueIDIn(issues...), routeproposal.State(string(Open))).ForUpdate().All(ctx)
	open := map[uuid.UUID]*ent.RouteProposal{}
	for _, p := range rows {
		open[p.IssueID] = p
	}
	return open, err
}

// wantedFor is the proposal that a cause asks for, as far as it is known before it is written; nil for none: no rule decides, who is proposed
// leads already, or nobody is to be found for the issue any more.
func wantedFor(row *ent.Issue, cause string, o outcome) *ent.RouteProposal {
	lead, ok := holder(row)
	if cause == "" || !ok || row.SubDistrictID == nil || o.rule == nil || lead != nil && *lead == o.rule.LeadUnitID {
		return nil
	}
	return &ent.RouteProposal{IssueID: row.ID, SubDistrictID: *row.SubDistrictID, Cause: cause, State: string(Open), RuleID: o.rule.ID,
		LeadUnitID: o.rule.LeadUnitID, AssistUnits: o.assist, RecusedUnits: o.recused, Tier: o.rule.Tier, Passed: o.passed, FormerLeadUnitID: lead}
}

// alike says whether two proposals ask the same of the same sub-district.
func alike(a, b *ent.RouteProposal) bool {
	return a.SubDistrictID == b.SubDistrictID && a.LeadUnitID == b.LeadUnitID && slices.Equal(a.AssistUnits, b.AssistUnits) && same(a.Tier, b.Tier) &&
		same(a.FormerLeadUnitID, b.FormerLeadUnitID)
}

// propose writes a proposal.
func propose(ctx context.Context, tx *db.Tx, p *ent.RouteProposal) error {
	row, err := tx.RouteProposal.Create().SetID(tx.NewID()).SetIssueID(p.IssueID).SetSubDistrictID(p.SubDistrictID).SetCause(p.Cause).SetState(p.State).
		SetRuleID(p.RuleID).SetLeadUnitID(p.LeadUnitID).SetAssistUnits(p.AssistUnits).SetRecusedUnits(p.RecusedUnits).SetNillableTier(p.Tier).
		SetPassed(p.Passed).SetNillableFormerLeadUnitID(p.FormerLeadUnitID).Save(ctx)
	if err != nil {
		return err
	}
	record(tx, "dispatch.route_proposal.make", proposalEvent+"made.v1", "", row)
	return nil
}
