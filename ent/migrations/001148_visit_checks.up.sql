ALTER TABLE visit
    ADD CONSTRAINT visit_position CHECK (num_nonnulls(latitude, longitude, datum) IN (0, 3)),
    ADD CONSTRAINT visit_datum CHECK (datum IN ('WGS84', 'GCJ02', 'CGCS2000')),
    ADD CONSTRAINT visit_accuracy CHECK (accuracy > 0 AND accuracy <= 100000),
    ADD CONSTRAINT visit_distance CHECK (num_nonnulls(issue_id, distance) IN (0, 2) AND distance >= 0),
    ADD CONSTRAINT visit_outside CHECK (NOT outside OR distance IS NOT NULL),
    ADD CONSTRAINT visit_device_time CHECK (NOT device_time_differs OR device_time IS NOT NULL),
    ADD CONSTRAINT visit_attachments CHECK (attachment_count >= 0);
