CREATE INDEX audit_by_actor ON audit (tenant_id, actor_id, time, id);
