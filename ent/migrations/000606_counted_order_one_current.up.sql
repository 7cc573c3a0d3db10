CREATE UNIQUE INDEX counted_order_one_current ON counted_order (tenant_id, issue_id) WHERE until IS NULL;
