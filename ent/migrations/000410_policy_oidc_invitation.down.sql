DROP POLICY oidc_invitation_tenant ON oidc_invitation;
