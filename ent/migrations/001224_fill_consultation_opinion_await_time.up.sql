UPDATE consultation_opinion o SET await_time = c.due_time FROM consultation c
  WHERE c.tenant_id = o.tenant_id AND c.id = o.consultation_id AND c.state = 'OPEN' AND o.give_time IS NULL;
