ALTER TABLE "attachment" DROP CONSTRAINT "attachment_uploader_fkey";
