package people

import "context"

// RealNames says whether a name and an identity number belong together: a register that is asked from outside the
// transaction.
type RealNames interface {
	Check(ctx context.Context, name, idNumber string) (Finding, error)
}

// Finding is what a register says.
type Finding int

// What a register may say.
const (
	Undecided Finding = iota // nothing: somebody looks at the papers
	Match
	Mismatch
)

// Counter is the district without a register: the papers are shown at the counter of the community.
type Counter struct{}

// Check leaves it to people.
func (Counter) Check(context.Context, string, string) (Finding, error) { return Undecided, nil }

// mismatch is what the person reads when the register does not know name and number together.
const mismatch = "姓名与证件号码不符"
