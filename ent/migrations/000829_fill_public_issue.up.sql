-- Nobody is told of what was there before anybody could follow it.
INSERT INTO public_issue (tenant_id, issue_id, position)
  SELECT tenant_id, id, 0 FROM issue
  WHERE NOT private AND NOT withheld AND (reporter_id IS NOT NULL OR confirm_time IS NOT NULL) AND confidentiality = 'REAL_NAME' AND kind <> 'TIP_OFF';
