ALTER TABLE merge_part ADD CONSTRAINT merge_part_merge_fkey FOREIGN KEY (tenant_id, merge_id) REFERENCES person_merge (tenant_id, id);
