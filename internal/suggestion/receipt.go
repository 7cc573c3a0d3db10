package suggestion

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"

	"github.com/google/uuid"
)

// receipt shows later what was suggested in a district: the categories and a signature.
func (s *Service) receipt(tenant int, suggested []uuid.UUID) string {
	var ids []byte
	for _, id := range suggested {
		ids = append(ids, id[:]...)
	}
	return base64.RawURLEncoding.EncodeToString(append(ids, s.sign(tenant, ids)...))
}

// suggested are the categories of a receipt of a district.
func (s *Service) suggested(tenant int, receipt string) ([]uuid.UUID, error) {
	raw, err := base64.RawURLEncoding.DecodeString(receipt)
	if err != nil || len(raw)%16 != 0 || len(raw) < sha256.Size {
		return nil, ErrReceipt.On("receipt")
	}
	ids, signature := raw[:len(raw)-sha256.Size], raw[len(raw)-sha256.Size:]
	if !hmac.Equal(signature, s.sign(tenant, ids)) {
		return nil, ErrReceipt.On("receipt")
	}
	suggested := []uuid.UUID{}
	for ; len(ids) > 0; ids = ids[16:] {
		suggested = append(suggested, uuid.UUID(ids[:16]))
	}
	return suggested, nil
}

func (s *Service) sign(tenant int, ids []byte) []byte {
	mac := hmac.New(sha256.New, s.receipts)
	fmt.Fprintf(mac, "%d/%s", tenant, ids)
	return mac.Sum(nil)
}
