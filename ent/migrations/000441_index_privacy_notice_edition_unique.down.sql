DROP INDEX "privacy_notice_edition_unique";
