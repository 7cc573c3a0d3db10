CREATE INDEX joint_voter_by_person ON joint_voter (tenant_id, person_id);
