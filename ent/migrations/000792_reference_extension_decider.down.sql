ALTER TABLE "extension" DROP CONSTRAINT "extension_decider_fkey";
