UPDATE chain_link l SET current = true FROM issue i
  WHERE i.tenant_id = l.tenant_id AND i.id = l.issue_id AND l.end_time IS NULL AND i.state IN ('RECEIVED', 'TRIAGED', 'REOPENED');
