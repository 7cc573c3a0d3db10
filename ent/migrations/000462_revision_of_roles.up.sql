-- What a role allows today is what it has allowed since it was made, as far as anybody knows.
INSERT INTO revision (tenant_id, id, create_time, update_time, version, collection, record_id, state, fields, valid_from, begun)
SELECT tenant_id, gen_random_uuid(), create_time, create_time, 1, 'roles', id,
  jsonb_build_object('name', name, 'permissions', permissions, 'duty', duty), '["name", "permissions"]', create_time, true
FROM role;
