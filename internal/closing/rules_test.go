package closing

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestWhatIsSuspiciousAboutAClosing(t *testing.T) {
	t.Parallel()
	no, yes := false, true
	replied := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	ago := func(seconds int) *time.Time {
		at := replied.Add(time.Duration(-seconds) * time.Second)
		return &at
	}
	const reply = "经核查，小区北门路灯已于昨日更换灯泡，恢复照明。"
	other, same := answer{uuid.New(), "房产证首次登记已完成，请携带身份证到大厅领取。"}, answer{uuid.New(), reply}
	l := limits{seconds: 300, percent: 95, days: 90}
	for what, c := range map[string]struct {
		closing closing
		earlier []answer
		limits  limits
		contact bool
		seconds int // -1 where it is not hasty
		copied  *answer
	}{
		"nothing":                           {closing{Reply: reply, Contacted: &yes, Signed: ago(300)}, []answer{other}, l, false, -1, nil},
		"nobody was asked":                  {closing{Reply: reply}, nil, l, false, -1, nil},
		"no contact":                        {closing{Reply: reply, Contacted: &no}, nil, l, true, -1, nil},
		"seconds after the signature":       {closing{Reply: reply, Signed: ago(299)}, nil, l, false, 299, nil},
		"in the same second":                {closing{Reply: reply, Signed: ago(0)}, nil, l, false, 0, nil},
		"replied before the last signature": {closing{Reply: reply, Signed: ago(-60)}, nil, l, false, -1, nil},
		"copied":                            {closing{Reply: reply}, []answer{other, same}, l, false, -1, &same},
		"all that is switched off":          {closing{Reply: reply, Signed: ago(0)}, []answer{same}, limits{}, false, -1, nil},
	} {
		c.closing.Time = &replied
		f := find(c.closing, c.earlier, c.limits)
		if f.noContact != c.contact || (f.hasty != nil) != (c.seconds >= 0) || f.hasty != nil && *f.hasty != c.seconds ||
			(f.copied != nil) != (c.copied != nil) || f.copied != nil && (*f.copied != c.copied.ID || f.percent != 100) {
			t.Errorf("%s: %+v", what, f)
		}
		if f.none() != (!c.contact && c.seconds < 0 && c.copied == nil) {
			t.Errorf("%s is none: %v", what, f.none())
		}
	}
}
