DROP TABLE oidc_invitation;
