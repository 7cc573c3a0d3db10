DROP INDEX "attachment_by_subject";
