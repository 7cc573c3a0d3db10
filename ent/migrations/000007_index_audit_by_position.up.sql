CREATE INDEX audit_by_position ON audit (tenant_id, position);
