//go:build unix

package load

import "time"

// issueRow is an issue as the floor answers with it.
type issueRow struct {
	ID              string     `json:"id"`
	Version         int64      `json:"version"`
	Number          string     `json:"number"`
	State           string     `json:"state"`
	Kind            string     `json:"kind"`
	Channel         string     `json:"channel"`
	Confidentiality string     `json:"confidentiality"`
	Category        string     `json:"category"`
	Title           string     `json:"title"`
	Description     string     `json:"description"`
	Community       string     `json:"community"`
	SubDistrict     *string    `json:"subDistrict,omitempty"`
	LeadUnit        *string    `json:"leadUnit,omitempty"`
	Dispatch        *string    `json:"dispatch,omitempty"`
	Reply           string     `json:"reply"`
	Reopens         int32      `json:"reopenCount"`
	AddressCipher   []byte     `json:"-"`
	NameCipher      []byte     `json:"-"`
	PhoneCipher     []byte     `json:"-"`
	DueTime         time.Time  `json:"dueTime"`
	RepliedTime     *time.Time `json:"repliedTime,omitempty"`
	ClosedTime      *time.Time `json:"closedTime,omitempty"`
	CreateTime      time.Time  `json:"createTime"`
	UpdateTime      time.Time  `json:"updateTime"`
}

func (r *issueRow) place(column string) any {
	switch column {
	case "id":
		return &r.ID
	case "version":
		return &r.Version
	case "number":
		return &r.Number
	case "state":
		return &r.State
	case "kind":
		return &r.Kind
	case "channel":
		return &r.Channel
	case "confidentiality":
		return &r.Confidentiality
	case "category_id":
		return &r.Category
	case "title":
		return &r.Title
	case "description":
		return &r.Description
	case "unit_id":
		return &r.Community
	case "sub_district_id":
		return &r.SubDistrict
	case "lead_unit_id":
		return &r.LeadUnit
	case "dispatch_id":
		return &r.Dispatch
	case "reply":
		return &r.Reply
	case "reopen_count":
		return &r.Reopens
	case "address_cipher":
		return &r.AddressCipher
	case "contact_name_cipher":
		return &r.NameCipher
	case "contact_phone_cipher":
		return &r.PhoneCipher
	case "due_time":
		return &r.DueTime
	case "replied_time":
		return &r.RepliedTime
	case "closed_time":
		return &r.ClosedTime
	case "create_time":
		return &r.CreateTime
	case "update_time":
		return &r.UpdateTime
	}
	return nil
}

// assignmentRow is an assignment as the floor answers with it.
type assignmentRow struct {
	ID         string     `json:"id"`
	Version    int64      `json:"version"`
	Dispatch   string     `json:"dispatch"`
	Unit       string     `json:"unit"`
	Role       string     `json:"role"`
	Duty       string     `json:"duty"`
	State      string     `json:"state"`
	SentTime   *time.Time `json:"sentTime,omitempty"`
	SignedTime *time.Time `json:"signedTime,omitempty"`
	SignLate   bool       `json:"signLate"`
	DueTime    *time.Time `json:"dueTime,omitempty"`
	Result     string     `json:"result"`
	CreateTime time.Time  `json:"createTime"`
	UpdateTime time.Time  `json:"updateTime"`
}

func (r *assignmentRow) place(column string) any {
	switch column {
	case "id":
		return &r.ID
	case "version":
		return &r.Version
	case "dispatch_id":
		return &r.Dispatch
	case "unit_id":
		return &r.Unit
	case "role":
		return &r.Role
	case "duty":
		return &r.Duty
	case "state":
		return &r.State
	case "sent_time":
		return &r.SentTime
	case "signed_time":
		return &r.SignedTime
	case "sign_late":
		return &r.SignLate
	case "due_time":
		return &r.DueTime
	case "result":
		return &r.Result
	case "create_time":
		return &r.CreateTime
	case "update_time":
		return &r.UpdateTime
	}
	return nil
}
