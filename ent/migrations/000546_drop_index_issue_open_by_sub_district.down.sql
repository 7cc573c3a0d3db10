CREATE INDEX issue_open_by_sub_district ON issue (tenant_id, sub_district_id, state, create_time, id)
  WHERE state NOT IN ('ANSWERED', 'DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN');
