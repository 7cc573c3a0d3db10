ALTER TABLE "extension" DROP CONSTRAINT "extension_requester_fkey";
