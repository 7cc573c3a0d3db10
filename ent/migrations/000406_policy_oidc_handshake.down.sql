DROP POLICY oidc_handshake_tenant ON oidc_handshake;
