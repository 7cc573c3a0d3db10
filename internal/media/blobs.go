package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// folder of all blobs of an attachment.
func folder(tenant int, id uuid.UUID) string { return strconv.Itoa(tenant) + "/" + id.String() + "/" }

// incoming is the key of an upload until its verdict.
func incoming(tenant int, id uuid.UUID) string { return folder(tenant, id) + "incoming" }

// key of a blob by its digest.
func key(tenant int, id uuid.UUID, digest []byte) string {
	return folder(tenant, id) + hex.EncodeToString(digest)
}

// keep puts content under its digest.
func (s *Service) keep(ctx context.Context, tenant int, id uuid.UUID, content []byte) ([]byte, error) {
	digest := sha256.Sum256(content)
	return digest[:], s.blobs.Put(ctx, key(tenant, id, digest[:]), bytes.NewReader(content))
}

// load reads a whole blob of at most so many bytes; the bool says whether it is not longer.
func (s *Service) load(ctx context.Context, key string, most int64) ([]byte, bool, error) {
	r, err := s.blobs.Get(ctx, key)
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, most+1))
	return content, int64(len(content)) <= most, err
}

// receive stores an upload of at most so many bytes and gives its digest.
func (s *Service) receive(ctx context.Context, tenant int, id uuid.UUID, content io.Reader, most int64) (string, error) {
	sum := sha256.New()
	limited := &capped{from: io.TeeReader(content, sum), left: most}
	if err := s.blobs.Put(ctx, incoming(tenant, id), limited); err != nil {
		if limited.broken != nil {
			return "", limited.broken
		}
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// capped is a reader that fails where there is more than allowed, and remembers why the sender's side failed.
type capped struct {
	from   io.Reader
	left   int64
	broken error
}

// Read at most one byte more than is left, to see whether there is one.
func (c *capped) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.from.Read(p)
	c.left -= int64(n)
	switch {
	case c.left < 0:
		c.broken = fault.ErrTooLarge
	case err != nil && err != io.EOF:
		c.broken = fault.ErrInvalid.OnField("file", "上传中断", "the upload broke off").Because(err)
	default:
		return n, err
	}
	return n, c.broken
}

// discard deletes all blobs of an attachment that is gone. What stays because the store is away, Compare finds.
func (s *Service) discard(ctx context.Context, tenant int, id uuid.UUID) {
	for entry, err := range s.blobs.List(ctx, folder(tenant, id)) {
		if err == nil {
			err = s.blobs.Delete(ctx, entry.Key)
		}
		if err != nil {
			s.log.WarnContext(ctx, "blobs of an attachment that is gone", "attachment", id.String(), "cause", err.Error())
			return
		}
	}
}
