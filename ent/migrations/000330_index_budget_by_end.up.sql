CREATE INDEX budget_by_end ON budget (tenant_id, end_time);
