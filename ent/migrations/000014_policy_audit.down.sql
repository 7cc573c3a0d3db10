DROP POLICY audit_tenant ON audit;
