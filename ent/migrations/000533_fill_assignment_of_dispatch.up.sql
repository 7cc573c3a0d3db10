UPDATE assignment a SET dispatch_create_time = d.create_time, issuing_unit_id = d.issuing_unit_id
  FROM dispatch d WHERE d.tenant_id = a.tenant_id AND d.id = a.dispatch_id;
