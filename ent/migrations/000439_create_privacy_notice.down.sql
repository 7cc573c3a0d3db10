DROP TABLE "privacy_notice";
