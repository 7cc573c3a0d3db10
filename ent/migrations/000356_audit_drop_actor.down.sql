ALTER TABLE audit ADD CONSTRAINT audit_actor CHECK ((actor_kind = 'PERSON') = (actor_id IS NOT NULL) AND actor_kind IN ('PERSON', 'SYSTEM', 'ANONYMOUS'));
