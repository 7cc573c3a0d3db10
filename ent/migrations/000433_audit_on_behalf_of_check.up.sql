ALTER TABLE audit ADD CONSTRAINT audit_on_behalf_of CHECK (on_behalf_of_id IS NULL OR actor_kind = 'PERSON' AND on_behalf_of_id <> actor_id);
