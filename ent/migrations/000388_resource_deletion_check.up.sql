ALTER TABLE "resource" ADD CONSTRAINT "resource_deletion" CHECK ((delete_time IS NULL) = (purge_time IS NULL) AND (delete_time IS NULL OR delete_time <= purge_time));
