ALTER TABLE "issue" ADD COLUMN "answers" jsonb NOT NULL DEFAULT ('[]');
