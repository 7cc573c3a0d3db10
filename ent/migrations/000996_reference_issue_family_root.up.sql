ALTER TABLE issue_family ADD CONSTRAINT issue_family_root FOREIGN KEY (tenant_id, parent_id, parent_id) REFERENCES issue_family (tenant_id, issue_id, parent_id);
