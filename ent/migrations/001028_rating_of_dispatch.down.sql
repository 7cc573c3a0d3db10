ALTER TABLE "rating" DROP COLUMN "ruling", DROP COLUMN "ground", DROP COLUMN "review_time", DROP COLUMN "reviewer_id", DROP COLUMN "appeal",
  DROP COLUMN "appeal_time", DROP COLUMN "appellant_id", DROP COLUMN "appeal_due_time", DROP COLUMN "publish_time", DROP COLUMN "publish_due_time",
  DROP COLUMN "state", DROP COLUMN "issuing_unit_id", DROP COLUMN "unit_id", DROP COLUMN "dispatch_id";
