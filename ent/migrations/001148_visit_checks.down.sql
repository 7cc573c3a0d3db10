ALTER TABLE visit
    DROP CONSTRAINT visit_attachments,
    DROP CONSTRAINT visit_device_time,
    DROP CONSTRAINT visit_outside,
    DROP CONSTRAINT visit_distance,
    DROP CONSTRAINT visit_accuracy,
    DROP CONSTRAINT visit_datum,
    DROP CONSTRAINT visit_position;
