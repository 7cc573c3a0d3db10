ALTER TABLE "honour" DROP CONSTRAINT "honour_unit_fkey";
