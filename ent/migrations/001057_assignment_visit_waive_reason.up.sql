ALTER TABLE "assignment" ADD COLUMN "visit_waive_reason" character varying NOT NULL DEFAULT '';
