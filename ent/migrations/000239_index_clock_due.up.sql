CREATE INDEX clock_due_first ON clock (next_check_at, tenant_id, id) WHERE next_check_at IS NOT NULL;
