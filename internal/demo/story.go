package demo

import (
	"context"
	"fmt"
	"io"
	"time"

	"google.golang.org/grpc"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// Doors is where the stories are played: the two public doors of a running server, and who may pass them.
type Doors struct {
	REST  string                                        // base URL of the REST door
	GRPC  grpc.ClientConnInterface                      // the gRPC door
	Token func(Who) string                              // a valid access token of a person; empty for Anonymous
	Now   func() time.Time                              // the server's time
	Until func(ctx context.Context, at time.Time) error // returns once that is the server's time
	Out   io.Writer                                     // where the steps are told
}

// Tell plays the stories of the programme and prints each step. What it gives tells how one of them ends, a minute later, when a department
// is late. Every answer is compared with the expected one; the
// first difference ends the telling with an error that names the step, what it expected and what it got.
//
// Every step that changes something carries an idempotency key of its edition, so a second telling in one edition changes
// nothing and tells the same. Another edition tells the stories anew, beside what the one before left.
func Tell(ctx context.Context, d Doors) (end func(context.Context) error, err error) {
	t := &telling{Doors: d, edition: editionOf(d.Now())}
	t.say("好邻居演示 第 %s 期：人物均为虚构，机构与前四个事例取自公开报道，其余事例为虚构", t.key())
	shortenPublicity(ctx, t)
	hurryEnforcement(ctx, t)
	for _, chapter := range []struct {
		title string
		play  func(context.Context, *telling)
	}{
		{"一、太平庄东里的房产证", certificate},
		{"二、西潞大街供水管爆裂", burstMain},
		{"三、良乡三中的操场", sportsGround},
		{"四、苏庄一里文明楼门", civilisedDoors},
		{"五、苏庄一里的路灯", streetlights},
		{"六、苏庄一里的燃气味", smellOfGas},
		{"七、苏庄一里的充电棚", chargingShed},
		{"八、12345 热线工单", ordersOfHotline},
		{"九、苏庄一里的十部门攻坚哨", renewal},
		{"十、苏庄一里的路面塌陷", sinkhole},
		{"十一、苏庄二里的窨井盖", manholeCover},
		{"十二、区园林绿化局的均衡派单", balancedGardens},
	} {
		t.say("\n%s", chapter.title)
		if chapter.play(ctx, t); t.err != nil {
			return nil, fmt.Errorf("%s: %w", chapter.title, t.err)
		}
	}
	t.say("\n十二个故事全部如期，第九个的结尾在一分钟之后。")
	return func(ctx context.Context) error {
		t.renewed(ctx)
		return t.err
	}, nil
}

// editionDays is how many days an edition has. It is the time that idempotency keys are kept (72 h), so a key that was
// used in an edition is remembered until the edition ends.
const editionDays = 3

// editionOf is the midnight in Asia/Shanghai with which the edition of a moment begins.
func editionOf(now time.Time) time.Time {
	_, offset := now.In(clock.Zone).Zone()
	day := (int(now.Unix()) + offset) / int(24*time.Hour/time.Second)
	return time.Date(1970, 1, 1+day-day%editionDays, 0, 0, 0, 0, clock.Zone)
}
