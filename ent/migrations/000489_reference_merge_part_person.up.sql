ALTER TABLE merge_part ADD CONSTRAINT merge_part_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id);
