ALTER TABLE "dispatch_entry" DROP CONSTRAINT "dispatch_entry_author_fkey";
