CREATE UNIQUE INDEX verification_one_requested ON verification
    (tenant_id, person_id, level, coalesce(place_id, unit_id, person_id)) WHERE state = 'REQUESTED';
