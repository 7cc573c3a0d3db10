package confirmation

// State is how far a joint confirmation has come; the words are those of the contract without their prefix.
type State string

// The states of a joint confirmation.
const (
	Pending   State = "PENDING"   // 确认中
	Confirmed State = "CONFIRMED" // 已确认
	Refused   State = "REFUSED"   // 未通过
)

// tally is how those who were asked have answered.
type tally struct{ asked, confirmed, refused, needed int32 }

// needed is how many of those who are asked have to confirm.
func needed(asked int32, percent int) int32 { return (asked*int32(percent) + 99) / 100 }

// outcome of a tally: decided as soon as further answers change nothing, and when it is over, silent voters counting for one side.
func (t tally) outcome(over bool, silent State) State {
	if over && silent == Confirmed {
		t.confirmed = t.asked - t.refused
	}
	switch {
	case t.confirmed >= t.needed:
		return Confirmed
	case over || t.asked-t.refused < t.needed:
		return Refused
	}
	return Pending
}
