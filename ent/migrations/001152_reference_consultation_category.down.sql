ALTER TABLE "consultation" DROP CONSTRAINT "consultation_category_fkey";
