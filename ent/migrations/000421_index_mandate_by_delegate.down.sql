DROP INDEX "mandate_by_delegate";
