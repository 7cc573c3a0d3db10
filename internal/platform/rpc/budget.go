package rpc

import (
	"strconv"
	"time"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/limit"
)

// Names of the headers that tell a caller what is left of its budget: calls a minute, calls that may come at once, and
// seconds until all of them may.
const (
	headerLimit     = "ratelimit-limit"
	headerRemaining = "ratelimit-remaining"
	headerReset     = "ratelimit-reset"
)

// spend takes the call from the caller's budget of a class and tells in the answer what is left. Of two budgets the
// answer speaks of the one that will end first.
func (c *Chain) spend(call *call, class limit.Class) error {
	left := c.cfg.Budgets.Spend(call.spender(), class, c.cfg.Clock.Now(0))
	if left.Limit == 0 {
		return nil
	}
	if !call.counted || left.Remaining < call.remaining || left.Wait > 0 {
		call.counted, call.remaining = true, left.Remaining
		call.answer.Set(headerLimit, strconv.Itoa(left.Limit))
		call.answer.Set(headerRemaining, strconv.Itoa(left.Remaining))
		call.answer.Set(headerReset, ceiling(left.Reset))
	}
	if left.Wait == 0 {
		return nil
	}
	c.cfg.Limited(class)
	return fault.ErrLimited.With("class", class.String()).After(left.Wait)
}

// spender is whose budget a call is taken from.
func (c *call) spender() limit.Subject {
	if p := c.principal; !p.Anonymous() {
		return limit.Subject{Tenant: p.Tenant, Actor: p.Actor()}
	}
	return limit.AtAddress(c.address)
}

// ceiling is a duration in whole seconds, never less than it.
func ceiling(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
