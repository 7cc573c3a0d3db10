package administration

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"

	"google.golang.org/protobuf/proto"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/label"
)

// version gives a dictionary its etag: a digest of all that it says, since an update of the product changes it too.
func version(d *administrationv1.Dictionary) error {
	text, err := proto.MarshalOptions{Deterministic: true}.Marshal(d)
	if err != nil {
		return err
	}
	d.Etag = digest(string(text))
	return nil
}

func digest(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		_, _ = io.WriteString(h, part)
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:12])
}

// say writes what dictionaries and their codes are called in the language of the call.
func say(ctx context.Context, dictionaries ...*administrationv1.Dictionary) {
	speaker := label.For(ctx)
	for _, d := range dictionaries {
		d.DisplayName = speaker.Say(d.GetLabels())
		for _, e := range d.GetEntries() {
			e.DisplayName = speaker.Say(e.GetLabels())
		}
	}
}
