ALTER TABLE resource ADD CONSTRAINT resource_publish_window CHECK (CASE WHEN published_from IS NULL THEN published_until IS NULL ELSE published_until IS NULL OR published_from < published_until END);
