CREATE INDEX issue_known_by_category ON issue (tenant_id, category_id, create_time, id)
  WHERE NOT private AND NOT withheld AND (reporter_id IS NOT NULL OR confirm_time IS NOT NULL)
  AND confidentiality = 'REAL_NAME' AND kind <> 'TIP_OFF';
