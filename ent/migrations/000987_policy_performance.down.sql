DROP POLICY performance_tenant ON performance;
