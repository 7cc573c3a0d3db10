INSERT INTO issue_assist (tenant_id, unit_id, create_time, issue_id)
  SELECT i.tenant_id, u::uuid, i.create_time, i.id FROM issue i, jsonb_array_elements_text(i.assist_unit_ids) u;
