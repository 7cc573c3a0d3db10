package duty

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

func TestWhatStandsAgainstCallingACommunity(t *testing.T) {
	t.Parallel()
	of := func(duty string) answer {
		return answer{uuid.New(), &ent.DutyItem{Code: "A", Clause: "第八条", CommunityDuty: duty}}
	}
	must, outside := ErrMustNotLead, ErrOutsideDutyList
	for name, c := range map[string]struct {
		answer
		leads, assists *fault.Fault
		rule           string
	}{
		"no catalogue":  {leads: must},
		"no item":       {answer{catalogue: uuid.New()}, outside, outside, outsideDutyList},
		"not listed":    {of(none), outside, outside, outsideDutyList},
		"assists only":  {of(assistOnly), must, nil, assistsOnly},
		"may also lead": {of(mayLead), nil, nil, ""},
	} {
		for role, want := range map[string]*fault.Fault{lead: c.leads, assist: c.assists, "INFORMED": nil} {
			got := verdictOn(role, c.answer)
			if (got.fault == nil) != (want == nil) || want != nil && !errors.Is(got.fault, want) {
				t.Errorf("%s, %s: %v, want %v", name, role, got.fault, want)
			}
			if want != nil && got.rule != c.rule {
				t.Errorf("%s, %s: an override sets aside %q, want %q", name, role, got.rule, c.rule)
			}
		}
	}
}
