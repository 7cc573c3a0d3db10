ALTER TABLE "rating" ADD COLUMN "dispatch_id" uuid NULL, ADD COLUMN "unit_id" uuid NULL, ADD COLUMN "issuing_unit_id" uuid NULL,
  ADD COLUMN "state" character varying NULL, ADD COLUMN "publish_due_time" timestamptz NULL, ADD COLUMN "publish_time" timestamptz NULL,
  ADD COLUMN "appeal_due_time" timestamptz NULL, ADD COLUMN "appellant_id" uuid NULL, ADD COLUMN "appeal_time" timestamptz NULL,
  ADD COLUMN "appeal" character varying NOT NULL DEFAULT '', ADD COLUMN "reviewer_id" uuid NULL, ADD COLUMN "review_time" timestamptz NULL,
  ADD COLUMN "ground" character varying NOT NULL DEFAULT '', ADD COLUMN "ruling" character varying NOT NULL DEFAULT '';
