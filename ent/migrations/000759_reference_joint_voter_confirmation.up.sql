ALTER TABLE joint_voter ADD CONSTRAINT joint_voter_confirmation_fkey FOREIGN KEY (tenant_id, confirmation_id) REFERENCES joint_confirmation (tenant_id, id);
