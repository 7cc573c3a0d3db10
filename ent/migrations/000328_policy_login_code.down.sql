DROP POLICY login_code_tenant ON login_code;
