ALTER TABLE "category" ADD COLUMN "closed_text" character varying NOT NULL DEFAULT '';
