package evaluation

import (
	"maps"
	"slices"
	"strings"
	"testing"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, CampaignSteps, pb.Campaign_State_name, Draft, Awarded, Cancelled)
	sound.Table(t, NominationSteps, pb.Nomination_State_name, Submitted, Rejected, Withdrawn, PassedOver, Excluded, Honoured)
	sound.Table(t, ObjectionSteps, pb.Objection_State_name, ObjectionOpen, ObjectionUpheld, ObjectionDismissed)
	sound.Table(t, HonourSteps, pb.Honour_State_name, Valid, Revoked)
}

// phaseMoves is the whole life of a campaign by hand: every phase and verb that is not here is refused.
var phaseMoves = map[CampaignState]map[CampaignVerb]CampaignState{
	Draft:       {Open: Nominating, Cancel: Cancelled},
	Nominating:  {Advance: Reviewing, Cancel: Cancelled},
	Reviewing:   {Advance: Voting, Publish: InPublicity, Cancel: Cancelled},
	Voting:      {Publish: InPublicity, Cancel: Cancelled},
	InPublicity: {Advance: Objecting, Cancel: Cancelled},
	Objecting:   {Award: Awarded, Cancel: Cancelled},
	Awarded:     {},
	Cancelled:   {},
}

func TestNoPhaseIsSkippedOrTakenBack(t *testing.T) {
	t.Parallel()
	for _, from := range slices.Sorted(maps.Keys(phaseMoves)) {
		for _, do := range CampaignVerbs {
			step, err := CampaignSteps.Step(from, do)
			want, allowed := phaseMoves[from][do]
			if allowed != (err == nil) || step.To != want {
				t.Errorf("%s in %s leads to %q (%v), want %q", do, from, step.To, err, want)
			}
		}
	}
}

func TestThePartsOfACampaignMoveOnlyInTheirPhases(t *testing.T) {
	t.Parallel()
	open := map[CampaignState]string{
		Draft: "create_criterion", Nominating: "nominate,screen,withdraw", Reviewing: "score,screen,withdraw",
		Voting: "score,withdraw", InPublicity: "object,resolve,withdraw", Objecting: "object,resolve,withdraw",
	}
	for phase := range phaseMoves {
		for _, row := range during {
			want := slices.Contains(strings.Split(open[phase], ","), row.do)
			if err := inPhase(phase, row.do); (err == nil) != want {
				t.Errorf("%s in %s: %v", row.do, phase, err)
			} else if err != nil && !strings.Contains(err.Error(), "allowed="+open[phase]) {
				t.Errorf("%s in %s does not tell what is allowed: %v", row.do, phase, err)
			}
		}
	}
}

func TestTheDrawnPageShowsTheTables(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/campaign.md"
	var want strings.Builder
	want.WriteString("# Campaign (评选活动)\n\n" +
		"Written by `go test ./internal/evaluation -run Drawn -update`. The brackets name the permission. A campaign with a\n" +
		"ballot leaves REVIEW by advance, one without by publish.\n")
	for _, page := range []struct{ head, text string }{
		{"", CampaignSteps.Mermaid("Campaign")},
		{"Nomination (提名)", NominationSteps.Mermaid("Nomination")},
		{"Objection (异议)", ObjectionSteps.Mermaid("Objection")},
		{"Honour (荣誉)", HonourSteps.Mermaid("Honour")},
	} {
		if page.head != "" {
			want.WriteString("\n## " + page.head + "\n")
		}
		want.WriteString("\n```mermaid\n" + page.text + "```\n")
	}
	drawn.Page(t, golden, want.String())
}
