ALTER TABLE "finding" DROP CONSTRAINT "finding_retrospective_fkey";
