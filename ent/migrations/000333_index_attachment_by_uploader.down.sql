DROP INDEX "attachment_by_uploader";
