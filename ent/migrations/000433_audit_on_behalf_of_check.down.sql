ALTER TABLE audit DROP CONSTRAINT audit_on_behalf_of;
