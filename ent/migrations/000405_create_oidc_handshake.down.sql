DROP TABLE oidc_handshake;
