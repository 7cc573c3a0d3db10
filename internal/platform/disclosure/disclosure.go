// Package disclosure decides in one place in which form a personal value leaves to whom. Who complains is kept secret
// (接诉即办工作条例 art. 8): only the government unit on duty for a matter learns how to reach the person, and masked at first;
// the clear value is a call of its own that leaves a reading. Whoever is no such unit gets nothing (PIPL art. 23); one that handles the
// matter and is no authority, such as a property company, is told where help is needed, and is on duty by the person's consent.
//
// Glossary: 接收方 = Receiver, 值班单位/承办单位 = OnDuty, 受托单位 = Entrusted, 脱敏 = Masked, 不提供 = Withheld.
package disclosure

import "github.com/haolinju/haolinju/internal/platform/crypto"

// Receiver is what somebody is to the record that a value belongs to.
type Receiver int

// The receivers. The zero value gets nothing.
const (
	Other     Receiver = iota // anybody else, another unit included
	Entrusted                 // a unit that handles the record and is no authority, without the person's consent
	Public                    // everybody, after the person has consented to it
	OnDuty                    // the government unit whose territory or task the record is, for as long as it is
	Self                      // the person himself
)

// Kind of a personal value.
type Kind int

// The kinds.
const (
	Name Kind = iota
	Phone
	Address // of the matter: where help is needed
)

// form in which a value leaves.
type form int

const (
	withheld form = iota
	masked
	clear
)

// table is the whole of the rule.
var table = map[Kind]map[Receiver]form{
	Name:    {Self: masked, OnDuty: masked, Public: masked, Entrusted: withheld, Other: withheld},
	Phone:   {Self: masked, OnDuty: masked, Public: withheld, Entrusted: withheld, Other: withheld},
	Address: {Self: clear, OnDuty: clear, Public: withheld, Entrusted: clear, Other: withheld},
}

var masks = map[Kind]func(string) string{Name: crypto.MaskName, Phone: crypto.MaskPhone}

// Show a value as the receiver may have it; empty for one that is withheld.
func Show(kind Kind, to Receiver, value string) string {
	switch table[kind][to] {
	case clear:
		return value
	case masked:
		return masks[kind](value)
	}
	return ""
}

// Revealed says whether a masked value may leave in clear, by the call that leaves a reading.
func Revealed(kind Kind, to Receiver) bool { return to == OnDuty && table[kind][to] == masked }
