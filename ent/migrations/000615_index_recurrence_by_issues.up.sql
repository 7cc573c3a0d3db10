CREATE INDEX recurrence_by_issues ON recurrence (tenant_id, period, sub_district_id, kind, issues DESC);
