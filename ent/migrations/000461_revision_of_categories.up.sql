-- What a category says today is what it has said since it was entered, as far as anybody knows.
INSERT INTO revision (tenant_id, id, create_time, update_time, version, collection, record_id, state, fields, valid_from, begun)
SELECT tenant_id, gen_random_uuid(), create_time, create_time, 1, 'categories', id,
  jsonb_build_object('name', name, 'parent_id', parent_id, 'active', active, 'tier', tier, 'delete_time', delete_time, 'purge_time', purge_time),
  '["name", "parent_id", "active", "tier"]', create_time, true
FROM category;
