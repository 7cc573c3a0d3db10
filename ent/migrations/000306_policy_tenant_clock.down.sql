DROP POLICY tenant_clock_tenant ON tenant_clock;
