DROP POLICY credential_tenant ON credential;
