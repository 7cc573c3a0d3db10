ALTER TABLE resource DROP CONSTRAINT resource_publish_window;
