ALTER TABLE issue
    ADD COLUMN suspended_state character varying NULL,
    ADD COLUMN suspend_time timestamptz NULL,
    ADD COLUMN diversion character varying NULL,
    ADD COLUMN urge_count integer NOT NULL DEFAULT 0,
    ADD COLUMN urge_open boolean NOT NULL DEFAULT false,
    ADD COLUMN urge_time timestamptz NULL;
