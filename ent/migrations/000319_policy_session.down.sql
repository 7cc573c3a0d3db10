DROP POLICY session_tenant ON session;
