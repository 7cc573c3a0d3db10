CREATE INDEX suspicious_closing_by_month ON suspicious_closing (tenant_id, sub_district_id, month, reply_time DESC, issue_id DESC);
