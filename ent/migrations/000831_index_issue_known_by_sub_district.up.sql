CREATE INDEX issue_known_by_sub_district ON issue (tenant_id, sub_district_id, create_time, id)
  WHERE NOT private AND NOT withheld AND (reporter_id IS NOT NULL OR confirm_time IS NOT NULL)
  AND confidentiality = 'REAL_NAME' AND kind <> 'TIP_OFF';
