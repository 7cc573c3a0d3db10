CREATE UNIQUE INDEX oidc_invitation_digest_unique ON oidc_invitation (tenant_id, digest);
