DROP POLICY recovery_code_tenant ON recovery_code;
