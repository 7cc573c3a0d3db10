package fault

import (
	"strings"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
)

// ProblemType is the media type of ProblemDetails.
const ProblemType = "application/problem+json"

// ProblemDetails is the body of an error answer over REST (RFC 9457). It says the same as the status it is made from.
type ProblemDetails struct {
	Type      string            `json:"type"`   // a name for the reason: urn:haolinju:fault:SLOT_TAKEN
	Title     string            `json:"title"`  // what happened, in the caller's language; the same for every case
	Status    int               `json:"status"` // HTTP status
	Detail    string            `json:"detail"` // what happened this time: the fields at fault, or the title
	Code      string            `json:"code"`   // canonical gRPC code: ALREADY_EXISTS
	Reason    string            `json:"reason"` // SLOT_TAKEN
	Fields    []ProblemField    `json:"fields,omitempty"`
	RequestID string            `json:"request_id"`
	Metadata  map[string]string `json:"metadata,omitempty"`
}

// ProblemField is one field at fault.
type ProblemField struct {
	Field       string `json:"field"`
	Reason      string `json:"reason"`
	Description string `json:"description"` // in the caller's language
}

// Problem renders a status for REST. A bare status is rendered as the stock fault of its code, without its message.
func Problem(st *status.Status, requestID string) ProblemDetails {
	f := faultOf(st)
	p := ProblemDetails{
		Type:      "urn:" + Domain + ":fault:" + f.reason,
		Title:     f.text.zh,
		Status:    f.kind.HTTP(),
		Code:      code.Code(st.Code()).String(),
		Reason:    f.reason,
		RequestID: requestID,
	}
	if message, ok := detail[*errdetails.LocalizedMessage](st); ok {
		p.Title = message.GetMessage()
	}
	if info, ok := detail[*errdetails.ErrorInfo](st); ok {
		p.Metadata = info.GetMetadata()
	}
	bad, _ := detail[*errdetails.BadRequest](st)
	var described []string
	for _, v := range bad.GetFieldViolations() {
		field := ProblemField{Field: v.GetField(), Reason: v.GetReason(), Description: v.GetLocalizedMessage().GetMessage()}
		p.Fields = append(p.Fields, field)
		described = append(described, field.Field+": "+field.Description)
	}
	p.Detail = p.Title
	if len(described) > 0 {
		p.Detail = strings.Join(described, "; ")
	}
	return p
}
