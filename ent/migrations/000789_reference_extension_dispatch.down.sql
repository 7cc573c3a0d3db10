ALTER TABLE "extension" DROP CONSTRAINT "extension_dispatch_fkey";
