package app

import (
	"context"

	"github.com/haolinju/haolinju/internal/partner"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/principal"
)

// authenticator knows who calls, by a token or by a certificate.
type authenticator struct {
	*principal.Resolver
	certificates *partner.Certificates
}

// AuthenticateCertificate is the principal of the client that a certificate stands for in a district.
func (a authenticator) AuthenticateCertificate(ctx context.Context, tenant int, subject string) (access.Principal, error) {
	client, err := a.certificates.Client(ctx, tenant, subject)
	if err != nil {
		return access.Principal{}, err
	}
	p, err := a.Resolve(ctx, principal.Subject{Tenant: tenant, Client: client})
	if err != nil {
		a.certificates.Forget(tenant, subject)
	}
	return p, err
}
