CREATE INDEX public_issue_by_position ON public_issue (tenant_id, position);
