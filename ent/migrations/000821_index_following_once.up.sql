CREATE UNIQUE INDEX following_once ON following (tenant_id, person_id, coalesce(issue_id, category_id, area_id));
