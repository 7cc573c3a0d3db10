ALTER TABLE "extension" DROP CONSTRAINT "extension_assignment_fkey";
