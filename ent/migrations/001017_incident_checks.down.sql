ALTER TABLE incident DROP CONSTRAINT incident_state, DROP CONSTRAINT incident_title, DROP CONSTRAINT incident_closed;
