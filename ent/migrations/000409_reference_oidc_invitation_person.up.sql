ALTER TABLE oidc_invitation ADD CONSTRAINT oidc_invitation_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id);
