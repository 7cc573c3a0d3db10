package limit

// Class is the kind of work that a call asks for.
type Class uint8

// The classes, and the budget of idempotency keys, which each keyed call spends besides that of its class.
const (
	SignIn Class = iota
	Write
	Read
	Export
	Keys
)

var classes = [...]string{SignIn: "sign-in", Write: "write", Read: "read", Export: "export", Keys: "keys"}

// String is the name of the class in flags and metrics.
func (c Class) String() string { return classes[c] }
