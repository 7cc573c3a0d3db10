package media

import (
	"image"
	"strconv"
	"time"

	"github.com/google/uuid"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// bytes that an upload of a kind may have.
func (l Limits) bytes(kind string) int64 {
	return map[string]int64{"IMAGE": l.ImageBytes, "AUDIO": l.AudioBytes, "VIDEO": l.VideoBytes}[kind]
}

// verb that the verdict asks for.
func (v verdict) verb() Verb {
	if v.reason != "" {
		return Reject
	}
	return Accept
}

// finishable says whether an announced attachment may still be finished.
func finishable(row *ent.Attachment, now time.Time) error {
	if State(row.State) == Pending && !now.Before(row.UploadUntil) {
		return ErrUploadLapsed
	}
	return nil
}

// attachable says whether an attachment may be attached by a person.
func attachable(row *ent.Attachment, person uuid.UUID) bool {
	return row.UploaderID == person && State(row.State) == Ready && row.Subject == nil
}

// mine says whether the attachment was uploaded by the caller.
func mine(row *ent.Attachment, reach access.Reach) bool { return reach.Owns(row.UploaderID) }

// rectangles are the regions of a picture; each must lie inside of it.
func rectangles(regions []*mediav1.Region, width, height int) ([]image.Rectangle, error) {
	whole := image.Rect(0, 0, width, height)
	var all []image.Rectangle
	for i, r := range regions {
		one := image.Rect(int(r.GetX()), int(r.GetY()), int(r.GetX()+r.GetWidth()), int(r.GetY()+r.GetHeight()))
		if !one.In(whole) {
			return nil, ErrRegionOutside.On("regions["+strconv.Itoa(i)+"]").With("width", strconv.Itoa(width)).With("height", strconv.Itoa(height))
		}
		all = append(all, one)
	}
	return all, nil
}
