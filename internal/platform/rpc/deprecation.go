package rpc

import (
	"fmt"
	"net/http"
	"time"

	"google.golang.org/grpc/metadata"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Names of the headers of an RPC that is going away: since when (RFC 9745), until when (RFC 8594), and where to read on.
const (
	headerDeprecation = "deprecation"
	headerSunset      = "sunset"
	headerLink        = "link"
)

// farewell is what every answer of a method that is going away tells, or nil.
func farewell(d *accessv1.Deprecation) (metadata.MD, error) {
	if d == nil {
		return nil, nil
	}
	since, err := time.Parse(time.DateOnly, d.GetDeprecateDate())
	if err != nil {
		return nil, fmt.Errorf("deprecate_date: %w", err)
	}
	md := metadata.Pairs(headerDeprecation, fmt.Sprintf("@%d", since.Unix()), headerLink, `</changelog>; rel="deprecation"; type="application/json"`)
	if d.GetSunsetDate() == "" {
		return md, nil
	}
	until, err := time.Parse(time.DateOnly, d.GetSunsetDate())
	if err == nil && until.Before(since.AddDate(0, 6, 0)) {
		err = fmt.Errorf("%s is less than six months after %s", d.GetSunsetDate(), d.GetDeprecateDate())
	}
	if err != nil {
		return nil, fmt.Errorf("sunset_date: %w", err)
	}
	md.Set(headerSunset, until.Format(http.TimeFormat))
	return md, nil
}
