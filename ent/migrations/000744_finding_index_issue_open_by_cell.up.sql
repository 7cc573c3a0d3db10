CREATE INDEX issue_open_by_cell ON issue (tenant_id, cell) WHERE state NOT IN ('ANSWERED', 'DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN') AND cell IS NOT NULL;
