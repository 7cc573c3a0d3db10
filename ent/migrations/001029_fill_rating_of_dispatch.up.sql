-- Both sides have read the ratings that there are.
UPDATE rating r SET dispatch_id = a.dispatch_id, unit_id = a.unit_id, issuing_unit_id = a.issuing_unit_id, state = 'PUBLISHED',
    publish_due_time = r.create_time, publish_time = r.create_time, appeal_due_time = r.create_time
  FROM assignment a WHERE a.tenant_id = r.tenant_id AND a.id = r.assignment_id;
