CREATE UNIQUE INDEX person_merge_one_survivor ON person_merge (tenant_id, duplicate_id) WHERE state = 'MERGED';
