ALTER TABLE joint_voter ADD CONSTRAINT joint_voter_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id);
