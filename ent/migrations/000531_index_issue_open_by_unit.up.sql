CREATE INDEX issue_open_by_unit ON issue (tenant_id, unit_id, state, create_time, id)
  WHERE state NOT IN ('ANSWERED', 'DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN');
