ALTER TABLE "follow_up" DROP CONSTRAINT "follow_up_retrospective_fkey";
