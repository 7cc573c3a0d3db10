ALTER TABLE "category" ADD COLUMN "questions" jsonb NOT NULL DEFAULT ('[]');
