CREATE INDEX issue_open_located ON issue (tenant_id, id)
  WHERE state NOT IN ('ANSWERED', 'DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN') AND latitude_e7 IS NOT NULL;
