package app

import (
	"fmt"
	"strconv"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/oidc"
)

// issuer is one entry of the file of --oidc-file.
type issuer struct {
	Issuer           string            `json:"issuer"`
	ClientID         string            `json:"client_id"`
	ClientSecretFile string            `json:"client_secret_file"`
	RedirectURIs     []string          `json:"redirect_uris"`
	SecondFactor     oidc.SecondFactor `json:"second_factor"`
	BindByPhone      bool              `json:"bind_by_phone"`
}

// issuers are whom the staff of districts signs in by.
func (c *Config) issuers() (map[int]*oidc.Client, error) {
	if c.OIDCFile == "" {
		return nil, nil
	}
	var given map[string]issuer
	if err := readJSON(c.OIDCFile, &given); err != nil {
		return nil, fmt.Errorf("--oidc-file: %w", err)
	}
	clients := map[int]*oidc.Client{}
	for district, i := range given {
		tenant, err := strconv.Atoi(district)
		if err != nil {
			return nil, fmt.Errorf("--oidc-file: %q is no district", district)
		}
		secret, err := secretOf("client_secret_file", i.ClientSecretFile)
		if err == nil {
			clients[tenant], err = oidc.NewClient(oidc.Registration{Issuer: i.Issuer, ClientID: i.ClientID, ClientSecret: string(secret),
				RedirectURIs: i.RedirectURIs, SecondFactor: i.SecondFactor, PhoneBinds: i.BindByPhone}, clock.System{})
		}
		if err != nil {
			return nil, fmt.Errorf("--oidc-file: district %d: %w", tenant, err)
		}
	}
	return clients, nil
}
